"""People who know what one person has done, and what more they might tell than any reader."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from govstats.disclosure.cells import Cells
from govstats.disclosure.sums import Flags, Whole
from govstats.disclosure.witnesses import Witnesses


class Insider(NamedTuple):
    """Somebody who knows that one person of a leaf has, or has not, done it."""

    leaf: int
    done: bool

    def narrows(self, headcount: int) -> tuple[int, int]:
        """The smallest and the largest count of the leaf, of so many people."""
        return (1, headcount) if self.done else (0, headcount - 1)


class Suspects:
    """The pairs of an insider and a guarded cell of which no table found so far proves that he cannot tell it.

    A witness is a table that fits what he knows, too, and in which the cell is not what it truly is.

    Parameters
    ----------
    free
        By leaf: those that are not printed. What somebody knows of a printed one is nothing new.
    """

    def __init__(self, cells: Cells, free: Flags, guarded: Flags, witnesses: Witnesses) -> None:
        self._witnesses, self._guarded, self._looked = witnesses, guarded, len(witnesses)
        self._sums, self._count = cells.sums.chosen(guarded), cells.count[guarded]
        self._leaves, self._cells = np.flatnonzero(free), np.flatnonzero(guarded)
        own, self._size = cells.numerator[self._leaves], cells.denominator[self._leaves]
        alone = _alone(cells, self._leaves, self._cells)
        tables = witnesses.since(0)
        counts, differs = tables[:, self._leaves], self._differs(tables)
        pairs = []
        for done, some, fits in ((True, own > 0, counts > 0), (False, own < self._size, counts < self._size)):
            proved = fits.T.astype("float32") @ differs.astype("float32") > 0
            leaf, cell = np.nonzero(some[:, None] & ~proved & ~alone)
            pairs.append(np.stack([cell, leaf, np.full(len(leaf), done)]))
        cell, *who = np.hstack(pairs)
        order = np.argsort(cell, kind="stable")
        ends = np.searchsorted(cell[order], np.arange(len(self._cells) + 1))
        # By guarded cell its insiders, leaf and done, and the tables that were found since they were last looked at.
        self._pairs = [np.stack(who)[:, order[start:end]] for start, end in pairwise(ends)]
        self._new: list[list[int]] = [[] for _ in self._cells]
        self._place = np.cumsum(guarded) - 1

    def __len__(self) -> int:
        return sum(pairs.shape[1] for pairs in self._pairs)

    @property
    def cells(self) -> Flags:
        """By cell, whether it is one of a pair."""
        cells = np.zeros_like(self._guarded)
        cells[self._cells[[bool(self._of(place).size) for place in range(len(self._cells))]]] = True
        return cells

    def any_of(self, cell: int) -> bool:
        """Whether a cell is one of a pair."""
        return bool(self._of(int(self._place[cell])).size)

    def take(self, cell: int) -> Insider | None:
        """One of the insiders of a cell, who is then no longer among them."""
        place = int(self._place[cell])
        pairs = self._of(place)
        if not pairs.size:
            return None
        self._pairs[place] = pairs[:, 1:]
        leaf, done = pairs[:, 0]
        return Insider(int(self._leaves[leaf]), bool(done))

    def _of(self, place: int) -> Whole:
        """The pairs of a cell, without those that tables found since the last time disprove."""
        self._look()
        found, self._new[place] = self._new[place], []
        leaf, done = self._pairs[place]
        if found and leaf.size:
            counts = np.array([self._witnesses[number][self._leaves[leaf]] for number in found])
            fits = np.where(done, counts > 0, counts < self._size[leaf])
            self._pairs[place] = self._pairs[place][:, ~fits.any(axis=0)]
        return self._pairs[place]

    def _look(self) -> None:
        """Take in the tables that were found since the last time: each is news of the few cells that differ in it."""
        if self._looked < len(self._witnesses):
            for number, differs in enumerate(self._differs(self._witnesses.since(self._looked)), self._looked):
                for place in np.flatnonzero(differs):
                    self._new[place].append(number)
            self._looked = len(self._witnesses)

    def _differs(self, tables: Whole) -> Flags:
        """Tables × guarded cells: where a cell is not what it truly is."""
        return np.asarray(self._sums.of(tables) != self._count)


def _alone(cells: Cells, leaves: Whole, columns: Whole) -> Flags:
    """Leaves × cells: where one person is all there is of the cell."""
    alone = np.zeros((len(cells.denominator), len(columns)), dtype=bool)
    for place in np.flatnonzero(cells.headcount[columns] == 1):
        alone[cells.sums[columns[place]], place] = True
    return alone[leaves]
