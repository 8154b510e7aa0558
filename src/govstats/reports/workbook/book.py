"""Sheets into a workbook: the one place that knows how a spreadsheet is made and looks."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from sys import intern
from typing import NamedTuple

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

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


class Column(NamedTuple):
    """What stands in a column of a sheet, its heading first, and how it is laid out."""

    values: list[object]
    width: int
    wraps: bool


class Book:
    """A workbook that grows by a sheet at a time. `about` stands at the foot of each printed page."""

    def __init__(self, title: str, about: str) -> None:
        # Row by row: of a trust's chase list, cells that were all kept would take gigabytes.
        self.workbook = book = Workbook(write_only=True)
        book._fonts = IndexedList([Font(**_FONT)])
        book._named_styles["Normal"].font = Font(**_FONT)
        book.properties.title = title
        book.properties.subject = book.properties.category = PERSONAL_DATA
        book.properties.keywords = "personal data, staff area only, never for governors"
        book.properties.creator = "govstats"
        book.properties.language = "en-GB"
        self._about = about

    def add(self, given: Sheet) -> None:
        """Add a sheet after the others."""
        self._fill(self.workbook.create_sheet(given.title), given)

    def begin_with(self, given: Sheet) -> None:
        """Put a sheet before all others. Where a cell of its first column is the title of one, it leads there."""
        titles = {*self.workbook.sheetnames}
        self._fill(self.workbook.create_sheet(given.title, 0), given, linked=titles)

    def _fill(self, sheet: WriteOnlyWorksheet, given: Sheet, linked: Container[object] = ()) -> None:
        _mark_on_paper(sheet, self._about)
        room = _ROOM if given.key else {}
        columns = columns_of(given.table, room, on_paper=not given.on_screen)
        if given.on_screen:
            # The first column says what the others do: it is left out on paper, and no row is high for it.
            columns[0] = columns[0]._replace(width=WIDEST // 2, wraps=False)
            sheet.print_area = f"B1:{_last_cell(columns)}"
        write(sheet, columns, room, linked=linked, low=given.on_screen)


def columns_of(table: pd.DataFrame, room: Mapping[str, int] | None = None, *, on_paper: bool = True) -> list[Column]:
    """The columns of a sheet, as wide as their texts.

    What is to be read on paper is to fit there: its texts go over several lines.
    `room` are headings with the width that is wanted to write below them.
    """
    columns = [[inert(name), *map(inert, _cells(table[name]))] for name in table]
    texts = [*map(_texts, columns)]
    wishes = [*map(wished, texts)]
    on_screen = [max(NARROWEST, min(width, WIDEST)) for width in wishes]
    widths = widths_on_paper(texts, room or {}) if on_paper else on_screen
    wraps = [wish > width for wish, width in zip(wishes, widths, strict=True)]
    return [*map(Column, columns, widths, wraps)]


def write(
    sheet: WriteOnlyWorksheet,
    columns: Sequence[Column],
    room: Container[object] = (),
    *,
    linked: Container[object] = (),
    low: bool = False,
) -> None:
    """Write a sheet that is easy to read: headings stand out and stay in sight.

    Parameters
    ----------
    room
        The headings below which the office writes.
    linked
        Titles of sheets: where one stands in the first column, it leads to that sheet.
    low
        Every row is one line high, however much stands in it.
    """
    sheet.freeze_panes, sheet.sheet_format.defaultRowHeight = "A2", _LINE
    sheet.auto_filter.ref = f"A1:{_last_cell(columns)}"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    rows = zip(*(column.values for column in columns), strict=True)
    headings = next(rows)
    looks = [
        _Looks(sheet, wraps=column.wraps, to_write_in=name in room)
        for column, name in zip(columns, headings, strict=True)
    ]
    heights = [1] * len(columns[0].values) if low else _lines_of_rows(columns)
    sheet.row_dimensions[1].height = _high(heights[0])
    sheet.append([look.of_heading(name) for look, name in zip(looks, headings, strict=True)])
    for place, row in enumerate(rows, start=2):
        sheet.row_dimensions[place].height = _high(heights[place - 1])
        first = looks[0].of_link(row[0], place) if row[0] in linked else looks[0].of(row[0])
        sheet.append([first, *(look.of(value) for look, value in zip(looks[1:], row[1:], strict=True))])
        del sheet.row_dimensions[place]  # it has been written


def _cells(column: pd.Series) -> pd.Series:
    """What stands in a column, each word kept once."""
    return (column.astype("category") if isinstance(column.dtype, pd.StringDtype) else column).astype(object)


def _lines_of_rows(columns: Sequence[Column]) -> list[int]:
    """By row, over how many lines it goes: not every programme finds that out."""
    rows = [1] * len(columns[0].values)
    for column in columns:
        texts = _texts(column.values)
        lines = {text: lines_of(text, column.width) for text in {*texts}}
        rows = [max(high, lines[text]) for high, text in zip(rows, texts, strict=True)]
    return rows


def _texts(values: Iterable[object]) -> list[str]:
    """What is shown of values. Most stand there again and again, and are kept once."""
    return [*map(intern, map(_as_shown, values))]


def _high(lines: int) -> float | None:
    return lines * _LINE if lines > 1 else None


def _last_cell(columns: Sequence[Column]) -> str:
    return f"{get_column_letter(len(columns))}{len(columns[0].values)}"


def _as_shown(value: object) -> str:
    if value is None or isinstance(value, date):
        return _DAY if value else ""
    return str(value)


class _Looks:
    """The cells of a column: those of days and of numbers look otherwise than those of texts.

    A look is made once, for making it is what costs: a cell is used again once it has been written.
    """

    def __init__(self, sheet: WriteOnlyWorksheet, *, wraps: bool, to_write_in: bool) -> None:
        self._sheet, self._alignment = sheet, Alignment(vertical="top", wrap_text=wraps)
        self._to_write_in = to_write_in
        self._cells: dict[tuple[bool, bool], Cell] = {}

    def of(self, value: object) -> Cell | None:
        """The cell of a value; None where nothing stands, unless somebody is to write there."""
        if value in (None, "") and not self._to_write_in:
            return None
        kind = isinstance(value, date), isinstance(value, (int, float)) and not isinstance(value, bool)
        if kind not in self._cells:
            self._cells[kind] = cell = WriteOnlyCell(self._sheet)
            # What stands on the right keeps away from the text of the next column.
            aside = {"horizontal": "right", "indent": 1} if any(kind) else {}
            cell.alignment = self._alignment + Alignment(**aside) if aside else self._alignment
            if kind[0]:
                cell.number_format = _DAY
        self._cells[kind].value = value
        return self._cells[kind]

    def of_heading(self, name: object) -> Cell:
        cell = WriteOnlyCell(self._sheet, name)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF", **_FONT), _TO_WRITE_IN if self._to_write_in else _HEADING
        cell.alignment = self._alignment
        return cell

    def of_link(self, title: object, row: int) -> Cell:
        cell = WriteOnlyCell(self._sheet, title)
        cell.hyperlink = Hyperlink(ref=f"A{row}", location=f"'{title}'!A1")
        cell.font, cell.alignment = _LINK, self._alignment
        return cell


def _mark_on_paper(sheet: WriteOnlyWorksheet, about: str) -> None:
    """A printed sheet says what it is on each of its pages, and which of them it is."""
    sheet.oddHeader.center.text = PERSONAL_DATA
    # In a header an ampersand begins a code.
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = about.replace("&", "&&"), "&P of &N"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_margins, sheet.print_options.gridLines = _MARGINS, True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
