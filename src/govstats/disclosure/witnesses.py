"""Tables of whole counts that fit what is printed: each proves for every cell that it may be what it is there."""

import numpy as np

from govstats.disclosure.cells import Cells
from govstats.disclosure.solver import Corner
from govstats.disclosure.sums import Flags, Whole


class Witnesses:
    """The true table, and those found beside it."""

    def __init__(self, cells: Cells) -> None:
        self._sums, self._count = cells.sums, cells.count
        self._tables = [cells.numerator]
        self._least = self._most = self._count

    @property
    def width(self) -> Whole:
        """By cell, how far apart its smallest and largest count among the tables are."""
        return self._most - self._least

    def add(self, table: Whole) -> None:
        """Take in a table that was found."""
        counts = self._sums.of(table)
        self._tables.append(table)
        self._least, self._most = np.minimum(self._least, counts), np.maximum(self._most, counts)

    def add_if_whole(self, corner: Corner) -> None:
        """Take in where a programme ended, unless it counts fractions of people."""
        if corner.whole:
            self.add(corner.table)

    def keep(self, printed: Flags) -> None:
        """Let go the tables that do not fit what is printed."""
        counts = self._sums.of(np.array(self._tables))
        fits = (counts[:, printed] == self._count[printed]).all(axis=1)
        self._tables = [table for table, so in zip(self._tables, fits, strict=True) if so]
        self._least, self._most = counts[fits].min(axis=0), counts[fits].max(axis=0)

    def __len__(self) -> int:
        return len(self._tables)

    def __getitem__(self, number: int) -> Whole:
        return self._tables[number]

    def since(self, first: int) -> Whole:
        """The tables from one on, a row each."""
        return np.array(self._tables[first:], dtype="int64").reshape(-1, len(self._tables[0]))
