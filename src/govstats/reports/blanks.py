"""Blank exports: a workbook of one source to fill in, with a second sheet that says what each column is for."""

from functools import cache
from importlib.resources import files
from typing import TypedDict

import pandas as pd
import tomli
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from govstats.records import SOURCES, Field, SourceSpec
from govstats.reports.workbook.book import Column, columns_of, write

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
    explained: dict[str, dict[str, Explained]] = tomli.loads(
        files(__package__).joinpath("blanks.toml").read_text("utf-8")
    )
    return explained


def blank_export(spec: SourceSpec) -> Workbook:
    """A workbook with the headings of a source and no row, ready to be typed into.

    Identifiers are texts, so that leading noughts stay; dates are days; fields that take words of their own have a
    list to choose from. A second sheet says what to write in each column.
    """
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.language = "govstats", "en-GB"
    explained = explanations()[spec.name]
    sheet = book.create_sheet(spec.label.capitalize())
    for place, field in enumerate(spec.fields, start=1):
        _prepare(sheet, get_column_letter(place), field, explained[field.name])
    headings = columns_of(pd.DataFrame(columns=[field.label for field in spec.fields]), on_paper=False)
    write(sheet, [_wide_enough(*each, explained) for each in zip(headings, spec.fields, strict=True)])
    _explain(book.create_sheet("What to write"), spec, explained)
    return book


def _prepare(sheet: WriteOnlyWorksheet, letter: str, field: Field, explained: Explained) -> None:
    """Make a whole column ready for what is written in it, rows that are still blank included."""
    if field.kind == "id" or explained.get("as_text"):
        sheet.column_dimensions[letter].number_format = _TEXT
    elif field.kind == "date":
        sheet.column_dimensions[letter].number_format = _DAY
    if words := explained.get("words"):
        choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        choice.errorTitle, choice.error = field.label, f"Choose one of: {', '.join(words)}."
        choice.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.data_validations.append(choice)


def _wide_enough(column: Column, field: Field, explained: dict[str, Explained]) -> Column:
    """The column, wide enough for what will be written in it."""
    day = _DAY_WIDTH if field.kind == "date" and not explained[field.name].get("as_text") else 0
    return column._replace(width=max(column.width, day, len(explained[field.name]["example"]) + 2))


def _explain(sheet: WriteOnlyWorksheet, spec: SourceSpec, explained: dict[str, Explained]) -> None:
    rows = [
        (field.label, said["write"], _needed(field, spec), said["example"] or None)
        for field in spec.fields
        for said in [explained[field.name]]
    ]
    table = pd.DataFrame(rows, columns=["Column", "What to write", "Needed", "For example"])
    write(sheet, columns_of(table, on_paper=False))


def _needed(field: Field, spec: SourceSpec) -> str:
    if field.required:
        return "yes, but a cell may be blank" if field.blank_allowed else "yes"
    if field.name in spec.one_of:
        return f"one of {', '.join(spec.field(name).label for name in spec.one_of)}"
    return "no"
