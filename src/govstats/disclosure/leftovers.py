"""Groups of few people who are no cell, and yet are left over together: "20 of 30 at Ash" beside "22 of all 34".

Each of their cells may be safe, and together they are what is left of a line, or of other sums that are printed.
"""

from itertools import combinations

import numpy as np

from govstats.disclosure.reader import Reader
from govstats.disclosure.sums import Leaves, Sums, Whole


class LeftOver:
    """The groups of fewer than `minimum` people of which no table found so far proves that their count may differ.

    Looked at is each group of two to four parts. A part is a leaf that is not printed, or all leaves that lie in the
    same printed sums.

    Each table has a number drawn for it, and each leaf a mark: over all tables, how much more it is than in the first,
    times that number. The marks of a group whose count is the same in every table sum to nothing, and those of another
    hardly ever do.
    """

    def __init__(self, reader: Reader, first: Whole, minimum: int) -> None:
        self._first, self._sizes, self._minimum = first, reader.headcount, minimum
        self._chance, self._marks = np.random.default_rng(0), np.zeros_like(first)
        alike = [each for each in reader.alike() if len(each) > 1]
        parts = [np.array(each, np.int32) for each in (*np.flatnonzero(reader.free)[:, np.newaxis], *alike)]
        self._parts = [each for each in parts if self._sizes[each].sum() < minimum]

    def add(self, tables: Whole) -> None:
        """Take in tables that were found, a row each."""
        self._marks += self._chance.integers(2**62, size=len(tables)) @ (tables - self._first)

    def moved(self, leaves: Leaves) -> bool:
        """Whether some leaves together count more or fewer in a table than in the first."""
        return bool(self._marks[leaves].sum())

    def groups(self) -> list[Leaves]:
        """The leaves of each group, but of those that hold another."""
        sums = Sums.over(self._parts)
        marks, sizes = sums.of(self._marks), sums.of(self._sizes)
        # A leaf that never moved is told by itself, and is no part of a group.
        moved = sums.of((self._marks != 0).astype(int)) == sums.sizes
        found = [[int(part)] for part in np.flatnonzero((marks == 0) & moved)]
        found += _summing_to_nothing(marks, sizes, self._minimum)
        groups = [sorted(leaf for part in each for leaf in self._parts[part].tolist()) for each in found]
        return [np.array(each, np.int32) for each in dict.fromkeys(map(tuple, groups)) if len({*each}) == len(each)]


def _summing_to_nothing(marks: Whole, sizes: Whole, minimum: int) -> list[list[int]]:
    """The places of two to four marks that sum to nothing, and no fewer of them, of together less than a size."""
    places, nobody = np.flatnonzero(marks), len(marks)
    marks, sizes = np.append(marks, 0), np.append(sizes, 0)
    one, other = places[np.array(np.triu_indices(len(places), 1))]
    both = (marks[one] + marks[other] != 0) & (sizes[one] + sizes[other] < minimum - 1)
    # A half of them is one or two; where it is one, nobody makes up the number.
    single = np.full(len(places), nobody)
    halves = np.column_stack([np.append(places, one[both]), np.append(single, other[both])])
    sought = marks[halves].sum(axis=1)
    order = np.argsort(sought)
    first, last = (np.searchsorted(sought, -sought, side, sorter=order) for side in ("left", "right"))
    matches = last - first
    half = np.repeat(np.arange(len(halves)), matches)
    partner = order[np.arange(len(half)) - np.repeat(np.cumsum(matches) - matches - first, matches)]
    found = np.unique(np.sort(np.hstack([halves[half], halves[partner]]), axis=1), axis=0)
    one, other = (found[:, each] for each in np.array([*combinations(range(4), 2)]).T)
    several = (found < nobody).sum(axis=1, keepdims=True) > 2
    less = (other < nobody) & ((one == other) | (several & (marks[one] + marks[other] == 0)))
    found = found[~less.any(axis=1) & (sizes[found].sum(axis=1) < minimum)]
    return [row[row < nobody].tolist() for row in found]
