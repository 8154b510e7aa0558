"""That a PDF is nothing but its objects, each of them in use: what else lies in a file, nobody reads.

Such are earlier revisions, which a programme that changes a PDF leaves in it, and whatever was put behind its end.
"""

import re
from collections import Counter

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from govstats.reports.referred import referred

_OBJECT = re.compile(rb"\b(\d+) \d+ obj\b.*?\bendobj\b", re.S)
# A head, one table of places with its trailer (or none: it is an object then), and one end.
_FRAME = re.compile(
    rb"%PDF-\d\.\d\s+(%[\x80-\xff]{4}\s+)?\s*"
    rb"(xref[\s\dfn]+trailer\s*<<([^()<>%]|<[0-9A-Fa-f]{32}>)*>>\s*)?startxref\s+\d+\s+%%EOF\s*"
)
_PLACES = ("/ObjStm", "/XRef")  # objects that say where the others are, and what they have
_OF_PLACES = {"/Type", "/N", "/First", "/Size", "/W", "/Index", "/Root", "/Info", "/ID", "/Filter", "/Length"}


def check_frame(content: bytes, reader: PdfReader) -> None:
    """Look at a PDF for what stands in it and is no part of it.

    Raises
    ------
    ValueError
        There is something outside its objects, or an object twice, or one that nothing refers to.
    """
    if not _FRAME.fullmatch(_OBJECT.sub(b"", content)):
        raise ValueError("something lies between its objects or after its end")
    written = Counter(int(number) for number in _OBJECT.findall(content))
    if twice := [number for number, times in written.items() if times > 1]:
        raise ValueError(f"it holds its object {twice[0]} twice")
    listed = range(1, int(str(reader.trailer["/Size"])))
    for number in sorted({*written, *listed} - referred(reader)):
        found = reader.get_object(IndirectObject(number, 0, reader)) if number in listed else None
        if isinstance(found, DictionaryObject) and found.get("/Type") in _PLACES and found.keys() <= _OF_PLACES:
            continue
        if number in written or found is not None:
            raise ValueError(f"nothing refers to its object {number}")
