"""Tables beside the true one: in each, some cells have moved and as little else as possible."""

import numpy as np

from govstats.disclosure.cells import Cells
from govstats.disclosure.reader import Reader
from govstats.disclosure.solver import Corner, Tables
from govstats.disclosure.sums import Sums, Weights

# A cell that moves is worth more than everything else that has to move with it.
_WORTH = 1000.0


class Neighbours:
    """Tables that fit what a reader knows and in which no leaf is further than one from the truth.

    Each leaf is told apart into one who has done it and might not have, and one who has not and might have.
    """

    def __init__(self, cells: Cells, reader: Reader) -> None:
        self._table = cells.numerator.astype(float)
        self._free = free = reader.free
        own, size = cells.numerator[free], cells.denominator[free]
        self._done, undone = np.minimum(own, 1), np.minimum(size - own, 1)
        told = cells.sums.chosen(reader.told).within(free)
        both = Sums.over(np.append(told[place], told[place] + len(own)) for place in range(len(told)))
        now = told.of(self._done)
        self._tables = Tables(np.append(self._done, undone), both, (now, now))

    def moved(self, weights: Weights) -> Corner:
        """The table in which leaves that weigh more than nothing are less, and those that weigh less are more."""
        moved = _WORTH * weights[self._free]
        corner = self._tables.least(np.append(moved - 1.0, moved + 1.0))
        done, undone = np.split(corner.counts, 2)
        table = self._table.copy()
        table[self._free] += done - self._done + undone
        return Corner(table, corner.prices)
