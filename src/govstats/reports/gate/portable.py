"""A PDF into pieces: the text of its sheets, its properties, bookmarks and tags. It may have nothing else."""

import io
import re
from collections.abc import Container, Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, IndirectObject, TextStringObject

from govstats.reports.gate.drawn import text_drawn
from govstats.reports.gate.frame import check_frame
from govstats.reports.gate.parts import check_part
from govstats.reports.gate.piece import FOOT, Piece
from govstats.reports.referred import reached

# Of the programme that made the file: its name, its version, the day.
_OF_THE_MAKER = ("/Producer", "/Creator", "/CreationDate", "/ModDate")
_NUMBERED = re.compile(r"Page \d+ of \d+\n")


def read_pdf(content: bytes) -> Iterator[Piece]:
    """Every text of a PDF. One that is locked or broken, or has what no printed page has, is refused.

    Nobody can see what such a file holds.

    Raises
    ------
    ValueError
        It cannot be read whole.
    """
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise ValueError("it is locked with a password")
        check_frame(content, reader)
        yield from _pieces(reader)
    except PyPdfError as error:
        raise ValueError(str(error)) from None


def _pieces(reader: PdfReader) -> Iterator[Piece]:
    for number, page in enumerate(reader.pages, start=1):
        contents = page.get_contents()
        text, unread = text_drawn(page, contents.get_data() if contents is not None else b"")
        # A page's number stands between two lines that are one after the other on the page that it prints.
        foot = _NUMBERED.match(text)
        if foot:
            yield Piece(FOOT, foot[0], f"page {number}", flows=True)
            text = text[foot.end() :]
        yield Piece("the text", text, f"page {number}", shown=True, flows=True)
        if unread:
            yield Piece("what stands for letters without a font", unread, f"page {number}", flows=True)
    yield from _properties(reader.trailer.get("/Info", {}))
    yield from _hung(reader.trailer["/Root"], {number for page in reader.pages for number in _drawing(page)})


def _properties(about: Any) -> Iterator[Piece]:
    for name, value in about.items():
        if not isinstance(value, TextStringObject | ByteStringObject):
            raise ValueError(f"its property {name} is no text")
        yield Piece("the name of a property", str(name))
        yield Piece(f"the property {name}", _text(value), flows=True, of_the_maker=name in _OF_THE_MAKER)


def _drawing(sheet: PageObject) -> Iterator[int]:
    """The numbers of the streams that draw a sheet."""
    contents = sheet.raw_get("/Contents") if "/Contents" in sheet else ArrayObject()
    listed = contents.get_object()
    for each in listed if isinstance(listed, ArrayObject) else [contents]:
        if isinstance(each, IndirectObject):
            yield each.idnum


def _hung(root: Any, sheets: Container[int]) -> Iterator[Piece]:
    """Bookmarks, texts for the ear and every other text, wherever the file hangs it; and that it hangs nothing else."""
    for key, found in reached(root):
        if isinstance(found, TextStringObject | ByteStringObject):
            yield Piece(f"the entry {key.strip('/')}", _text(found), flows=True)
        else:
            check_part(key, found, sheets)


def _text(found: TextStringObject | ByteStringObject) -> str:
    return found.decode("latin-1") if isinstance(found, bytes) else str(found)
