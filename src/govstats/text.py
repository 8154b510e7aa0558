"""What of a text can be seen: the one place where marks that nobody sees are taken out.

A mark of direction in a name turns round whatever follows it on a page, and one of no width hides a name from a search.
"""

import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator

_LONGEST = 30
_SPACES = "\t\n\x85"
_UNSEEN = ("Cf", "Cc", "Cs")  # marks of format and control, and half characters


def visible(text: str) -> str:
    """A text without marks of control, of direction and of no width, and without half characters. Spaces stay.

    >>> visible("Re\\N{ZERO WIDTH SPACE}view\\x1b[31m date"), visible("\\N{RIGHT-TO-LEFT OVERRIDE}Elm")
    ('Review[31m date', 'Elm')
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(mark for mark in text if mark in _SPACES or unicodedata.category(mark) not in _UNSEEN)


def one_line(text: str) -> str:
    """What can be seen of a text, in one line with single spaces and composed letters.

    >>> one_line("Elm\\N{SOFT HYPHEN}wood\\n  School")
    'Elmwood School'
    """
    return " ".join(visible(unicodedata.normalize("NFC", text)).split())


def shortened(text: str) -> str:
    """A text that stands in a line with others, cut where it is a paragraph."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def listed(texts: Iterable[str], most: int) -> str:
    """Texts in one line, and no more of them than can be taken in.

    >>> listed(["Post", "Base", "FTE"], 2)
    'Post, Base, and 1 more'
    """
    shown = list(texts)
    more = [f"and {len(shown) - most} more"] if len(shown) > most else []
    return ", ".join([*shown[:most], *more])


def _washed(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


# A name of a settings file as a page may print it. That of a file is no such name: it has to be found as it is.
Words = Annotated[str, BeforeValidator(_washed)]
