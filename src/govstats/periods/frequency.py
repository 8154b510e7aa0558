"""Review cycles: "annually", "2 yearly" and "every three years" as a number of months."""

import re
from dataclasses import dataclass
from typing import Literal

from govstats.periods.words import names_an_occasion, tidy

Kind = Literal["every", "live document", "ambiguous", "as required", "unknown"]

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate((*_WORDS, "eleven", "twelve"), 1)}
_UNITS = {"year": 12, "yr": 12, "month": 1, "mth": 1, "term": 4}

# Not the decimals of another number: "every 1.5 years" is not every five.
_NUMBER = rf"(?<![\d.,/])\b(?:\d\d?|{'|'.join(_NUMBERS)})"
_UNIT = "|".join(_UNITS)

# Tried from the left at each place of the text, so "half-yearly" is met before "yearly" and
# "2 yearly" is not read as every year. A term counts as four months: three make a year.
_CYCLES = re.compile(
    rf"(?P<count>{_NUMBER})(?: \(\d\d?\))?[ -]?(?P<unit>{_UNIT})(?:s|ly)?\b"
    r"|(?P<m6>\bhalf[ -]?year(?:ly)?\b|\bsemi[ -]?annual(?:ly)?\b"
    r"|\btwice (?:a |per |each )?year(?:ly)?\b)"
    r"|(?P<m0>\b(?:twice|times) (?:a|per|each) \w+)"  # three times a year is no single cycle
    r"|(?P<m2>\bhalf[ -]?termly\b|\b(?:every|each) half[ -]?term\b)"
    r"|(?P<m24>\bbiennial(?:ly)?\b|\bevery (?:other|second) year\b|\balternate years\b)"
    r"|(?P<m36>\btriennial(?:ly)?\b|\bevery third year\b)"
    r"|(?P<m12>\bannual(?:ly)?\b|\byearly\b|\bper annum\b|\b(?:every|each|per|a) year\b)"
    r"|(?P<m4>\btermly\b|\b(?:every|each|per|a) term\b)"
    r"|(?P<m3>\bquarterly\b|\b(?:every|each|per|a) quarter\b)"
    r"|(?P<m1>\bmonthly\b|\b(?:every|each|per|a) month\b)"
)
_AMBIGUOUS = re.compile(r"\bbi[ -]?(?:annual|year|month)(?:ly)?\b")
_SPAN = re.compile(rf"{_NUMBER} ?(?:-|to|or) ?{_NUMBER}[ -]?(?:{_UNIT})")
_LIVE = re.compile(r"\bliv(?:e|ing) document\b|^live$")


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something is reviewed.

    Parameters
    ----------
    months
        The length of a cycle; None unless `kind` is ``"every"``.
    kind
        ``"every"`` so many months; a ``"live document"``, which is never due; ``"ambiguous"`` for
        words that some use for twice a year and some for every two years; ``"as required"``;
        ``"unknown"``.
    text
        The cycle as it was written.
    """

    months: int | None
    kind: Kind
    text: str


def parse_frequency(text: object) -> Frequency:
    """Read a review cycle, alone or within a short sentence; never raises.

    Two different cycles in one text ("every 2 to 3 years") are unknown.

    Examples
    --------
    >>> parse_frequency("every two years").months
    24
    >>> parse_frequency("It is reviewed on an annual basis.").months
    12
    >>> parse_frequency("Bi-annually")
    Frequency(months=None, kind='ambiguous', text='Bi-annually')
    """
    written = text.strip() if isinstance(text, str) else ""
    plain = tidy(written)
    if _AMBIGUOUS.search(plain):
        return Frequency(None, "ambiguous", written)
    cycles = {_months(found) for found in _CYCLES.finditer(plain)}
    if len(cycles) == 1 and not _SPAN.search(plain):
        (months,) = cycles
        if months > 0:
            return Frequency(months, "every", written)
    if _LIVE.search(plain):
        return Frequency(None, "live document", written)
    if not cycles and names_an_occasion(plain):
        return Frequency(None, "as required", written)
    return Frequency(None, "unknown", written)


def _months(found: re.Match[str]) -> int:
    if found["count"] is None:
        return int((found.lastgroup or "m0").removeprefix("m"))
    count = found["count"]
    number = int(count) if count.isdecimal() else _NUMBERS[count]
    return number * _UNITS[found["unit"]]
