"""Sheets into a workbook: the one place that knows how a spreadsheet is made and looks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import TYPE_NUMERIC
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
from govstats.reports.workbook.widths import NARROWEST, WIDEST, lines_of, widths_on_paper, wished

PERSONAL_DATA = "Personal data: staff area only, never for governors"
_HEADING, _TO_WRITE_IN = PatternFill("solid", fgColor="12436D"), PatternFill("solid", fgColor="3D3D3D")
# Arial and what stands in for it are of one width on every machine, so that a sheet fits on paper everywhere.
_FONT, _LINE = {"name": "Arial", "size": 10}, 12.75  # points
_LINK = Font(color="1A65A6", underline="single", **_FONT)
_ROOM = {DONE: 12, NOTES: 20}  # to write in
_MARGINS = PageMargins(left=0.25, right=0.25, top=0.5, bottom=0.5, header=0.25, footer=0.25)  # inches
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
    if source.on_screen:
        _put_aside(sheet)
    for cell in sheet[1]:
        if cell.value in room:
            cell.fill = _TO_WRITE_IN


def finish(sheet: Worksheet, room: Mapping[str, int] | None = None, *, on_paper: bool = True) -> None:
    """Make a sheet easy to read: headings stand out and stay in sight, columns are as wide as their texts.

    What is to be read on paper is to fit there: its texts go over several lines.
    `room` are headings with the width that is wanted to write below them.
    """
    sheet.freeze_panes, sheet.sheet_format.defaultRowHeight = "A2", _LINE
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF", **_FONT), _HEADING
    columns = list(sheet.iter_cols())
    texts = [[_as_shown(cell.value) for cell in column] for column in columns]
    wishes = [wished(column) for column in texts]
    on_screen = [max(NARROWEST, min(width, WIDEST)) for width in wishes]
    widths = widths_on_paper(texts, room or {}) if on_paper else on_screen
    for place, (column, width, wish) in enumerate(zip(columns, widths, wishes, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        _lay_out(column, Alignment(vertical="top", wrap_text=wish > width))
    # Not every programme makes a row as high as its texts.
    for place, row in enumerate(zip(*texts, strict=True), start=1):
        lines = max(map(lines_of, row, widths))
        if lines > 1:
            sheet.row_dimensions[place].height = lines * _LINE


def _put_aside(sheet: Worksheet) -> None:
    """Leave the first column out on paper, where the others say all that it says, and its rows low on the screen."""
    sheet.print_area = sheet.dimensions.replace("A", "B", 1)
    sheet.column_dimensions["A"].width = WIDEST / 2
    _lay_out(sheet["A"], Alignment(vertical="top"))
    for row in sheet.row_dimensions.values():
        row.height = None


def _as_shown(value: object) -> str:
    if value is None or isinstance(value, date):
        return _DAY if value else ""
    return str(value)


def _lay_out(column: Iterable[Cell], alignment: Alignment) -> None:
    """Give the cells of a column one look, those of days and numbers another.

    A look is made once, for making it is what costs.
    """
    looks: dict[tuple[bool, bool], StyleArray] = {}
    heading, *cells = column
    heading.alignment = alignment
    for cell in cells:
        kind = cell.is_date, cell.value is not None and cell.data_type == TYPE_NUMERIC
        if kind not in looks:
            # What stands on the right keeps away from the text of the next column.
            aside = {"horizontal": "right", "indent": 1} if any(kind) else {}
            cell.alignment = alignment + Alignment(**aside) if aside else alignment
            cell.number_format = _DAY if cell.is_date else cell.number_format
            looks[kind] = cell._style
        cell._style = copy(looks[kind])


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
