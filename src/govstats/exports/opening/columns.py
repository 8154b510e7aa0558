"""Rows of cells into columns in which every distinct cell stands once.

Exports repeat themselves: a school or a date stands in thousands of rows. Told apart once, here, a cell is then
read, cleaned and judged once, and what crosses the border between two processes stays small.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice, zip_longest
from typing import Any, NamedTuple

from govstats.exports.opening.refusal import Refused

CHUNK = 4096
MOST_COLUMNS = 50_000  # three times as many as a spreadsheet can show


class Encoded(NamedTuple):
    """A column: `values[codes[row]]` is the cell of a row. `codes` are 32-bit integers, as bytes.

    A column whose cells hardly repeat themselves has a value for each row.
    """

    codes: bytes
    values: list[Any]


class Table(NamedTuple):
    """A sheet. The first row is row 1 of the spreadsheet.

    `columns` may also be the bytes of an Arrow stream with a column of text or of dictionary-coded text for each.
    `merged` are the ranges of merged cells that run over several rows: first row, last row, column, from 0 on.
    """

    name: str
    height: int
    columns: list[Encoded] | bytes
    merged: list[tuple[int, int, int]]


class _Column:
    """A column being filled, chunk of rows by chunk of rows."""

    def __init__(self, rows_before: int) -> None:
        self._known: defaultdict[Any, int] | None = defaultdict(count().__next__)
        self._codes = array("i")
        self._values: list[Any] = []
        self.extend((None,) * rows_before)

    def extend(self, cells: Sequence[Any]) -> None:
        if bool in set(map(type, cells)):
            # True equals 1 to Python and not to a school.
            cells = [("No", "Yes")[cell] if isinstance(cell, bool) else cell for cell in cells]
        if self._known is None:
            self._values.extend(cells)
            return
        self._codes.extend(map(self._known.__getitem__, cells))
        if len(cells) == CHUNK and not repeats(len(self._known), len(self._codes)):
            # Names and references: to look for their like is a waste.
            values = list(self._known)
            self._values, self._known = [values[code] for code in self._codes], None

    def encoded(self) -> Encoded:
        if self._known is None:
            return Encoded(array("i", range(len(self._values))).tobytes(), self._values)
        return Encoded(self._codes.tobytes(), list(self._known))


def repeats(distinct: int, cells: int) -> bool:
    """Whether a column's first cells repeat themselves enough for telling them apart to be worth it."""
    return distinct < cells * 0.9


def encode(name: str, rows: Iterable[Sequence[Any]], merged: Iterable[tuple[int, int, int]] = ()) -> Table:
    """Tell the distinct cells of each column apart. Rows may differ in length; what is not there is None.

    >>> table = encode("", [["School", "Start"], ["Ash Grove", "1.9.25"], ["Ash Grove"]])
    >>> table.height, [column.values for column in table.columns]
    (3, [['School', 'Ash Grove'], ['Start', '1.9.25', None]])
    """
    columns: list[_Column] = []
    height = 0
    for chunk in _chunks(rows):
        cells = list(zip_longest(*chunk))
        if len(cells) > MOST_COLUMNS:
            raise Refused("sheet-too-large", last=f"column {len(cells):,}", cells=f"{len(chunk):,} rows of")
        columns += [_Column(height) for _ in range(len(cells) - len(columns))]
        for place, column in enumerate(columns):
            column.extend(cells[place] if place < len(cells) else (None,) * len(chunk))
        height += len(chunk)
    return Table(name, height, [column.encoded() for column in columns], list(merged))


def column_letters(place: int) -> str:
    """The letters of a column as a spreadsheet shows them; the first is 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters, number = "", place + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def column_place(letters: str) -> int:
    """Where the column of such letters stands; A is 0.

    >>> column_place("A"), column_place("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _chunks(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    # A chunk's cells stay in the processor's cache, and never a whole sheet's in memory.
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
