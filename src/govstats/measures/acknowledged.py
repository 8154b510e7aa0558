"""Which acknowledgements count for a version, and why not: each record judged beside each duty of its person.

Definitions: docs/methodology.md, "Acknowledgement coverage".
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.outcomes import WHY, Codes, best_of
from govstats.measures.requirements import Days, Duties, Rows, beside
from govstats.measures.verdicts import NO, UNSURE, YES, Verdicts

_READ = ["version_key", "response", *(f"acknowledged_on_{part}" for part in ("earliest", "latest", "text"))]


@dataclass(frozen=True)
class Judged:
    """Each acknowledgement beside each duty of its person and policy.

    Attributes
    ----------
    pair, fact
        The duty, and the row of the acknowledgements.
    earliest, latest
        The days that it may be dated.
    counts
        A verdict: it counts for the version, or did until it lapsed.
    valid
        A verdict: it counts for the version, and has not lapsed.
    why
        The reason for the verdict.
    earlier
        A verdict: it was a valid one once, of an earlier version or lapsed since.
    until_latest
        The last day on which it counts; far away where it does not lapse.
    """

    pair: Rows
    fact: Rows
    earliest: Days
    latest: Days
    counts: Verdicts
    valid: Verdicts
    why: Codes
    earlier: Verdicts
    until_latest: Days

    def best(self, duties: Duties) -> tuple[Verdicts, Codes]:
        """By duty, the best verdict that any acknowledgement gives, with its reason; no where there is none."""
        return best_of(duties, self.pair, self.valid, self.why)

    def lapsed(self, done: Verdicts) -> tuple[Rows, Days]:
        """The duties that nothing valid meets any more, each with the days after which an acknowledgement lapsed."""
        over = (self.why == WHY["lapsed"]) & (done[self.pair] < YES)
        return self.pair[over], self.until_latest[over]


def judge(duties: Duties, records: pd.DataFrame, as_at: date) -> Judged:
    """Judge every acknowledgement of someone who has a duty of its policy, as at the end of a day."""
    pair, fact = beside(duties, records)
    facts, day = records[_READ].take(fact), np.datetime64(as_at, "s")
    earliest, latest = (facts[f"acknowledged_on_{end}"].to_numpy() for end in ("earliest", "latest"))
    wanted, named = duties.version[pair], (facts["version_key"] != "").to_numpy(bool)
    of = _version_named(duties, wanted, facts["version_key"])
    first = duties.versions["accepted_from"].to_numpy()[wanted]

    accepted = named & (of >= first) & (of <= wanted)
    since_known = _not_before(earliest, latest, *_days(duties, "known", np.where(of >= 0, of, wanted)))
    while_in_force = _not_before(earliest, latest, *_days(duties, "in_force", first))
    timely = np.select([~named, accepted], [while_in_force, since_known], NO)
    by_then = _by(earliest, latest, day)
    agreed = facts["response"].isin(["", "yes"]).to_numpy(bool) & (facts["acknowledged_on_text"] != "").to_numpy(bool)
    once = np.where(agreed, np.minimum(timely, by_then), NO).astype("int8")

    until_earliest, until_latest = _until(duties, wanted, earliest, latest)
    lasts = np.where(until_earliest >= day, YES, np.where(until_latest < day, NO, UNSURE)).astype("int8")
    valid = np.minimum(once, lasts)

    began = _first_in_force(duties, wanted)
    # A bare date that is not of this version is of one before it.
    of_earlier = np.where(
        named,
        np.where((of >= 0) & (of < first), since_known, NO),
        np.where(earliest >= began, YES - while_in_force, NO),
    )
    before = np.where(agreed, np.minimum(of_earlier, by_then), NO)
    earlier = np.maximum(before, np.where(lasts == NO, once, NO)).astype("int8")

    in_force_from, _ = _days(duties, "in_force", wanted)
    why = np.select(
        [
            valid == UNSURE,
            (valid == YES) & named & (of == wanted) & (latest < in_force_from),
            (valid == YES) & named & (of == wanted),
            (valid == YES) & (named | (latest < in_force_from)),
            valid == YES,
            by_then == NO,
            (facts["response"] == "no").to_numpy(bool),
            (facts["response"] == "exception").to_numpy(bool),
            (facts["acknowledged_on_text"] == "").to_numpy(bool),
            once > NO,
            earlier > NO,
            named & (of < 0),
        ],
        [
            WHY[words]
            for words in (
                "a date is vague",
                "names the version, before it took effect",
                "names the version",
                "of the version before a minor change",
                "inferred from the day",
                "nothing recorded",  # a later fact
                "declined",
                "exception requested",
                "recorded without a day",
                "lapsed",
                "an earlier version",
                "a version that the register does not have",
            )
        ],
        WHY["dated before it could count"],
    ).astype("int8")
    return Judged(pair, fact, earliest, latest, once, valid, why, earlier, until_latest)


def _version_named(duties: Duties, wanted: Rows, key: pd.Series) -> Rows:
    """The row of the version that each acknowledgement names, in the document of its duty; -1 where there is none."""
    keys = pd.Index(duties.versions["version_key"].unique())
    document = duties.versions["document"].to_numpy()
    table = pd.Index(document * len(keys) + keys.get_indexer(duties.versions["version_key"]))
    rows = pd.Series(np.arange(len(table)), table).groupby(level=0).last()
    code = keys.get_indexer(key)
    found = rows.index.get_indexer(document[wanted] * len(keys) + code)
    return np.where((code >= 0) & (found >= 0), rows.to_numpy()[found], -1) if len(rows) else np.full(len(wanted), -1)


def _first_in_force(duties: Duties, wanted: Rows) -> Days:
    """When the document of each duty first had a version in force."""
    versions = duties.versions
    first = np.arange(len(versions)) - versions["number"].to_numpy()
    days: Days = versions["in_force_latest"].to_numpy()[first[wanted]]
    return days


def _days(duties: Duties, name: str, rows: Rows) -> tuple[Days, Days]:
    return tuple(duties.versions[f"{name}_{end}"].to_numpy()[rows] for end in ("earliest", "latest"))  # type: ignore[return-value]


def _until(duties: Duties, wanted: Rows, earliest: Days, latest: Days) -> tuple[Days, Days]:
    """The last day on which each counts: the same date so many months on, or for ever."""
    months = duties.versions["renew_months"].to_numpy()[wanted]
    for_ever = np.datetime64(date.max, "s")
    renewed = months > 0
    ends = (np.where(renewed, plus_months(each, months), for_ever) for each in (earliest, latest))
    return tuple(ends)  # type: ignore[return-value]


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


def _not_before(earliest: Days, latest: Days, first: Days, last: Days) -> Verdicts:
    """Whether a vague date lies on or after another vague date."""
    return np.select([earliest >= last, latest < first], [YES, NO], UNSURE).astype("int8")


def _by(earliest: Days, latest: Days, day: np.datetime64) -> Verdicts:
    return np.select([latest <= day, earliest > day], [YES, NO], UNSURE).astype("int8")
