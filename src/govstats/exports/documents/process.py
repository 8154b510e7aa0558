"""One file, read by a child process that cannot take the run with it."""

import subprocess
import sys
from pathlib import Path

MOST_MEMORY = 1024**3  # bytes
MOST_SECONDS = 20.0


class ChildFailed(Exception):
    """The child took too long, ran out of memory or was killed."""


def read_apart(script: Path, file: Path, seconds: float = MOST_SECONDS) -> str:
    """Run a script on a file in a process of its own, and return what it printed.

    The script is isolated from the user's settings of Python and holds itself to the memory it is given.
    What it writes to standard error, such as a library's warnings, goes nowhere.

    Raises
    ------
    ChildFailed
        It did not end well.
    """
    command = [sys.executable, "-I", str(script), str(file.absolute()), str(MOST_MEMORY)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ChildFailed from None
    if done.returncode:
        raise ChildFailed
    return done.stdout.decode("ascii")
