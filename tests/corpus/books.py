"""Spreadsheets by format, and by who wrote them."""

from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
import xlwt

from tests.corpus import npm
from tests.corpus.archive import zipped
from tests.corpus.entry import Awkward, Read, Refused, staff
from tests.corpus.ooxml import HEAD, MAIN, TYPE, Parts, parts, shared, sheet, workbook
from tests.corpus.people import HEADINGS, IDS, PEOPLE, STAFF, STARTS, Rows

DAYS = tuple(date.fromisoformat(day) for day in STARTS)
DATED = (HEADINGS, *((number, name, role, day) for (number, name, role, _), day in zip(PEOPLE, DAYS, strict=True)))
DAY_NOUGHT = date(1899, 12, 30)  # of a spreadsheet that counts from 1900
FOR_SHEETJS = (
    HEADINGS,
    *((*row[:3], {"day": (day - DAY_NOUGHT).days}) for row, day in zip(PEOPLE, DAYS, strict=True)),
)
# With a blank column after each, SheetJS writes the number of every cell's column, as Excel does.
APART = tuple([cell for each in row for cell in (each, None)] for row in FOR_SHEETJS)


def excel(write: Callable[[Any, Any], object], **options: Any) -> bytes:
    """A workbook made by `write(workbook, sheet)`; the sheet is called "Staff"."""
    content = BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy", **options})
    made.set_properties({"created": date(2025, 9, 1)})
    write(made, made.add_worksheet("Staff"))
    made.close()
    return content.getvalue()


def fill(page: Any, rows: Rows, first: int = 0) -> None:
    for number, row in enumerate(rows, first):
        page.write_row(number, 0, row)


def filled(rows: Rows = DATED, **options: Any) -> Callable[[], bytes]:
    return lambda: excel(lambda _, page: fill(page, rows), **options)


def with_extra(change: Callable[[Any, Any], object], rows: Rows = DATED) -> Callable[[], bytes]:
    """A plain list and one thing more that a workbook may have."""

    def write(made: Any, page: Any) -> None:
        fill(page, rows)
        change(made, page)

    return lambda: excel(write)


def old_excel(rows: Rows = DATED, *, dates_1904: bool = False) -> bytes:
    made = xlwt.Workbook(encoding="utf-8")
    made.dates_1904 = dates_1904
    page = made.add_sheet("Staff")
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.write(number, place, cell, *([style] if isinstance(cell, date) else []))
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def by_sheetjs(
    file: str, what: str, kind: str, *expected: Read | Refused, rows: Rows = FOR_SHEETJS, **more: Any
) -> Awkward:
    return staff(file, what, lambda: npm.written(rows, kind), *expected, needs="npm", **more)


def macro_book() -> bytes:
    book = parts(more={"xl/vbaProject.bin": "application/vnd.ms-office.vbaProject"})
    types = str(book["[Content_Types].xml"]).replace(
        f"{TYPE}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    return zipped(
        book | {"[Content_Types].xml": types, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_040)}
    )


