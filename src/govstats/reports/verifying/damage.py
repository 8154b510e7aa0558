"""A workbook that some byte has spoilt: the cell nearest to the damage, by the same workbook made once more."""

import re
import zipfile
import zlib
from contextlib import suppress
from html import unescape
from pathlib import Path

from govstats.reports.first_difference import alike

_STRINGS = "xl/sharedStrings.xml"  # the texts of all cells, which name them by number
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_CELL = re.compile(rb'<c r="([A-Z]+\d+)"')
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, LookupError, ValueError, RuntimeError, EOFError)


def place_damaged(path: Path, meant: Path) -> str:
    """Where a workbook can first not be unpacked; "" where it is no archive any more, or is whole."""
    with suppress(*_BROKEN), zipfile.ZipFile(path) as book, zipfile.ZipFile(meant) as whole:
        for part in whole.namelist():
            try:
                book.read(part)
            except _BROKEN:
                read = _still_read(path.read_bytes(), book.getinfo(part))
                return _nearest(whole, part, alike(read, whole.read(part)))
    return ""


def _still_read(content: bytes, part: zipfile.ZipInfo) -> bytes:
    """What of a part can be unpacked before the damage."""
    head = part.header_offset
    lengths = (content[at : at + 2] for at in (head + 26, head + 28))  # of its name and of what is added to it
    start = head + 30 + sum(int.from_bytes(each, "little") for each in lengths)
    unpacking, read = zlib.decompressobj(-zlib.MAX_WBITS), b""
    with suppress(zlib.error):
        for byte in content[start : start + part.compress_size]:
            read += unpacking.decompress(bytes([byte]))
    return read


def _nearest(whole: zipfile.ZipFile, part: str, at: int) -> str:
    """The cell in which a place of a part lies, or of which it is the text."""
    before, sheet = whole.read(part)[:at], _SHEET.fullmatch(part)
    if sheet:
        cells = _CELL.findall(before) or [b"A1"]
        return f'sheet "{_titles(whole)[int(sheet[1]) - 1]}", cell {cells[-1].decode()}'
    if part == _STRINGS:
        number = b"%d" % max(before.count(b"<si>") - 1, 0)
        text = re.compile(rb'<c r="([A-Z]+\d+)"[^>]* t="s"[^>]*><v>' + number + b"</v>")
        for place, title in enumerate(_titles(whole), start=1):
            if cell := text.search(whole.read(f"xl/worksheets/sheet{place}.xml")):
                return f'sheet "{title}", cell {cell[1].decode()}'
    return "a part of it that holds no cell can no longer be read"


def _titles(whole: zipfile.ZipFile) -> list[str]:
    found = re.findall(r'<sheet [^>]*?name="([^"]*)"', whole.read("xl/workbook.xml").decode("utf-8"))
    return [unescape(title) for title in found]
