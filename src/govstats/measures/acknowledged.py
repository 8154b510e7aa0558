"""Which acknowledgements count for a version, and why not: each record judged beside each duty of its person.

What the register says of a version comes to a few days: an acknowledgement counts from such a day on. They are worked
out once for each version and each name by which an acknowledgement may call one; a record is only held against them.

Definitions: docs/methodology.md, "Acknowledgement coverage".
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.codes import Rows, places
from govstats.measures.outcomes import WHY, Codes, best_of
from govstats.measures.requirements import Days, Duties, Flags, beside
from govstats.measures.verdicts import NO, UNSURE, YES, Verdicts

# A day that is not known may be any up to FAR; nothing counts from NEVER on.
FAR, NEVER = np.datetime64(date.max, "s"), np.datetime64("10000-01-01", "s")


@dataclass(frozen=True)
class Judged:
    """Each acknowledgement beside each duty of its person and policy.

    Attributes
    ----------
    pair, fact
        The duty, and the row of the acknowledgements.
    """

    duties: Duties
    records: pd.DataFrame
    as_at: date
    pair: Rows
    fact: Rows

    def best(self) -> tuple[Verdicts, Codes]:
        """By duty, the best verdict that any acknowledgement gives, with its reason; no where there is none."""
        return best_of(self.duties, self.pair, self.valid, self.why)

    def done(self) -> Verdicts:
        """The verdicts of `best`."""
        done = np.zeros(len(self.duties), "int8")
        for verdict in (UNSURE, YES):
            done[self.pair[self.valid == verdict]] = verdict
        return done

    def lapsed(self, done: Verdicts) -> tuple[Rows, Days]:
        """The duties that nothing valid meets any more, each with the days after which an acknowledgement lapsed."""
        over = self.has_lapsed & (done[self.pair] < YES)
        return self.pair[over], self.until_latest[over]

    @cached_property
    def earliest(self) -> Days:
        """The first day that each may be dated."""
        days: Days = self.records["acknowledged_on_earliest"].to_numpy()[self.fact]
        return days

    @cached_property
    def latest(self) -> Days:
        """The last day that each may be dated."""
        days: Days = self.records["acknowledged_on_latest"].to_numpy()[self.fact]
        return days

    @cached_property
    def counts(self) -> Verdicts:
        """A verdict: it counts for the version, or did until it lapsed."""
        return self._since(*self._named.counts)

    @cached_property
    def valid(self) -> Verdicts:
        """A verdict: it counts for the version, and has not lapsed."""
        lasting = self._named.lasting[:, None]
        sure, possible = self._named.counts
        return self._since(np.maximum(sure, lasting), np.maximum(possible, lasting))

    @property
    def has_lapsed(self) -> Flags:
        """It counted once, and has lapsed."""
        over: Flags = (self.valid == NO) & (self.counts > NO)
        return over

    @cached_property
    def earlier(self) -> Verdicts:
        """A verdict: it was a valid one once, of an earlier version or lapsed since."""
        named = self._named
        of_earlier = self._since(*named.counts_earlier)
        # A bare date that is not of this version is of one before it.
        sure, possible = (days[:, 0][self._version] for days in named.counts)
        bare = ~self._is_named & (self.earliest >= named.began[self._version])
        while_in_force = _not_before(self.earliest, self.latest, sure, possible)
        of_earlier[bare] = np.where(self._agreed, np.minimum(YES - while_in_force, self._by_then), NO)[bare]
        return np.where(self.has_lapsed, np.maximum(of_earlier, self.counts), of_earlier)

    @property
    def until_latest(self) -> Days:
        """The last day on which it counts; far away where it does not lapse."""
        months = self._named.versions["renew_months"].to_numpy()[self._version]
        until = np.full(len(months), FAR)
        renewed = np.flatnonzero(months)
        until[renewed] = plus_months(self.latest[renewed], months[renewed])
        return until

    @cached_property
    def why(self) -> Codes:
        """The reason for the verdict of `valid`."""
        valid, of, wanted = self.valid, self._named.of.ravel()[self._call], self._named.rows[self._version]
        named = self._is_named
        before = self.latest < self._named.versions["in_force_earliest"].to_numpy()[self._version]
        response = self.records["response"]
        declined, asked = ((response == word).to_numpy(bool)[self.fact] for word in ("no", "exception"))
        told = [
            (valid == UNSURE, "a date is vague"),
            ((valid == YES) & named & (of == wanted) & before, "names the version, before it took effect"),
            ((valid == YES) & named & (of == wanted), "names the version"),
            ((valid == YES) & (named | before), "of the version before a minor change"),
            (valid == YES, "inferred from the day"),
            (self._by_then == NO, "nothing recorded"),  # a later fact
            (declined, "declined"),
            (asked, "exception requested"),
            (~self._dated, "recorded without a day"),
            (self.counts > NO, "lapsed"),
            (self.earlier > NO, "an earlier version"),
            (named & (of < 0), "a version that the register does not have"),
        ]
        codes = [WHY[words] for _, words in told]
        return np.select([when for when, _ in told], codes, WHY["dated before it could count"]).astype("int8")

    @cached_property
    def _named(self) -> "_Named":
        return _Named.of_versions(self.duties, self.as_at)

    @cached_property
    def _version(self) -> Rows:
        """The row in `_named` of the version that the duty is of."""
        return self._named.row_of[self.duties.version[self.pair]]

    @cached_property
    def _call(self) -> Rows:
        """The cell of `_named`: the version of the duty, and what the acknowledgement calls it."""
        keys = self._named.keys
        called = places(self.records["version_key"], keys)
        called[called < 0] = len(keys)
        return self._version * (len(keys) + 1) + called[self.fact]

    @property
    def _is_named(self) -> Flags:
        return (self.records["version_key"] != "").to_numpy(bool)[self.fact]

    @property
    def _dated(self) -> Flags:
        return (self.records["acknowledged_on_text"] != "").to_numpy(bool)[self.fact]

    @cached_property
    def _agreed(self) -> Flags:
        response = self.records["response"]
        agreed = ((response == "") | (response == "yes")) & (self.records["acknowledged_on_text"] != "")
        return agreed.to_numpy(bool)[self.fact]

    @property
    def _by_then(self) -> Verdicts:
        day = np.datetime64(self.as_at, "s")
        return np.select([self.latest <= day, self.earliest > day], [YES, NO], UNSURE).astype("int8")

    def _since(self, sure: Days, possible: Days) -> Verdicts:
        """Whether each was agreed by the day, and on or after the day from which what it calls the version counts."""
        day = np.datetime64(self.as_at, "s")
        latest = self.latest
        if np.isnat(latest).any():
            latest = np.where(np.isnat(latest), FAR, latest)
        no = (latest < possible.ravel()[self._call]) | (self.earliest > day) | ~self._agreed
        verdict = ((self.earliest >= sure.ravel()[self._call]) & (latest <= day)).view("int8") + UNSURE
        verdict[no] = NO
        return verdict


@dataclass(frozen=True)
class _Named:
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
    def of_versions(cls, duties: Duties, as_at: date) -> "_Named":
        every = duties.versions
        rows = np.flatnonzero(np.bincount(duties.version, minlength=len(every)))
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


def judge(duties: Duties, records: pd.DataFrame, as_at: date) -> Judged:
    """Judge every acknowledgement of someone who has a duty of its policy, as at the end of a day."""
    return Judged(duties, records, as_at, *beside(duties, records))


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


def _not_before(earliest: Days, latest: Days, last: Days, first: Days) -> Verdicts:
    """Whether a vague date lies on or after another vague date, whose last and first day are given."""
    return np.select([earliest >= last, latest < first], [YES, NO], UNSURE).astype("int8")