def strict_book() -> bytes:
    """As Excel saves "Strict Open XML Spreadsheet": other namespaces, and dates written out."""
    pages = {
        "/officeDocument/2006/": "/officeDocument/",
        "schemas.openxmlformats.org/officeDocument": "purl.oclc.org/ooxml/officeDocument",
        "schemas.openxmlformats.org/spreadsheetml/2006/main": "purl.oclc.org/ooxml/spreadsheetml/main",
    }
    book: Parts = {}
    for name, content in parts(more={"xl/styles.xml": f"{TYPE}.styles+xml"}).items():
        text = str(content)
        for old, new in pages.items():
            text = text.replace(old, new)
        book[name] = text
    return zipped(book | {"xl/styles.xml": STYLES.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")})


STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
STYLED = {"xl/styles.xml": f"{TYPE}.styles+xml"}


def with_styles(worksheet: str, properties: str = "") -> bytes:
    return zipped(parts(worksheet, properties=properties, more=STYLED) | {"xl/styles.xml": STYLES})


def dated_cells(days: Iterable[object], attributes: str) -> str:
    """The list with start dates as `<c … attributes>` cells."""
    rows = [HEADINGS]
    for number, (row, day) in enumerate(zip(PEOPLE, days, strict=True), 2):
        rows.append((*row[:3], f'<c r="D{number}" {attributes}><v>{day}</v></c>'))
    return sheet(rows)


def shared_strings(change: Callable[[str], str | None]) -> bytes:
    worksheet, strings = shared(STAFF)
    changed = change(strings)
    book = parts(worksheet, more={"xl/sharedStrings.xml": f"{TYPE}.sharedStrings+xml"})
    return zipped(book if changed is None else book | {"xl/sharedStrings.xml": changed})


def rich(strings: str) -> str:
    """The first name in two fonts, the second with the signs that say how it is pronounced."""
    parted = '<si><r><rPr><b/></rPr><t>Zoë</t></r><r><t xml:space="preserve"> Byrne</t></r></si>'
    spoken = '<si><t>Bo Chen</t><rPh sb="0" eb="2"><t>BOH</t></rPh><phoneticPr fontId="1"/></si>'
    return strings.replace("<si><t>Zoë Byrne</t></si>", parted).replace("<si><t>Bo Chen</t></si>", spoken)


def days_since(first: date) -> list[int]:
    return [(day - first).days for day in DAYS]


IN_1904 = days_since(date(1904, 1, 1))
IN_1900 = days_since(DAY_NOUGHT)
MAC = '<workbookPr date1904="1"/>'

WRITERS = (
    staff("xlsxwriter.xlsx", "a plain .xlsx with real dates", filled()),
    staff("strings-in-cells.xlsx", "strings within cells, no shared strings and no styles", workbook()),
    staff("xlwt.xls", "a plain .xls of Excel 97", old_excel),
    staff("xlwt-1904.xls", "an .xls that counts days from 1904", lambda: old_excel(dates_1904=True)),
    by_sheetjs("sheetjs.xlsx", "an .xlsx written by SheetJS", "xlsx"),
    by_sheetjs("binary.xlsb", "a binary workbook", "xlsb", rows=APART),
    by_sheetjs(
        "binary-short.xlsb",
        "a binary workbook that leaves out the numbers of columns",
        "xlsb",
        Read(4),
        Refused("not recognised"),
    ),
    by_sheetjs("sheetjs-biff8.xls", "an .xls of Excel 97 by SheetJS", "biff8"),
    # Before Excel 97, SheetJS writes no letter that ASCII lacks.
    by_sheetjs("sheetjs-biff5.xls", "an .xls of Excel 95", "biff5", Read(4), holds={"person_id": IDS}),
    by_sheetjs("sheetjs-biff4.xls", "an .xls of Excel 4", "biff4", Read(4), Refused("no spreadsheet")),
    by_sheetjs("sheetjs-biff3.xls", "an .xls of Excel 3", "biff3", Read(4), Refused("no spreadsheet")),
    by_sheetjs("sheetjs-biff2.xls", "an .xls of Excel 2", "biff2", Read(4), Refused("no spreadsheet")),
    by_sheetjs("sheetjs.ods", "an OpenDocument spreadsheet", "ods"),
    by_sheetjs("flat.ods", "an OpenDocument spreadsheet in one XML file", "fods", Read(4), Refused("no spreadsheet")),
    by_sheetjs("sheetjs-xml-2003.xls", "an XML Spreadsheet 2003 called .xls", "xlml"),
    by_sheetjs("sheetjs-html.xls", "an HTML table called .xls, by SheetJS", "html", Read(4)),
    by_sheetjs("sheetjs-unicode.txt", "Unicode text by SheetJS", "txt", Read(4)),
    by_sheetjs("sheetjs.csv", "CSV by SheetJS", "csv", Read(4)),
    by_sheetjs("sylk-called.xls", "a SYLK file called .xls", "sylk", Read(4), Refused("no spreadsheet")),
    by_sheetjs("sylk-called.csv", "a SYLK file called .csv", "sylk", Read(4), Refused("anything")),
    by_sheetjs("dif-called.xls", "a DIF file called .xls", "dif", Read(4), Refused("no spreadsheet")),
    by_sheetjs("dbase-called.xls", "a dBASE table called .xls", "dbf", Refused("no spreadsheet")),
    by_sheetjs("printed.txt", "a table printed into columns of text", "prn", Read(4), Refused("anything")),
    by_sheetjs("rich-text-called.xls", "a rich-text document called .xls", "rtf", Refused("no spreadsheet")),
    staff("called-xls.xls", "an .xlsx called .xls", filled()),
    staff("called-xlsx.xlsx", "an .xls called .xlsx", old_excel),
    staff("called-csv.csv", "an .xlsx called .csv", filled(), Read(4), Refused("anything")),
    staff("macros.xlsm", "a workbook with macros", macro_book),
    staff("strict.xlsx", "Strict Open XML", strict_book),
    staff(
        "in-memory-order.xlsx",
        "parts in an unusual order, the sheet first",
        lambda: zipped(dict(reversed(parts().items()))),
    ),
    staff("stored.xlsx", "parts that are not compressed", lambda: zipped(parts(), stored=tuple(parts()))),
    staff(
        "backslashes.xlsx",
        "backslashes in the names of its parts",
        lambda: zipped({name.replace("/", "\\"): part for name, part in parts().items()}),
        Read(4),
        Refused("damaged"),
    ),
)
INSIDE = (
    staff("rich-text.xlsx", "names in two fonts, and with their pronunciation", lambda: shared_strings(rich)),
    staff(
        "shared-strings-missing.xlsx",
        "its shared strings are missing",
        lambda: shared_strings(lambda _: None),
        Refused("anything"),
    ),
    staff(
        "shared-strings-short.xlsx",
        "cells that point past the end of the shared strings",
        lambda: shared_strings(lambda text: text[: text.index("<si>", 300)] + "</sst>"),
        Refused("anything"),
    ),
    staff(
        "shared-strings-counted-wrong.xlsx",
        "shared strings counted wrong",
        lambda: shared_strings(lambda text: text.replace("count=", 'count="4000000000" uniqueCount=')),
    ),
    staff(
        "styles-missing.xlsx", "dates whose styles are missing", lambda: zipped(parts(dated_cells(IN_1900, 's="1"')))
    ),
    staff("dates-1904.xlsx", "days counted from 1904, shown as dates", with_styles(dated_cells(IN_1904, 's="1"'), MAC)),
    staff(
        "numbers-1904.xlsx",
        "days counted from 1904, shown as numbers",
        workbook(dated_cells(IN_1904, ""), properties=MAC),
    ),
    staff(
        "numbers-1900.xlsx",
        "days counted from 1900, shown as numbers",
        workbook(dated_cells(IN_1900, "")),
        orders={"Start Date": "Excel serial"},
    ),
    staff(
        "dates-written-out.xlsx",
        "dates written out, as Strict workbooks have them",
        with_styles(dated_cells(STARTS, 's="1" t="d"')),
    ),
    staff(
        "no-cell-names.xlsx",
        "rows and cells without their names",
        workbook(sheet(STAFF).replace("<row ", "<row x").replace("<c r=", "<c x=")),
    ),
    staff(
        "dimension-too-large.xlsx",
        "says that it reaches to the last cell of all",
        workbook(sheet(STAFF, before='<dimension ref="A1:XFD1048576"/>')),
    ),
    staff(
        "dimension-too-small.xlsx", "says that it has one cell", workbook(sheet(STAFF, before='<dimension ref="A1"/>'))
    ),
    staff(
        "dimension-odd.xlsx",
        "says its size in words that mean nothing",
        workbook(sheet(STAFF, before='<dimension ref="all"/>')),
        Read(4),
        Refused("damaged"),
    ),
    staff(
        "other-prefix.xlsx",
        "another prefix for every element",
        workbook(
            sheet(STAFF).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
        ),
    ),
    staff("markup-ends-early.xlsx", "a sheet whose XML ends early", workbook(sheet(STAFF)[:-200]), Refused("damaged")),
    staff(
        "sheet-missing.xlsx",
        "a workbook that names a sheet it does not have",
        lambda: zipped({n: p for n, p in parts().items() if "sheet1" not in n}),
        Refused("damaged"),
    ),
    staff(
        "no-sheets.xlsx",
        "a workbook without a sheet",
        lambda: zipped(parts() | {"xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}"><sheets/></workbook>'}),
        Refused("anything"),
    ),
    staff("empty-sheet.xlsx", "an empty sheet", workbook(sheet([])), Refused("empty")),
    staff(
        "utf-16-parts.xlsx",
        "its XML in UTF-16",
        lambda: workbook(sheet(STAFF).replace("UTF-8", "UTF-16").encode("utf-16")),
        Read(4),
        Refused("damaged"),
    ),
    staff(
        "escapes.xlsx",
        "line ends in headings, escaped as _x000D_",
        lambda: workbook(sheet([("Staff_x000D_\nNumber", "Name", "Job_x000D_\nTitle", "Start\nDate"), *PEOPLE])),
    ),
    staff(
        "control-signs.xlsx",
        "control signs in names, escaped",
        workbook(sheet([HEADINGS, ("4217", "Ada_x0007_ Byrne", "Cook", "13/01/2021")])),
        Read(1),
        holds={"name": ["Ada Byrne"]},
    ),
    staff(
        "spaces-around.xlsx",
        "spaces around headings and cells",
        workbook(sheet([[f"  {cell}\u00a0 " for cell in row] for row in STAFF])),
    ),
)
FILES = (*WRITERS, *INSIDE)
