"""Opened files as sheets of raw cells, with rows where the spreadsheet shows them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from govstats.errors import MustFix, Problem, problem
from govstats.exports.opening.columns import Table
from govstats.exports.opening.process import ReadingProcess
from govstats.text import one_line

# What some engines leave of a control character that the file format cannot hold: a line end is _x000D_.
_ESCAPED = re.compile("_x00[01][0-9A-Fa-f]_")
CHILD = "govstats.exports.opening.child"
_FEW = 200  # below, asking Arrow costs more than the answer saves
_UNCLEAN = r"[^ -~]|  |^ | $|_x00"


def as_text(value: Any) -> str:
    """A cell as one line of text, without marks that cannot be seen; 4217.0 is "4217"."""
    match value:
        case None:
            return ""
        case str():
            return one_line(_ESCAPED.sub(" ", value))
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == value.min.time():
            return value.date().isoformat()
        case _:
            return str(value)


@dataclass(frozen=True)
class Cells:
    """A column of cells, each distinct cell once: `texts[codes[row]]` is the cell of a row, as text.

    `raw` has the distinct cells that are no text: numbers, days, moments.
    """

    codes: npt.NDArray[np.int32]
    texts: pa.Array
    raw: Mapping[int, Any]

    @cached_property
    def filled(self) -> npt.NDArray[np.bool_]:
        """By row: whether something stands in the cell."""
        return _flags(pc.not_equal(self.texts, ""))[self.codes]

    @property
    def used(self) -> npt.NDArray[np.bool_]:
        """By distinct cell: whether any row has it."""
        return np.bincount(self.codes, minlength=len(self.texts)).astype(bool)

    def equal(self, text: str) -> npt.NDArray[np.bool_]:
        """By row: whether the cell says this."""
        return _flags(pc.equal(self.texts, text))[self.codes]

    def matching(self, pattern: str) -> npt.NDArray[np.bool_]:
        """By row: whether a regular expression is found in the cell."""
        return _flags(pc.match_substring_regex(self.texts, pattern))[self.codes]

    def text(self, row: int) -> str:
        return str(self.texts[int(self.codes[row])])

    def take(self, rows: npt.NDArray[Any]) -> "Cells":
        """The cells of some rows; the distinct cells stay, whether or not one of these rows has them."""
        return Cells(self.codes[rows], self.texts, self.raw)

    def without_unused(self) -> "Cells":
        """The same column, without distinct cells that no row has."""
        used = self.used
        if used.all():
            return self
        places = np.cumsum(used, dtype=np.int32) - 1
        raw = {int(places[code]): value for code, value in self.raw.items() if used[code]}
        return Cells(places[self.codes], self.texts.filter(pa.array(used)), raw)

    @property
    def by_row(self) -> pa.Array:
        """The text of every row."""
        return self.texts.take(pa.array(self.codes))


def _flags(answers: pa.Array) -> npt.NDArray[np.bool_]:
    flags: npt.NDArray[np.bool_] = answers.to_numpy(zero_copy_only=False)
    return flags


def constant(text: str, height: int) -> Cells:
    """A column of one and the same text."""
    return Cells(np.zeros(height, dtype=np.int32), pa.array([text], pa.large_string()), {})


@dataclass(frozen=True)
class Sheet:
    """One sheet. Row 0 is row 1 of the spreadsheet. `name` is "" for a text file.

    `merged` are runs of merged cells: first row, last row, column.
    """

    name: str
    height: int
    columns: Sequence[Cells]
    merged: Sequence[tuple[int, int, int]] = ()

    def texts(self, row: int) -> list[str]:
        """A row, cell by cell."""
        return [column.text(row) for column in self.columns] if row < self.height else []

    def first(self, rows: int) -> list[tuple[str, ...]]:
        """The first rows, cell by cell."""
        columns = (column.texts.take(pa.array(column.codes[:rows])).to_pylist() for column in self.columns)
        return list(zip(*columns, strict=True))

    @cached_property
    def filled(self) -> npt.NDArray[np.bool_]:
        """By row: whether any of its cells is filled."""
        filled = np.zeros(self.height, dtype=bool)
        for column in self.columns:
            filled |= column.filled
        return filled

    def below(self, row: int, column: int) -> Cells:
        """The cells of a column under a row; a merged cell is read in every row that it runs over."""
        cells = self.columns[column]
        codes = cells.codes[row + 1 :]
        runs = [(first, last) for first, last, place in self.merged if place == column and last > row]
        if runs:
            codes = codes.copy()
            for first, last in runs:
                codes[max(first - row - 1, 0) : last - row] = cells.codes[first]
        return Cells(codes, cells.texts, cells.raw)


@dataclass(frozen=True)
class OpenedFile:
    """A file's sheets, its fingerprint, and what was assumed to read it.

    `epoch_1904` says that its days are counted from 1904; `hidden` names sheets that were not read; `noticed` are
    problems worth checking.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    epoch_1904: bool = False
    hidden: str = ""
    noticed: tuple[Problem, ...] = ()


