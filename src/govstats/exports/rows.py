"""A located table into tidy rows and rows set aside: every row below the headings is one or the other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports import coded
from govstats.exports.cells import NOT_KNOWN_CODE, UNREAD_CODE, Column, ReadBy, read_column
from govstats.exports.grid import Cells, OpenedFile, constant
from govstats.exports.locate import Located
from govstats.periods import parse_frequency
from govstats.records import Field, ReadAs, SourceSpec
from govstats.settings import Settings

_TOTAL = re.compile(r"(?:grand |sub)?-?totals?\b", re.I)
_FOOTER = re.compile(
    r"(?:grand |sub)?-?totals?\W*$|\d+ columns? ?/ ?\d+ rows?\b|page \d+(?: of \d+)?\W*$"
    r"|end of (?:report|list|file|data)\b"
    r"|(?:report|list|data)? ?(?:generated|printed|produced|exported|run) (?:on|by|at|:)"
    r"|(?:number|count) of (?:records|rows)\b|(?:record|row) count\b|\d+ (?:records?|rows?)\b",
    re.I,
)
# A stroke stands within one number: 70012345/2 is a person's second post.
SEVERAL_NUMBERS = r"\S[,;&]\s*\S|\S and \S"


@dataclass(frozen=True)
class ReadTable:
    """A table read: `frame` has the columns of its source and the place of each row.

    `unused` has the same of the rows that were set aside, without headings, totals and footers.
    """

    located: Located
    file: str
    sha256: str
    rows_read: int
    frame: pd.DataFrame
    unused: pd.DataFrame
    set_aside: tuple[Problem, ...]
    read_as: tuple[ReadAs, ...]
    noticed: tuple[Problem, ...] = ()


@dataclass
class _Aside:
    """The rows set aside so far. The first reason that is found for a row is the one that is given."""

    opened: OpenedFile
    located: Located
    problems: dict[int, Problem] = field(default_factory=dict)
    _columns: dict[str, Cells] = field(default_factory=dict)

    def put(self, rows: Iterable[Any], code: str, column: Field | None = None, found: str = "") -> None:
        """Set rows of the sheet (0 = first) aside, for their cell of a column or for what was found in them."""
        for row in map(int, rows):
            if row not in self.problems:
                self.problems[row] = self._problem(row, code, column, found)

    def of(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which of some rows are set aside."""
        aside = np.zeros(self.located.sheet.height, dtype=bool)
        aside[list(self.problems)] = True
        return aside[rows]

    def told(self, rows: Iterable[Any], code: str, column: Field) -> list[Problem]:
        """What is worth checking in a column of rows that are used all the same."""
        return [self._problem(row, code, column, "") for row in map(int, rows) if row not in self.problems]

    def _problem(self, row: int, code: str, column: Field | None, found: str) -> Problem:
        return problem(
            code,
            file=self.opened.name,
            sheet=self.located.sheet.name,
            row=row + 1,
            column=self.located.heading(column.name) if column else "",
            found=self._cell(row, column) if column else found,
            label=column.label if column else "",
        )

    def _cell(self, row: int, column: Field) -> str:
        if column.name not in self._columns:
            place = self.located.match.columns[column.name]
            self._columns[column.name] = self.located.sheet.below(self.located.header, place)
        return self._columns[column.name].text(row - self.located.header - 1)


