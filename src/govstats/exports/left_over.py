"""Columns that no field took: told in the account, and asked about where figures hang on a field that has no column."""

import re
from collections.abc import Callable, Iterator

import numpy as np

from govstats.errors import Problem, problem
from govstats.exports.headings import NEAR, holds_no_field, likeness
from govstats.exports.locate import Located, table_of
from govstats.exports.words import meaning
from govstats.periods import parse_date, parse_frequency
from govstats.records import Field, NotRead
from govstats.settings import Settings, in_toml
from govstats.text import listed, shortened

# Enough of a column to tell what it holds, and enough columns: a sheet may have 16,384.
_CELLS, _COLUMNS, _SHOWN = 200, 60, 6
# An amount or a reference says neither yes nor a day, though 1 and 45000 are written for these too.
_NUMBER = re.compile(r"[\d.,]+")


def not_read(table: Located) -> tuple[NotRead, ...]:
    """The headings that no notice was taken of, each once."""
    instead = {
        place: table.heading(field)
        for field, places in table.match.passed_over.items()
        for place in places
        if field in table.match.columns
    }
    return tuple(dict.fromkeys(NotRead(table.headings[place], instead.get(place, "")) for place in table.free))


def problems_of_columns(file: str, table: Located, settings: Settings) -> Iterator[Problem]:
    """What is worth checking in the columns of a table that is read."""
    spec, source = table.match.spec, table.source
    left = [table.headings[place] for place in table.free]
    for name, heading in source.columns.items():
        # To name "" says that no column holds the field. A field that there is not is told where files are looked for.
        if heading and name not in table.match.columns and any(field.name == name for field in spec.fields):
            yield problem(
                "column-named-lacking",
                file=file,
                sheet=table.sheet.name,
                found=heading,
                label=spec.field(name).label,
                field=name,
                headings=listed(map(shortened, left), 30),
            )
    if likely := _likely(table, settings):
        rest = [heading for heading in left if heading not in likely.values()]
        yield problem(
            "column-not-known",
            file=file,
            sheet=table.sheet.name,
            found=listed(map(shortened, [*likely.values(), *rest]), _SHOWN),
            lacking=" or ".join(f'{field.tells} ("{field.label}")' for field in likely),
            lines=" and below it ".join(f" {field.name} = {in_toml(heading)} " for field, heading in likely.items()),
            table=table_of(spec, source),
        )


def _likely(table: Located, settings: Settings) -> dict[Field, str]:
    """The fields that figures hang on and that have no column, each with the heading that most likely holds it."""
    lacking = _lacking(table, settings)
    cells = {place: _texts(table, place) for place in _open_places(table)} if lacking else {}
    found = []
    for field in lacking:
        says = _reader(field, settings)
        for place, texts in cells.items():
            held = sum(map(says, texts)) * 2 > len(texts)
            like = likeness(field.name, table.headings[place], table.match.spec.name)
            if texts and (held or like >= NEAR):
                found.append((held, like, field, table.headings[place]))
    likely: dict[Field, str] = {}
    for _, _, field, heading in sorted(found, key=lambda each: each[:2], reverse=True):
        if field not in likely and heading not in likely.values():
            likely[field] = heading
    return {field: likely[field] for field in lacking if field in likely}


def _lacking(table: Located, settings: Settings) -> list[Field]:
    """Fields that figures hang on, without a column and not spoken of in the settings."""
    spec, match = table.match.spec, table.match
    if spec.like:
        return []  # an earlier staff list tells who had which number, and no more
    answered = {*match.columns, *match.given, *table.source.columns}
    one_school = len(settings.schools) == 1
    return [
        field
        for field in spec.fields
        if field.tells and field.name not in answered and not (one_school and field.kind == "school")
    ]


def _open_places(table: Located) -> list[int]:
    """The places of headings of which nothing is known."""
    passed_over = {place for places in table.match.passed_over.values() for place in places}
    source = table.match.spec.name
    return [
        place
        for place in table.free[:_COLUMNS]
        if place not in passed_over and not holds_no_field(table.headings[place], source)
    ]


def _texts(table: Located, place: int) -> list[str]:
    """The first cells of a column in which something stands."""
    cells = table.sheet.below(table.header, place)
    return [str(text) for text in cells.take(np.flatnonzero(cells.filled)[:_CELLS]).by_row.to_pylist()]


def _reader(field: Field, settings: Settings) -> Callable[[str], bool]:
    """Tells whether a cell says what a field's cells say, as far as its kind tells."""
    reads = _by_kind(field, settings)
    return lambda text: not _NUMBER.fullmatch(text) and reads(text)


def _by_kind(field: Field, settings: Settings) -> Callable[[str], bool]:
    match field.kind:
        case "date":
            return lambda text: parse_date(text).known
        case "frequency":
            return lambda text: parse_frequency(text).kind != "unknown"
        case "yes or no" | "answer":
            return lambda text: meaning("answers", text) is not None
        case "school":
            return lambda text: settings.school_named(text) is not None
        case _ if field.name == "role":
            return lambda text: settings.role_groups.of(text) is not None
        case _:
            return lambda text: any(meaning(words, text) is not None for words in field.words)
