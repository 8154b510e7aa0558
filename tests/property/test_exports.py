"""What must hold of every export, however it is written: no row is lost, no reference and no day is changed."""

import csv
import io
import string
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import govstats
from govstats.errors import MustFix
from govstats.exports.grid import as_text, sheet_of
from govstats.exports.opening.columns import Table
from govstats.exports.opening.large_texts import read_large_text
from govstats.exports.opening.texts import read_text
from govstats.periods import parse_date
from tests.examples import EXAMPLES
from tests.property.test_dates import WRITERS

# Each example is a folder with files, read as a command reads it.
pytestmark = pytest.mark.corpus

SETTINGS = '[organisation]\nname = "Any"\n[[schools]]\nname = "Ash Grove"\n[[schools]]\nname = "Quince Court"\n'
REGISTER = [["Policy", "Version", "Approved"], ["Social media", "1", "2020-09-01"]]
Rows = Sequence[Sequence[Any]]


def delimited(rows: Rows, mark: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(rows)
    return text.getvalue().encode(encoding, errors="replace")


def workbook(rows: Rows) -> bytes:
    made = io.BytesIO()
    options = {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet("Export")
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write
                write(place, column, cell)
    return made.getvalue()


WRITE: dict[str, Callable[[Rows], bytes]] = {
    "comma.csv": delimited,
    "semicolon.csv": lambda rows: delimited(rows, ";", "utf-8-sig"),
    "unicode text.txt": lambda rows: delimited(rows, "\t", "utf-16"),
    "workbook.xlsx": workbook,
}


def load(file: str, rows: Rows, staff: Rows | None = None) -> govstats.Organisation:
    """An organisation with a table in a file, and other sources that nothing can be said against."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "govstats.toml").write_text(SETTINGS, "utf-8")
        (folder / "register.csv").write_bytes(delimited(REGISTER))
        if staff:
            (folder / "other staff.csv").write_bytes(delimited(staff))
        (folder / file).write_bytes(WRITE[file](rows))
        return govstats.load(folder)


files = st.sampled_from(sorted(WRITE))
# What a cell may hold; a surrogate or a control character stands in no file that a program wrote.
printable = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=12)
dirt = st.sampled_from(
    [
        "",
        " ",
        "-",
        "n/k",
        "TBC",
        "Total",
        "0042",
        "42",
        "1e5",
        "NULL",
        "=1+1",
        "<b>x</b>",
        '"',
        "a,b;c",
        "#N/A",
        "31/02/2024",
    ]
)
some_day = st.dates(date(1990, 1, 1), date(2060, 12, 31))
cells = dirt | printable | some_day.map(lambda day: f"{day:%d/%m/%Y}") | some_day.map(date.isoformat)
references = st.text(string.ascii_letters + string.digits + "-._/", min_size=1, max_size=12)


@settings(max_examples=EXAMPLES, deadline=None)
@given(files, st.lists(st.tuples(cells, cells, cells, cells, cells), min_size=1, max_size=12))
def test_every_row_is_used_or_set_aside_and_stands_where_it_stood(file: str, rows: Rows) -> None:
    headings = ["Staff Number", "School", "Start Date", "End Date", "Works with children"]
    known = ["E1", "Ash Grove", "2020-09-01", "", ""]  # so that there is somebody, whatever the others are
    try:
        organisation = load(file, [headings, known, *rows])
        sources, aside = organisation.records.sources, organisation.records.set_aside["staff"]
        used = set(organisation.records.staff["row"])
    except MustFix as error:  # dates in both orders, say
        assert all(each.rows_read == each.rows_used + each.rows_set_aside for each in error.sources)
        return
    [account] = [each for each in sources if each.file == file]
    written = {number for number, row in enumerate(rows, 3) if any(map(as_text, row))} | {2}
    assert account.rows_used == len(used)
    assert account.rows_read == len(written)
    assert used | {each.row for each in aside} == written
    assert not used & {each.row for each in aside}


@settings(max_examples=EXAMPLES, deadline=None)
@given(files, st.lists(references, min_size=1, max_size=8, unique=True))
def test_no_reference_changes_by_passing_through(file: str, numbers: list[str]) -> None:
    rows = [["Staff Number", "School", "Start Date"], *([number, "Ash Grove", "2020-09-01"] for number in numbers)]
    staff = load(file, rows).records.staff
    assert list(staff.sort_values("row")["person_id"]) == numbers


@settings(max_examples=EXAMPLES, deadline=None)
@given(files, st.lists(st.tuples(some_day, st.sampled_from(WRITERS)), min_size=1, max_size=8))
def test_a_day_written_in_any_shape_comes_back_in_its_interval(file: str, days: list[Any]) -> None:
    numbers = [f"E{place}" for place in range(len(days))]
    texts = [write(day) for day, write in days]
    rows = [
        ["Staff Number", "School", "Start Date"],
        *([n, "Ash Grove", t] for n, t in zip(numbers, texts, strict=True)),
    ]
    staff = load(file, rows).records.staff.sort_values("row")
    for (day, _), text, earliest, latest in zip(
        days, texts, staff["start_date_earliest"], staff["start_date_latest"], strict=True
    ):
        assert (pd.isna(earliest) or earliest.date() <= day) and day <= latest.date(), text
        assert latest.date() == parse_date(text).latest


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(some_day, min_size=1, max_size=8))
def test_no_day_of_a_workbook_is_ever_another_day(days: list[date]) -> None:
    rows = [["Staff Number", "School", "Start Date"], *([f"E{n}", "Ash Grove", day] for n, day in enumerate(days))]
    staff = load("workbook.xlsx", rows).records.staff.sort_values("row")
    assert [each.date() for each in staff["start_date_earliest"]] == days


def spelt_out(table: Table) -> list[list[str]]:
    sheet = sheet_of(table)
    return [sheet.texts(row) for row in range(sheet.height)]


texts = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\r\n\x00"), max_size=8)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_a_large_file_is_read_as_a_small_one_is(rows: list[list[str]], mark: str) -> None:
    content = delimited(rows, mark)
    quickly = read_large_text(content)
    if quickly is not None:
        patiently, _ = read_text(content)
        assert spelt_out(quickly) == spelt_out(patiently)
