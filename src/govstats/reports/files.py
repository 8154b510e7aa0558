"""Names and places of files: safe on every platform, never overwriting, never half-written."""

import hashlib
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Windows keeps these for devices, whatever the ending.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}
_LONGEST = 60
MANIFEST = "manifest.json"


def safe_name(text: str, taken: set[str] | None = None) -> str:
    """A file name from any text: letters, digits and dashes; unlike every name taken.

    >>> safe_name("St John's / Nursery"), safe_name("CON"), safe_name("../../x")
    ('St-Johns-Nursery', 'CON-file', 'x')
    """
    plain = unicodedata.normalize("NFKC", text).replace("'", "").replace("’", "")
    name = "-".join(re.findall(r"[^\W_]+", plain))[:_LONGEST].strip("-") or "unnamed"
    if name.casefold() in _RESERVED:
        name += "-file"
    taken = set() if taken is None else taken
    unique, number = name, 2
    while unique.casefold() in taken:
        unique, number = f"{name}-{number}", number + 1
    taken.add(unique.casefold())
    return unique


def run_name(organisation: str, term: str) -> str:
    """What the folders of an organisation's runs of a term are called, their number aside."""
    return f"{safe_name(organisation)}_{safe_name(term)}"


def runs_of(organisation: str, out: Path) -> list[Path]:
    """The finished runs of an organisation, whichever the term, the newest first."""
    runs = out.glob(f"{safe_name(organisation)}_*_run-*")
    return sorted((run for run in runs if (run / MANIFEST).is_file()), key=_made, reverse=True)


def _made(run: Path) -> tuple[str, int, str]:
    """When a run was made; of two of one second, the one with the higher number is the later."""
    try:
        made = str(json.loads((run / MANIFEST).read_text("utf-8"))["run"]["made"])
    except (OSError, ValueError, LookupError, TypeError):
        made = ""  # somebody wrote into its manifest: of all, the oldest
    number = run.name.rpartition("-")[2]
    return made, int(number) if number.isdecimal() else 0, run.name


@contextmanager
def new_run(out: Path) -> Iterator[Path]:
    """A folder to write a run in, gone again if anything fails; `hand_over` gives it its name."""
    out.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=out))
    try:
        yield making
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def hand_over(making: Path, out: Path, name: str) -> Path:
    """Give a finished run its name: `<name>_run-01`, or the next number that is free. Earlier runs stay.

    A run that another process has just made is not touched.
    """
    number = 1
    while True:
        final = out / f"{name}_run-{number:02d}"
        if not final.exists():
            try:
                making.rename(final)
            except OSError:
                if not final.exists():
                    raise
            else:
                final.chmod(0o755)  # a temporary folder is its maker's alone
                return final
        number += 1


def give_name(making: Path, folder: Path) -> None:
    """Give a finished folder its name. A folder that is there already, empty, stays: somebody may stand in it."""
    if folder.exists():
        for part in list(making.iterdir()):
            part.rename(folder / part.name)
        making.rmdir()
    else:
        making.rename(folder)
        folder.chmod(0o755)  # a temporary folder is its maker's alone


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
