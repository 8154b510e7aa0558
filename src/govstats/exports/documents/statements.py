"""What a document says of itself, in lines and in tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from govstats.exports.documents.extraction.lines import Line
from govstats.exports.documents.in_lines import SEPARATOR, statements_in_lines
from govstats.exports.documents.in_tables import statements_in_table
from govstats.exports.documents.labels import whole_label
from govstats.exports.documents.statement import Statement
from govstats.exports.documents.values import read_value
from govstats.exports.documents.words import plain, words_of

# A policy speaks of itself on its first pages, on its last, and at the head or foot of each.
FIRST_LINES, LAST_LINES = 200, 80


def front_of(lines: Sequence[Line]) -> list[Line]:
    """The lines in which a document speaks of itself, and every table wherever it stands."""
    last = len(lines) - LAST_LINES
    return [
        line
        for place, line in enumerate(lines)
        if place < FIRST_LINES or place >= last or line.table or line.kind in ("header", "footer")
    ]


def statements_of(lines: Sequence[Line]) -> list[Statement]:
    """What the lines and tables of a document say at their labels.

    Examples
    --------
    >>> [said] = statements_of([Line(("Next review", "Spring 2026"))])
    >>> said.meaning.fields, said.value
    (('review_due',), 'Spring 2026')
    """
    found: list[Statement] = []
    rows = [_with_cells(line) for line in lines]
    for table, group in groupby(rows, key=_table):
        together = [line.cells for line in group]
        if table is None:
            found += statements_in_lines([cells[0] if cells else "" for cells in together])
        else:
            found += statements_in_table(together)
    return list(_with_days_named(found))


def _with_cells(line: Line) -> Line:
    """A line that marks set apart, "Approved | May 2024", is a row if one of its parts is a label."""
    parts = SEPARATOR.split(line.cells[0]) if len(line.cells) == 1 and not line.table else []
    return replace(line, cells=tuple(parts)) if len(parts) > 1 and any(map(whole_label, parts)) else line


def _table(line: Line) -> int | None:
    """What lines of one table share: its block, -1 for lines with gaps, and nothing for any other line."""
    if line.table:
        return line.block
    filled = sum(bool(cell.strip()) for cell in line.cells)
    return -1 if filled > 1 or (len(line.cells) > 1 and bool(line.cells[0].strip())) else None


def _with_days_named(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Say what a bare "Date" is the day of: the approval, where it follows "Approved by: Governing Board"."""
    before: Statement | None = None
    for said in statements:
        is_day = not said.meaning.fields and plain(said.label) in words_of("whole_label")["date"]
        if is_day and before and before.meaning.by and before.meaning.fields and not read_value(before.value).dates:
            yield replace(said, label=f"{before.label} … {said.label}", meaning=before.meaning)
        else:
            yield said
        before = said
