"""What of a PDF belongs to it: the objects to which something refers, from its trailer on."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


def referred(reader: PdfReader) -> set[int]:
    """The numbers of the objects of a PDF that a reader of it can come to."""
    return {each.idnum for _, each in reached(reader.trailer) if isinstance(each, IndirectObject)}


def reached(start: Any, leaving_out: str = "") -> Iterator[tuple[str, Any]]:
    """All to which one can come from a part of a PDF: references, each once, and what they and the part hold.

    Each comes with the key under which it lies, itself or the list that it is in.

    Parameters
    ----------
    leaving_out
        A key that is not followed.
    """
    waiting, seen = [("", start)], set[int]()
    while waiting:
        place, each = waiting.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
            yield place, each
            each = each.get_object()
        yield place, each
        if isinstance(each, DictionaryObject):
            waiting += [(str(key), each.raw_get(key)) for key in each if key != leaving_out]
        elif isinstance(each, ArrayObject):
            waiting += [(place, one) for one in each]
