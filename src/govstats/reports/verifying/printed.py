"""Where a PDF is no longer the page that it prints."""

import logging
import zlib
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import StreamObject

from govstats.reports.gate.paper import unlike_the_page
from govstats.reports.gate.readers import read_pieces
from govstats.reports.referred import reached

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
        pieces = [*read_pieces(".pdf", content)]
    except Exception:
        return "its pages can be read, and something beside them cannot"
    for _, place, what in unlike_the_page(pieces, page):
        return f"{place}: {what}"
    return "every word of it is as on its page"


def _is_whole(sheet: PageObject) -> bool:
    """Whether all that a sheet shows, its letters and drawings too, can still be unpacked."""
    for _, found in reached(sheet, leaving_out=_NO_PART):
        if isinstance(found, StreamObject) and found.get("/Filter") == "/FlateDecode":
            try:
                zlib.decompress(found._data)
            except zlib.error:
                return False
    return True
