"""Those who have the warm process fork: whoever started it, and every child that it has forked."""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any, NoReturn

from govstats.engine.link import Link


class WarmProcessFailed(RuntimeError):
    """The warm process could not do what it was told, or is there no more."""


@dataclass(frozen=True)
class Child:
    """A forked child: its number, and our end of the line to it."""

    number: int
    link: Link
    _forks: "Forks"

    def send_signal(self, number: int) -> None:
        """Signal the child and all the processes it has started; nothing happens where it is gone."""
        self._forks.signal(self.number, number)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.send_signal(signal.SIGKILL)


class Forks:
    """A line to the warm process."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._unanswered = 0
        self._asking = Lock()

    def do(self, function: Callable[..., object], *arguments: Any) -> None:
        """Have the warm process call a function, for all children to come. Nobody waits for it here."""
        with self._asking:
            self._tell("do", function, arguments)
            self._unanswered += 1

    def fork(self, function: Callable[..., object], *arguments: Any) -> Child:
        """Have a child forked that calls a function with its end of a line to it, and the arguments.

        Raises
        ------
        WarmProcessFailed
            The warm process is gone, or what it was told to do before has failed.
        """
        ours, of_child = Link.pair()
        with self._asking:
            try:
                self._tell("fork", function, arguments, end=of_child)
                # All answers are heard before one of them is told of: the next is that of the next question.
                asked, self._unanswered = self._unanswered, 0
                failures = [*filter(None, [self._told() for _ in range(asked)])]
                child = Child(self._told(), ours, self)
            except WarmProcessFailed:
                ours.close()
                raise
            finally:
                of_child.close()
        if failures:
            child.end()
            ours.close()
            raise WarmProcessFailed(failures[0])
        return child

    def signal(self, child: int, number: int) -> None:
        with suppress(WarmProcessFailed):
            self._tell("signal", child, number)

    def _tell(self, *message: object, end: Link | None = None) -> None:
        try:
            self._link.send(message, end)
        except OSError as error:
            raise WarmProcessFailed("The warm process has ended.") from error

    def _told(self) -> Any:
        try:
            return self._link.receive()[0]
        except (EOFError, OSError) as error:
            raise WarmProcessFailed("The warm process has ended.") from error


@contextmanager
def warm_process() -> Iterator[Forks]:
    """A warm process, started at once; it ends with the context, and with this process, and its children with it."""
    ours, others = Link.pair()
    # -P: no module is taken from the folder one stands in. A session of its own: who stops the run stops this process.
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "govstats.engine.forking", str(others.fileno())],
        pass_fds=[others.fileno()],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # its threads would not survive a fork
    )
    others.close()
    try:
        yield Forks(ours)
    finally:
        ours.close()
        process.terminate()  # it may be in the middle of an import
        process.wait()


_here: Forks | None = None


def forks_here() -> Forks | None:
    """The way to the warm process that has forked this one; None where this process is no such child."""
    return _here


def be_child(to_server: Link, end: Link, function: Callable[..., object], arguments: tuple[Any, ...]) -> NoReturn:
    """Be a forked child to the end."""
    global _here
    code = 1
    try:
        gc.enable()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setpgid(0, 0)
        _here = Forks(to_server)
        function(end, *arguments)
        code = 0
    finally:
        os._exit(code)
