"""A table filled cell by cell, as it stands on a page or in a file of markup."""

from typing import Any

from govstats.exports.opening.columns import Table, encode
from govstats.exports.opening.packed import MOST_CELLS
from govstats.exports.opening.refusal import Refused

_LAST_ROW, _LAST_COLUMN, LONGEST_SPAN = 1_048_576, 16_384, 10_000


class Layout:
    """A table filled cell by cell, as it stands on the page: spans leave blanks, repeats are written out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[Any]] = []
        self.merged: list[tuple[int, int, int]] = []
        self._taken: dict[int, set[int]] = {}  # row → columns that a cell further up runs down into
        self._cells = 0

    def new_row(self, number: int | None = None) -> None:
        """Begin a row, the next one or the one so numbered (from 0 on)."""
        number = len(self.rows) if number is None else number
        if not len(self.rows) <= number < _LAST_ROW:
            raise Refused("file-damaged")
        self.rows += [[] for _ in range(number - len(self.rows) + 1)]

    def add(self, value: Any, *, at: int | None = None, across: int = 1, down: int = 1) -> None:
        """Put a cell into the row begun last, at its next free column or at one."""
        if not self.rows:
            self.new_row()
        row, number = self.rows[-1], len(self.rows) - 1
        place = len(row) if at is None else at
        while at is None and place in self._taken.get(number, ()):
            place += 1
        end = place + max(across, 1)
        self._cells += max(end - len(row), 0)
        if end > _LAST_COLUMN or self._cells > MOST_CELLS:
            raise Refused("sheet-too-large", last=f"column {end:,}", cells=f"{len(self.rows):,} rows of")
        row += [None] * (end - len(row))
        row[place] = value
        if down > 1:
            self.merged.append((number, number + down - 1, place))
            for below in range(number + 1, min(number + down, number + LONGEST_SPAN)):
                self._taken.setdefault(below, set()).update(range(place, end))

    def table(self) -> Table:
        last = len(self.rows) - 1
        merged = [(first, min(end, last), column) for first, end, column in self.merged if first < last]
        return encode(self.name, self.rows, merged)
