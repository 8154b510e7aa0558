"""What a reader of a table knows: every headcount, and the counts of the cells that are printed."""

from collections import defaultdict
from contextlib import AbstractContextManager, nullcontext

import numpy as np

from govstats.disclosure.cells import Cells
from govstats.disclosure.insiders import Insider
from govstats.disclosure.solver import CONTRADICTION, Corner, Tables
from govstats.disclosure.sums import Flags, Leaves, Weights, Whole


class Reader:
    """Somebody who asks which tables fit what is printed; all tables here are by leaf, printed ones among them.

    Attributes
    ----------
    headcount
        Of each leaf.
    free
        By leaf: those that are not printed themselves.
    told
        By cell: the printed ones that hold such a leaf.
    """

    def __init__(self, cells: Cells, count: Whole, printed: Flags) -> None:
        single = printed & (cells.sums.sizes == 1)
        known = cells.sums.chosen(single).leaves
        self._table = np.zeros(len(cells.denominator))
        self._table[known] = count[single]
        self.free = cells.denominator > 0
        self.free[known] = False
        self.told = printed & (cells.sums.of(self.free.astype("int64")) > 0)
        left = count - cells.sums.of(self._table)
        # Of cells whose leaves are all printed, nothing is left.
        self._settled = not left[printed & ~self.told].any()
        left = left[self.told]
        self._sums, self.headcount = cells.sums, cells.denominator
        # Of several cells that are one leaf, such as a school's only group and the school, it is the printed one.
        self._own = cells.own
        self._own[known] = np.flatnonzero(single)
        self._column = np.cumsum(self.free) - 1
        self._tables = Tables(
            cells.denominator[self.free], cells.sums.chosen(self.told).within(self.free), (left, left)
        )

    def some_table(self) -> Whole:
        """A table that fits what is printed.

        Raises
        ------
        ValueError
            There is none.
        """
        if not self._settled:
            raise ValueError(CONTRADICTION)
        return self.least_whole(np.zeros(len(self._table)))

    def weights(self, of_cells: Flags | Weights) -> Weights:
        """What each leaf weighs where each cell weighs so much."""
        return self._sums.weights(of_cells.astype(float), len(self._table))

    def of(self, leaves: Leaves) -> Weights:
        """What each leaf weighs where only some do."""
        weights = np.zeros(len(self._table))
        weights[leaves] = 1.0
        return weights

    def alike(self) -> list[list[int]]:
        """The leaves that are not printed, those together that lie in the same printed sums."""
        lies_in = defaultdict[int, list[int]](list)
        for cell in np.flatnonzero(self.told).tolist():
            for leaf in self._sums[cell].tolist():
                lies_in[leaf].append(cell)
        alike = defaultdict[tuple[int, ...], list[int]](list)
        for leaf in np.flatnonzero(self.free).tolist():
            alike[*lies_in[leaf]].append(leaf)
        return [*alike.values()]

    def least(self, weights: Weights, insider: Insider | None = None) -> Corner:
        """Where the weighted sum of leaves is least, fractions allowed; for an insider, as far as he knows."""
        with self._as(insider):
            corner = self._tables.least(weights[self.free])
        return Corner(self._with_printed(corner.counts), corner.prices)

    def least_whole(self, weights: Weights, insider: Insider | None = None) -> Whole:
        """The table in which the weighted sum of leaves is least."""
        with self._as(insider):
            return self._with_printed(self._tables.least_whole(weights[self.free])).astype("int64")

    def ends(self, leaves: Leaves) -> Whole:
        """Two tables: in which some leaves together are least, and in which they are most."""
        return np.array([self.least_whole(sign * self.of(leaves)) for sign in (1.0, -1.0)])

    def prices(self, weights: Weights, corner: Corner) -> Weights:
        """By cell, how much the least sum found would grow if the cell were one more: of printed cells, and leaves."""
        prices = np.zeros(len(self._sums))
        prices[self.told] = corner.prices
        np.add.at(prices, self._own, weights - self.weights(prices))
        return prices

    def _as(self, insider: Insider | None) -> AbstractContextManager[None]:
        if insider is None or not self.free[insider.leaf]:
            return nullcontext()
        return self._tables.where(int(self._column[insider.leaf]), *insider.narrows(self.headcount[insider.leaf]))

    def _with_printed(self, free: Weights | Whole) -> Weights:
        table = self._table.copy()
        table[self.free] = free
        return table
