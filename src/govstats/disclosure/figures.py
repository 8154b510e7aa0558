"""Figures about the same people, and what they tell together of a few: every figure is an equation over groups.

People are told apart by the figures that count them, today's and those of earlier reports. Each group so told apart has
unknown numbers: of those who had done it by each of the days, in time or not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, permutations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from govstats.disclosure.cells import ALL
from govstats.disclosure.solver import Tables
from govstats.disclosure.sums import Sums

Widths = npt.NDArray[np.int64]
Group = frozenset[str]


class Cell(NamedTuple):
    """Where a figure is printed."""

    measure: str
    school: str = ALL
    clause: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Figure:
    """How many of some people have done one thing. `in_time`: and only those who did it within the days allowed.

    Where the number is told as a range, it is from `done` to `most`. The same figure may be printed in several cells.
    """

    people: Group
    done: int
    in_time: bool = False
    most: int | None = None
    cell: Cell | None = field(default=None, compare=False)

    @property
    def slack(self) -> int:
        """How much the number may be more than `done`."""
        return 0 if self.most is None else self.most - self.done


# What is printed, by day: each day's figures count those who had done it by then.
History = Sequence[Sequence[Figure]]


def tells_more(together: History, apart: Iterable[History], minimum: int) -> bool:
    """Whether figures tell more of some group of fewer than `minimum` together than any part of them does alone.

    Parameters
    ----------
    apart
        Parts of the history, with as many days. What one of them tells by itself is its own affair.

    Raises
    ------
    ValueError
        The figures contradict each other.
    """
    figures = [figure for day in together for figure in day]
    atoms = _atoms(figures)
    groups = _small_groups(figures, atoms, minimum)
    if not groups:
        return False
    states = _States(len(together), timed=any(figure.in_time for figure in figures))
    asked = [_Asked(group, kind) for group in groups for kind in states.kinds()]
    needs = np.array([min(minimum, len(each.people)) for each in asked])
    known = _widths(together, asked, needs, atoms, states)
    short = known < needs
    if not short.any():
        return False
    # Only of what is known too well does it matter whether a part of the figures tells it by itself.
    asked, needs = [*compress(asked, short)], needs[short]
    alone = [_widths(part, asked, needs, atoms, states) for part in apart]
    return bool((known[short] < np.minimum.reduce([needs, *alone])).any())


def _atoms(figures: Sequence[Figure]) -> list[Group]:
    """People by the figures that they are counted in."""
    atoms: dict[tuple[bool, ...], list[str]] = {}
    for person in sorted(Group().union(*(each.people for each in figures))):
        atoms.setdefault(tuple(person in each.people for each in figures), []).append(person)
    return [*map(Group, atoms.values())]


def _small_groups(figures: Sequence[Figure], atoms: Iterable[Group], minimum: int) -> list[Group]:
    """The groups of fewer than `minimum` that figures tell apart: by a difference, or by all of them together."""
    crowds = {each.people for each in figures}
    apart = {*atoms, *(one - other for one, other in permutations(crowds, 2))}
    return sorted((group for group in apart if 0 < len(group) < minimum), key=sorted)


class _Asked(NamedTuple):
    """How many of some people are in one of several states."""

    people: Group
    states: Sequence[bool]

    def leaves(self, atoms: Sequence[Group], states: "_States") -> list[int]:
        """Where they stand among atoms × states."""
        size = len(states)
        return [
            place * size + state
            for place, atom in enumerate(atoms)
            if atom <= self.people
            for state in range(size)
            if self.states[state]
        ]


def _widths(
    history: History, asked: Sequence[_Asked], needs: Widths, atoms: Sequence[Group], states: "_States"
) -> Widths:
    """How far apart the least and the most can be that fit a history; no further than is needed."""
    printed = [(day, figure) for day, figures in enumerate(history) for figure in figures]
    told = [_Asked(atom, [True] * len(states)) for atom in atoms]
    told += [_Asked(figure.people, states.by(day, figure.in_time)) for day, figure in printed]
    ends = np.array(
        [*((len(atom),) * 2 for atom in atoms), *((figure.done, figure.done + figure.slack) for _, figure in printed)]
    )
    tables = Tables(
        np.repeat([len(atom) for atom in atoms], len(states)),
        Sums.over(each.leaves(atoms, states) for each in told),
        (ends[:, 0], ends[:, 1]),
    )
    sums = Sums.over(each.leaves(atoms, states) for each in asked)
    least, most = np.full(len(asked), np.iinfo("int64").max // 2), np.zeros(len(asked), "int64")
    for place, need in enumerate(needs):
        towards = np.zeros(len(atoms) * len(states))
        towards[sums[place]] = 1.0
        for sign in (1.0, -1.0):
            # Each table found is a witness for every group, so that few have to be asked for.
            if most[place] - least[place] < need:
                found = sums.of(tables.least_whole(sign * towards))
                least, most = np.minimum(least, found), np.maximum(most, found)
    return np.asarray(np.minimum(most - least, needs))


class _States:
    """What may have become of a person: done by one of the days, in time or late where that is told, or not done."""

    def __init__(self, days: int, *, timed: bool) -> None:
        self._days, self._timed = days, timed
        self._done = [(day, in_time) for day in range(days) for in_time in ((True, False) if timed else (False,))]

    def __len__(self) -> int:
        return len(self._done) + 1

    def by(self, day: int, in_time: bool) -> list[bool]:
        """Which states a figure of a day counts. What was done once is done for ever; not done is the last state."""
        return [*(done <= day and (soon or not in_time) for done, soon in self._done), False]

    def kinds(self) -> Iterator[list[bool]]:
        """What may be asked of a group: how many had done it by each day, and how many in time."""
        yield from (self.by(day, in_time=False) for day in range(self._days))
        if self._timed:
            yield self.by(self._days - 1, in_time=True)
