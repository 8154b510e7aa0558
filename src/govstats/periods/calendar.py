"""The calendar of a school: its own terms, and the national default for every other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches

from govstats.periods.terms import (
    SEASONS,
    Term,
    TermName,
    UnknownTerm,
    names_of_year,
    national_term,
    read_term_name,
)

_LATEST_FIRST = ("Autumn", "Summer", "Spring")  # of a calendar year


def academic_year(day: date) -> tuple[date, date]:
    """Return the first and last day, 1 September and 31 August, of the academic year of `day`.

    Examples
    --------
    >>> academic_year(date(2025, 8, 31))
    (datetime.date(2024, 9, 1), datetime.date(2025, 8, 31))
    """
    start = day.year - (day.month < 9)
    return date(start, 9, 1), date(start + 1, 8, 31)


def month_ends(before: date, months: int, step: int = 1) -> Iterator[date]:
    """The last days of so many months before the month of a day, newest first; of every second with a step of 2.

    Examples
    --------
    >>> [day.isoformat() for day in month_ends(date(2025, 3, 31), 4, step=2)]
    ['2025-01-31', '2024-11-30']
    """
    day = before
    for place in range(1, months + 1):
        day = day.replace(day=1) - timedelta(days=1)
        if place % step == 0:
            yield day


class Calendar:
    """The terms of a school.

    Parameters
    ----------
    terms
        Name of a term, such as ``"Autumn 2025"``, to its first and last day. Half-terms
        (``"Autumn 1 2025"``) may be named too; both halves together give their term its days
        where it is not named itself. What is not named comes from the national default.

    Raises
    ------
    UnknownTerm
        If a name is no term.
    ValueError
        If a term ends before it starts.

    Notes
    -----
    The default is that of the Department for Education's statistics, see `terms.national_term`.

    Examples
    --------
    >>> own = Calendar({"Autumn 2025": (date(2025, 9, 1), date(2025, 12, 19))})
    >>> own.term("autumn  2025")
    Term(name='Autumn 2025', start=datetime.date(2025, 9, 1), end=datetime.date(2025, 12, 19))
    >>> own.term("Spring 2026").end
    datetime.date(2026, 4, 5)
    >>> own.before(own.term("Spring 2026")).name
    'Autumn 2025'
    """

    def __init__(self, terms: Mapping[str, Sequence[date]] | None = None) -> None:
        self._own: dict[TermName, Term] = {}
        for written, (start, end) in (terms or {}).items():
            name = read_term_name(written)
            if name is None:
                raise UnknownTerm(written, names_of_year(academic_year(start)[0].year))
            if start > end:
                raise ValueError(f"{name} ends on {end}, before it starts on {start}.")
            self._own[name] = Term(str(name), start, end)
        for name, half in list(self._own.items()):
            second = self._own.get(name._replace(half=2))
            if name.half == 1 and second and name.whole not in self._own:
                self._own[name.whole] = Term(str(name.whole), half.start, second.end)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self._own == other._own

    def __hash__(self) -> int:
        return hash(frozenset(self._own.values()))

    def __repr__(self) -> str:
        return f"<Calendar: {', '.join(term.name for term in self.terms) or 'national default'}>"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The school's own terms by their first day; half-terms, which lie in them, left out."""
        whole = (term for name, term in self._own.items() if name.half is None)
        return tuple(sorted(whole, key=lambda term: term.start))

    @property
    def half_terms(self) -> tuple[Term, ...]:
        """The half-terms that the school has named: no break lies within one, as it may within a term."""
        return tuple(term for name, term in self._own.items() if name.half)

    def holidays(self) -> list[tuple[date, date]]:
        """The first and last day between two half-terms that follow each other, where both of these edges are named.

        A term that is named without its halves names two edges, the beginning of its first and the end of its second.

        Examples
        --------
        >>> autumn, spring = (date(2025, 9, 1), date(2025, 12, 19)), (date(2026, 1, 5), date(2026, 2, 13))
        >>> Calendar({"Autumn 2025": autumn, "Spring 1 2026": spring}).holidays()
        [(datetime.date(2025, 12, 20), datetime.date(2026, 1, 4))]
        """
        begins, ends = {}, {}
        # Halves come last: their own days are closer than those of their term.
        for name, term in sorted(self._own.items(), key=lambda item: item[0].half or 0):
            begins[name._replace(half=name.half or 1)] = term.start
            ends[name._replace(half=name.half or 2)] = term.end
        day = timedelta(days=1)
        return [(ends[name.previous()] + day, start - day) for name, start in begins.items() if name.previous() in ends]

    def unnamed(self, day: date) -> list[str]:
        """The half-terms that are not named: of the term of `day`, and in the holidays of the terms on both sides.

        Examples
        --------
        >>> halves = {"Autumn 1 2025": (date(2025, 9, 1), date(2025, 10, 24))}
        >>> halves |= {"Autumn 2 2025": (date(2025, 11, 3), date(2025, 12, 19))}
        >>> Calendar(halves).unnamed(date(2025, 12, 22)), Calendar(halves).unnamed(date(2025, 10, 27))
        (['Spring 1 2026', 'Spring 2 2026'], [])
        """
        later = day
        while (following := self.term_of(later)) is None:
            later += timedelta(days=1)
        around = dict.fromkeys(read_term_name(term.name) for term in (self.latest_begun(day), following))
        halves = (name._replace(half=half) for name in around if name for half in (1, 2))
        return [str(half) for half in halves if half not in self._own]

    def term(self, name: str) -> Term:
        """Return the term called `name`, in any case and spacing.

        Raises
        ------
        UnknownTerm
            If `name` is no term, or a half-term that the school has not named: which days a half
            has cannot be guessed.
        """
        said = read_term_name(name)
        if said in self._own:
            return self._own[said]
        if said is None or said.half is not None:
            raise UnknownTerm(name, self._nearest(name))
        return national_term(said)

    def term_of(self, day: date) -> Term | None:
        """Return the term that holds `day`, None in the holidays.

        Examples
        --------
        >>> own = Calendar({"Autumn 2025": (date(2025, 9, 1), date(2025, 12, 19))})
        >>> own.term_of(date(2025, 12, 25)) is None
        True
        >>> own.term_of(date(2026, 1, 1)).name
        'Spring 2026'
        """
        for own in self.terms:
            if own.start <= day <= own.end:
                return own
        seasons = (TermName(season, None, day.year) for season in SEASONS)
        # Where the school has named the term, a day outside its own dates is holiday.
        others = (national_term(name) for name in seasons if name not in self._own)
        return next((term for term in others if term.start <= day <= term.end), None)

    def latest_begun(self, day: date) -> Term:
        """Return the term of a day, or in the holidays the one that ended last.

        Examples
        --------
        >>> calendar = Calendar({"Autumn 2025": (date(2025, 9, 1), date(2025, 12, 19))})
        >>> calendar.latest_begun(date(2025, 12, 25)).name
        'Autumn 2025'
        """
        while (term := self.term_of(day)) is None:
            day -= timedelta(days=1)
        return term

    def begun(self, day: date) -> list[Term]:
        """The terms that have begun by a day, the newest first: of three years, or back to the first year named.

        Examples
        --------
        >>> [term.name for term in Calendar().begun(date(2025, 5, 1))][:3]
        ['Summer 2025', 'Spring 2025', 'Autumn 2024']
        """
        first = min([day.year - 2, *(name.year for name in self._own)])
        names = (TermName(season, None, year) for year in range(day.year, first - 1, -1) for season in _LATEST_FIRST)
        terms = (self._own.get(name) or national_term(name) for name in names)
        return [term for term in terms if term.start <= day]

    def before(self, term: Term) -> Term:
        """Return the term before `term`; before a half-term, the half-term before it.

        Raises
        ------
        UnknownTerm
            If the name of `term` is no term, or a half-term before it is not in the calendar.
        """
        name = read_term_name(term.name)
        return self.term(str(name.previous()) if name else term.name)

    def _nearest(self, name: str) -> list[str]:
        """Return the terms that a misspelt name may mean, the nearest first: of those that have begun."""
        year, today = re.search(r"(?:19|20)\d\d", name), date.today()
        begun = self.begun(min(today, date(int(year[0]), 12, 31)) if year else today)
        return get_close_matches(name.title(), [term.name for term in begun], cutoff=0)
