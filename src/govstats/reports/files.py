"""Names and places of files: safe on every platform, never overwriting, never half-written."""

import errno
import json
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from govstats.errors import Problem, problem

# Windows keeps these for devices, whatever the ending.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}
_LONGEST = 60
MANIFEST = "manifest.json"
MAKING = ".making-"  # how the name of a folder begins in which a run is still being written
_A_DAY = 24 * 60 * 60  # seconds
_WHY = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "place-read-only",
    errno.EPERM: "place-read-only",
    errno.EROFS: "place-read-only",
    errno.ENAMETOOLONG: "path-too-long",
}
_TOO_LONG_ON_WINDOWS = 206


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


def runs_called(organisation: str) -> str:
    """A pattern of what the folders of an organisation's runs are called, whichever the term."""
    return f"{safe_name(organisation)}_*_run-*"


def runs_of(organisation: str, out: Path) -> list[Path]:
    """The finished runs of an organisation, whichever the term, the newest first."""
    runs = out.glob(runs_called(organisation))
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
def new_run(out: Path, begun: Path | None = None) -> Iterator[Path]:
    """A folder to write a run in, gone again if anything fails; `hand_over` gives it its name.

    Where a person stops the run, its folder stays: there may be something in it to go on with.

    Parameters
    ----------
    begun
        The folder, where there is one already.
    """
    out.mkdir(parents=True, exist_ok=True)
    _clear_away(out)
    making = begun or Path(tempfile.mkdtemp(prefix=MAKING, dir=out))
    try:
        yield making
    except KeyboardInterrupt:
        raise
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _clear_away(out: Path) -> None:
    """Remove what runs have left that were killed: it names people. No run takes a day, so none is disturbed."""
    for left in out.glob(f"{MAKING}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _A_DAY:
                shutil.rmtree(left, ignore_errors=True)


def hand_over(making: Path, out: Path, name: str, finish: Callable[[Path], None]) -> Path:
    """Give a run its name: `<name>_run-01`, or the next number that is free. Earlier runs stay.

    A run that another process has just made is not touched.

    Parameters
    ----------
    finish
        Told the name that the run is to have: it writes what has to do with that, and may still stop it all.
    """
    places = (out / f"{name}_run-{number:02d}" for number in count(1))
    while True:
        final = next(place for place in places if not place.exists())
        finish(final)
        _give_to_the_disk(making)
        try:
            making.rename(final)
            return final
        except OSError:
            if not final.exists():
                raise


def _give_to_the_disk(making: Path) -> None:
    """Leave nothing to be done once a folder has its name, not even by a machine that is about to lose its power."""
    for path in making.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    making.chmod(0o755)  # a temporary folder is its maker's alone


def give_name(making: Path, folder: Path) -> None:
    """Give a finished folder its name. A folder that is there already, empty, stays: somebody may stand in it."""
    if folder.exists():
        for part in list(making.iterdir()):
            part.rename(folder / part.name)
        making.rmdir()
    else:
        _give_to_the_disk(making)
        making.rename(folder)


def not_written(error: OSError) -> Problem:
    """Why nothing could be written, and what to do."""
    too_long = getattr(error, "winerror", None) == _TOO_LONG_ON_WINDOWS
    code = "path-too-long" if too_long else _WHY.get(error.errno or 0, "files-not-written")
    return problem(code, found=error.filename or "", detail=error.strerror or error)


def write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
