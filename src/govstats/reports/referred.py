"""What of a PDF belongs to it: the objects to which something refers, from its trailer on."""

from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


def referred(reader: PdfReader) -> set[int]:
    """The numbers of the objects of a PDF that a reader of it can come to."""
    found: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in found:
                continue
            found.add(each.idnum)
            each = each.get_object()
        if isinstance(each, DictionaryObject):
            waiting += [each.raw_get(key) for key in each]
        elif isinstance(each, ArrayObject):
            waiting += each
    return found
