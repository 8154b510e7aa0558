"""Where the table stands in its sheet, and what stands around it and within it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import xlwt

from tests.corpus import opendocument
from tests.corpus.books import DATED, excel, fill, filled
from tests.corpus.entry import Read, Refused, staff
from tests.corpus.people import HEADINGS, PEOPLE, STAFF, Rows, delimited

TITLES: Rows = (
    ["RESTRICTED"],
    ["School workforce extract"],
    ["Ash Grove"],
    ["Period: Autumn 2025"],
    ["Generated on 01/09/2025 by the office"],
    ["RESTRICTED when complete"],
    [],
)
SCHOOLS = ("Ash Grove", "Ash Grove", "Quince Court", "Quince Court")
WITH_SCHOOL = (("School", *HEADINGS), *((school, *row) for school, row in zip(SCHOOLS, PEOPLE, strict=True)))


def text(*rows: Any) -> bytes:
    return delimited(rows).encode()


def moved(down: int, right: int, rows: Rows = DATED) -> Callable[[], bytes]:
    return filled([*([] for _ in range(down)), *([*([None] * right), *row] for row in rows)])


def instructions_first() -> bytes:
    def write(made: Any, page: Any) -> None:
        page.write_column(
            0, 0, ["How to use this workbook", "1. Do not change the headings", "2. Staff Number, Start Date"]
        )
        fill(made.add_worksheet("Data"), DATED)

    return excel(write)


def merged_downward() -> bytes:
    def write(_: Any, page: Any) -> None:
        fill(page, [WITH_SCHOOL[0], *((None, *row[1:]) for row in WITH_SCHOOL[1:])])
        page.merge_range("A2:A3", "Ash Grove")
        page.merge_range("A4:A5", "Quince Court")

    return excel(write)


def merged_downward_old() -> bytes:
    made, content = xlwt.Workbook(), BytesIO()
    page = made.add_sheet("Staff")
    for number, row in enumerate(WITH_SCHOOL):
        for place, cell in enumerate(row):
            if place or not number:
                page.write(number, place, cell)
    page.write_merge(1, 2, 0, 0, "Ash Grove")
    page.write_merge(3, 4, 0, 0, "Quince Court")
    made.save(content)
    return content.getvalue()


def merged_downward_open() -> bytes:
    rows = [opendocument.row(WITH_SCHOOL[0])]
    for place, (school, *cells) in enumerate(WITH_SCHOOL[1:]):
        spanning = ' table:number-rows-spanned="2"'
        first = opendocument.cell(school, spanning) if place % 2 == 0 else "<table:covered-table-cell/>"
        rows.append(f"<table:table-row>{first}{''.join(map(opendocument.cell, cells))}</table:table-row>")
    return opendocument.document("".join(rows))


def groups_above() -> bytes:
    def write(_: Any, page: Any) -> None:
        page.merge_range("A1:B1", "Person")
        page.merge_range("C1:D1", "Post")
        fill(page, DATED, 1)

    return excel(write)


def beside() -> Rows:
    """The list, and a longer list of telephone numbers to the right of it."""
    phones = [["Room", "Telephone"], *([f"R{n}", f"0{n}"] for n in range(6))]
    people = [*STAFF, *([""] * 4 for _ in range(2))]
    return [[*row, "", *phone] for row, phone in zip(people, phones, strict=True)]


FILES = (
    staff("title-lines.xlsx", "seven title lines, two of them RESTRICTED", filled([*TITLES, *DATED])),
    staff("title-lines.csv", "seven title lines in a CSV", text(*TITLES, *STAFF)),
    staff("eight-title-lines.xlsx", "eight title lines", filled([["Staff list"], *TITLES, *DATED])),
    staff(
        "forty-title-lines.csv",
        "forty lines of notes above the headings",
        text(*([f"Note {n}"] for n in range(40)), *STAFF),
        Read(4),
        Refused("anything"),
    ),
    staff("instructions-first.xlsx", "a sheet of instructions before the list", instructions_first),
    staff("middle-of-sheet.xlsx", "the list begins at H21", moved(20, 7)),
    staff("groups-above.xlsx", "merged headings over groups of columns", groups_above),
    staff(
        "headings-on-two-lines.csv",
        "headings that go on in the next row",
        text(("Staff", "", "Job", "Start"), ("Number", "Name", "Title", "Date"), *PEOPLE),
        Read(4),
        Refused("anything"),
    ),
    staff("people-across.csv", "a person a column", text(*zip(*STAFF, strict=True)), Refused("anything")),
    staff("no-headings.csv", "no headings", text(*PEOPLE), Refused("anything")),
    staff("table-beside.csv", "another, longer table to the right", text(*beside()), Read(4, 2)),
    staff(
        "table-below.csv",
        "another table below",
        text(*STAFF, [], ("Room", "Building"), ("R1", "Main"), ("R2", "Annexe")),
        Read(4, 3),
    ),
    staff("merged-downward.xlsx", "school names in merged cells", merged_downward, Read(4), holds={"school": SCHOOLS}),
    staff(
        "merged-downward.xls",
        "school names in merged cells of an .xls",
        merged_downward_old,
        Read(4),
        holds={"school": SCHOOLS},
    ),
    staff(
        "merged-downward.ods",
        "school names in merged cells of an .ods",
        merged_downward_open,
        Read(4),
        holds={"school": SCHOOLS},
    ),
    # Nothing says that the cells were merged once, so whose school it is cannot be known.
    staff(
        "merged-no-more.csv",
        "school names in the first row of each school only",
        text(*((row[0] if n in (0, 1, 3) else "", *row[1:]) for n, row in enumerate(WITH_SCHOOL))),
        Read(4),
    ),
    staff(
        "blank-to-the-end.ods",
        "blank rows and cells said to go on to the end of the sheet",
        opendocument.blank_to_the_end,
    ),
    staff(
        "rows-repeated.ods",
        "one row that is said to stand there three times",
        lambda: opendocument.repeated(3),
        Read(3),
        holds={"person_id": ["0042"] * 3},
    ),
    staff(
        "rows-repeated-for-ever.ods",
        "one row that is said to stand there two thousand million times",
        lambda: opendocument.repeated(2_000_000_000),
        Refused("too large"),
    ),
)
