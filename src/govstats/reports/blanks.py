"""Blank exports: a workbook of one source to fill in, with a second sheet that says what each column is for."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypedDict

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from govstats.records import SOURCES, Field, SourceSpec
from govstats.reports.workbook.book import finish

# An earlier staff list is an old file that one has, and none to be written.
BLANKS = tuple(spec for spec in SOURCES.values() if not spec.like)
_LAST_ROW = 1_048_576
_TEXT, _DAY = "@", "dd/mm/yyyy"
_DAY_WIDTH = 13


class Explained(TypedDict, total=False):
    """What the second sheet says of a column (`blanks.toml`)."""

    write: str
    example: str
    words: list[str]
    as_text: bool


@cache
def explanations() -> dict[str, dict[str, Explained]]:
    """Source → field → what is said of it."""
    explained: dict[str, dict[str, Explained]] = tomllib.loads(
        files(__package__).joinpath("blanks.toml").read_text("utf-8")
    )
    return explained


def blank_export(spec: SourceSpec) -> Workbook:
    """A workbook with the headings of a source and no row, ready to be typed into.

    Identifiers are texts, so that leading noughts stay; dates are days; fields that take words of their own have a
    list to choose from.

    >>> blank_export(SOURCES["staff"]).sheetnames
    ['Staff list', 'What to write']
    """
    book = Workbook()
    book.properties.creator, book.properties.language = "govstats", "en-GB"
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = spec.label.capitalize()
    sheet.append([field.label for field in spec.fields])
    finish(sheet, on_paper=False)
    explained = explanations()[spec.name]
    for place, field in enumerate(spec.fields, start=1):
        _prepare(sheet, get_column_letter(place), field, explained[field.name])
    _explain(book.create_sheet("What to write"), spec, explained)
    return book


def _prepare(sheet: Worksheet, letter: str, field: Field, explained: Explained) -> None:
    """Make a whole column ready for what is written in it, rows that are still blank included."""
    column = sheet.column_dimensions[letter]
    if field.kind == "id" or explained.get("as_text"):
        column.number_format = _TEXT
    elif field.kind == "date":
        column.number_format = _DAY
        column.width = max(column.width, _DAY_WIDTH)
    column.width = max(column.width, len(explained["example"]) + 2)
    if words := explained.get("words"):
        choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        choice.errorTitle, choice.error = field.label, f"Choose one of: {', '.join(words)}."
        choice.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.add_data_validation(choice)


def _explain(sheet: Worksheet, spec: SourceSpec, explained: dict[str, Explained]) -> None:
    sheet.append(["Column", "What to write", "Needed", "For example"])
    for field in spec.fields:
        said = explained[field.name]
        sheet.append([field.label, said["write"], _needed(field, spec), said["example"] or None])
        sheet.cell(sheet.max_row, 4).number_format = _TEXT
    finish(sheet, on_paper=False)


def _needed(field: Field, spec: SourceSpec) -> str:
    if field.required:
        return "yes, but a cell may be blank" if field.blank_allowed else "yes"
    if field.name in spec.one_of:
        return f"one of {', '.join(spec.field(name).label for name in spec.one_of)}"
    return "no"
