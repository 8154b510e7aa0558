"""The parent's side: a child process that reads files, given up and replaced when a file ruins it."""

import json
import pickle
import subprocess
import sys
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

from govstats.exports.opening.columns import Encoded, Table

# What a school exports is read in a second; a slow machine and a large file may need many.
SECONDS, SECONDS_A_MEGABYTE = 15, 0.5
_PLAIN = {("datetime", name) for name in ("date", "datetime", "time", "timedelta")} | {
    (Table.__module__, each.__name__) for each in (Table, Encoded)
}


class ReadingProcess(AbstractContextManager["ReadingProcess"]):
    """Has files read, one at a time, by a process of its own, which starts at once and ends with the context.

    Parameters
    ----------
    module
        What the process runs: a module that serves (see `serving`).
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __enter__(self) -> Self:
        self._child = self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def ask(self, path: Path, **question: Any) -> dict[str, Any] | None:
        """The child's answer about a file; None where the file ruins the child or takes too long.

        Raises
        ------
        OSError
            The file cannot be opened.
        """
        size = path.stat().st_size
        with path.open("rb"):
            pass  # a file that may not be read is told of here, by its own name
        late = Timer(SECONDS + SECONDS_A_MEGABYTE * size / 1e6, self._child.kill)
        late.start()
        try:
            return self._answer({"path": str(path), **question})
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            self._end()
            self._child = self._start()
            return None
        finally:
            late.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: no module is taken from the folder one stands in, which may hold a "csv.py".
        command = [sys.executable, "-P", "-m", self._module]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=-1
        )

    def _answer(self, question: dict[str, Any]) -> dict[str, Any]:
        child = self._child
        assert child.stdin and child.stdout
        child.stdin.write(json.dumps(question).encode() + b"\n")
        child.stdin.flush()
        answer: dict[str, Any] = _PlainValues(child.stdout).load()
        return answer

    def _end(self) -> None:
        self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            if stream:
                with suppress(BrokenPipeError):  # what was on its way to a dead child is lost with it
                    stream.close()
        self._child.wait()


class _PlainValues(pickle.Unpickler):
    """Takes plain values and days from the child and nothing else, should a file ever get hold of it."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
