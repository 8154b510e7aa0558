"""When the days allowed for a duty run out: from the latest of in force, published, start, and return from absence."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from govstats.measures.codes import Rows
from govstats.measures.requirements import Duties
from govstats.measures.verdicts import NO, Days, Flags, Verdicts, verdicts
from govstats.periods import Allowed


@dataclass(frozen=True)
class Clock:
    """The days on which each duty may have begun, and whether the person is away.

    Attributes
    ----------
    earliest, latest
        By pair. Someone away when the duty began, or who went away within the days allowed, starts on the return.
    away
        Away from the beginning of the duty until now.
    away_early
        Away now, and gone before the days allowed had run out.
    """

    earliest: Days
    latest: Days
    away: Flags
    away_early: Flags

    def renewed(self, pair: Rows, until: Days) -> "Clock":
        """The clock of duties that begin again on the day after an acknowledgement lapsed."""
        earliest, latest = self.earliest.copy(), self.latest.copy()
        for days in (earliest, latest):
            np.maximum.at(days, pair, until + np.timedelta64(1, "D"))
        return replace(self, earliest=earliest, latest=latest)

    def run_out(self, allowed: Allowed, as_at: date) -> Verdicts:
        """Whether the days allowed have run out by the end of a day."""
        day = np.datetime64(as_at, "s")
        (first_end, _), (_, last_end) = allowed.last_days(self.earliest), allowed.last_days(self.latest)
        run_out = verdicts(yes=last_end <= day, no=first_end > day)
        return np.where(self.away | self.away_early, NO, run_out).astype("int8")


def clock_of(duties: Duties, days: int, as_at: date) -> Clock:
    """The clock of each duty, for so many days allowed."""
    earliest, latest = duties.begins
    day, allowed = np.datetime64(as_at, "s"), np.timedelta64(days, "D")
    gone, back = (
        duties.people[name].to_numpy()[duties.person] for name in ("absent_from_latest", "absent_to_earliest")
    )
    returned = (duties.people["absent_to_text"] != "").to_numpy(bool)[duties.person] & (back <= day)
    away = (gone <= latest) & ~returned
    # Whoever comes back after the duty began has the days allowed from then on.
    again = returned & (gone <= latest + allowed) & (back > latest) & (back > gone)
    return Clock(
        np.where(again, back, earliest),
        np.where(again, back, latest),
        away,
        (gone <= latest + allowed) & (gone <= day) & ~returned & ~away,
    )


def away(duties: Duties, days: int, as_at: date) -> Flags:
    """Whether each person is away from the beginning of the duty until now: `Clock.away`, looked at where it may be."""
    absent = duties.people["absent_from_latest"].notna().to_numpy()
    rows = np.flatnonzero(absent[duties.person])
    flags = np.zeros(len(duties), bool)
    flags[rows] = clock_of(duties.only(rows), days, as_at).away
    return flags
