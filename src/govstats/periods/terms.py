"""The names of terms as people write them, and the days of a term where a school names none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from govstats.periods.words import full_year, tidy

SEASONS = ("Autumn", "Spring", "Summer")

_SEASON = re.compile(r"\b(aut(?:umn)?|spr(?:ing)?|sum(?:mer)?)(?![a-z])")
_HALF_AND_YEAR = re.compile(
    r"(?:(?P<before>[12])[ ,-]+)?"
    r"'?(?P<year>(?:19|20)\d\d|\d\d)(?: ?[/-] ?(?P<next>(?:19|20)\d\d|\d\d))?"
    r"(?:[ ,-]+(?P<after>[12]))?"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term or half-term: its name and its first and last day, both included."""

    name: str
    start: date
    end: date


class UnknownTerm(ValueError):
    """A name that is no term, with the nearest that are.

    Examples
    --------
    >>> print(UnknownTerm("Autum 2025", ("Autumn 2025", "Spring 2026", "Summer 2026")))
    "Autum 2025" is not a term. The nearest are: Autumn 2025, Spring 2026, Summer 2026.
    """

    def __init__(self, name: str, suggestions: Sequence[str]) -> None:
        # Both go to ValueError as they are, so that the error survives the way from a worker.
        super().__init__(name, tuple(suggestions))
        self.name = name
        self.suggestions = tuple(suggestions)

    def __str__(self) -> str:
        return f'"{self.name}" is not a term. The nearest are: {", ".join(self.suggestions)}.'


class TermName(NamedTuple):
    """What the name of a term says; `half` is 1 or 2 for a half-term."""

    season: str
    half: int | None
    year: int

    def __str__(self) -> str:
        return " ".join(str(part) for part in self if part is not None)

    @property
    def whole(self) -> "TermName":
        """The term that a half-term belongs to; a term itself."""
        return self._replace(half=None)

    def previous(self) -> "TermName":
        """Return the term before this one, or the half-term before this half-term."""
        if self.half == 2:
            return self._replace(half=1)
        season = SEASONS[SEASONS.index(self.season) - 1]
        return TermName(season, self.half and 2, self.year - (self.season == "Spring"))


def read_term_name(text: str) -> TermName | None:
    """Read the name of a term as people write it; None if it is none or lacks its year.

    Examples
    --------
    >>> str(read_term_name("autumn term 25")), str(read_term_name("Spring 2 2025/26"))
    ('Autumn 2025', 'Spring 2 2026')
    >>> read_term_name("Autumn 2") is None
    True
    """
    plain = re.sub(r"\bterm\b|[()]", " ", tidy(text))
    found = _SEASON.search(plain)
    if found is None:
        return None
    season = next(name for name in SEASONS if name.casefold().startswith(found[1]))
    rest = " ".join(f"{plain[: found.start()]} {plain[found.end() :]}".split()).strip(" ,-/")
    numbers = _HALF_AND_YEAR.fullmatch(rest)
    if numbers is None or (numbers["before"] and numbers["after"]):
        return None
    year = full_year(numbers["year"])
    if numbers["next"]:
        if full_year(numbers["next"][-2:]) % 100 != (year + 1) % 100:
            return None  # several years in one cell
        year += season != "Autumn"
    half = numbers["before"] or numbers["after"]
    return TermName(season, int(half) if half else None, year)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar.

    Examples
    --------
    >>> easter_sunday(2026)
    datetime.date(2026, 4, 5)
    """
    # The anonymous algorithm of Nature, 20 April 1876, as given in J. Meeus, Astronomical
    # Algorithms (1991), chapter 8. Its letters are kept so that it can be checked line by line.
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def national_term(name: TermName) -> Term:
    """Return a term by the default of the Department for Education's statistics.

    Autumn is 1 August to 31 December, spring 1 January to Easter Sunday, summer Easter Monday to
    31 July.

    Examples
    --------
    >>> national_term(TermName("Spring", None, 2026)).end
    datetime.date(2026, 4, 5)
    """
    easter = easter_sunday(name.year)
    start, end = {
        "Autumn": (date(name.year, 8, 1), date(name.year, 12, 31)),
        "Spring": (date(name.year, 1, 1), easter),
        "Summer": (easter + timedelta(days=1), date(name.year, 7, 31)),
    }[name.season]
    return Term(str(name.whole), start, end)


def names_of_year(start: int) -> tuple[str, ...]:
    """Return the names of the three terms of the academic year that begins in `start`."""
    return tuple(f"{season} {start + (season != 'Autumn')}" for season in SEASONS)
