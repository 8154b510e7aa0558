"""Columns of raw cells into columns of a tidy table.

A column is read distinct cell by distinct cell: exports repeat themselves, and a date that stands in a thousand rows
is read once.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from govstats.errors import MustFix, problem
from govstats.exports.grid import Cells
from govstats.exports.words import meaning, meanings, names_a_minute, says_nothing, yes_or_no
from govstats.periods import Calendar, DateInterval, parse_date, parse_frequency, possible_orders
from govstats.records import UNCLEAR, Field, Order, ReadAs
from govstats.settings import Settings

# A bare number of days from 1954 to 2119, or since 1904 four years later.
_SERIALS = range(20_000, 80_001)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
# What a formula shows when it fails, which is nobody's name.
_FAILED = r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)$"
# Minutes and seconds move no day, save where a time zone is off by part of an hour.
_MINUTES = r"(\d):\d\d(?::\d\d(?:\.\d+)?)?"
_ODD_ZONE = r"[+-]\d\d:?(?:[1-5]\d|0[1-9])\D*$"
# A moment as a database or a form writes it: 2025-09-01T08:13:22Z.
_MOMENT = r"^[0-9/-]{10}[ T][0-2]\d:\d\d:\d\d(?:(?:\.\d+)?Z)?$"


@dataclass(frozen=True)
class Column:
    """A field's cells, read: its tidy columns, by row whether the cell cannot be read, and how dates were read.

    A column is one of words, or an array of numbers or of days.
    """

    columns: dict[str, Any]
    unread: npt.NDArray[np.bool_]
    read_as: list[ReadAs] = field(default_factory=list)


@dataclass(frozen=True)
class ReadBy:
    """Where a column stands and what its reading depends on."""

    settings: Settings
    file: str
    heading: str
    epoch_1904: bool = False


# What is said of a cell that cannot be read, by the kind of its field.
UNREAD_CODE = {
    "date": "date-not-real",
    "count": "count-not-read",
    "answer": "answer-not-understood",
    "yes or no": "answer-not-understood",
    "school": "school-not-known",
    "text": "cell-failed",
    "id": "cell-failed",
}

# The same where its row is used all the same; else "cell-not-known".
NOT_KNOWN_CODE = dict.fromkeys(("yes or no", "fact", "fact by school"), "fact-not-clear")


def read_column(spec: Field, cells: Cells, by: ReadBy) -> Column:
    """Read the cells of one field, row by row.

    Raises
    ------
    MustFix
        Some of its dates can only be day first, and some only month first.
    """
    match spec.kind:
        case "date":
            return _dates(spec, cells, by)
        case "frequency":
            read = [parse_frequency(text) for text in cells.texts.to_pylist()]
            months = pd.array([each.months for each in read], dtype="Int64").take(cells.codes)
            kinds = _words_of([each.kind for each in read], cells.codes)
            unread = _unread(cells, [None if each.kind == "unknown" else each for each in read])
            return Column(dict(zip(spec.columns, (months, kinds, cells), strict=True)), unread)
        case "months":
            numbers = _each(cells, _months)
            return Column({spec.name: pd.array(numbers, dtype="Int64").take(cells.codes)}, _unread(cells, numbers))
        case "count":
            return _words(spec, cells, _count)
        case "answer" | "yes or no":
            return _words(spec, cells, _answer)
        case "school":
            return _words(spec, cells, by.settings.school_named)
        case "fact":
            return _facts(spec, cells, yes_or_no)
        case "fact by school":
            return _facts(spec, cells, lambda text: _by_school(text, by.settings))
        case "minute":
            minutes = [text if names_a_minute(text) else "" for text in cells.texts.to_pylist()]
            return Column({spec.name: _words_of(minutes, cells.codes)}, _none(cells))
        case "text" if not spec.required:
            return Column({spec.name: cells}, _none(cells))
        case "text" | "id":
            failed = pc.match_substring_regex(cells.texts, _FAILED)
            unread = failed.to_numpy(zero_copy_only=False)[cells.codes]
            return Column({spec.name: Cells(cells.codes, pc.if_else(failed, "", cells.texts), {})}, unread)


def _each(cells: Cells, read: Callable[[str], Any]) -> list[Any]:
    """What `read` makes of each distinct cell that a row has; None for the others and for blanks."""
    pairs = zip(cells.texts.to_pylist(), cells.used.tolist(), strict=True)
    return [read(text) if used and text else None for text, used in pairs]


def _words(spec: Field, cells: Cells, read: Callable[[str], str | None]) -> Column:
    words = _each(cells, read)
    return Column({spec.name: _words_of([word or "" for word in words], cells.codes)}, _unread(cells, words))


def _facts(spec: Field, cells: Cells, read: Callable[[str], str | None]) -> Column:
    words = _each(cells, lambda text: "" if says_nothing(text) else read(text) or UNCLEAR)
    facts = [word or "" for word in words]
    unclear = np.array([fact == UNCLEAR for fact in facts], dtype=bool)[cells.codes]
    return Column({spec.name: _words_of(facts, cells.codes)}, unclear)


def _unread(cells: Cells, read: Sequence[Any]) -> npt.NDArray[np.bool_]:
    return np.array([each is None for each in read], dtype=bool)[cells.codes] & cells.filled


def _none(cells: Cells) -> npt.NDArray[np.bool_]:
    return np.zeros(len(cells.codes), dtype=bool)


def _words_of(texts: Sequence[str], codes: npt.NDArray[np.int32]) -> Cells:
    return Cells(codes, pa.array(texts, pa.large_string()), {})


def _answer(text: str) -> str | None:
    """Yes, no or an exception; several answers in one cell ("Read;Understood;") when they agree."""
    answers = {meaning("answers", part) for part in text.split(";") if part.strip()}
    return answers.pop() if len(answers) == 1 else None


# A school's name may hold a comma or an "and".
_LISTS = (r"$", r";", r"[;,/]", r"[;,/&]|\band\b")


def _by_school(text: str, settings: Settings) -> str | None:
    """Yes or no of every school, or the schools that have it; an answer that names one of several is neither."""
    for mark in _LISTS:
        parts = [part for part in re.split(mark, text) if part.strip()]
        schools = [school for part in parts if (school := settings.school_named(part))]
        if schools and len(schools) == len(parts):
            return ";".join(schools)
    answer = yes_or_no(text)
    return None if answer and len(settings.schools) > 1 and settings.names_a_school(text) else answer


def _months(text: str) -> int | None:
    """A number of months, or a cycle such as "annually"."""
    return int(text) if re.fullmatch(r"\d{1,9}", text) else parse_frequency(text).months


def _count(text: str) -> str | None:
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))|\.0+$", "", text)
    return str(int(plain)) if re.fullmatch(r"\d{1,9}", plain) else meanings("counts").get(text.casefold())


def _dates(spec: Field, cells: Cells, by: ReadBy) -> Column:
    codes, keys = _told_apart_by_day(cells.without_unused())
    times = np.bincount(codes, minlength=len(keys))
    month_first = _is_month_first([key for key in keys if isinstance(key, str)], by)
    read = [_date(key, by.settings.calendar, month_first, _EPOCHS[by.epoch_1904]) for key in keys]
    intervals = [interval for interval, _ in read]
    columns = (
        np.array([each.earliest for each in intervals], dtype="datetime64[s]")[codes],
        np.array([each.latest for each in intervals], dtype="datetime64[s]")[codes],
        _words_of([each.precision for each in intervals], codes),
        cells,
    )
    unread = np.array([each.earliest is None and each.latest is None for each in intervals], dtype=bool)
    seen: Counter[Order] = Counter()
    for (_, order), count in zip(read, times, strict=True):
        if order and count:
            seen[order] += int(count)
    return Column(
        dict(zip(spec.columns, columns, strict=True)),
        unread[codes] & cells.filled,
        [ReadAs(by.file, by.heading, order, count) for order, count in sorted(seen.items())],
    )


def _told_apart_by_day(cells: Cells) -> tuple[npt.NDArray[np.int32], list[Any]]:
    """The cells with no more of their time of day than moves a day: a million moments are some hundred days.

    Returns
    -------
    codes, keys
        `keys[codes[row]]` is a text, a number or a day that reads as the cell of the row does.
    """
    codes, keys = np.zeros(len(cells.texts), dtype=np.int32), list[Any]()
    for alike, (places, some) in _by_shape(cells):
        codes[alike] = places + len(keys)
        keys += some
    return codes[cells.codes], keys


Coded = tuple[npt.NDArray[np.int32], list[Any]]


def _by_shape(cells: Cells) -> Iterator[tuple[npt.NDArray[Any], Coded]]:
    """The distinct cells that are written alike, and what tells them apart."""
    left = np.ones(len(cells.texts), dtype=bool)
    left[list(cells.raw)] = False
    moments = left & pc.match_substring_regex(cells.texts, _MOMENT).to_numpy(zero_copy_only=False)
    if moments.any():
        of_z = pc.ends_with(cells.texts, "Z").to_numpy(zero_copy_only=False)
        for zone, alike in (("Z", moments & of_z), ("", moments & ~of_z)):
            if alike.any():
                yield alike, _days_and_late_hours(cells.texts.filter(pa.array(alike)), zone)
        left &= ~moments
    if left.any():
        yield left, _without_minutes(cells.texts.filter(pa.array(left)))
    if cells.raw:
        days = dict[Any, int]()
        places = [days.setdefault(_day_of(value), len(days)) for value in cells.raw.values()]
        yield np.array(list(cells.raw)), (np.array(places, dtype=np.int32), list(days))


def _days_and_late_hours(moments: pa.Array, zone: str) -> Coded:
    """A moment is of another day in London when it lies in the last hour of a summer's day, and then only."""
    days = pc.utf8_slice_codeunits(moments, 0, 10).dictionary_encode()
    late = pc.equal(pc.utf8_slice_codeunits(moments, 11, 13), "23").to_numpy(zero_copy_only=False)
    hours = ("08", "23") if late.any() else ("08",)
    keys = [f"{day} {hour}:00{zone}" for day in days.dictionary.to_pylist() for hour in hours]
    return len(hours) * days.indices.to_numpy() + late, keys


