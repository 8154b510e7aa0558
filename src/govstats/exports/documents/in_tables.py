"""Statements in tables: a label beside its value, or labels over their values."""

from collections.abc import Iterator, Sequence

from govstats.exports.documents.history import columns_of_table
from govstats.exports.documents.in_lines import statements_in_lines
from govstats.exports.documents.labels import Label, whole_label
from govstats.exports.documents.statement import Statement


def statements_in_table(rows: Sequence[Sequence[str]]) -> Iterator[Statement]:
    """Read the rows of a table.

    Examples
    --------
    >>> rows = [("Version", "2", "Owner", "Head"), ("Date approved", "", "Review date", "May 2026")]
    >>> [(said.label, said.value) for said in statements_in_table(rows) if said.meaning.fields]
    [('Version', '2'), ('Date approved', ''), ('Review date', 'May 2026')]
    """
    rows = [each for row in rows for each in _one_below_the_other(row)]
    place = 0
    while place < len(rows):
        columns = columns_of_table(rows[place:])
        if columns:
            for label, value in columns.values:
                yield Statement(label.text, label.meaning, value, "history" if columns.history else "label", True)
            place += columns.rows
        else:
            yield from _in_row(rows[place])
            place += 1


def _one_below_the_other(row: Sequence[str]) -> list[Sequence[str]]:
    """Several labels in one cell, and as many values in the next, are so many rows."""
    filled = [cell.strip().split("\n") for cell in row if cell.strip()]
    if len(filled) == 2 and len(filled[0]) == len(filled[1]) > 1 and all(map(whole_label, filled[0])):
        return [list(pair) for pair in zip(*filled, strict=True)]
    return [row]


def _in_row(row: Sequence[str]) -> Iterator[Statement]:
    """Read a row from left to right: a cell that is a label, then its values up to the next label."""
    waiting: Label | None = None
    values: list[str] = []
    for cell in [*row, None]:
        label = whole_label(cell) if cell is not None else None
        takes_any = waiting is not None and waiting.meaning.fields == ("status",) and not values
        if cell is None or (label and not takes_any):
            if waiting:
                yield from _in_pair(waiting, values)
            waiting, values = label, []
        elif not cell.strip():
            continue
        elif waiting:
            values.append(cell)
        else:
            yield from statements_in_lines(cell.split("\n"))


def _in_pair(label: Label, values: Sequence[str]) -> Iterator[Statement]:
    inner = [said for value in values for said in statements_in_lines(value.split("\n"))]
    yield from inner
    if not (label.meaning.bare and any(said.meaning.fields for said in inner)):
        # A cell that is no more than "Review" may be a heading; "Review date" asks for something.
        asked = label.ended or len(label.text.split()) > 1
        yield Statement(label.text, label.meaning, "; ".join(values), "label", asked)
