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
        # To name "" says that no column holds the field.
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
    """The fields that figures hang on and no column is known for, each with the heading that most likely holds it."""
    spec = table.match.spec
    if spec.like:
        return {}
    answered = {*table.match.columns, *table.match.given, *table.source.columns}
    lacking = [field for field in spec.fields if field.tells and field.name not in answered]
    if len(settings.schools) == 1:
        lacking = [field for field in lacking if field.kind != "school"]
    passed_over = {place for places in table.match.passed_over.values() for place in places}
    places = [
        place
        for place in table.free[:_COLUMNS]
        if place not in passed_over and not holds_no_field(table.headings[place], spec.name)
    ]
    held = {place: _texts(table, place) for place in places if lacking}
    found = []
    for field in lacking:
        means = _reading(field, settings)
        for place in places:
            holds = sum(map(means, held[place])) * 2 > len(held[place])
            like = likeness(field.name, table.headings[place], spec.name)
            if held[place] and (holds or like >= NEAR):
                found.append((holds, like, field, place))
    likely: dict[Field, str] = {}
    for _, _, field, place in sorted(found, key=lambda each: each[:2], reverse=True):
        if field not in likely and table.headings[place] not in likely.values():
            likely[field] = table.headings[place]
    return {field: likely[field] for field in lacking if field in likely}


def _texts(table: Located, place: int) -> list[str]:
    """The first cells of a column in which something stands."""
    cells = table.sheet.below(table.header, place)
    return [str(text) for text in cells.take(np.flatnonzero(cells.filled)[:_CELLS]).by_row.to_pylist()]


def _reading(field: Field, settings: Settings) -> Callable[[str], bool]:
    """Whether a cell says what a field's cells say, as far as its kind tells."""

    def means(text: str) -> bool:
        if _NUMBER.fullmatch(text):
            return False
        match field.kind:
            case "date":
                return parse_date(text).known
            case "frequency":
                return parse_frequency(text).kind != "unknown"
            case "yes or no" | "answer":
                return meaning("answers", text) is not None
            case "school":
                return settings.school_named(text) is not None
            case _ if field.name == "role":
                return settings.role_groups.of(text) is not None
            case _:
                return any(meaning(words, text) is not None for words in field.words)

    return means
