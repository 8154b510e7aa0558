"""Statements: what a document says at its labels, in lines and in tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from govstats.exports.documents.extraction.lines import Line
from govstats.exports.documents.history import columns_of_table
from govstats.exports.documents.labels import Label, Meaning, labels_in, whole_label
from govstats.exports.documents.values import dates_in, read_value
from govstats.exports.documents.words import plain, words_of
from govstats.periods import parse_frequency

Origin = Literal["label", "history", "sentence"]

# A policy speaks of itself on its first pages, on its last, and at the head or foot of each.
FIRST_LINES, LAST_LINES = 200, 80
_LONGEST_LINE = 400  # characters; anything longer is running text
_LONGEST_VALUE = 100
_LONGEST_ANSWER = 6  # words of an answer that ends in a full stop

# What says so in a whole sentence is read as one, see `sentences`.
_SENTENCE = re.compile(
    r"(?:this|the|our|it)\b[^:]*\b(?:was|were|is|are|has|have|had|will|shall|should|must|adopted|came|comes|takes|remains|approved|agreed|reviews?)\b[^:]*$",
    re.I,
)
ENTRY_OF_CONTENTS = re.compile(r"(?:\.{3,}|\u2026|\t)\s*\d{1,3}$")
_SEPARATOR = re.compile(r"\s+[|\u00b7\u2022\u25aa/]\s+|\s*[\u00b7\u2022|]\s*|;\s+|\n")


@dataclass(frozen=True, slots=True)
class Statement:
    """A label and what stands at it.

    Parameters
    ----------
    asked
        Whether the document surely has a place for the value, so that a blank one is worth saying.
    """

    label: str
    meaning: Meaning
    value: str
    origin: Origin
    asked: bool = False


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
    for row, group in groupby(lines, key=lambda line: line.block if line.table else -1 if _is_row(line) else None):
        together = list(group)
        if row is None:
            found += _of_lines([line.cells[0] if line.cells else "" for line in together])
        else:
            found += _of_table([line.cells for line in together])
    return list(_with_days_named(found))


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


def _is_row(line: Line) -> bool:
    return sum(bool(cell.strip()) for cell in line.cells) > 1 or (len(line.cells) > 1 and bool(line.cells[0].strip()))


def _of_table(rows: Sequence[Sequence[str]]) -> Iterator[Statement]:
    rows = [each for row in rows for each in _one_below_the_other(row)]
    place = 0
    while place < len(rows):
        columns = columns_of_table(rows[place:])
        if columns:
            for label, value in columns.values:
                yield Statement(label.text, label.meaning, value, "history" if columns.history else "label", True)
            place += columns.rows
        else:
            yield from _of_row(rows[place])
            place += 1


def _one_below_the_other(row: Sequence[str]) -> list[Sequence[str]]:
    """Several labels in one cell, and as many values in the next, are so many rows."""
    filled = [cell.strip().split("\n") for cell in row if cell.strip()]
    if len(filled) == 2 and len(filled[0]) == len(filled[1]) > 1 and all(map(whole_label, filled[0])):
        return [list(pair) for pair in zip(*filled, strict=True)]
    return [row]


def _of_row(row: Sequence[str]) -> Iterator[Statement]:
    """Read a row from left to right: a cell that is a label, then its values up to the next label."""
    waiting: Label | None = None
    values: list[str] = []
    for cell in [*row, None]:
        label = whole_label(cell) if cell is not None else None
        takes_any = waiting is not None and waiting.meaning.fields == ("status",) and not values
        if cell is None or (label and not takes_any):
            if waiting:
                yield from _of_pair(waiting, values)
            waiting, values = label, []
        elif not cell.strip():
            continue
        elif waiting:
            values.append(cell)
        else:
            yield from _of_lines(cell.split("\n"))


def _of_pair(label: Label, values: Sequence[str]) -> Iterator[Statement]:
    inner = [said for value in values for said in _of_lines(value.split("\n"))]
    yield from inner
    if not (label.meaning.bare and any(said.meaning.fields for said in inner)):
        # A cell that is no more than "Review" may be a heading; "Review date" asks for something.
        asked = label.ended or len(label.text.split()) > 1
        yield Statement(label.text, label.meaning, "; ".join(values), "label", asked)


def _of_lines(lines: Sequence[str]) -> Iterator[Statement]:
    """Read lines one below the other: labels with their values, or labels whose values follow."""
    waiting: list[Label] = []  # labels alone on their lines
    place = 0
    while place < len(lines):
        line = _without_quotes(lines[place])
        place += 1
        if not line:
            continue
        label = whole_label(line)
        if label:
            waiting.append(label)
            continue
        if waiting:
            values = _values_from(lines[place - 1 :], len(waiting))
            yield from _one_to_one(waiting, values)
            waiting = []
            if values:
                place += len(values) - 1
                continue
        if len(line) <= _LONGEST_LINE and not (_SENTENCE.match(line) or _goes_on(line, lines[: place - 1])):
            yield from _of_line(line)
    yield from _one_to_one(waiting, [])


def _without_quotes(line: str) -> str:
    """A line without what only a machine needs: quotes around a value, underscores within a name."""
    plain = re.sub(r"(?<=[A-Za-z])_(?=[A-Za-z])", " ", line.strip())
    return re.sub(r"""(?<=: )(["'])(.*)\1$""", r"\2", plain)


def _goes_on(line: str, before: Sequence[str]) -> bool:
    """Whether a line is the rest of a sentence that begins above it: its first word is no label."""
    above = before[-1].strip() if before else ""
    return line[0].islower() and len(above) > 40 and above[-1] not in ".:;"


def _values_from(lines: Sequence[str], most: int) -> list[str]:
    """The values that follow labels: as many lines as there are labels, or the one below the last of them."""
    values = []
    for line in lines[:most]:
        value = line.strip()
        is_prose = value.endswith(".") and len(value.split()) > _LONGEST_ANSWER
        if not value or len(value) > _LONGEST_VALUE or is_prose or labels_in(value) or not read_value(value).tells:
            break
        values.append(value)
    return values if len(values) == most else values[:1]


def _one_to_one(labels: Sequence[Label], values: Sequence[str]) -> Iterator[Statement]:
    blank = [""] * (len(labels) - len(values))
    for label, value in zip(labels, [*blank, *values], strict=True):
        yield Statement(label.text, label.meaning, value, "label", asked=label.ended)


def _of_line(line: str) -> Iterator[Statement]:
    if ENTRY_OF_CONTENTS.search(line):
        return
    for segment in _SEPARATOR.split(line):
        labels = labels_in(segment)
        if not labels or (len(labels) == 1 and not segment[labels[0].end :].strip()):
            before = list(_value_before_label(segment))
            yield from before
            labels = [] if before else labels
        ends = [label.start for label in labels[1:]] + [len(segment)]
        for label, end in zip(labels, ends[: len(labels)], strict=True):
            value = segment[label.end : end].strip(" ,|\u00b7")
            value = (
                value.removesuffix("(").strip(" \u2013\u2014-") if not set(value) <= set("-\u2013\u2014 ") else value
            )
            # Without a colon only a date, a cycle or the want of one makes a label of it.
            if label.ended or label.meaning.fields == ("version",) or read_value(value).tells:
                yield Statement(label.text, label.meaning, value, "label", asked=label.ended)


def _value_before_label(segment: str) -> Iterator[Statement]:
    """Read "September 2018 central review" and "12 March 2024 (approved)"."""
    words = segment.split()
    for size in range(1, min(len(words), 8)):
        value, rest = " ".join(words[:size]), " ".join(words[size:])
        label = whole_label(rest.strip(" ()\u2013\u2014-:,"))
        if label and label.meaning.fields and len(list(dates_in(value))) == 1:
            yield Statement(label.text, label.meaning, value, "label")
            return
        if label and label.meaning.bare and parse_frequency(value).kind != "unknown":
            yield Statement(label.text, Meaning(("cycle",)), value, "label")
            return


def versions_in(lines: Sequence[Line]) -> Iterator[str]:
    """Versions written without a label's colon: "Behaviour policy v3", "Version 2.1 – May 2024"."""
    for line in lines:
        text = " ".join(line.cells)
        if len(text.split()) <= 14 and (found := _VERSION.search(text)):
            yield found[1]


_VERSION = re.compile(
    rf"(?<![\w.])(?:{'|'.join(words_of('label')['version'])}|v|issue|rev)\.?\s?(?:no\.?|number)?\s?(\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?)(?![\w/])",
    re.I,
)
