"""Figures about people: how many of whom have done one thing, as it is printed in a report."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from govstats.disclosure.cells import ALL
from govstats.disclosure.groups import Group


class Cell(NamedTuple):
    """Where a figure is printed."""

    measure: str
    school: str = ALL
    clause: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Figure:
    """How many of some people have done one thing. `in_time`: and only those who did it within the days allowed.

    Of `unsure` people it cannot be told; None where it is not printed of how many. Where the number is told as a range,
    it is from `done` to `most`, and nothing is printed of those. The same figure may be printed in several cells.
    """

    people: Group
    done: int
    in_time: bool = False
    most: int | None = None
    unsure: int | None = 0
    cell: Cell | None = field(default=None, compare=False)

    @property
    def ends(self) -> tuple[int, int]:
        """The smallest and the largest that the number may be."""
        return self.done, self.done if self.most is None else self.most

    def as_range(self, least: int, most: int) -> "Figure":
        """The same figure, told as a range."""
        return replace(self, done=least, most=most, unsure=None)


class Edition(NamedTuple):
    """A report among others: the day for which it stands, and its place among those handed over."""

    as_at: date
    number: int


History = Sequence[Sequence[Figure]]  # what is printed, report by report
