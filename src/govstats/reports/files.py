"""Names and places of files: safe on every platform, never overwriting, never half-written."""

import hashlib
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

# Windows keeps these for devices, whatever the ending.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}
_LONGEST = 60


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
        try:
            making.rename(final)
        except OSError:
            if not final.exists():
                raise
        else:
            final.chmod(0o755)  # a temporary folder is its maker's alone
            return final


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
