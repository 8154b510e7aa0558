"""Spreadsheets of LibreOffice, packed or saved as one XML file."""

import io
import zipfile
from collections.abc import Collection, Iterator
from xml.etree import ElementTree

from govstats.exports.opening.columns import Table
from govstats.exports.opening.layout import Layout
from govstats.exports.opening.packed import BROKEN, unpacked
from govstats.exports.opening.refusal import Refused
from govstats.exports.opening.xml import every, root_of, said

# A row or a cell that is repeated to the end of the sheet is an empty one, unless somebody means harm.
_MOST_REPEATS, _MOST_EMPTY = 10_000, 1000
_BLANK = (None, 1)


def read_ods(content: bytes, wanted: Collection[str] = ()) -> tuple[list[Table], dict[str, str]]:
    """The visible sheets, and the hidden ones that are `wanted`, in the shape of `workbooks.read_workbook`."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        try:
            content = unpacked(content).read("content.xml")
        except (*BROKEN, KeyError):
            raise Refused("file-damaged") from None
    root = root_of(content)
    styles = {said(style, "name") for style in every(root, "style") if _hides(style)}
    sheets = [(said(sheet, "name") or "", sheet) for sheet in every(root, "table")]
    hidden = [name for name, sheet in sheets if said(sheet, "style-name") in styles and name not in wanted]
    tables = [_table(name, sheet) for name, sheet in sheets if name not in hidden]
    return tables, {"hidden": ", ".join(hidden)} if hidden else {}


def _hides(style: ElementTree.Element) -> bool:
    return any(said(each, "display") == "false" for each in every(style, "table-properties"))


def _table(name: str, sheet: ElementTree.Element) -> Table:
    layout = Layout(name)
    for row in every(sheet, "table-row"):
        cells = [cell for cell in row if cell.tag.endswith("table-cell")]
        values = list(_values(cells))
        while values and values[-1] == _BLANK:
            values.pop()  # a thousand columns in which nothing stands, in every row of every sheet
        for _ in range(_times(row, "number-rows-repeated", any(True for _ in every(row, "p")))):
            layout.new_row()
            for value, down in values:
                # The cells that a merged one covers are written out, so that each has its place.
                layout.add(value, at=len(layout.rows[-1]), down=down)
    return layout.table()


def _values(cells: list[ElementTree.Element]) -> Iterator[tuple[str | None, int]]:
    for cell in cells:
        # A comment on the cell stands beside its paragraphs, and has paragraphs of its own.
        text = "\n".join(_words(each) for each in cell if each.tag.endswith("}p")) or None
        value = said(cell, "date-value") or said(cell, "value") or text
        down = int(said(cell, "number-rows-spanned") or 1)
        yield from [(value if text else None, down)] * _times(cell, "number-columns-repeated", bool(text))


def _words(paragraph: ElementTree.Element) -> str:
    """The text of a paragraph; spaces, tabs and line breaks are elements of their own."""
    blank = {"s": " ", "tab": " ", "line-break": "\n"}
    text = paragraph.text or ""
    for each in paragraph:
        name = each.tag.rpartition("}")[2]
        text += ("" if name == "annotation" else blank.get(name, "") + _words(each)) + (each.tail or "")
    return text


def _times(element: ElementTree.Element, name: str, filled: bool) -> int:
    times = int(said(element, name) or 1)
    if filled and times > _MOST_REPEATS:
        raise Refused("sheet-too-large", last=f"a line repeated {times:,} times", cells="a few")
    return min(times, _MOST_REPEATS if filled else _MOST_EMPTY)
