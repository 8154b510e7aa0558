"""The action workbook, sheet by sheet: its headings, what it lists first, and where it leads."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

import govstats
from govstats.reports.workbook import ActionWorkbook
from tests.journey.organisations import AS_AT, TERM, write

# sheet | headings
SHEETS = """
Start here                | What; Details; Rows
Chase list                | School; Reference; Name; Role; E-mail; Policy; Version; Needed because; Days waiting; Sure to be in scope; Suggested action; Done; Notes
By person                 | School; Reference; Name; Role; Policies to sign; Longest wait in days; Which
Policy reviews            | Policy; School; Version; Owner; Status; Due; Days left; Due as stated; Due by cycle; Dates disagree; Next meeting that may approve it; Last meeting in time; Papers needed by; Done; Notes
New starters              | School; Reference; Name; Role; E-mail; Started; Induction due by; Policies to be inducted on; Inducted on; Not inducted on; Cannot tell for; Done; Notes
Evidence gaps             | Policy; Clause; The policy says; Status; Evidence so far; Where to record it; Done; Notes
Data problems             | Code; Severity; File; Sheet; Row; Column; Found; Expected; What happened; How to mend it; Rows affected
Figures behind the report | id; measure; school; policy; clause; group; audience; basis; period_start; period_end; numerator; denominator; unknown; excluded; withheld
Settings and definitions  | Setting or word; Value or meaning
Run log                   | Step; Details
"""  # noqa: E501

# sheet | what only the office needs | the row that has it, by a word of it | the cell
CELLS = """
New starters   | Kirsty Lin    | Induction due by   | 2025-12-01
New starters   | Ian Pomfret   | Not inducted on    | Complaints
New starters   | Wendy Culshaw | Not inducted on    | None
Evidence gaps  | 3.4           | Where to record it | Evidence log: clause 3.4, kind "briefing", and the day.
Evidence gaps  | Review        | Where to record it | Policy register: a row for the version that was approved, with its Review date.
Policy reviews | Online safety | Papers needed by   | 2026-03-11
Run log        | Said          | Details            | Making 5 governor pages.
"""  # noqa: E501


LAID = ("landscape", 9, "$1:$1")
ACROSS = 144.4  # characters of Arial 10 that LibreOffice puts side by side on A4 between these margins
FONT, LINE = ("Helvetica", 10), 12.75  # points


@pytest.fixture(scope="module")
def book(demo_pack: Any) -> Any:
    [path] = [Path(file["path"]) for file in demo_pack["files"] if file["kind"] == "workbook"]
    return openpyxl.load_workbook(path)


def rows_of(book: Any, title: str) -> list[dict[str, Any]]:
    headings, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_each_sheet_is_one_table_with_its_headings_in_sight(book: Any) -> None:
    meant = [line.split("|") for line in SHEETS.strip().splitlines()]
    assert book.sheetnames == [title.strip() for title, _ in meant]
    for title, headings in meant:
        sheet = book[title.strip()]
        assert [cell.value for cell in sheet[1]] == [each.strip() for each in headings.split(";")]
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
        assert sheet.max_row > 1
        assert all(9 <= width <= 80 for width in widths_of(sheet))


def widths_of(sheet: Any) -> list[float]:
    return [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]


def test_a_printed_sheet_is_read_without_a_glass(book: Any) -> None:
    """Letters of 8 points or more on A4, or 7, no text cut off at the foot of its cell, the headings on each page."""
    for sheet in book:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.print_title_rows) == LAID
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        behind = sheet.title == "Figures behind the report"  # for a filter on a screen: its id is put together
        assert sheet.print_area == (f"'{sheet.title}'!$B$1:$O${sheet.max_row}" if behind else "")
        widths = widths_of(sheet)[behind:]
        assert min(1, ACROSS / sum(widths)) * sheet["A1"].font.size >= (7 if behind else 8), sheet.title
        for row in sheet.iter_rows(min_row=2, min_col=1 + behind):
            room = round((sheet.row_dimensions[row[0].row].height or LINE) / LINE)
            for cell, width in zip(row, widths, strict=True):
                assert cell.is_date or lines_of(str(cell.value or ""), width) <= room, (sheet.title, cell.coordinate)


def lines_of(text: str, width: float) -> int:
    """Over how many lines a text goes: in Helvetica, of which Arial has the widths, in a column of so many figures."""
    across, lines, end = width * stringWidth("0", *FONT), 0, 0.0
    for line in text.split("\n"):
        lines, end = lines + 1, 0.0
        for word in line.split():
            long = stringWidth(f" {word}", *FONT)
            if end and end + long > across:
                lines, end = lines + 1, 0.0
            end += long
            lines, end = lines + int(end // across), end % across  # a long word goes on in the next lines
    return lines


@pytest.mark.parametrize("line", CELLS.strip().splitlines())
def test_a_row_says_what_the_office_needs(line: str, book: Any) -> None:
    title, word, heading, meant = (part.strip() for part in line.split("|"))
    row = next(row for row in rows_of(book, title) if word in row.values())
    assert str(row[heading]).removesuffix(" 00:00:00") == meant


def test_the_longest_wait_comes_first_and_every_row_says_what_to_do(book: Any) -> None:
    rows = rows_of(book, "Chase list")
    waits = [row["Days waiting"] for row in rows]
    assert waits == sorted(waits, reverse=True)
    assert {row["Needed because"] for row in rows} == {"New starter", "New version", "Never signed"}
    assert all(row["Suggested action"] for row in rows)
    keys = [(row["Reference"], row["Policy"], row["Version"]) for row in rows]
    assert len(keys) == len({*keys})


def test_papers_leave_seven_clear_days_before_a_meeting(book: Any) -> None:
    without = set()
    for row in rows_of(book, "Policy reviews"):
        if meeting := row["Last meeting in time"] or row["Next meeting that may approve it"]:
            assert row["Papers needed by"] == meeting - timedelta(days=8)
        else:
            assert row["Papers needed by"] is None
            without.add(row["Policy"])
    assert without == {"Premises management"}  # the headteacher approves it, without a meeting


def test_the_first_sheet_leads_to_the_others_and_counts_their_rows(book: Any) -> None:
    start = book["Start here"]
    led = {
        row[0].value: (row[0].hyperlink.location, row[2].value)
        for row in start.iter_rows(min_row=2)
        if row[0].hyperlink
    }
    assert led == {sheet.title: (f"'{sheet.title}'!A1", sheet.max_row - 1) for sheet in book if sheet is not start}


@pytest.mark.parametrize("name", ["nobody", "no policy required", "staff and register alone", "vague"])
def test_a_workbook_is_made_where_there_is_little_to_list_and_read_again(name: str, tmp_path: Path) -> None:
    (tmp_path / "elm").mkdir()
    write(name, tmp_path / "elm")
    elm = govstats.load(tmp_path / "elm")
    term = elm.term(TERM)
    published = elm.release(term, AS_AT).published
    first, following = tmp_path / "Elm_run-01" / "office-only", tmp_path / "next.xlsx"
    first.mkdir(parents=True)
    for path, before in ((first / "action-workbook.xlsx", []), (following, [first])):
        book = ActionWorkbook(elm, term, AS_AT, before)
        book.add_figures(published)
        earlier = book.write(path, published, [])
    assert (earlier.taken, earlier.problems, len(earlier.notes)) == (("Elm_run-01",), (), 0)
    assert len(openpyxl.load_workbook(following).sheetnames) == 10