def read_table(opened: OpenedFile, located: Located, settings: Settings) -> ReadTable:
    """Read the rows below the headings.

    A row is set aside when it is a repeated heading or a total, when a required cell is blank, or when
    a cell that a record cannot do without cannot be read. Nothing else is left out.

    Raises
    ------
    MustFix
        A column's dates are written in both orders.
    """
    sheet, below = located.sheet, located.header + 1
    filled = np.flatnonzero(sheet.filled[below:]) + below
    aside = _Aside(opened, located)
    aside.put(_headings_again(located, filled), "row-heading-again")
    for row, words in _totals(located, filled):
        aside.put([row], "row-total-or-footer", found=words)
    # Rows already set aside take no part in settling how a column's dates are written.
    kept = filled[~aside.of(filled)]

    columns: dict[str, Any] = {}
    read_as: list[ReadAs] = []
    noticed: list[Problem] = []
    for spec in located.match.spec.fields:
        place = located.match.columns.get(spec.name)
        if place is None:
            cells = constant(_said_by_settings(spec, located), len(kept))
        else:
            cells = sheet.below(located.header, place).take(kept - below)
        heading = spec.label if place is None else located.heading(spec.name)
        column = read_column(spec, cells, ReadBy(settings, opened.name, heading, opened.epoch_1904))
        columns |= {name: _held(values, located.match.spec) for name, values in column.columns.items()}
        read_as += column.read_as
        if place is not None:
            if spec.required and not spec.blank_allowed:
                aside.put(kept[~cells.filled], "cell-blank", spec)
            if spec.name == "person_id" and spec.required:
                aside.put(kept[cells.matching(SEVERAL_NUMBERS)], "several-people-in-a-cell", spec)
            if spec.required or not spec.may_be_unknown:
                aside.put(kept[column.unread], UNREAD_CODE[spec.kind], spec)
            else:
                code = NOT_KNOWN_CODE.get(spec.kind, "cell-not-known")
                noticed += aside.told(kept[_unknown(spec, column)], code, spec)

    for name, text in (("source", located.match.spec.name), ("file", opened.name), ("sheet", sheet.name)):
        columns[name] = _held(constant(text, len(kept)), located.match.spec)
    used = ~aside.of(kept)
    frame = pd.DataFrame(columns | {"row": kept + 1}, copy=False)
    return ReadTable(
        located.without_cells(),
        opened.name,
        opened.sha256,
        len(filled),
        coded.kept(frame, used),
        frame[~used],
        tuple(aside.problems[row] for row in sorted(aside.problems)),
        tuple(read_as),
        tuple(noticed),
    )


def _held(values: Any, spec: SourceSpec) -> Any:
    """A column as a table holds it."""
    if not isinstance(values, Cells):
        return values
    return coded.in_codes(values.texts, values.codes) if spec.long else pd.array(values.by_row, dtype="str")


def _unknown(spec: Field, column: Column) -> npt.NDArray[np.int64]:
    """The rows in which an optional cell says nothing. "As required" and "Live document" say something, if no day."""
    rows = np.flatnonzero(column.unread)
    if spec.kind != "date" or not len(rows):
        return rows
    precisions, texts = (column.columns[f"{spec.name}_{part}"] for part in ("precision", "text"))
    silent = [precisions.text(row) == "unknown" and parse_frequency(texts.text(row)).kind == "unknown" for row in rows]
    unknown: npt.NDArray[np.int64] = rows[np.array(silent, dtype=bool)]
    return unknown


def _headings_again(located: Located, filled: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Rows that say what a row of the headings says, cell by cell."""
    again = np.zeros(len(filled), dtype=bool)
    for line in located.lines:
        same = np.ones(len(filled), dtype=bool)
        for column, heading in zip(located.sheet.columns, line, strict=True):
            if same.any():
                same &= column.equal(heading)[filled]
        again |= same
    return filled[again]


def _totals(located: Located, filled: npt.NDArray[np.int64]) -> Iterator[tuple[int, str]]:
    """Rows that begin like a total or a footer and are mostly blank; a record that begins with "Total" has a date."""
    cells = np.zeros(len(filled), dtype=int)
    for column in located.sheet.columns:
        cells += column.filled[filled]
    dates = [place for field, place in located.match.columns.items() if located.match.spec.field(field).kind == "date"]
    for row in filled[cells <= max(2, len(located.match.columns) // 2)].tolist():
        texts = located.sheet.texts(row)
        words = next(text for text in texts if text)
        dated = any(re.search(r"[0-9]", texts[place]) for place in dates)
        if _FOOTER.match(words) or (_TOTAL.match(words) and not dated):
            yield row, words


def _said_by_settings(spec: Field, located: Located) -> str:
    """What the settings say for a whole file, or nothing."""
    return (getattr(located.source, spec.name) or "") if spec.name in ("policy", "school") else ""
