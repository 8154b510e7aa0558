"""Which further figures may stand beside those already printed of the same people.

"124 of 145 of those who are due" beside "124 of 148 of all" tells what the three others have done. A figure about other
people, or about some of the same, is printed only where no group of fewer than five becomes better known by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from govstats.disclosure.attack import feasible_ranges
from govstats.disclosure.cells import Cells
from govstats.disclosure.protect import MINIMUM

# With more groups than this, each to be asked for its least and most, a figure is rather withheld than waited for.
MOST_GROUPS = 40
# Each group of people who belong to the same figures is three leaves, of which the headcount is the sum.
_IN_TIME, _LATE, _NOT_DONE = 0, 1, 2
_DONE = (_IN_TIME, _LATE)


@dataclass(frozen=True)
class Figure:
    """How many of some people have done one thing. `in_time`: and only those who did it within the days allowed."""

    people: frozenset[str]
    done: int
    in_time: bool = False

    @property
    def counted(self) -> tuple[int, ...]:
        return (_IN_TIME,) if self.in_time else _DONE


NOBODY = Figure(frozenset(), 0)


class Printed:
    """The figures that are printed of one thing that people do, such as to acknowledge one policy.

    Where the smallest group to be shown is nobody (`minimum` 0), every figure may stand.
    """

    def __init__(self, minimum: int = MINIMUM) -> None:
        self._minimum = minimum
        self._figures: list[Figure] = []

    def add(self, figure: Figure) -> None:
        """Take in a figure that is printed."""
        self._figures.append(figure)

    def add_if_safe(self, figure: Figure) -> bool:
        """Take in a figure if it may be printed beside the others, and say whether it may."""
        safe = self.allows(figure)
        if safe:
            self.add(figure)
        return safe

    def allows(self, figure: Figure) -> bool:
        """Whether a figure may be printed beside the others."""
        if not self._minimum:
            return True
        if 0 < len(figure.people) < MINIMUM:
            return False
        if figure in self._figures:
            return True
        small = [*_small_groups([*self._figures, figure])]
        if not small:
            return True
        if len(_atoms([*self._figures, figure])) > MOST_GROUPS:
            return False
        try:
            before, after = (_widths(figures, small, figure) for figures in (self._figures, [*self._figures, figure]))
        except ValueError:
            # They do not agree, as where a signature has lapsed since: no equations of one thing, so nothing is proved.
            return False
        needs = np.repeat([min(MINIMUM, len(group)) for group in small], 2)
        return not (after < np.minimum(needs, before)).any()

    def without_times(self) -> "Printed":
        """The same without the figures that count only those who did it in time."""
        others = Printed(self._minimum)
        others._figures = [each for each in self._figures if not each.in_time]
        return others


def _small_groups(figures: list[Figure]) -> Iterator[frozenset[str]]:
    """The groups of fewer than five that figures tell apart: by a difference, or by all of them together."""
    apart = {one - other for pair in combinations(figures, 2) for one, other in _both_ways(*pair)}
    apart |= {frozenset(people) for people in _atoms(figures).values()}
    yield from sorted((group for group in apart if 0 < len(group) < MINIMUM), key=sorted)


def _both_ways(a: Figure, b: Figure) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return (a.people, b.people), (b.people, a.people)


def _atoms(figures: list[Figure]) -> dict[tuple[bool, ...], list[str]]:
    """People by the figures that they are counted in."""
    atoms: dict[tuple[bool, ...], list[str]] = {}
    for person in sorted(frozenset[str]().union(*(each.people for each in figures))):
        atoms.setdefault(tuple(person in each.people for each in figures), []).append(person)
    return atoms


def _widths(printed: list[Figure], groups: list[frozenset[str]], further: Figure) -> npt.NDArray[np.int64]:
    """For each group, how far apart the least and the most can be that fit what is printed: of those who have done it,
    then of those who have in time.
    """
    # Told apart in the same way before and after, so that the two can be compared.
    atoms = [*_atoms([*printed, further]).values()]
    sizes = np.array([len(people) for people in atoms for _ in range(3)])

    def member(people: frozenset[str], leaves: tuple[int, ...]) -> npt.NDArray[np.bool_]:
        return np.array([atom[0] in people and leaf in leaves for atom in atoms for leaf in range(3)])

    headcounts = [member(frozenset(atom), (_IN_TIME, _LATE, _NOT_DONE)) for atom in atoms]
    figures = [member(each.people, each.counted) for each in printed]
    wanted = [member(group, leaves) for group in groups for leaves in (_DONE, (_IN_TIME,))]
    cells = Cells(
        tuple(None for _ in range(len(headcounts) + len(figures) + len(wanted))),
        np.array([*headcounts, *figures, *wanted]),
        np.zeros_like(sizes),
        sizes,
    )
    count = np.array([*(len(atom) for atom in atoms), *(each.done for each in printed), *(0 for _ in wanted)])
    asked = np.arange(len(cells.labels)) >= len(headcounts) + len(figures)
    lower, upper = feasible_ranges(cells, count, asked)
    return (upper - lower)[asked]
