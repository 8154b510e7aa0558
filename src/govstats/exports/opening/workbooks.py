"""Workbooks of every make into tables: measured, then read by calamine."""

import io
import struct
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from govstats.exports.opening.columns import Table, encode
from govstats.exports.opening.packed import Failures, counts_from_1904, look_through, unpacked
from govstats.exports.opening.refusal import Refused

_GLOBALS, _DATEMODE, _FILEPASS, _END = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x22, 0x2F, 0x0A


def read_workbook(content: bytes, wanted: Collection[str] = ()) -> tuple[list[Table], dict[str, str]]:
    """The visible sheets of a workbook, and the hidden ones that are `wanted` by name.

    Returns
    -------
    tables, assumed
        `epoch` is "1904" where a bare number of days counts from that year; `hidden` names the sheets not read.

    Raises
    ------
    Refused
        The file is locked or damaged, or its sheets cannot be laid out.
    """
    failures: dict[str, Failures] = {}
    from_1904 = False
    if zipfile.is_zipfile(io.BytesIO(content)):
        archive = unpacked(content)
        failures, from_1904 = look_through(archive), counts_from_1904(archive)
    else:
        from_1904 = _counts_from_1904(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names, hidden = _names(book, wanted)
        tables = [_table(name, book.get_sheet_by_name(name), failures.get(name, {})) for name in names]
    except (MemoryError, Refused):
        raise
    # calamine answers what it cannot read with errors of many kinds, panics of its own among them.
    except BaseException as error:
        locked = any(word in str(error).casefold() for word in ("password", "encrypt"))
        raise Refused("file-locked" if locked else "file-damaged") from None
    assumed = {"epoch": "1904"} if from_1904 else {}
    return tables, assumed | ({"hidden": ", ".join(hidden)} if hidden else {})


def _names(book: CalamineWorkbook, wanted: Collection[str]) -> tuple[list[str], list[str]]:
    """The sheets to read, and those that are hidden."""
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    seen = {sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible or sheet.name in wanted}
    names = [sheet.name for sheet in sheets]
    return [name for name in names if name in seen], [name for name in names if name not in seen]


def _table(name: str, sheet: CalamineSheet, failures: Failures) -> Table:
    rows: Iterable[Sequence[Any]] = sheet.iter_rows()
    ranges = sheet.merged_cell_ranges or ()
    merged = [(first, last, left) for (first, left), (last, _) in ranges if last > first]
    return encode(name, _with_failures(rows, failures) if failures else rows, merged)


def _with_failures(rows: Iterable[Sequence[Any]], failures: Failures) -> Iterator[Sequence[Any]]:
    """calamine gives a cell that shows #N/A as blank; but that somebody's formula failed is worth knowing."""
    for number, row in enumerate(rows):
        yield [cell or failures.get((number, place), cell) for place, cell in enumerate(row)]


def _counts_from_1904(content: bytes) -> bool:
    """The same flag in an .xls file, whose first records describe the whole book: type, length, content."""
    place = content.find(_GLOBALS)
    while 0 <= place <= len(content) - 4:
        kind, length = struct.unpack_from("<HH", content, place)
        if kind == _FILEPASS:
            raise Refused("file-locked")
        if kind == _DATEMODE:
            return content[place + 4 : place + 6] == b"\x01\x00"
        if kind == _END:
            break
        place += 4 + length
    return False
