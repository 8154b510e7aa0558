"""Which acknowledgements count for a version, and why not: each record judged beside each duty of its person.

Definitions: docs/methodology.md, "Acknowledgement coverage".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from govstats.measures.codes import Rows, places
from govstats.measures.named import FAR, Named, plus_months
from govstats.measures.outcomes import WHY, Codes, best_of
from govstats.measures.requirements import Duties, beside
from govstats.measures.verdicts import NO, UNSURE, YES, Days, Flags, Verdicts, verdicts


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
    _named: "Named"
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
    def _version(self) -> Rows:
        """The row in `_named` of the version that the duty is of."""
        return self._named.row_of[self.duties.version[self.pair]]

    @cached_property
    def _call(self) -> Rows:
        """The cell of `_named`: the version of the duty, and what the acknowledgement calls it."""
        keys = self._named.keys
        called = places(self.records["version_key"].take(self.fact), keys)
        called[called < 0] = len(keys)
        return self._version * (len(keys) + 1) + called

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
        return verdicts(yes=self.latest <= day, no=self.earliest > day)

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


def judge(duties: Duties, records: pd.DataFrame, as_at: date, *, counting: bool = False) -> Judged:
    """Judge every acknowledgement of someone who has a duty of its policy, as at the end of a day.

    Parameters
    ----------
    counting
        Only those that may count, or may have counted until they lapsed. Most are of earlier versions, and need not be
        looked at where nobody asks for the reason.
    """
    named = Named.of_versions(duties, as_at)
    if not counting:
        return Judged(duties, records, as_at, named, *beside(duties, records))
    rows = np.flatnonzero(named.may_count(records, as_at))
    pair, fact = beside(duties, records[["person_id", "policy"]].take(rows))
    return Judged(duties, records, as_at, named, pair, rows[fact])


def judged_in_parts(duties: Duties, records: pd.DataFrame, as_at: date) -> Iterator[Judged]:
    """What `judge` gives, for some policies at a time."""
    for part in duties.in_parts():
        policies = part.versions["policy"].iloc[part.asked].unique()
        yield judge(part, records if part is duties else records[records["policy"].isin(policies)], as_at)


def _not_before(earliest: Days, latest: Days, last: Days, first: Days) -> Verdicts:
    """Whether a vague date lies on or after another vague date, whose last and first day are given."""
    return verdicts(yes=earliest >= last, no=latest < first)
