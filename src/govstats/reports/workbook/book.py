"""Sheets into a workbook: the one place that knows how a spreadsheet is made and looks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from govstats.reports.inert import inert
from govstats.reports.workbook.sheet import DONE, NOTES, Sheet

PERSONAL_DATA = "Personal data: staff area only, never for governors"
_HEADING, _TO_WRITE_IN = PatternFill("solid", fgColor="12436D"), PatternFill("solid", fgColor="3D3D3D")
# Arial and what stands in for it are of one width on every machine, so that a sheet fits on paper everywhere.
_FONT, _LINE = {"name": "Arial", "size": 10}, 13.5  # points
_LINK = Font(color="1A65A6", underline="single", **_FONT)
_NARROWEST, _WIDEST = 9, 60  # characters
_ROOM = {DONE: 12, NOTES: 20}  # to write in
_ON_PAPER = 180  # characters across a sheet of A4 that lies, in letters of 8 points
_UNBROKEN = 20  # a longer word, such as an e-mail address, may go on in the next line
_MARGINS = PageMargins(left=0.25, right=0.25, top=0.7, bottom=0.7, header=0.3, footer=0.3)  # inches
_DAY = "dd/mm/yyyy"


def book_of(title: str, about: str, sheets: Sequence[Sheet]) -> Workbook:
    """A workbook with a sheet each. `about` stands at the foot of each printed page."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book._fonts = IndexedList([Font(**_FONT)])
    book._named_styles["Normal"].font = Font(**_FONT)
    book.properties.title = title
    book.properties.subject = book.properties.category = PERSONAL_DATA
    book.properties.keywords = "personal data, staff area only, never for governors"
    book.properties.creator = "govstats"
    book.properties.language = "en-GB"
    for each in sheets:
        sheet = book.create_sheet(each.title)
        _fill(sheet, each)
        _mark_on_paper(sheet, about)
    _link(book.worksheets[0], {each.title for each in sheets})
    return book


def _fill(sheet: Worksheet, source: Sheet) -> None:
    sheet.append([inert(heading) for heading in source.table.columns])
    for row in source.table.astype(object).itertuples(index=False):
        sheet.append([inert(value) for value in row])
    room = _ROOM if source.key else {}
    finish(sheet, room, on_paper=not source.on_screen)
    for cell in sheet[1]:
        if cell.value in room:
            cell.fill = _TO_WRITE_IN


def finish(sheet: Worksheet, room: Mapping[str, int] | None = None, *, on_paper: bool = True) -> None:
    """Make a sheet easy to read: headings stand out and stay in sight, columns are as wide as their texts.

    Where they would not fit on paper, the widest are made narrower and their texts go over several lines.
    `room` are headings with the width that is wanted to write below them.
    """
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF", **_FONT), _HEADING
    columns = list(sheet.iter_cols())
    texts = [[_as_shown(cell.value) for cell in column] for column in columns]
    wanted = [max((len(line) for text in column for line in text.split("\n")), default=0) + 2 for column in texts]
    least = [
        max((room or {}).get(heading, _NARROWEST), min(_longest_word(column) + 2, _UNBROKEN))
        for column in texts
        for heading in column[:1]
    ]
    widths = fitted(wanted, least) if on_paper else [max(_NARROWEST, min(width, _WIDEST)) for width in wanted]
    for place, (column, width, wish) in enumerate(zip(columns, widths, wanted, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        _lay_out(column, Alignment(vertical="top", wrap_text=wish > width))
    # Not every programme makes a row as high as its texts.
    for place, row in enumerate(zip(*texts, strict=True), start=1):
        lines = max(_lines(text, width) for text, width in zip(row, widths, strict=True))
        if lines > 1:
            sheet.row_dimensions[place].height = lines * _LINE


def fitted(wanted: Sequence[int], least: Sequence[int]) -> list[int]:
    """The widths of columns: as wanted, and no column wider than it takes for all to fit on paper, if they can.

    >>> fitted([30, 12, 50], [10, 10, 10])
    [30, 12, 50]
    >>> fitted([90, 12, 40], [10, 24, 10])
    [60, 24, 40]
    >>> fitted([60, 30, 60, 60, 60], [10, 10, 10, 10, 24])
    [37, 30, 37, 37, 37]
    """
    for most in range(_WIDEST, _NARROWEST, -1):
        widths = [max(min(width, most), floor) for width, floor in zip(wanted, least, strict=True)]
        if sum(widths) <= _ON_PAPER:
            break
    return widths


def _lines(text: str, width: int) -> int:
    """Over how many lines a text goes in a column, whose width is told in figures: letters are narrower."""
    return sum(1 if _fits(line, width) else max(1, len(wrap(line, width))) for line in text.split("\n"))


def _fits(line: str, width: int) -> bool:
    return len(line) <= width and "\t" not in line


def _longest_word(texts: Iterable[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _as_shown(value: object) -> str:
    if value is None or isinstance(value, date):
        return _DAY if value else ""
    return str(value)


def _lay_out(column: Iterable[Cell], alignment: Alignment) -> None:
    """Give the cells of a column one look, that of days for days. A look is made once, for making it is what costs."""
    looks: dict[bool, StyleArray] = {}
    heading, *cells = column
    heading.alignment = alignment
    for cell in cells:
        if cell.is_date not in looks:
            cell.alignment = alignment
            cell.number_format = _DAY if cell.is_date else cell.number_format
            looks[cell.is_date] = cell._style
        cell._style = copy(looks[cell.is_date])


def _link(start: Worksheet, titles: Collection[str]) -> None:
    """Where the first sheet names another, it leads there."""
    for [cell] in start.iter_rows(min_row=2, max_col=1):
        if cell.value in titles:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{cell.value}'!A1")
            cell.font = _LINK


def _mark_on_paper(sheet: Worksheet, about: str) -> None:
    """A printed sheet says what it is on each of its pages, and which of them it is."""
    sheet.oddHeader.center.text = PERSONAL_DATA
    # In a header an ampersand begins a code.
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = about.replace("&", "&&"), "&P of &N"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_margins, sheet.print_options.gridLines = _MARGINS, True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
