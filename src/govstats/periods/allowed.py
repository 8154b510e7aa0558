"""So many days to do something in: calendar days, or the days on which a school is open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from govstats.periods.calendar import Calendar
from govstats.periods.terms import Term

Days = npt.NDArray[np.datetime64]
# Later than any day that a record can hold: a last day that nobody can name.
_FAR = np.datetime64("2262-01-01", "s")


@dataclass(frozen=True)
class Allowed:
    """So many days after a first day.

    Parameters
    ----------
    school_days
        Where given, days on which a school is open; calendar days otherwise.

    Examples
    --------
    >>> str(Allowed(28)), str(Allowed(1)), str(Allowed(10, SchoolDays(Calendar())))
    ('28 days', '1 day', '10 school days')
    """

    days: int
    school_days: "SchoolDays | None" = None

    def __str__(self) -> str:
        return f"{self.days} {'school ' if self.school_days else ''}day{'' if self.days == 1 else 's'}"

    def last_days(self, first: Days) -> tuple[Days, Days]:
        """The last day allowed for each first day: the earliest it can be, and the latest."""
        by_calendar = first + np.timedelta64(self.days, "D")
        if self.school_days is None:
            return by_calendar, by_calendar
        known = self.school_days.after(first, self.days)
        # Whatever the terms are, a school is not open more often than once a day.
        return np.where(np.isnat(known), by_calendar, known), np.where(np.isnat(known), _FAR, known)


class SchoolDays:
    """The days on which a school is open: Monday to Friday in its own terms, but for the days it is closed.

    Between two terms that follow each other there are holidays, and so there are between two halves of a term where
    both are named. What lies outside the terms that are named is not known: no term is guessed.

    Examples
    --------
    >>> first_half, second_half = (date(2025, 9, 1), date(2025, 10, 24)), (date(2025, 11, 3), date(2025, 12, 19))
    >>> open_days = SchoolDays(Calendar({"Autumn 1 2025": first_half, "Autumn 2 2025": second_half}))
    >>> open_days.after(np.array(["2025-10-23", "2025-12-18"], "M8[s]"), 2).astype("M8[D]")
    array(['2025-11-03',        'NaT'], dtype='datetime64[D]')
    """

    def __init__(self, calendar: Calendar, closed: Collection[date] = ()) -> None:
        self._runs = [_open(run, closed) for run in calendar.runs()]

    def after(self, first: Days, days: int) -> Days:
        """The day that is so many school days after each first day; NaT where the terms that are named do not tell."""
        found = np.full(first.shape, np.datetime64("NaT"), "M8[s]")
        for begins, open_days in self._runs:
            place = np.searchsorted(open_days, first, side="right") + days - 1
            within = (first >= begins) & (place < len(open_days))
            found[within] = open_days[place[within]] if days else first[within]
        return found


def _open(run: list[Term], closed: Collection[date]) -> tuple[np.datetime64, Days]:
    """The first day of a run of terms, and its school days."""
    days = [term.start + timedelta(days=n) for term in run for n in range((term.end - term.start).days + 1)]
    there = [day for day in days if day.weekday() < 5 and day not in closed]
    return np.datetime64(run[0].start, "s"), np.array(there, "M8[s]")
