"""Tables with labels in their first row: a row of values below it, or the history of a document's versions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from govstats.exports.documents.labels import Label, Meaning, whole_label
from govstats.exports.documents.values import dates_in
from govstats.exports.documents.words import phrases, plain, words_of

Row = Sequence[str]


@dataclass(frozen=True)
class Columns:
    """What a table with labels in its first row says.

    Parameters
    ----------
    values
        Each label with the value below it; in a history, that of the version in force.
    rows
        How many rows of the table this took, the labels' own among them.
    history
        Whether there was more than one row of values.
    """

    values: tuple[tuple[Label, str], ...]
    rows: int
    history: bool


def columns_of_table(rows: Sequence[Row]) -> Columns | None:
    """Read labels over values; None if the first row does not hold labels alone.

    Examples
    --------
    >>> found = columns_of_table([("Version", "Date approved"), ("1", "May 2021"), ("2", "May 2023")])
    >>> [value for _, value in found.values]
    ['2', 'May 2023']
    >>> columns_of_table([("Date approved", "May 2021"), ("Version", "2")]) is None
    True
    """
    heads = _heads(rows[0])
    if not heads or (len(rows) > 1 and not _values_below(heads, rows[1])):
        return None
    taken = []
    for row in rows[1:]:
        if _heads(row) or not _values_below(heads, row):
            break
        taken.append(row)
    filled = [row for row in taken if any(_cell(row, place) for place in heads)]
    if not filled:
        # Labels over nothing are a form that is still blank; labels beside each other are not.
        return Columns(_values(heads, ()), 1 + len(taken), False) if taken else None
    row = _in_force(heads, filled)
    names_a_body = any(head.meaning.by and head.meaning.fields for head in heads.values())
    if len(filled) > 1 or names_a_body or any("version" in head.meaning.fields for head in heads.values()):
        heads = _with_dates_named(heads, row, first=len(filled) == 1)
    return Columns(_values(heads, row), 1 + len(taken), len(filled) > 1)


def _heads(row: Row) -> dict[int, Label]:
    """Place → label, where every filled cell of a row is a label or another heading of a history."""
    heads: dict[int, Label] = {}
    for place, cell in enumerate(row):
        if not cell.strip():
            continue
        label = whole_label(cell)
        if plain(cell) in words_of("history")["columns"]:
            label = Label(0, len(cell), cell.strip(), Meaning((), by=True), True)
        if label is None:
            return {}
        heads[place] = label
    return heads if len(heads) > 1 and any(head.meaning.fields for head in heads.values()) else {}


def _values_below(heads: dict[int, Label], row: Row) -> bool:
    """Whether the cells below the labels are values: neither they nor the first of the row are labels."""
    for place, head in heads.items():
        label = whole_label(_cell(row, place))
        if label and label.meaning.fields and (place == 0 or head.meaning.fields):
            return False
    return True


def _cell(row: Row, place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _values(heads: dict[int, Label], row: Row) -> tuple[tuple[Label, str], ...]:
    return tuple((head, _cell(row, place)) for place, head in heads.items() if head.meaning.fields)


def _in_force(heads: dict[int, Label], rows: Sequence[Row]) -> Row:
    """The row of the version in force: the latest by its dates, else by its number, else the last; no draft."""
    approved = [row for row in rows if not phrases("history", "draft").search(" ".join(row))] or list(rows)
    days = [
        max(
            (
                found.latest
                for cell in row
                for found in dates_in(cell)
                if found.latest and not _is_due(heads, row, cell)
            ),
            default=None,
        )
        for row in approved
    ]
    if all(days):
        newest = max(day for day in days if day)
        return next(row for row, day in zip(reversed(approved), reversed(days), strict=True) if day == newest)
    version = next((place for place, head in heads.items() if head.meaning.fields == ("version",)), None)
    if version is not None:
        numbers = [[int(number) for number in re.findall(r"\d{1,6}", _cell(row, version))] for row in approved]
        if all(numbers):
            return approved[numbers.index(max(numbers))]
    return approved[-1]


def _is_due(heads: dict[int, Label], row: Row, cell: str) -> bool:
    places = [place for place in heads if _cell(row, place) == cell.strip()]
    return any("review_due" in heads[place].meaning.fields for place in places)


def _with_dates_named(heads: dict[int, Label], row: Row, *, first: bool) -> dict[int, Label]:
    """Say what the dates of a history are.

    A "Date" is that of an approval where the row speaks of one, that of writing for a first version, and
    that of a revision for any later one. A "Review date" beside no other date is the day of the review.
    """
    dated = [place for place, head in heads.items() if plain(head.text) == "date"]
    others = any(
        set(head.meaning.fields) & {"approved", "effective", "written", "published"} for head in heads.values()
    )
    said = " ".join(row)
    by = [
        head.meaning
        for place, head in heads.items()
        if head.meaning.by and head.meaning.fields and not any(dates_in(_cell(row, place)))
    ]
    if len(by) == 1:
        day = replace(by[0], by=False)  # "Approved by" and, in a column of its own, "Date"
    elif phrases("history", "approved").search(said):
        day = Meaning(("approved",))
    elif first or phrases("history", "first").search(said):
        day = Meaning(("written",))
    else:
        day = Meaning(("reviewed",))
    named = dict(heads)
    for place, head in heads.items():
        if place in dated:
            named[place] = replace(head, meaning=day)
        elif head.meaning.bare and not (others or dated):
            named[place] = replace(head, meaning=Meaning(("reviewed",)))
    return named
