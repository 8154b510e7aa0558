"""Sheets into a workbook: the one place that knows how a spreadsheet is made and looks."""

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from govstats.reports.inert import inert
from govstats.reports.workbook.sheet import DONE, NOTES, Sheet

PERSONAL_DATA = "Personal data: staff area only, never for governors"
_HEADING, _TO_WRITE_IN = PatternFill("solid", fgColor="12436D"), PatternFill("solid", fgColor="3D3D3D")
_LINK = Font(color="1A65A6", underline="single")
_NARROWEST, _WIDEST = 10, 60
_WIDTHS = {DONE: 12, NOTES: 40}  # room to write in
_DAY = "dd/mm/yyyy"


def book_of(title: str, about: str, sheets: Sequence[Sheet]) -> Workbook:
    """A workbook with a sheet each. `about` stands at the foot of each printed page."""
    book = Workbook()
    book.remove(book.worksheets[0])
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
    finish(sheet)
    for cell in sheet[1]:
        if source.key and cell.value in _WIDTHS:
            cell.fill = _TO_WRITE_IN
            column = sheet.column_dimensions[cell.column_letter]
            column.width = max(column.width, _WIDTHS[str(cell.value)])


def finish(sheet: Worksheet) -> None:
    """Make a sheet easy to read: headings stand out and stay in sight, columns are as wide as their texts."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEADING
    for place, column in enumerate(sheet.iter_cols(), start=1):
        longest = max((len(_as_shown(cell.value)) for cell in column), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
        _lay_out(column, Alignment(vertical="top", wrap_text=longest > _WIDEST))


def _as_shown(value: object) -> str:
    if value is None or isinstance(value, date):
        return _DAY if value else ""
    return max(str(value).split("\n"), key=len)


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
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
