"""Columns of raw cells into columns of a tidy table.

A column is read value by distinct value: exports repeat themselves, and a date that stands in a
thousand rows is parsed once.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from govstats.errors import MustFix, problem
from govstats.exports.words import meanings
from govstats.periods import Calendar, DateInterval, parse_date, parse_frequency, possible_orders
from govstats.records import Field, ReadAs
from govstats.settings import Settings

T = TypeVar("T")
_EXCEL_EPOCH = date(1899, 12, 30)
_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass
class Column:
    """A field's cells, read: its tidy columns, which rows cannot be read, and how dates were read."""

    columns: dict[str, Any]
    unread: dict[int, str] = field(default_factory=dict)  # row → code of the message
    read_as: list[ReadAs] = field(default_factory=list)


def as_text(value: Any) -> str:
    """A cell as one line of text: no control or direction marks, no doubled spaces; 4217.0 is "4217"."""
    match value:
        case None:
            return ""
        case str():
            return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", value)).split())
        case bool():
            return "Yes" if value else "No"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == value.min.time():
            return value.date().isoformat()
        case _:
            return str(value)


def read_column(spec: Field, cells: Sequence[Any], settings: Settings, *, file: str, heading: str) -> Column:
    """Read the cells of one field. `cells` are the raw values of all candidate rows, in order."""
    match spec.kind:
        case "date":
            return _dates(spec, cells, settings.calendar, file=file, heading=heading)
        case "frequency":
            read = _distinct(cells, lambda cell: parse_frequency(as_text(cell)))
            parts = (
                [each.months for each in read],
                [each.kind for each in read],
                [each.text for each in read],
            )
            months = pd.array(parts[0], dtype="Int64")
            return Column(dict(zip(spec.columns, (months, _strings(parts[1]), _strings(parts[2])), strict=True)))
        case "whole number":
            numbers = _distinct(cells, _whole_number)
            return Column(
                {spec.name: pd.array(numbers, dtype="Int64")},
                _unread(cells, numbers, "count-not-read"),
            )
        case "count":
            counts = _distinct(cells, _count)
            return Column({spec.name: _strings(counts)}, _unread(cells, counts, "count-not-read"))
        case "answer" | "yes or no":
            answers = _distinct(cells, _answer)
            return Column({spec.name: _strings(answers)}, _unread(cells, answers, "answer-not-understood"))
        case "school":
            schools = _distinct(cells, lambda cell: settings.school_named(as_text(cell)))
            return Column({spec.name: _strings(schools)}, _unread(cells, schools, "school-not-known"))
        case "text" | "id":
            return Column({spec.name: _strings(_distinct(cells, as_text))})


def _distinct(cells: Sequence[Any], read: Callable[[Any], T]) -> list[T]:
    # The type belongs to the key: 1, 1.0 and True are equal to Python and not to a school.
    known = {key: read(key[1]) for key in {(type(cell), cell) for cell in cells}}
    return [known[type(cell), cell] for cell in cells]


def _strings(values: Sequence[str | None]) -> pd.api.extensions.ExtensionArray:
    return pd.array(["" if value is None else value for value in values], dtype="str")


def _unread(cells: Sequence[Any], read: Sequence[Any], code: str) -> dict[int, str]:
    return {place: code for place, value in enumerate(read) if value is None and as_text(cells[place])}


def _answer(cell: Any) -> str | None:
    word = as_text(cell).casefold().rstrip(".;")
    return meanings("answers").get(word) if word else ""


def _whole_number(cell: Any) -> int | None:
    text = as_text(cell)
    return int(text) if re.fullmatch(r"\d{1,9}", text) else None


def _count(cell: Any) -> str | None:
    number = _whole_number(cell)
    return str(number) if number is not None else meanings("counts").get(as_text(cell).casefold())


def _dates(spec: Field, cells: Sequence[Any], calendar: Calendar, *, file: str, heading: str) -> Column:
    month_first = _is_month_first({cell for cell in cells if isinstance(cell, str)}, file=file, heading=heading)

    def read(cell: Any) -> tuple[DateInterval, str]:
        if isinstance(cell, float) and 20_000 <= cell <= 80_000:
            day = _EXCEL_EPOCH + timedelta(days=int(cell))
            return DateInterval(day, day, "day", day.isoformat()), "Excel serial"
        if isinstance(cell, date):
            return parse_date(cell), "Excel serial"
        text = as_text(cell)
        interval = parse_date(text, calendar, month_first=month_first)
        orders = possible_orders(text)
        if orders == "neither":
            return interval, "ISO" if re.match(r"\d{4}-\d\d-\d\d", text) else ""
        return interval, "month first" if month_first else "day first"

    read_cells = _distinct(cells, read)
    seen = Counter(order for _, order in read_cells if order)
    intervals = [interval for interval, _ in read_cells]
    columns = (
        np.array([each.earliest for each in intervals], dtype="datetime64[s]"),
        np.array([each.latest for each in intervals], dtype="datetime64[s]"),
        _strings([each.precision for each in intervals]),
        _strings([as_text(cell) for cell in cells]),
    )
    return Column(
        dict(zip(spec.columns, columns, strict=True)),
        {
            place: "date-not-real"
            for place, each in enumerate(intervals)
            if each.earliest is None and each.latest is None and as_text(cells[place])
        },
        [ReadAs(file, heading, order, cells) for order, cells in sorted(seen.items())],  # type: ignore[arg-type]
    )


def _is_month_first(texts: set[str], *, file: str, heading: str) -> bool:
    """Settle the order of day and month for a whole column by what its cells allow.

    Day first, as in the United Kingdom, unless some cell can only be month first and none only day first.
    """
    examples: dict[str, str] = {}
    for text in sorted(texts):
        examples.setdefault(possible_orders(as_text(text)), text)
    if "month first" in examples and "day first" in examples:
        raise MustFix(
            problem(
                "column-both-orders",
                file=file,
                column=heading,
                day_first=examples["day first"],
                month_first=examples["month first"],
            )
        )
    return "month first" in examples
