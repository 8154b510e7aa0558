"""So many days to do something in: calendar days, or the days on which a school is open."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from govstats.periods.calendar import Calendar

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
        """The last day allowed for a first day: the earliest it can be and the latest, far away where nothing tells."""
        if self.school_days is None or not self.days:
            by_calendar = first + np.timedelta64(self.days, "D")
            return by_calendar, by_calendar
        return self.school_days.after(first, self.days)


class SchoolDays:
    """The days on which a school is open: Monday to Friday in its own terms, but for the days it is closed.

    In a half-term that is named it is surely open, and between two that follow each other it is surely closed. Of every
    other weekday it is not known: somewhere in a term without its halves lies a break of which nobody has said when it
    is and how long, and no term is guessed. So a count of school days has two ends, and is exact where they meet.

    Examples
    --------
    >>> first_half, second_half = (date(2025, 9, 1), date(2025, 10, 24)), (date(2025, 11, 3), date(2025, 12, 19))
    >>> open_days = SchoolDays(Calendar({"Autumn 1 2025": first_half, "Autumn 2 2025": second_half}))
    >>> earliest, latest = open_days.after(np.array(["2025-10-23", "2025-08-28", "2025-12-18"], "M8[s]"), 2)
    >>> earliest.astype("M8[D]")
    array(['2025-11-03', '2025-09-01', '2025-12-22'], dtype='datetime64[D]')
    >>> latest.astype("M8[D]")
    array(['2025-11-03', '2025-09-02', '2262-01-01'], dtype='datetime64[D]')
    """

    def __init__(self, calendar: Calendar, closed: Collection[date] = ()) -> None:
        shut = np.union1d(_days_of(calendar.holidays()), np.array([*closed], "M8[D]"))
        self._perhaps = np.busdaycalendar(weekmask="Mon Tue Wed Thu Fri", holidays=shut)
        in_halves = np.unique(_days_of((half.start, half.end) for half in calendar.half_terms))
        self._surely = in_halves[np.is_busday(in_halves, busdaycal=self._perhaps)]

    def after(self, first: Days, days: int) -> tuple[Days, Days]:
        """The day that is so many school days, at least one, after a first day: the earliest and the latest it can be.

        It comes earliest if the school is open on all days of which it is not known, and latest if on none of them.
        """
        earliest = np.busday_offset(first.astype("M8[D]"), days, roll="backward", busdaycal=self._perhaps)
        place = np.searchsorted(self._surely, first, side="right") + days - 1
        latest = np.append(self._surely.astype("M8[s]"), _FAR)[np.minimum(place, len(self._surely))]
        return earliest.astype("M8[s]"), latest

    def not_known(self, first: date, last: date) -> list[date]:
        """The days after a first day, up to a last, of which it is not known whether the school is open."""
        days = _days_of([(first + timedelta(days=1), last)])
        open_ = np.is_busday(days, busdaycal=self._perhaps) & ~np.isin(days, self._surely)
        return [day.item() for day in days[open_]]


def _days_of(stretches: Iterable[tuple[date, date]]) -> Days:
    """Every day of stretches, from the first day of each to its last."""
    days = [start + timedelta(days=n) for start, end in stretches for n in range((end - start).days + 1)]
    return np.array(days, "M8[D]")
