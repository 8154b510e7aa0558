"""Copies of what lies at an address: for the time of a command, and for nobody but the user."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from govstats.addresses.place import Place
from govstats.addresses.spelling import is_address
from govstats.errors import MustFix, problem

# It waits for the end of whoever has started it, by whatever way, and then removes a folder.
_REMOVES = "import shutil, sys; sys.stdin.read(); shutil.rmtree(sys.argv[1], ignore_errors=True)"
_STORE = ".govstats/store/"  # made anew at any time, so it is not carried about


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that nobody else can read, and that is gone afterwards: even where this process is killed."""
    place = Path(tempfile.mkdtemp(prefix="govstats-"))
    try:
        with subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _REMOVES, str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is meant for this process
        ) as remover:
            try:
                yield place
            finally:
                shutil.rmtree(place, ignore_errors=True)
                remover.kill()
    finally:  # where there is none who removes it
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def at_hand(
    folder: str, lacking: str, names: Container[str], *, depth: int = 1, unlisted: Iterable[str] = ()
) -> Iterator[Path]:
    """A folder by its path; by its address, a copy of it.

    Parameters
    ----------
    names
        Of the files of which one must be there, or it is not such a folder as is asked for.
    depth
        1 where it must lie in the folder itself, 2 where it may lie in a folder of it.
    unlisted
        Files that are wanted even if they are not listed: some servers keep to themselves what begins with a dot.
    lacking
        The message where there is none: then nothing is copied.

    Raises
    ------
    MustFix
        Nothing is at the address, or not such a folder, or it cannot be read.
    """
    if not is_address(folder):
        yield Path(folder)
        return
    place = Place.of(folder)
    files = place.files()
    if not files:
        raise MustFix(problem("address-missing", found=place.shown))
    if not any(path.name in names and len(path.parts) <= depth for path in map(PurePosixPath, files)):
        raise MustFix(problem(lacking, found=place.shown))
    with private_folder() as private:
        copy = private / (PurePosixPath(place.root).name or "copy")
        place.fetch({name: full for name, full in files.items() if _STORE not in name}, copy)
        for name in unlisted:
            if name not in files and (content := place.read(name)) is not None:
                (copy / name).parent.mkdir(exist_ok=True)
                (copy / name).write_bytes(content)
        yield copy
