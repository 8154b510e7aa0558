"""The action workbook: names, so for the office and never for governors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from govstats.disclosure import Published
from govstats.errors import Problem, in_order
from govstats.exhibits.sureness import DEFINITIONS
from govstats.measures import outstanding
from govstats.measures.meetings import decided_by, next_meeting
from govstats.organisation import Organisation
from govstats.periods import say_day
from govstats.reports.inert import inert
from govstats.reports.locking import save

KEEP_DAYS = 365
_HEADING = PatternFill("solid", fgColor="12436D")
_WIDEST = 60
PERSONAL_DATA = "Personal data: staff area only, never for governors"


@dataclass(frozen=True)
class SheetOf:
    """One table a sheet: the first row holds the headings."""

    title: str
    about: str
    table: pd.DataFrame


def write_workbook(path: Path, organisation: Organisation, published: Published, password: str = "") -> None:
    """Write the action workbook of a run, locked where there is a password."""
    sheets = _sheets(organisation, published)
    book = Workbook()
    book.properties.title = f"Policy actions, {published.organisation}, {published.term.name}"
    book.properties.subject = book.properties.category = PERSONAL_DATA
    book.properties.keywords = "personal data, staff area only, never for governors"
    book.properties.creator = "govstats"
    book.properties.language = "en-GB"
    first = book.active
    assert isinstance(first, Worksheet)
    _start_here(first, published, sheets)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet.table)
    for sheet in book.worksheets:
        _mark_on_paper(sheet, published)
    save(book, path, password)


def _sheets(organisation: Organisation, published: Published) -> Sequence[SheetOf]:
    chase = outstanding(organisation, published.as_at, published.term.start)
    return (
        SheetOf("Chase list", "who has yet to sign what, longest wait first", _chase(chase)),
        SheetOf("By person", "how many policies each person has yet to sign", _by_person(chase)),
        SheetOf(
            "Policy reviews",
            "every policy with its review dates and the next meeting",
            _reviews(organisation, published),
        ),
        SheetOf(
            "Data problems", "what must be fixed or is worth checking, row by row", _problems(organisation.problems)
        ),
        SheetOf("Figures behind the report", "every number on a governor's page", _figures(published)),
        SheetOf(
            "Settings and definitions", "targets, terms and what the words mean", _settings(organisation, published)
        ),
    )


def _chase(rows: pd.DataFrame) -> pd.DataFrame:
    action = {
        "New starter": "Give a copy at induction and ask for a signature",
        "New version": "Send the new version and ask for a signature",
        "Never signed": "Send the policy and ask for a signature",
    }
    return pd.DataFrame(
        {
            "School": rows["school"],
            "Reference": rows["person_id"],
            "Name": rows["name"],
            "Role": rows["role"],
            "E-mail": rows["email"],
            "Policy": rows["policy"],
            "Version": rows["version"],
            "Needed because": rows["needed_because"],
            "Days waiting": rows["days_waiting"],
            "Sure to be in scope": rows["certain"].map({True: "yes", False: "cannot tell"}),
            "Suggested action": rows["needed_because"].map(action),
            "Done": "",
            "Notes": "",
        }
    )


def _by_person(rows: pd.DataFrame) -> pd.DataFrame:
    people: pd.DataFrame = rows.groupby(["school", "person_id", "name", "role"], as_index=False).agg(
        policies=("policy", "nunique"),
        longest=("days_waiting", "max"),
        which=("policy", lambda names: "; ".join(sorted(names))),
    )
    people = people.sort_values(["policies", "longest", "name"], ascending=[False, False, True])
    headings = ["School", "Reference", "Name", "Role", "Policies to sign", "Longest wait in days", "Which"]
    return people.set_axis(headings, axis=1)


def _reviews(organisation: Organisation, published: Published) -> pd.DataFrame:
    as_at, standing, register = published.as_at, published.reviews, organisation.records.policies
    owners = dict(zip(_versions(register), register["owner"], strict=True))
    meetings = organisation.settings.meetings
    levels = standing["approval_level"]
    deciding = [
        decided_by(meetings, level, as_at, due) if due else None
        for level, due in zip(levels, standing["due"], strict=True)
    ]
    coming = [next_meeting(meetings, level, as_at) for level in levels]
    return pd.DataFrame(
        {
            "Policy": standing["policy"],
            "School": standing["school"].replace("", "All"),
            "Version": standing["version"],
            "Owner": [owners.get(key, "") for key in _versions(standing)],
            "Status": standing["status"],
            "Due": standing["due"],
            "Days left": standing["days_left"],
            "Due as stated": standing["stated_due"],
            "Due by cycle": standing["cycle_due"],
            "Dates disagree": standing["clocks_disagree"].map({True: "yes", False: "no"}),
            "Last meeting in time": [each.date if each else None for each in deciding],
            "Next meeting that may approve it": [each.date if each else None for each in coming],
        }
    )


def _versions(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(zip(table["policy"], table["school"], table["version"], strict=True))


def _problems(problems: Sequence[Problem]) -> pd.DataFrame:
    columns = {
        "Code": "code", "Severity": "severity", "File": "file", "Sheet": "sheet", "Row": "row", "Column": "column",
        "Found": "found", "Expected": "expected", "What happened": "says", "How to mend it": "mend",
        "Rows affected": "rows_affected",
    }  # fmt: skip
    return pd.DataFrame(
        [[getattr(each, name) for name in columns.values()] for each in in_order(problems)], columns=list(columns)
    )


def _figures(published: Published) -> pd.DataFrame:
    """The published counts, and the totals of the term before with which the page compares them."""
    now = published.measures
    rows = pd.concat([now, published.before[[*now]].astype(now.dtypes)], ignore_index=True)
    parts = rows[["measure", "school", "policy", "clause", "basis", "period_end"]].itertuples(index=False)
    return rows.assign(id=["/".join(part for part in row if part) for row in parts])[["id", *rows.columns]]


def _settings(organisation: Organisation, published: Published) -> pd.DataFrame:
    targets = published.targets
    rows = [
        ("Organisation", published.organisation),
        ("Term", published.term.name),
        ("As at", say_day(published.as_at)),
        ("Target: acknowledged", f"{targets.acknowledged:.0%}"),
        ("Time allowed for induction", published.induction_allowed),
        ("Days of grace for a new version", str(targets.grace_days)),
        *(("School", name) for name in organisation.settings.school_names),
        *DEFINITIONS,
    ]
    return pd.DataFrame(rows, columns=["Setting or word", "Value or meaning"])


def _start_here(sheet: Worksheet, published: Published, sheets: Sequence[SheetOf]) -> None:
    sheet.title = "Start here"
    # Kept for a year: long enough for the next annual cycle to be compared, no longer than needed.
    delete_after = published.as_at + timedelta(days=KEEP_DAYS)
    lines = [
        ("Action workbook", published.organisation),
        ("As at", say_day(published.as_at)),
        ("Personal data", f"Keep in the staff area; delete after {say_day(delete_after)}. Never for governors."),
    ]
    sheet.append(["What", "Details", "Rows"])
    for what, detail in lines:
        sheet.append([what, inert(detail), None])
    for each in sheets:
        sheet.append([each.title, f"Shows {each.about}", len(each.table)])
        sheet.cell(sheet.max_row, 1).hyperlink = f"#'{each.title}'!A1"
        sheet.cell(sheet.max_row, 1).font = Font(color="1A65A6", underline="single")
    finish(sheet)


def _mark_on_paper(sheet: Worksheet, published: Published) -> None:
    """A printed sheet says what it is on each of its pages, and which of them it is."""
    # In a header an ampersand begins a code.
    about = f"{published.organisation}, {say_day(published.as_at)}".replace("&", "&&")
    sheet.oddHeader.center.text = PERSONAL_DATA
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = about, "&P of &N"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill(sheet: Worksheet, table: pd.DataFrame) -> None:
    sheet.append(list(table.columns))
    for row in table.astype(object).itertuples(index=False):
        sheet.append([inert(value) for value in row])
    finish(sheet)


def finish(sheet: Worksheet) -> None:
    """Make a sheet easy to read: headings stand out and stay in sight, columns are as wide as their texts."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEADING
    for place, column in enumerate(sheet.iter_cols(), start=1):
        longest = max((len(str(cell.value)) for cell in column if cell.value is not None), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, 10), _WIDEST)
        for cell in column:
            cell.alignment = Alignment(vertical="top", wrap_text=longest > _WIDEST)
