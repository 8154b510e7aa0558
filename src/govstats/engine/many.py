"""Work shared out among several children of a warm process."""

import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, TypeVar

from govstats.engine.forks import Child, Forks
from govstats.engine.link import Link

Item = TypeVar("Item")
Made = TypeVar("Made")


class ChildLost(Exception):
    """A child ended in the middle of its work."""


@dataclass(frozen=True)
class _Failed:
    """What was raised in a child, as far as one can be told of it."""

    trace: str


def done_by_children(
    forks: Forks, work: Callable[[Item], Made], items: Sequence[Item], jobs: int
) -> Iterator[tuple[int, Made | ChildLost]]:
    """Call a function of each item, in so many children at once; give each item's place and answer as it comes.

    Raises
    ------
    RuntimeError
        The function raised, with its traceback. What it is to tell of, it returns.
    """
    left = list(enumerate(items))[::-1]
    busy: dict[Link, tuple[Child, int]] = {}

    def set_to_work(child: Child) -> None:
        if left:
            place, item = left.pop()
            busy[child.link] = child, place
            with suppress(BrokenPipeError):  # it is told of when its answer is waited for
                child.link.send(item)
        else:
            _let_go(child)

    try:
        for _ in range(min(jobs, len(items))):
            set_to_work(forks.fork(_work, work))
        while busy:
            for link in wait(list(busy)):  # type: ignore[arg-type]  # whatever has a fileno
                assert isinstance(link, Link)
                child, place = busy.pop(link)
                try:
                    answer, _ = link.receive()
                except EOFError:
                    _let_go(child)
                    answer, child = ChildLost(), forks.fork(_work, work)
                if isinstance(answer, _Failed):
                    _let_go(child)
                    raise RuntimeError(answer.trace)
                set_to_work(child)  # before the answer is looked at, which may take a while
                yield place, answer
    finally:
        for child, _ in busy.values():
            _let_go(child)


def _let_go(child: Child) -> None:
    child.end()
    child.link.close()


def _work(link: Link, work: Callable[[Any], Any]) -> None:
    """A child's side: do what comes down the line, until nobody asks any more."""
    while True:
        try:
            item, _ = link.receive()
        except EOFError:
            return
        try:
            answer = work(item)
        except Exception:
            answer = _Failed(traceback.format_exc())
        link.send(answer)
