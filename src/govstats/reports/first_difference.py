"""Where a text of a run first differs from the one that it is meant to be."""

import re
from dataclasses import dataclass
from itertools import takewhile

_SHOWN = "</style>"  # after it begins what a page shows
_AROUND = 60  # letters: as much of a text as tells what is meant


@dataclass(frozen=True)
class FirstDifference:
    """The line of a text that is not as it is meant to be, what stands there, and what is meant to stand there."""

    line: int
    found: str
    meant: str


def first_difference(found: str, meant: str) -> FirstDifference | None:
    """The first place in which two texts differ; None where they are the same.

    Of two pages, the first in what they show: their styles follow from that.

    >>> first_difference("<p>5 of 9</p>", "<p>6 of 9</p>")
    FirstDifference(line=1, found='5 of 9', meant='6 of 9')
    >>> first_difference("<style>b{}</style><p>5 of 9</p>", "<style></style><p>6 of 9</p>").found
    '5 of 9'
    """
    if found == meant:
        return None
    here, there = (text.find(_SHOWN) for text in (found, meant))
    if -1 in (here, there) or found[here:] == meant[there:]:
        here = there = 0
    same = alike(found[here:], meant[there:])
    at = here + same
    return FirstDifference(found.count("\n", 0, at) + 1, _around(found, at), _around(meant, there + same))


def alike(one: str | bytes, other: str | bytes) -> int:
    """How much two texts have in common at their beginning.

    >>> alike("5 of 9", "5 of 12")
    5
    """
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _around(text: str, at: int) -> str:
    """The words, or else the tag, of a line in which a place lies."""
    begin = max(text.rfind(">", 0, at) + 1, text.rfind("\n", 0, at) + 1, at - _AROUND)
    words = re.match("<?[^<\n]*", text[begin : at + _AROUND])
    return words[0] if words else ""
