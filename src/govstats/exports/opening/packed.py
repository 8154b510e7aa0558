"""A packed workbook looked through before it is read: its size unpacked, the reach of its sheets, cells that fail."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from govstats.exports.opening.columns import column_letters, column_place
from govstats.exports.opening.refusal import Refused

MEGABYTE = 1 << 20
# A sheet of half a million rows and ten columns unpacks to some 300 MB; what a school exports, to 5.
MOST_INFLATED = 512 * MEGABYTE
# Sheets are packed to a tenth or a thirtieth of their size. What packs a hundredfold holds next to nothing.
MOST_PACKED, PACKED_FROM = 100, 50 * MEGABYTE
MOST_PARTS = 20_000
# calamine lays out the whole rectangle down to the last cell, filled or not.
MOST_CELLS = 12_000_000
_PIECE, _OVERLAP = MEGABYTE, 512

# A plain beginning lets the search jump. In 26 columns and 400,000 rows the first finds nothing, and quickly.
_FAR = re.compile(rb'r="(?:[A-Z]{2}|[A-Z](?:\d{7}|[4-9]\d{5}))')
_WIDE = re.compile(rb'r="([A-Z]{2,3})\d')
_TALL = re.compile(rb'r="[A-Z]{1,3}(\d{6,7})"')
_ROW = re.compile(rb'row [^>]*?r="(\d{1,7})"')
_FAILED = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).){0,2000}?"""
    rb"<(?:\w+:)?v>([^<]{1,40})",
    re.S,
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

# What a damaged archive, or one made to do harm, may answer with.
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, NotImplementedError, EOFError)
Failures = dict[tuple[int, int], str]


def unpacked(content: bytes) -> zipfile.ZipFile:
    """The archive, whose directory promises no more than can be held.

    Raises
    ------
    Refused
        It would fill the memory, needs a password, or its directory cannot be read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN:
        raise Refused("file-damaged") from None
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("file-locked")
    manifests = [part.filename for part in parts if part.filename == "META-INF/manifest.xml"]
    if any(b"encryption-data" in _part(archive, name) for name in manifests):
        raise Refused("file-locked")
    size = inflated_size(archive)
    if len(parts) > MOST_PARTS:
        raise Refused("file-too-large", size=f"{len(parts):,} parts")
    if size > MOST_INFLATED or (size > PACKED_FROM and size > MOST_PACKED * len(content)):
        raise Refused("file-too-large", size=f"{megabytes(len(content))} that would unpack to {megabytes(size)}")
    return archive


def inflated_size(archive: zipfile.ZipFile) -> int:
    """How many bytes the parts that are read unpack to, as the directory says: pictures and macros are not."""
    return sum(part.file_size for part in archive.infolist() if part.filename.endswith((".xml", "sheet.bin", "s.bin")))


def megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.1f} MB" if size < 10 * MEGABYTE else f"{size // MEGABYTE:,} MB"


def look_through(archive: zipfile.ZipFile) -> dict[str, Failures]:
    """Measure every sheet of an xlsx workbook.

    Returns
    -------
    dict
        Name of a sheet → (row, column), from 0 on → what a cell that failed shows, such as #N/A.

    Raises
    ------
    Refused
        A sheet reaches so far that laying it out would fill the memory.
    """
    failures: dict[str, Failures] = {}
    try:
        for part in archive.namelist():
            if part.endswith(".xml") and b"<!DOCTYPE" in archive.open(part).read(1024):
                # No spreadsheet program writes such; its entities may multiply, or ask for other files.
                raise Refused("file-not-a-table", what="a workbook with XML entities of its own")
            if re.search(r"worksheets/[^/]+\.xml$", part):
                far, failures[part] = _look_at(archive, part)
                if far:
                    _refuse_if_hollow(archive, part)
        return {name: failures[part] for name, part in _parts_of_sheets(archive) if failures.get(part)}
    except (*BROKEN, ElementTree.ParseError, KeyError):
        raise Refused("file-damaged") from None


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.open(name).read(MEGABYTE)
    except (*BROKEN, KeyError):
        raise Refused("file-damaged") from None


def counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook's days count from 1904, as Excel for Mac once did."""
    for part in archive.namelist():
        if part.endswith("workbook.xml"):
            head = _part(archive, part)
            return re.search(rb"""\bdate1904=["'](?:1|true|on)["']""", head) is not None
    return False


def _look_at(archive: zipfile.ZipFile, part: str) -> tuple[bool, Failures]:
    """Whether a sheet reaches far to the right or down, and its cells that failed."""
    far, failed = False, Failures()
    for piece in _pieces(archive, part):
        far = far or _FAR.search(piece) is not None
        if b't="e"' in piece:
            for column, row, text in _FAILED.findall(piece):
                failed[int(row) - 1, column_place(column.decode())] = text.decode("utf-8", errors="replace")
    return far, failed


def _refuse_if_hollow(archive: zipfile.ZipFile, part: str) -> None:
    """Full rows may be many; a lone cell at the far end of a sheet may not make all before it be laid out."""
    columns, rows, cells = 26, 0, 0
    for piece in _pieces(archive, part):
        cells += piece.count(b"<c ")
        columns = max([columns, *(column_place(letters.decode()) + 1 for letters in set(_WIDE.findall(piece)))])
        rows = max([rows, *map(int, _TALL.findall(piece)), *map(int, _ROW.findall(piece))])
    if rows * columns > MOST_CELLS and cells < rows * columns / 4:
        raise Refused("sheet-too-large", last=f"{column_letters(columns - 1)}{rows}", cells=f"{cells:,}")


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part piece by piece, so that a lying directory costs no memory; each begins with the end of the last."""
    before, total = b"", 0
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            total += len(piece)
            if total > MOST_INFLATED:
                raise Refused("file-too-large", size=f"more than the {megabytes(total)} that were unpacked")
            yield before + piece
            before = piece[-_OVERLAP:]


def _parts_of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name with the part that holds it; none of a workbook that is no xlsx."""
    book = next((name for name in archive.namelist() if name.endswith("workbook.xml")), None)
    if book is None:
        return
    folder, _, file = book.rpartition("/")
    relations = ElementTree.fromstring(archive.read(f"{folder}/_rels/{file}.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for each in ElementTree.fromstring(archive.read(book)).iter():
        if each.tag.endswith("}sheet"):
            target = targets.get(each.get(_RELATION) or each.get(_STRICT_RELATION), "")
            yield each.get("name", ""), target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
