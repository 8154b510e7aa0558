"""Something made in a child of the warm process, while this process does other work."""

import gc
import tempfile
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any, Generic, Self, TypeVar, TypeVarTuple

from govstats.engine.forks import Child, Forks, WarmProcessFailed
from govstats.engine.link import Link

Made = TypeVar("Made")
Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")


class Meanwhile(Generic[Made]):
    """What a function makes. Without a warm process, or where its child is lost, it is made here, once it is asked."""

    def __init__(self, forks: Forks | None, make: Callable[[*Given], Made], *given: *Given) -> None:
        self._make: Callable[[], Made] = partial(make, *given)
        self._told: list[tuple[Callable[..., object], tuple[Any, ...]]] = []
        self._sent: list[Future[None]] = []
        # Ours, for a child that is ended in the middle of a file cannot remove it.
        self._scratch = TemporaryDirectory(prefix="meanwhile-")
        # A thread waits for the warm process, which may not be ready, and for the child to listen.
        self._line = ThreadPoolExecutor(1)
        self._child = self._line.submit(self._fork, forks) if forks else None

    def tell(self, function: Callable[[Made, *Given], None], *given: *Given) -> None:
        """Have something done with it. Nobody waits for that."""
        self._told.append((function, given))
        self._sent.append(self._line.submit(self._send, function, given, False))

    def ask(self, function: Callable[[Made, *Given], Answer], *given: *Given) -> Answer:
        """What a function answers of it.

        Raises
        ------
        OSError
            As it was raised in the child, by this or before.
        RuntimeError
            Whatever else was, with its traceback.
        """
        self._sent.append(self._line.submit(self._send, function, given, True))
        if self._child:
            with suppress(EOFError, WarmProcessFailed):
                for each in self._sent:
                    each.result()
                (answer, raised), _ = self._child.result().link.receive()
                if raised:
                    raise raised
                return answer  # type: ignore[no-any-return]
        made = self._make()
        for told, with_it in self._told:
            told(made, *with_it)
        return function(made, *given)

    def _fork(self, forks: Forks) -> Child:
        child = forks.fork(_make)
        with suppress(ConnectionError):  # it is lost, which is told of when it is asked
            child.link.send((self._scratch.name, self._make))
        return child

    def _send(self, *message: object) -> None:
        if self._child:
            with suppress(ConnectionError):  # it is lost, or has something to say first
                self._child.result().link.send(message)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self._child:
                with suppress(WarmProcessFailed):
                    self._child.result().end()
                    self._child.result().link.close()
        finally:
            self._line.shutdown()
            self._scratch.cleanup()


def _make(link: Link) -> None:
    """A child's side: make it, and do with it what comes down the line, until nobody asks any more."""
    gc.set_threshold(500_000)  # while something is made, hardly anything is garbage
    raised: Exception
    try:
        (tempfile.tempdir, make), _ = link.receive()
        made = make()
        while True:
            (function, given, wanted), _ = link.receive()
            answer = function(made, *given)
            if wanted:
                link.send((answer, None))
    except EOFError:
        return
    except OSError as error:
        raised = error
    except Exception:
        raised = RuntimeError(traceback.format_exc())
    link.send((None, raised))
