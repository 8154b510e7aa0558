"""A run that was stopped, to go on with: what it has finished lies in its folder, with the mark of which run it was."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from govstats.reports.files import MAKING

MARK = "unfinished.txt"


@contextmanager
def marked(making: Path, run: str) -> Iterator[Callable[[], None]]:
    """Mark a folder as that of a run, and hold it, so that nobody takes it for one that was stopped.

    Gives what takes the mark away, once the run is finished.

    Parameters
    ----------
    run
        A fingerprint of all that the run is made of.
    """
    with (making / MARK).open("w", encoding="utf-8") as mark:
        mark.write(run)
        mark.flush()
        _hold(mark)

        def unmark() -> None:
            mark.close()
            (making / MARK).unlink(missing_ok=True)  # a run may have to be finished twice, for another name

        yield unmark


def take_up(out: Path, run: str, finished: str) -> Path | None:
    """The folder of such a run that was stopped, with what it has finished and nothing else; None where there is none.

    Parameters
    ----------
    finished
        A pattern of the files that are worth keeping. They were given their names when they were whole.
    """
    for left in sorted(out.glob(f"{MAKING}*"), key=lambda path: path.stat().st_mtime, reverse=True):
        with suppress(OSError), (left / MARK).open("r+", encoding="utf-8") as mark:
            if mark.read() == run:
                _hold(mark)
                return _only(left, finished, Path(tempfile.mkdtemp(prefix=MAKING, dir=out)))
    return None


def _only(left: Path, finished: str, making: Path) -> Path:
    for path in left.glob(finished):
        there = making / path.relative_to(left)
        there.parent.mkdir(exist_ok=True)
        path.rename(there)
    shutil.rmtree(left, ignore_errors=True)
    return making


def _hold(file: IO[str]) -> None:
    """Lock a file as long as it is open.

    Raises
    ------
    OSError
        Another process holds it.
    """
    try:
        import fcntl
    except ImportError:  # Windows lets nobody remove a file that is open
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
