"""That a PDF is made of the parts of a printed page: any other could hold what nobody reads, and is refused."""

from collections.abc import Container
from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject

from govstats.reports.gate.browsers_words import is_key, is_name
from govstats.reports.gate.drawn import check_drawing
from govstats.reports.gate.letters import letters

_OF_A_FONT = frozenset({"/BaseFont", "/FontName"})  # whose programme may be called as anybody is
_PICTURES = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})


def check_part(key: str, part: Any, read: Container[int]) -> None:
    """Look whether a part of a PDF is one that a browser makes of a page, and hides nothing.

    Parameters
    ----------
    key
        Under which it lies.
    read
        The numbers of the streams that are read as the text of sheets.

    Raises
    ------
    ValueError
        It is none.
    """
    if isinstance(part, NameObject) and key not in _OF_A_FONT and not is_name(part):
        raise ValueError(f"it has the name {part}, which no printed page has")
    if isinstance(part, DictionaryObject):
        for each in part:
            if not is_key(each):
                raise ValueError(f"it has the part {each}, which no printed page has")
    if isinstance(part, StreamObject):
        _check_stream(key, part, read)


def _check_stream(key: str, part: StreamObject, read: Container[int]) -> None:
    reference = part.indirect_reference
    if isinstance(reference, IndirectObject) and reference.idnum in read:
        return
    if key == "/ToUnicode":
        letters(part.get_data())
    elif key not in _PICTURES and part.get("/Subtype") != "/Image":
        check_drawing(part.get_data())
