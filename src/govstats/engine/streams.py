"""What a notebook prints, told as a kernel tells it, whether Python prints it or a program that a cell has started."""

import io
import os
import tempfile
import time
from collections.abc import Callable

_SOON = 0.2  # seconds after which what was printed is told, even in the middle of a cell


class Stream(io.TextIOBase):
    """Standard output or standard error of a child.

    Parameters
    ----------
    name, number
        "stdout" and 1, or "stderr" and 2.
    tell
        Told the kind of a message, and its content.
    """

    encoding = "UTF-8"
    errors = "replace"

    def __init__(self, name: str, number: int, tell: Callable[[str, dict[str, str]], None]) -> None:
        self._name, self._number, self._tell = name, number, tell
        self._owner, self._last = os.getpid(), time.monotonic()
        self._printed: list[str] = []
        # Programs and libraries that print past Python print into a file, from which it is taken.
        self._file = tempfile.TemporaryFile(mode="ab+", buffering=0)  # noqa: SIM115
        self._taken = 0
        os.dup2(self._file.fileno(), number)

    def fileno(self) -> int:
        return self._number

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._owner:
            os.write(self._number, text.encode(errors=self.errors))  # a copy that a cell has forked
            return len(text)
        self._take()
        self._printed.append(text)
        if time.monotonic() - self._last > _SOON:
            self.flush()
        return len(text)

    def flush(self) -> None:
        if os.getpid() != self._owner:
            return
        self._take()
        self._last = time.monotonic()
        printed, self._printed = "".join(self._printed), []
        if printed:
            self._tell("stream", {"name": self._name, "text": printed})

    def _take(self) -> None:
        """Take what was printed past Python in the meantime."""
        size = os.fstat(self._file.fileno()).st_size
        if size > self._taken:
            past = os.pread(self._file.fileno(), size - self._taken, self._taken)
            self._taken += len(past)
            self._printed.append(past.decode(errors=self.errors))
