"""How wide the columns of a sheet are, so that it takes little paper in letters that are read without a glass."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

ON_PAPER = 180  # characters across a sheet of A4 that lies, in letters of 8 points
NARROWEST, WIDEST = 9, 80  # characters
_UNBROKEN = 20  # a longer word, such as an e-mail address, may go on in the next line
_UNEVEN = 4  # a row is as high as its highest cell, so that a cell of four lines costs more than four cells of one
# A column is as wide as so many figures. In tenths of one, in Arial: letters that are not as wide as a figure.
_FIGURE, _SPACE = 10, 5
_WIDTHS = {
    "'ijl|": 4, "!,./:;I[]ft": 5, "()-r": 6, "Jcksvxyz": 9, "FTZ": 11, "ABEKPSVXY&": 12, "CDHNRUw": 13, "GOQ": 14,
    "Mm": 15, "W%": 17, "@": 18,
}  # fmt: skip
Measured = tuple[tuple[int, ...], ...]  # line by line, how wide each word is
_WIDTH_OF = {letter: width for letters, width in _WIDTHS.items() for letter in letters}


def wished(texts: Sequence[str]) -> int:
    """The width at which every text of a column, of which the first is its heading, stands in one line."""
    lines = (words for text in {*texts} for words in _measured(text))
    across = max((sum(words) + _SPACE * len(words) for words in lines), default=0)
    return across // _FIGURE + 2


def widths_on_paper(columns: Sequence[Sequence[str]], room: Mapping[str, int]) -> list[int]:
    """The widths of columns that all fit on paper, if they can, at which their rows are lowest.

    Parameters
    ----------
    columns
        The texts of each, its heading first.
    room
        By heading: the width that is wanted to write below it.

    >>> widths_on_paper([["Name", "Jo"], ["Which", "Personal, social"]], {})
    [9, 14]
    >>> widths_on_paper([["Why", "a b c " * 9], ["Which", "first aid, " * 30], ["Notes", ""]], {"Notes": 70})
    [41, 69, 70]
    """
    # The least height that so many characters across make possible, and the widths at which it is reached.
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for texts in columns:
        widths = _heights(texts, room.get(texts[0], 0))
        narrowest = min(widths)
        tried: dict[int, tuple[int, tuple[int, ...]]] = {}
        for taken, (height, before) in best.items():
            for width, more in widths.items():
                across = taken + width
                # Where even the narrowest do not fit, they are what there is.
                if across > ON_PAPER and width > narrowest:
                    break
                found = (height + more, (*before, width))
                if across not in tried or found < tried[across]:
                    tried[across] = found
        fitting = {across: found for across, found in tried.items() if across <= ON_PAPER}
        best = fitting or {min(tried): tried[min(tried)]}
    return [*min(best.values())[1]]


def _heights(texts: Sequence[str], room: int) -> dict[int, int]:
    """By the width of a column, how high it makes its rows."""
    counts = [(_measured(text), many) for text, many in Counter(texts).items()]
    longest = max((word for lines, _ in counts for words in lines for word in words), default=0) // _FIGURE + 1
    least = max(room or NARROWEST, min(longest + 2, _UNBROKEN))
    return {
        width: sum(many * _over(lines, width) ** _UNEVEN for lines, many in counts)
        for width in range(least, max(least, min(wished(texts), WIDEST)) + 1)
    }


def lines_of(text: str, width: int) -> int:
    """Over how many lines a text goes in a column.

    >>> lines_of("Beech Lane Primary School", 14), lines_of("SHA-256 " + "d" * 64, 60), lines_of("", 9)
    (2, 3, 1)
    """
    return _over(_measured(text), width)


def _over(lines: Measured, width: int) -> int:
    across = (width - 1) * _FIGURE  # the edges of a cell take a figure
    return sum(_lines(words, across) for words in lines)


def _lines(words: Sequence[int], across: int) -> int:
    lines, at = 1, 0
    for word in words:
        if at and at + _SPACE + word > across:
            lines, at = lines + 1, 0
        at += word + (_SPACE if at else 0)
        while at > across:  # a long word begins a line, and goes on in the next ones
            lines, at = lines + 1, at - across
    return lines


@lru_cache(maxsize=10_000)
def _measured(text: str) -> Measured:
    """How wide the words of each line of a text are."""
    return tuple(
        tuple(sum(_WIDTH_OF.get(letter, _FIGURE) for letter in word) for word in line.split())
        for line in text.split("\n")
    )
