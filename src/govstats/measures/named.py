"""From which day an acknowledgement counts for a version, by the name that it gives it.

What the register says of a version comes to a few days. They are worked out once for each version that is a duty of
somebody and each name by which an acknowledgement may call one.

Definitions: docs/methodology.md, "Acknowledgement coverage".
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.codes import Rows, of_codes, places
from govstats.measures.requirements import Duties
from govstats.measures.verdicts import Days, Flags

# A day that is not known may be any up to FAR; nothing counts from NEVER on.
FAR, NEVER = np.datetime64(date.max, "s"), np.datetime64("10000-01-01", "s")


@dataclass(frozen=True)
class Named:
    """For each version that is a duty of somebody, and each name that an acknowledgement may give: what it comes to.

    Columns are the names in `keys`, "" for none among them, and a last one for names that the register does not have.

    Attributes
    ----------
    rows, row_of
        The rows of the duties' versions, and the place among them of each.
    of
        The row of the version that is named; -1 where there is none.
    counts
        The days from which an acknowledgement surely, and possibly, counts for the version.
    counts_earlier
        The same of one that names an earlier version.
    lasting
        By version, the first day on which what was acknowledged has not lapsed yet.
    began
        By version, when its document first had a version in force.
    """

    versions: pd.DataFrame
    rows: Rows
    row_of: Rows
    keys: pd.Index
    of: Rows
    counts: tuple[Days, Days]
    counts_earlier: tuple[Days, Days]
    lasting: Days
    began: Days

    @classmethod
    def of_versions(cls, duties: Duties, as_at: date) -> "Named":
        every, rows = duties.versions, duties.asked
        row_of = np.zeros(len(every), "int64")
        row_of[rows] = np.arange(len(rows))
        wanted = every.iloc[rows]
        keys = pd.Index(["", *every["version_key"][every["version_key"] != ""].unique()], dtype="str")
        of = _versions_called(every, wanted, keys)
        first, last = wanted["accepted_from"].to_numpy()[:, None], rows[:, None]
        counts, earlier = [], []
        for end in ("latest", "earliest"):
            in_force, known = (every[f"{name}_{end}"].to_numpy() for name in ("in_force", "known"))
            days = np.where((of >= first) & (of <= last), known[of], NEVER)
            days[:, 0] = in_force[first[:, 0]]  # one that names no version counts while it is in force
            counts.append(days)
            earlier.append(np.where((of >= 0) & (of < first), known[of], NEVER))
        began = every["in_force_latest"].to_numpy()[rows - wanted["number"].to_numpy()]
        lasting = first_that_lasts(wanted["renew_months"].to_numpy(), as_at)
        return cls(wanted, rows, row_of, keys, of, (counts[0], counts[1]), (earlier[0], earlier[1]), lasting, began)

    def may_count(self, records: pd.DataFrame, as_at: date) -> Flags:
        """Whether each acknowledgement may count, by the day, for any version that is a duty of anybody."""
        policies = pd.Index(self.versions["policy"].unique(), dtype="str")
        # A policy or a name that there is not has place -1: the last row or column, in which nothing counts.
        first = np.full((len(policies) + 1, len(self.keys) + 1), NEVER)
        np.minimum.at(first, places(self.versions["policy"], policies), self.counts[1])
        # Of millions of records only the codes are looked at, in numbers as small as will do.
        policy, called = (records[name].astype("category").array for name in ("policy", "version_key"))
        first = first[np.ix_(of_codes(policy, policies), of_codes(called, self.keys))]
        cell = policy.codes.astype(np.min_scalar_type(-first.size)) * first.shape[1] + called.codes
        too_early = records["acknowledged_on_latest"].to_numpy() < first.ravel()[cell]
        later = records["acknowledged_on_earliest"].to_numpy() > np.datetime64(as_at, "s")
        flags: Flags = ~(too_early | later)
        return flags


def _versions_called(every: pd.DataFrame, wanted: pd.DataFrame, keys: pd.Index) -> Rows:
    """The row of the version that each key names in the document of each wanted version, the last of several; else -1.

    The first key names none, and so does the last column, of what is no key of the register.
    """
    of = np.full((every["document"].max() + 1 if len(every) else 0, len(keys) + 1), -1)
    of[every["document"], places(every["version_key"], keys)] = np.arange(len(every))
    of[:, 0] = -1
    called: Rows = of[wanted["document"]]
    return called


def first_that_lasts(months: npt.NDArray[np.int64], as_at: date) -> Days:
    """The first day on which an acknowledgement that is good for so many months has not lapsed by a day; 0 is for ever.

    >>> first_that_lasts(np.array([12, 1, 0]), date(2025, 3, 31)).astype("datetime64[D]")
    array(['2024-03-31', '2025-03-01', '0001-01-01'], dtype='datetime64[D]')
    """
    day = np.full(len(months), np.datetime64(as_at, "s"))
    first = plus_months(day, -months)
    # The end of a shorter month stands for the days that it lacks; what was signed on it may have lapsed.
    for _ in range(3):
        lapsed = plus_months(first, months) < day
        first = np.where(lapsed, first + np.timedelta64(1, "D"), first)
    return np.where(months > 0, first, np.datetime64(date.min, "s"))


def plus_months(days: Days, months: npt.NDArray[np.int64]) -> Days:
    """Days so many months later, clipped to the end of the month.

    >>> plus_months(np.array(["2024-02-29", "2024-09-20"], "datetime64[s]"), np.array([12, 12])).astype("datetime64[D]")
    array(['2025-02-28', '2025-09-20'], dtype='datetime64[D]')
    """
    month = days.astype("datetime64[M]")
    of_month = days.astype("datetime64[D]") - month.astype("datetime64[D]")
    first = (month + months).astype("datetime64[D]")
    last = (month + months + 1).astype("datetime64[D]") - 1
    moved: Days = np.minimum(first + of_month, last).astype("datetime64[s]")
    return moved
