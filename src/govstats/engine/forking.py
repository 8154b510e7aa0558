"""The warm process, run as `python -m govstats.engine.forking NUMBER`: it does what it is told once, and forks.

A forked child has everything that was done before it, for nothing, and leaves nothing behind. So the process starts no
thread, runs no notebook's code, and ends, with all its children, when whoever started it is there no more.

It is told by messages: `("do", function, arguments)`, `("fork", function, arguments)` with the end of the line that the
function is given, and `("signal", child, number)`.
"""

import gc
import os
import selectors
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from govstats.engine.forks import be_child
from govstats.engine.link import Link

_MANY = 4096


class ForkServer:
    """Answers the process that started it, and its own children, who may have others forked."""

    def __init__(self, starter: Link) -> None:
        self._starter = starter
        self._children: set[int] = set()
        self._links = selectors.DefaultSelector()
        self._links.register(starter, selectors.EVENT_READ)
        # That a child has ended is heard of here, between two answers: a handler would be called in the middle of one,
        # and of itself.
        self._ended, self._ending = socket.socketpair()
        for each in (self._ended, self._ending):
            each.setblocking(False)
        self._links.register(self._ended, selectors.EVENT_READ)

    def serve(self) -> None:
        """Answer until the starter is gone."""
        signal.set_wakeup_fd(self._ending.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        try:
            while True:
                for key, _ in self._links.select():
                    if key.fileobj is self._ended:
                        self._bury()
                        continue
                    link = key.fileobj
                    assert isinstance(link, Link)
                    try:
                        self._answer(link)
                    except (EOFError, BrokenPipeError):
                        if link is self._starter:
                            return
                        self._links.unregister(link)
                        link.close()
        finally:
            for child in self._children:
                _signal_group(child, signal.SIGKILL)

    def _answer(self, link: Link) -> None:
        (kind, *words), end = link.receive()
        if kind == "do":
            link.send(_failure_of(*words))
        elif kind == "fork":
            assert end is not None
            link.send(self._fork(end, *words))
            end.close()
        elif kind == "signal":
            child, number = words
            if child in self._children:  # else its number may be another's by now
                _signal_group(child, number)

    def _fork(self, end: Link, function: Callable[..., object], arguments: tuple[Any, ...]) -> int:
        ours, of_child = Link.pair()
        child = os.fork()
        if not child:
            # Only this child is at the other end of its lines: whoever waits for it must see it go.
            signal.set_wakeup_fd(-1)
            self._ending.close()
            ours.close()
            for key in list(self._links.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]
            self._links.close()
            be_child(of_child, end, function, arguments)
        of_child.close()
        with suppress(PermissionError, ProcessLookupError):
            os.setpgid(child, child)  # the child does it too: whoever is first
        self._children.add(child)
        self._links.register(ours, selectors.EVENT_READ)
        return child

    def _bury(self) -> None:
        self._ended.recv(_MANY)  # whatever was heard of: who has ended is asked for each
        for child in list(self._children):
            if os.waitpid(child, os.WNOHANG)[0]:
                self._children.discard(child)
                _signal_group(child, signal.SIGKILL)  # it may have left processes of its own


def _failure_of(function: Callable[..., object], arguments: tuple[Any, ...]) -> str:
    try:
        function(*arguments)
    except Exception:
        return traceback.format_exc()
    gc.freeze()  # it stays, and a child that looks for garbage need not copy it
    return ""


def _signal_group(child: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, number)


if __name__ == "__main__":
    gc.disable()  # what is imported stays, and to look for garbage among it takes a fifth of the time
    try:
        ForkServer(Link.of(int(sys.argv[1]))).serve()
    finally:
        os._exit(0)  # its starter waits, and nothing is left to be put in order