def _without_minutes(texts: pa.Array) -> Coded:
    """The same of texts in any shape, save where a time zone is off by part of an hour."""
    plain = pc.replace_substring_regex(texts, _MINUTES, r"\1:00", max_replacements=1)
    coded = pc.if_else(pc.match_substring_regex(texts, _ODD_ZONE), texts, plain).dictionary_encode()
    return coded.indices.to_numpy(), coded.dictionary.to_pylist()


def _day_of(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) and value.tzinfo is None else value


def _date(value: Any, calendar: Calendar, month_first: bool, epoch: date) -> tuple[DateInterval, Order | Literal[""]]:
    """A cell's interval, and in what order its numbers were read."""
    if isinstance(value, date):
        return parse_date(value), "Excel serial"
    number = float(value) if isinstance(value, (int, float)) else 0.0
    if isinstance(value, str) and _SERIAL.fullmatch(value):
        number = float(value)
    if int(number) in _SERIALS:
        day = epoch + timedelta(days=int(number))
        return DateInterval(day, day, "day", day.isoformat()), "Excel serial"
    interval = parse_date(value, calendar, month_first=month_first)
    if possible_orders(value) != "neither":
        return interval, "month first" if month_first else "day first"
    iso = isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value)
    return interval, "ISO" if iso and interval.known else ""


def _is_month_first(texts: Sequence[str], by: ReadBy) -> bool:
    """Settle the order of day and month for a whole column by what its cells allow.

    Day first, as in the United Kingdom, unless some cell can only be month first and none only day first.
    """
    examples: dict[str, str] = {}
    for text in sorted(texts):
        examples.setdefault(possible_orders(text), text)
    if "month first" in examples and "day first" in examples:
        raise MustFix(
            problem(
                "column-both-orders",
                file=by.file,
                column=by.heading,
                day_first=examples["day first"],
                month_first=examples["month first"],
            )
        )
    return "month first" in examples
