"""A date that may be vague: the days it could be, and comparisons that may answer "cannot tell"."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from govstats.periods.words import MONTHS, say_day

Precision = Literal[
    "day",
    "month",
    "term",
    "half-term",
    "year",
    "academic year",
    "range",
    "event",
    "unknown",
]

# The months within which a term lies, whatever the school's own days. March and April can be
# either side of Easter: the middle of the term decides.
_SEASON_MONTHS = {"Autumn": range(8, 13), "Spring": range(1, 5), "Summer": range(3, 8)}
_LONGEST_HALF_TERM = 70  # days; the shortest term is longer


@dataclass(frozen=True, slots=True)
class DateInterval:
    """The days that a written date could mean.

    Parameters
    ----------
    earliest, latest
        First and last possible day, both included. One of them is None when only a limit is known
        ("no later than September 2025"), both when nothing is.
    precision
        How exactly the day was written: a ``"day"``, a ``"month"``, a ``"term"`` and so on;
        ``"event"`` for an occasion without a date, ``"unknown"`` for anything else.
    text
        The date as it was written, or as a computed date reads.

    Raises
    ------
    ValueError
        If the first day lies after the last.

    Examples
    --------
    >>> september = DateInterval(date(2025, 9, 1), date(2025, 9, 30), "month", "Sept-25")
    >>> september.in_words()
    'September 2025'
    >>> september.plus_months(12).latest
    datetime.date(2026, 9, 30)
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    text: str

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"{self.earliest} lies after {self.latest}.")

    @property
    def known(self) -> bool:
        """Whether both ends are there."""
        return self.earliest is not None and self.latest is not None

    def on_or_before(self, day: date) -> bool | None:
        """Return whether the date is `day` or earlier, None where it cannot be told.

        Examples
        --------
        >>> autumn = DateInterval(date(2025, 9, 1), date(2025, 12, 19), "term", "Autumn 2025")
        >>> autumn.on_or_before(date(2025, 12, 19)), autumn.on_or_before(date(2025, 8, 31))
        (True, False)
        >>> autumn.on_or_before(date(2025, 10, 1)) is None
        True
        """
        if self.latest is not None and self.latest <= day:
            return True
        if self.earliest is not None and self.earliest > day:
            return False
        return None

    def overlaps(self, other: "DateInterval") -> bool | None:
        """Return whether the two share a possible day, None where a missing end hides it.

        Examples
        --------
        >>> year = DateInterval(date(2025, 1, 1), date(2025, 12, 31), "year", "2025")
        >>> day = DateInterval(date(2025, 9, 1), date(2025, 9, 1), "day", "1.9.25")
        >>> year.overlaps(day)
        True
        """
        for one, two in ((self, other), (other, self)):
            if one.latest is not None and two.earliest is not None and one.latest < two.earliest:
                return False
        return True if self.known and other.known else None

    def plus_months(self, months: int) -> "DateInterval":
        """Return the interval `months` later (earlier, if negative), as precise as this one.

        A day is clipped to the end of its month. The last day of anything longer stays the last
        day of its month if it was one. What has no ends comes back as it is.

        Examples
        --------
        >>> DateInterval(date(2024, 7, 1), date(2024, 7, 31), "month", "").plus_months(12).text
        'July 2025'
        >>> DateInterval(date(2025, 1, 31), date(2025, 1, 31), "day", "").plus_months(1).text
        '28 February 2025'
        """
        if self.earliest is None and self.latest is None:
            return self
        first = self.earliest and _shift(self.earliest, months)
        last = self.latest and _shift(self.latest, months, keep_month_end=self.precision != "day")
        moved = DateInterval(first, last, self.precision, "")
        return replace(moved, text=moved.in_words())

    def in_words(self) -> str:
        """Return the date as it is said to a governor.

        An interval that a computation has moved off its usual shape (an academic year that starts
        in March) is said by its two ends, never by a name that it no longer fits.

        Examples
        --------
        >>> DateInterval(date(2025, 9, 1), date(2025, 12, 19), "term", "autumn").in_words()
        'Autumn 2025'
        >>> DateInterval(None, date(2025, 9, 30), "range", "by Sept 25").in_words()
        'by 30 September 2025'
        >>> DateInterval(None, None, "unknown", "TBC").in_words()
        'not known'
        """
        if self.earliest is None or self.latest is None:
            if self.latest is not None:
                return f"by {say_day(self.latest)}"
            if self.earliest is not None:
                return f"from {say_day(self.earliest)}"
            # The words of the document stay out of it: they may name a person.
            return "as required" if self.precision == "event" else "not known"
        return _name(self.earliest, self.latest, self.precision) or (
            say_day(self.earliest)
            if self.earliest == self.latest
            else f"{say_day(self.earliest)} to {say_day(self.latest)}"
        )


def _shift(day: date, months: int, *, keep_month_end: bool = False) -> date:
    """Return `day` moved by months; 31 December 9999, which means "for ever", stays put."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= years <= date.max.year:
        return date.max if months > 0 else date.min
    length = monthrange(years, month + 1)[1]
    was_end = day.day == monthrange(day.year, day.month)[1]
    return date(years, month + 1, length if keep_month_end and was_end else min(day.day, length))


def _name(first: date, last: date, precision: Precision) -> str | None:
    """Return the name of a month, year, academic year, term or half-term; None if it fits none."""
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    ends = (first.month, last.month, last.year - first.year)
    if precision == "month" and whole_months and ends == (first.month, first.month, 0):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if precision == "year" and whole_months and ends == (1, 12, 0):
        return str(first.year)
    if precision == "academic year" and whole_months and ends == (9, 8, 1):
        return f"academic year {first.year}/{last.year % 100:02}"
    if precision in ("term", "half-term") and first.year == last.year:
        return _term_name(first, last, precision)
    return None


def _term_name(first: date, last: date, precision: Precision) -> str | None:
    middle = first + (last - first) / 2
    season = "Spring" if middle.month <= 3 else "Summer" if middle.month <= 7 else "Autumn"
    months = _SEASON_MONTHS[season]
    if first.month not in months or last.month not in months:
        return None
    if precision == "term" or (last - first).days > _LONGEST_HALF_TERM:
        return f"{season} {first.year}"
    # The break lies at the end of October, in mid-February or at the end of May: a second half
    # begins in the last fortnight before these days or later, a first half well before.
    second_from = {"Autumn": (10, 15), "Spring": (2, 8), "Summer": (5, 18)}[season]
    half = 2 if (first.month, first.day) >= second_from else 1
    return f"{season} {half} {first.year}"
