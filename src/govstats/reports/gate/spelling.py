"""One spelling for every text: a name is found however a file writes it."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

# Letters that are plain ones with a stroke or a tail, which Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
     "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T"}
)  # fmt: skip
_CODED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
UNTOLD = "\ufffd"  # in the place of a sign of which no letter is known, as of the box that is drawn for want of a font
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_DEPTH = 3  # a code within a code within a code: nobody reads further


def folded(text: str) -> str:
    """Text without case, accents, marks of direction and letters of no width.

    >>> folded("Łukasz Grâ\\u00adce")
    'lukasz grace'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    kept = (mark for mark in plain if not unicodedata.combining(mark) and unicodedata.category(mark) != "Cf")
    return "".join(kept).casefold()


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text. An apostrophe, a hyphen or a full stop may be written in many ways, so each parts two words.

    >>> words_of("O'Hara-Smith's"), words_of("bo@elm.example")
    (('o', 'hara', 'smith', 's'), ('bo', 'elm', 'example'))
    """
    return tuple(re.findall(r"[^\W_]+", folded(text)))


def decoded(text: str) -> list[str]:
    """A text as written, and as it reads once its entities, per cent signs and escapes are undone.

    >>> decoded("W%69ll &#65;"), decoded("Will")
    (['W%69ll &#65;', 'Will A'], ['Will'])
    """
    found = [text]
    for _ in range(_DEPTH):
        last = found[-1]
        if "&" not in last and "%" not in last and "\\" not in last:
            break
        plain = _CODED.sub(lambda code: chr(int(code[1] or code[2], 16)), unquote(html.unescape(last)))
        if plain == last:
            break
        found.append(plain)
    return found
