"""A PDF into pieces: its text layer, metadata, bookmarks, annotations, form fields and attachments."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

from govstats.reports.gate.frame import check_frame
from govstats.reports.gate.piece import Piece

# Of the programme that made the file: its name, its version, the day.
_OF_THE_MAKER = ("/Producer", "/Creator", "/CreationDate", "/ModDate")
# What a page looks like: read as the page's text, or no text at all.
_NO_TEXT = {"/Font", "/XObject", "/ColorSpace", "/Pattern", "/ExtGState", "/Shading"}
FOOT = "the foot"
_NUMBERED = re.compile(r"Page \d+ of \d+\n")


def read_pdf(content: bytes) -> Iterator[Piece]:
    """Every text of a PDF. A file that is locked or broken, or holds more than its objects, is refused.

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
        text = page.extract_text()
        # A page's number stands between two lines that are one after the other on the page that it prints.
        foot = _NUMBERED.match(text)
        if foot:
            yield Piece(FOOT, foot[0], f"page {number}", flows=True)
            text = text[foot.end() :]
        yield Piece("the text", text, f"page {number}", shown=True, flows=True)
    for name, value in (reader.metadata or {}).items():
        yield Piece("the name of a property", str(name))
        yield Piece(f"the property {name}", str(value), flows=True, of_the_maker=name in _OF_THE_MAKER)
    for name, contents in reader.attachments.items():
        yield Piece("the name of an attachment", name)
        for each in contents:
            yield Piece("an attachment", each.decode("utf-8", errors="replace"), name)
    yield from _hung(reader)


def _hung(reader: PdfReader) -> Iterator[Piece]:
    """Bookmarks, annotations, fields, texts for the ear: every other text, wherever the file hangs it."""
    waiting: list[tuple[str, Any]] = [("document", reader.trailer["/Root"])]
    seen: set[int] = set()
    while waiting:
        place, found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            found = found.get_object()
        if isinstance(found, StreamObject) and found.get("/Type") == "/Metadata":
            yield Piece("the metadata", found.get_data().decode("utf-8", errors="replace"), of_the_maker=True)
        if isinstance(found, DictionaryObject):
            waiting += [(str(key), value) for key, value in found.items() if key not in _NO_TEXT]
        elif isinstance(found, ArrayObject):
            waiting += [(place, value) for value in found]
        elif isinstance(found, TextStringObject | ByteStringObject):
            text = found.decode("latin-1") if isinstance(found, bytes) else str(found)
            yield Piece(f"the entry {place.strip('/')}", text, flows=True)
