"""Where a PDF is no longer the page that it prints."""

import logging
import zlib
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from govstats.reports.gate.paper import unlike_the_page
from govstats.reports.gate.readers import read_pieces

# Of a damaged file it would tell each fault on the screen, a line each.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
_NO_PART = "/Parent"  # from a sheet it leads to all the others


def place_differing(content: bytes, page: str) -> str:
    """The first sheet that cannot be read, or that says anything else than the page; else what is the matter."""
    try:
        for number, sheet in enumerate(PdfReader(BytesIO(content), strict=True).pages, start=1):
            if not _is_whole(sheet):
                return f"page {number} can no longer be read whole"
    except Exception:  # what a damaged file makes a reader raise is without number
        return "it can no longer be opened as a PDF"
    try:
        pieces = read_pieces(".pdf", content)
    except Exception:
        return "its pages can be read, and something beside them cannot"
    for place, what in unlike_the_page(pieces, page):
        return f"{place}: {what}"
    return "every word of it is as on its page"


def _is_whole(sheet: PageObject) -> bool:
    """Whether all that a sheet shows, its letters and drawings too, can still be unpacked."""
    waiting: list[Any] = [sheet]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            found = found.get_object()
        if isinstance(found, StreamObject) and found.get("/Filter") == "/FlateDecode":
            try:
                zlib.decompress(found._data)
            except zlib.error:
                return False
        if isinstance(found, DictionaryObject):
            waiting += [found.raw_get(key) for key in found if key != _NO_PART]
        elif isinstance(found, ArrayObject):
            waiting += found
    return True
