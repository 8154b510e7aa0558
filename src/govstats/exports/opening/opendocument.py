"""What calamine does not tell of an OpenDocument spreadsheet, and spreadsheets saved as one XML file."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from govstats.exports.opening.columns import Table
from govstats.exports.opening.layout import Layout
from govstats.exports.opening.packed import BROKEN
from govstats.exports.opening.refusal import Refused
from govstats.exports.opening.xml import every, root_of, said

# A row or a cell that is repeated to the end of the sheet is an empty one, unless somebody means harm.
_MOST_REPEATS = 10_000
_REPEATED = re.compile(
    rb'<table:table-(row|cell)\b[^>]*number-(?:rows|columns)-repeated="(\d{5,})"[^>]*(?:/>|>(.*?)</table:table-\1>)',
    re.S,
)


def merged_in_ods(archive: zipfile.ZipFile) -> dict[str, list[tuple[int, int, int]]]:
    """By sheet, the merged cells that run over several rows: first row, last row, column.

    Raises
    ------
    Refused
        The file is damaged, or repeats a filled row so often that it would fill the memory.
    """
    try:
        content = archive.read("content.xml")
    except BROKEN:
        raise Refused("file-damaged") from None
    for kind, times, inside in _REPEATED.findall(content):
        if b"<text:" in inside:
            raise Refused("sheet-too-large", last=f"{kind.decode()} {int(times):,}", cells="one repeated row or")
    if b"number-rows-spanned" not in content:
        return {}
    return {layout.name: layout.merged for layout in _layouts(root_of(content))}


def read_flat_ods(content: bytes) -> list[Table]:
    """The sheets of a spreadsheet of LibreOffice that was saved as one XML file."""
    return [layout.table() for layout in _layouts(root_of(content))]


def _layouts(root: ElementTree.Element) -> Iterator[Layout]:
    for sheet in every(root, "table"):
        layout = Layout(said(sheet, "name") or "")
        for row in every(sheet, "table-row"):
            filled = any(True for _ in every(row, "p"))
            repeats = int(said(row, "number-rows-repeated") or 1)
            for _ in range(min(repeats, _MOST_REPEATS if filled else 1000)):
                layout.new_row()
                for cell in row:
                    _add(layout, cell)
        yield layout


def _add(layout: Layout, cell: ElementTree.Element) -> None:
    text = "\n".join("".join(each.itertext()) for each in every(cell, "p")) or None
    value = said(cell, "date-value") or said(cell, "value") or text
    down = int(said(cell, "number-rows-spanned") or 1)
    for _ in range(min(int(said(cell, "number-columns-repeated") or 1), _MOST_REPEATS if text else 1000)):
        # The cells that a merged one covers are written out, so that each has its place.
        layout.add(value if text else None, at=len(layout.rows[-1]), down=down)
