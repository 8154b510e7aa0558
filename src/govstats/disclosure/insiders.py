"""People who know what one person has done, and what more they might tell than any reader."""

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
        self._leaves, self._cells = np.flatnonzero(free), np.flatnonzero(guarded)
        own, self._size = cells.numerator[self._leaves], cells.denominator[self._leaves]
        alone = _alone(cells, self._leaves, self._cells)
        tables, differs = witnesses.since(0, guarded)
        counts = tables[:, self._leaves]
        pairs = []
        for done, some, fits in ((True, own > 0, counts > 0), (False, own < self._size, counts < self._size)):
            proved = fits.T.astype("float32") @ differs.astype("float32") > 0
            leaf, cell = np.nonzero(some[:, None] & ~proved & ~alone)
            pairs.append(np.stack([leaf, cell, np.full(len(leaf), done)]))
        self._pairs = np.hstack(pairs)

    def __len__(self) -> int:
        return len(self._pairs[0])

    @property
    def cells(self) -> Flags:
        """By cell, whether it is one of a pair."""
        cells = np.zeros_like(self._guarded)
        cells[self._cells[self._pairs[1]]] = True
        return cells

    def look(self) -> None:
        """Let go the pairs that tables found since the last time disprove."""
        tables, differs = self._witnesses.since(self._looked, self._guarded)
        self._looked += len(tables)
        leaf, cell, done = self._pairs
        counts = tables[:, self._leaves[leaf]]
        fits = np.where(done, counts > 0, counts < self._size[leaf])
        self._pairs = self._pairs[:, ~(fits & differs[:, cell]).any(axis=0)]

    def take(self, cell: int) -> Insider | None:
        """One of the insiders of a cell, who is then no longer among them."""
        of_cell = np.flatnonzero(self._cells[self._pairs[1]] == cell)
        if not of_cell.size:
            return None
        leaf, _, done = self._pairs[:, of_cell[0]]
        self._pairs = np.delete(self._pairs, of_cell[0], axis=1)
        return Insider(int(self._leaves[leaf]), bool(done))


def _alone(cells: Cells, leaves: Whole, columns: Whole) -> Flags:
    """Leaves × cells: where one person is all there is of the cell."""
    alone = np.zeros((len(cells.denominator), len(columns)), dtype=bool)
    for place in np.flatnonzero(cells.headcount[columns] == 1):
        alone[cells.sums[columns[place]], place] = True
    return alone[leaves]
