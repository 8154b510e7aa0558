"""The version of a document: its number at a label, or beside its title."""

import re
from collections.abc import Iterator, Sequence

from govstats.exports.documents.extraction.lines import Line
from govstats.exports.documents.words import words_of
from govstats.periods import parse_date

_LONGEST_LINE = 14  # words
_DIGITS = r"(\d{1,3}(?:\.\d{1,3})*[a-z]?)"
_AT_START = re.compile(rf"(?:version|ver|v)?\.?\s*{_DIGITS}(?=$|\s|[(,;\u2013\u2014-])", re.I)
_ANYWHERE = re.compile(
    rf"(?<![\w.])(?:{'|'.join(words_of('label')['version'])}|v|issue|rev)\.?\s?(?:no\.?|number)?\s?{_DIGITS}(?![\w/])",
    re.I,
)


def number_of(value: str) -> str:
    """The number that a value begins with; a version without one is called what it is called.

    Examples
    --------
    >>> number_of("V2.1 (September 2024)"), number_of("Final"), number_of("3 September 2024")
    ('2.1', 'Final', '3 September 2024')
    """
    number = _AT_START.match(value)
    return number[1] if number and not parse_date(value).known else value


def versions_in(lines: Sequence[Line]) -> Iterator[str]:
    """Versions that stand without a colon: "Behaviour policy v3", "Version 2.1 – May 2024".

    Examples
    --------
    >>> list(versions_in([Line(("Behaviour policy v3",)), Line(("Issue 4",))]))
    ['3', '4']
    """
    for line in lines:
        text = " ".join(line.cells)
        if len(text.split()) <= _LONGEST_LINE and (found := _ANYWHERE.search(text)):
            yield found[1]
