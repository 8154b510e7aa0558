"""A school office in a temporary folder: the demo's exports, the commands, and hands that spoil a file."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
WILLOW = ROOT / "data" / "willow-tree"
STAFF, REGISTER = "Staff list 19-12-2025.xlsx", "Policy register 2025-26.xlsx"
# Without PDF: tests/browser looks at these, and needs a browser.
TERM = ("--term", "Autumn 2025", "--as-at", "2025-12-19", "--no-pdf")


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def run(command: list[str], cwd: Path, **environment: str) -> Answer:
    """Run a command somewhere, with warnings and colours as a user has them."""
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, check=False, encoding="utf-8"
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def govstats(*words: str, cwd: Path, **environment: str) -> Answer:
    return run([sys.executable, "-m", "govstats", *words], cwd, **environment)


def jupyter(*words: str, cwd: Path) -> Answer:
    """A command of Jupyter's or papermill's, of this environment."""
    return run([str(Path(sys.executable).parent / words[0]), *words[1:]], cwd)


def copied(folder: Path) -> Path:
    """A copy of the demo's folder, to be spoilt."""
    return Path(shutil.copytree(WILLOW, folder / "willow-tree"))


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder, hidden ones too, with its fingerprint; an empty folder is named as well."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


class OpenSheet:
    """A sheet of an export, open for editing, saved on the way out."""

    def __init__(self, folder: Path, file: str) -> None:
        self.path = folder / "exports" / file

    def __enter__(self) -> Any:
        self.book = openpyxl.load_workbook(self.path)
        return self.book.worksheets[-1]  # a guide to the export may stand before it

    def __exit__(self, *_: object) -> None:
        self.book.save(self.path)


def heading_row(sheet: Any, heading: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == heading)


def append_row(sheet: Any, headings: int, values: dict[str, str]) -> None:
    """Write a row below the last, as texts: a sheet that is shown, not a formula that is run."""
    places = {cell.value: cell.column for cell in sheet[headings]}
    row = sheet.max_row + 1
    for heading, value in values.items():
        cell = sheet.cell(row, places[heading], value)
        cell.data_type = "s"
