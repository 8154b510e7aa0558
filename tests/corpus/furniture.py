"""What a workbook may hold beside its table: other sheets, charts, macros, links, locks."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import msoffcrypto.format.ooxml
import xlwt
from xlwt.CompoundDoc import XlsDoc

from tests.corpus import opendocument
from tests.corpus.archive import zipped
from tests.corpus.books import DATED, excel, fill, filled, with_extra
from tests.corpus.entry import Read, Refused, staff
from tests.corpus.ooxml import HEAD, MAIN, TYPE, parts
from tests.corpus.people import HEADINGS, REGISTER, STAFF, Rows
from tests.corpus.wrong import PICTURE

LEAVER = (HEADINGS, ("4000", "Old Leaver", "Cook", "13/01/2011"))


def another(name: str, rows: Rows, state: str = "visible") -> Callable[[], bytes]:
    """The list, and a second sheet."""

    def add(made: Any, _: Any) -> None:
        page = made.add_worksheet(name)
        fill(page, rows)
        {"visible": lambda: None, "hidden": page.hide, "very hidden": page.very_hidden}[state]()

    return with_extra(add)


def list_hidden() -> bytes:
    def write(made: Any, page: Any) -> None:
        fill(page, DATED)
        made.add_worksheet("Notes").write(0, 0, "Ask the office for the list.")
        made.worksheets()[1].activate()
        page.hide()

    return excel(write)


def chart_sheet(made: Any, _: Any) -> None:
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": "=Staff!$D$2:$D$5"})
    made.add_chartsheet("Chart").set_chart(chart)


def comments_and_lists(_: Any, page: Any) -> None:
    page.write_comment("A2", "On leave until Easter")
    page.data_validation("C2:C9", {"validate": "list", "source": ["Cook", "Caretaker"]})
    page.conditional_format("D2:D9", {"type": "no_blanks", "format": None})
    page.freeze_panes(1, 0)
    page.insert_textbox("G2", "RESTRICTED")


def hidden_rows(_: Any, page: Any) -> None:
    page.autofilter("A1:D5")
    page.filter_column("C", "x == Cook")
    page.set_row(2, None, None, {"hidden": True})
    page.set_column("B:B", None, None, {"hidden": True})


def locked_book() -> bytes:
    content, plain = BytesIO(), BytesIO(filled()())
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("Autumn", content)
    return content.getvalue()


def locked_old_book() -> bytes:
    """An .xls whose records are scrambled behind a FILEPASS record, as a password leaves them."""
    made = xlwt.Workbook()
    page = made.add_sheet("Staff")
    for number, row in enumerate(STAFF):
        for place, cell in enumerate(row):
            page.write(number, place, cell)
    records, place, scrambled = made.get_biff_data(), 0, bytearray()
    while place < len(records):
        kind, size = (int.from_bytes(records[place + at : place + at + 2], "little") for at in (0, 2))
        head, body = records[place : place + 4], records[place + 4 : place + 4 + size]
        place += 4 + size
        # The beginning of a stream and the places of the sheets stay readable.
        scrambled += head + (body if kind in (0x0809, 0x0085) else bytes(byte ^ 0xA5 for byte in body))
        if kind == 0x0809 and len(scrambled) < 100:
            rc4 = b"\1\0\1\0\1\0" + bytes(range(48))
            scrambled += b"\x2f\0" + len(rc4).to_bytes(2, "little") + rc4
    content = BytesIO()
    XlsDoc().save(content, bytes(scrambled))
    return content.getvalue()


def pivot_cache() -> bytes:
    """What a pivot table keeps of its source, people who have left included."""
    definition = "xl/pivotCache/pivotCacheDefinition1.xml"
    book = parts(more={definition: f"{TYPE}.pivotCacheDefinition+xml"})
    kept = (
        f'<pivotCacheDefinition xmlns="{MAIN}" recordCount="1"><cacheSource type="worksheet"/></pivotCacheDefinition>'
    )
    return zipped(book | {definition: HEAD + kept})


def external_links() -> bytes:
    link = "xl/externalLinks/externalLink1.xml"
    book = parts(more={link: f"{TYPE}.externalLink+xml"})
    other = '<externalBook><sheetNames><sheetName val="Pay"/></sheetNames></externalBook>'
    return zipped(book | {link: f'{HEAD}<externalLink xmlns="{MAIN}">{other}</externalLink>'})


def protected(_: Any, page: Any) -> None:
    page.protect("Autumn")


FILES = (
    staff("hidden-sheet.xlsx", "a hidden sheet with last year's list", another("Old", LEAVER, "hidden")),
    staff("very-hidden-sheet.xlsx", "a sheet that Excel's menus do not show", another("Old", LEAVER, "very hidden")),
    staff("list-hidden.xlsx", "the list on a hidden sheet, a note on the other", list_hidden, Refused("hidden")),
    staff(
        "two-lists.xlsx",
        "two sheets, a list on each",
        another("Leavers", LEAVER),
        Read(4, sheet="Staff"),
        Read(1, sheet="Leavers"),
    ),
    staff("empty-second-sheet.xlsx", "an empty second sheet", another("Sheet2", [])),
    staff(
        "notes-sheet.xlsx",
        "a second sheet with notes",
        another("Notes", [["Made by", "the office"], ["On", "1 September 2025"]]),
    ),
    staff(
        "sheet-per-year.xlsx",
        "forty more sheets, empty",
        with_extra(lambda made, _: [made.add_worksheet(str(1980 + n)) for n in range(40)]),
    ),
    staff("chart-sheet.xlsx", "a sheet that is a chart", with_extra(chart_sheet)),
    staff("comments.xlsx", "comments, choice lists, a text box and a frozen row", with_extra(comments_and_lists)),
    staff("filtered.xlsx", "rows hidden by a filter, a column hidden by hand", with_extra(hidden_rows)),
    staff(
        "excel-table.xlsx",
        "an Excel table with a filter",
        with_extra(lambda _, page: page.add_table("A1:D5", {"columns": [{"header": each} for each in HEADINGS]})),
    ),
    staff(
        "excel-table-totals.xlsx",
        "an Excel table with a totals row",
        with_extra(
            lambda _, page: page.add_table(
                "A1:D6",
                {
                    "total_row": True,
                    "columns": [
                        {"header": "Staff Number", "total_string": "Total"},
                        *({"header": each} for each in HEADINGS[1:3]),
                        {"header": "Start Date", "total_function": "count", "total_value": 4},
                    ],
                },
            )
        ),
        Read(4, 1),
    ),
    staff("pivot-cache.xlsx", "what a pivot table keeps of its source", pivot_cache),
    staff("external-links.xlsx", "links to another workbook", external_links),
    staff("protected-sheet.xlsx", "a sheet protected against changes", with_extra(protected)),
    staff(
        "picture.xlsx",
        "a picture on the sheet",
        with_extra(lambda _, page: page.insert_image("F2", "logo.png", {"image_data": BytesIO(PICTURE)})),
    ),
    staff("password.xlsx", "locked with a password", locked_book, Refused("locked")),
    staff("password.xls", "an .xls locked with a password", locked_old_book, Refused("locked")),
    staff("password.ods", "an OpenDocument spreadsheet locked with a password", opendocument.locked, Refused("locked")),
    staff(
        "register-beside.xlsx",
        "a staff list and a policy register in one workbook",
        another("Policies", REGISTER),
        Read(4, sheet="Staff"),
        Read(3, sheet="Policies", source="policies"),
        # Beside another register, which of the two is meant would be a question.
        settings='[sources.staff]\nfile = "register-beside.xlsx"\n[sources.policies]\nfile = "register-beside.xlsx"\n',
    ),
)
