"""Which letters the codes of a PDF's fonts are (ISO 32000-1, 9.10.3), and that their tables say nothing else."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pypdf.generic import DictionaryObject

# What stands around the letters of a font, as every browser writes it.
_TABLE = (
    rb"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry \(Adobe\) /Ordering"
    rb" \(UCS\) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange"
    rb" <0+> <F+> endcodespacerange endcmap CMapName currentdict /CMap defineresource pop end end"
)
_RANGES = re.compile(rb"\b\d+ beginbf(char|range)\s((?:<[0-9A-Fa-f]+>\s*)*)endbf(?:char|range)\s")
_MOST = 18  # letters of a sign: there is one for a whole blessing

Codes = tuple[int, Mapping[int, str]]  # bytes of a code, and the text of each


def fonts_of(sheet: DictionaryObject) -> dict[str, Codes]:
    """The fonts of a sheet that tell which letter each code is."""
    resources: Any = sheet.get("/Resources", DictionaryObject()).get_object()
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    return {
        name: (2 if font["/Subtype"] == "/Type0" else 1, letters(font["/ToUnicode"].get_data()))
        for name, font in ((name, each.get_object()) for name, each in fonts.items())
        if "/ToUnicode" in font
    }


@lru_cache(maxsize=64)
def letters(table: bytes) -> Mapping[int, str]:
    """The text of each code of a font, from its table of them.

    Raises
    ------
    ValueError
        The table has something else in it.
    """
    if not re.fullmatch(_TABLE, b" ".join(_RANGES.sub(b"", table).split())):
        raise ValueError("the letters of a font have something beside them")
    texts: dict[int, str] = {}
    for kind, entries in _RANGES.findall(table):
        codes = [bytes.fromhex(each.decode()) for each in re.findall(rb"[0-9A-Fa-f]+", entries)]
        step = 2 if kind == b"char" else 3
        for at in range(0, len(codes) - step + 1, step):
            first, last = int.from_bytes(codes[at]), int.from_bytes(codes[at + step - 2])
            text = codes[at + step - 1].decode("utf-16-be", "replace")
            if not 0 < len(text) <= _MOST:
                raise ValueError("a sign of a font has more letters than a sign can have")
            for code in range(first, last + 1):
                texts[code] = text[:-1] + chr(ord(text[-1]) + code - first)
    return texts