def open_file(path: Path, shown_as: str, reader: ReadingProcess, sheets: Sequence[str] = ()) -> OpenedFile:
    """Read the visible sheets of a file, and hidden ones that are named in `sheets`.

    Raises
    ------
    MustFix
        The file is empty, locked, damaged, too large, or no table.
    """
    try:
        answer = reader.ask(path, sheets=list(sheets))
    except OSError as error:
        raise MustFix(problem("file-unreadable", file=shown_as, detail=error.strerror)) from None
    if answer is None:
        raise MustFix(problem("file-too-hard", file=shown_as))
    if "refused" in answer:
        code, words = answer["refused"]
        raise MustFix(problem(code, file=shown_as, **words))
    opened = tuple(sheet_of(table) for table in answer["tables"])
    if not any(sheet.filled.any() for sheet in opened):
        raise MustFix(problem("file-empty", file=shown_as))
    assumed: Mapping[str, str] = answer["assumed"]
    return OpenedFile(
        shown_as,
        answer["sha256"],
        opened,
        assumed.get("epoch") == "1904",
        assumed.get("hidden", ""),
        tuple(problem(_ASSUMED[what], file=shown_as, found=word) for what, word in assumed.items() if what in _ASSUMED),
    )


# What the reader had to assume of a file, by the message that says so.
_ASSUMED = {"quotes": "quotes-do-not-close", "encoding": "encoding-assumed"}


def sheet_of(table: Table) -> Sheet:
    """What the child hands over, ready to be read."""
    if isinstance(table.columns, bytes):
        with pa.ipc.open_stream(table.columns) as stream:
            columns = [_of_text(column.combine_chunks()) for column in stream.read_all().columns]
    else:
        columns = [_of_values(np.frombuffer(codes, dtype=np.int32), values) for codes, values in table.columns]
    return Sheet(table.name, table.height, columns, table.merged)


def _of_values(codes: npt.NDArray[np.int32], values: Sequence[Any]) -> Cells:
    raw = {code: value for code, value in enumerate(values) if not (value is None or isinstance(value, str))}
    if len(values) < _FEW:
        return Cells(codes, pa.array([as_text(value) for value in values], pa.large_string()), raw)
    texts = [value if isinstance(value, str) else as_text(value) for value in values]
    return Cells(codes, _washed(pa.array(texts, pa.large_string())), raw)


def _of_text(column: pa.Array) -> Cells:
    if pa.types.is_dictionary(column.type):
        return Cells(column.indices.to_numpy(), _washed(column.dictionary), {})
    return Cells(np.arange(len(column), dtype=np.int32), _washed(column), {})


def _washed(texts: pa.Array) -> pa.Array:
    """The texts as `as_text` gives them. Most are clean already; only the others are washed one by one."""
    unclean = pc.match_substring_regex(texts, _UNCLEAN)
    washed = [as_text(text) for text in texts.filter(unclean).to_pylist()]
    return pc.replace_with_mask(texts, unclean, pa.array(washed, texts.type))
