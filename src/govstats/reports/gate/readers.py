"""Finished files into pieces of text, each with its place, one reader a kind of file."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from govstats.reports.gate.piece import Piece
from govstats.reports.gate.web import read_html

Reader = Callable[[bytes], Iterator[Piece]]


def read_pieces(kind: str, content: bytes) -> Iterator[Piece]:
    """Every text of a file, as it is read.

    Parameters
    ----------
    kind
        The ending of its name, such as ".html".

    Raises
    ------
    KeyError
        It is of a kind that no reader knows.
    ValueError
        It is not what its ending says.
    """
    return _READERS[kind.casefold()](content)


def can_read(kind: str) -> bool:
    return kind.casefold() in _READERS


def read_csv(content: bytes) -> Iterator[Piece]:
    # Bit by bit: of a trust's figures, a text that is read as a file takes four bytes a letter.
    rows = csv.reader(io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline=""))
    headings = next(rows, [])
    yield from (Piece("a heading", heading) for heading in headings)
    for number, row in enumerate(rows, start=2):
        for place, cell in enumerate(row):
            column = headings[place] if place < len(headings) else f"column {place + 1}"
            yield Piece(f"column {column}", cell, f"row {number}")
        # A name in two cells beside each other is a name all the same.
        yield Piece("a row", " ".join(row), f"row {number}", joins=True)


def read_json(content: bytes) -> Iterator[Piece]:
    yield from _read_value(json.loads(content.decode("utf-8"), object_pairs_hook=_every_pair), "")


class _Pairs(list[tuple[str, Any]]):
    """The entries of an object; a key that stands twice is read twice."""


def read_pdf(content: bytes) -> Iterator[Piece]:
    # Where no page is printed, nobody need wait for what reads a PDF.
    from govstats.reports.gate import portable

    return portable.read_pdf(content)


def _every_pair(pairs: list[tuple[str, Any]]) -> _Pairs:
    return _Pairs(pairs)


def _read_value(value: Any, place: str) -> Iterator[Piece]:
    if isinstance(value, _Pairs):
        for key, each in value:
            yield Piece(f"a key of {place or 'the document'}", key)
            yield from _read_value(each, f"{place}.{key}".strip("."))
    elif isinstance(value, list):
        for each in value:
            yield from _read_value(each, place)
    elif value is not None and not isinstance(value, bool):
        yield Piece(f"the value of {place}", str(value))


def read_ics(content: bytes) -> Iterator[Piece]:
    """A calendar: a line is put together, and then taken apart into property, parameters and value (RFC 5545)."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    lines = text.replace("\n ", "").replace("\n\t", "").split("\n")
    for number, line in enumerate(lines, start=1):
        name, _, value = line.partition(":")
        prop, _, parameters = name.partition(";")
        plain = value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";")
        yield Piece("a property", prop, f"entry {number}")
        yield Piece(f"a parameter of {prop}", parameters, f"entry {number}")
        yield Piece(prop, _day_as_written(plain), f"entry {number}")
        # Whatever a colon parts, a line is one text too.
        yield Piece("an entry", line, f"entry {number}", joins=True)


def _day_as_written(value: str) -> str:
    """20260121 as 2026-01-21: the parts of a day are no reference, and many a reference begins with a year."""
    return re.sub(r"^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$", r"\1-\2-\3", value)


_READERS: Mapping[str, Reader] = {
    ".html": read_html,
    ".csv": read_csv,
    ".json": read_json,
    ".ipynb": read_json,
    ".ics": read_ics,
    ".pdf": read_pdf,
}


def running_text(pieces: Iterable[Piece]) -> list[str]:
    """What a reader reads of a file, one place after the other: in words, and as if nothing parted the places."""
    shown = [piece.text for piece in pieces if piece.shown]
    return [" ".join(shown), "".join(shown)]
