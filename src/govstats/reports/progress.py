"""How far a run has come, in words and time."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
_MINUTE = 60.0  # seconds


def told(items: Sequence[Item], name: Callable[[Item], str], say: Callable[[str], None]) -> Iterator[Item]:
    """Give each item in turn, and say which it is, of how many, and how long the rest will take."""
    start = time.monotonic()
    for place, item in enumerate(items):
        say(_line(place + 1, len(items), name(item), time_left(place, len(items), time.monotonic() - start)))
        yield item


def told_when_done(
    items: Iterable[Item], of: int, name: Callable[[Item], str], say: Callable[[str], None]
) -> Iterator[Item]:
    """Give each item as it is done, and say which it was, how many of all are done, and how long the rest will take."""
    start = time.monotonic()
    for done, item in enumerate(items, start=1):
        left = time_left(done, of, time.monotonic() - start) if done < of else ""
        say(_line(done, of, name(item), left))
        yield item


def in_notebook() -> Callable[[str], None]:
    """What says words in the notebook that a person has open, each in the place of those before.

    Where nobody looks on, as under papermill, it says nothing.
    """
    # The server of JupyterLab names the notebook to the kernels that it starts, and nobody else does.
    if "JPY_SESSION_NAME" not in os.environ:
        return lambda _: None
    from IPython.display import display

    start = time.monotonic()
    place = display({"text/plain": ""}, raw=True, display_id=True)

    def say(words: str) -> None:
        seconds = round(time.monotonic() - start)
        place.update({"text/plain": f"{words} ({seconds} second{'' if seconds == 1 else 's'})"}, raw=True)

    return say


def _line(place: int, of: int, name: str, left: str) -> str:
    return f"  {place} of {of}: {name}{f' ({left})' if left else ''}"


def time_left(done: int, of: int, seconds: float) -> str:
    """How long the rest will take, at the pace so far; "" as long as nothing is done.

    >>> time_left(0, 4, 0.1), time_left(1, 4, 5), time_left(2, 50, 20), time_left(10, 600, 600)
    ('', 'about 15 seconds left', 'about 8 minutes left', 'about 10 hours left')
    """
    if not done:
        return ""
    left = seconds / done * (of - done)
    if left < _MINUTE:
        amount, unit = max(round(left / 5) * 5, 5), "second"
    elif left < 120 * _MINUTE:
        amount, unit = round(left / _MINUTE), "minute"
    else:
        amount, unit = round(left / _MINUTE / 60), "hour"
    return f"about {amount} {unit}{'s' if amount != 1 else ''} left"
