"""Something made in a child of the warm process, while this process does other work."""

import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from tempfile import TemporaryDirectory
from typing import Concatenate, Generic, ParamSpec, Self, TypeVar

from govstats.engine.forks import Forks
from govstats.engine.link import Link

Made = TypeVar("Made")
Answer = TypeVar("Answer")
P = ParamSpec("P")
Q = ParamSpec("Q")


class Meanwhile(Generic[Made]):
    """What a function makes. Without a warm process, or where its child is lost, it is made here, once it is asked."""

    def __init__(self, forks: Forks | None, make: Callable[P, Made], *args: P.args, **kwargs: P.kwargs) -> None:
        self._make = partial(make, *args, **kwargs)
        # Ours, for a child that is ended in the middle of a file cannot remove it.
        self._scratch = TemporaryDirectory(prefix="govstats-")
        self._child = forks.fork(_make) if forks else None
        if self._child:
            self._child.link.send((self._scratch.name, self._make))

    def ask(self, function: Callable[Concatenate[Made, Q], Answer], *args: Q.args, **kwargs: Q.kwargs) -> Answer:
        """What a function answers of it. It is asked once.

        Raises
        ------
        OSError
            As it was raised in the child.
        RuntimeError
            Whatever else was, with its traceback.
        """
        if self._child:
            with suppress(EOFError):
                with suppress(BrokenPipeError):  # it may have told already what went wrong
                    self._child.link.send((function, args, kwargs))
                (answer, raised), _ = self._child.link.receive()
                if raised:
                    raise raised
                return answer  # type: ignore[no-any-return]
        return function(self._make(), *args, **kwargs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            self._child.end()
            self._child.link.close()
        self._scratch.cleanup()


def _make(link: Link) -> None:
    """A child's side."""
    raised: Exception | None = None
    answer: object = None
    try:
        (tempfile.tempdir, make), _ = link.receive()
        made = make()
        (function, args, kwargs), _ = link.receive()
        answer = function(made, *args, **kwargs)
    except EOFError:
        return  # nobody asks any more
    except OSError as error:
        raised = error
    except Exception:
        raised = RuntimeError(traceback.format_exc())
    link.send((answer, raised))
