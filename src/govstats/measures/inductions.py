"""Inductions: which starters were inducted on each policy by name, and which of them in time.

Definitions: docs/methodology.md, "Induction coverage" and "Induction timeliness".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from govstats.measures.allowed import Clock
from govstats.measures.asked import asked
from govstats.measures.codes import Rows
from govstats.measures.coverage import Coverage, checked_basis, settle
from govstats.measures.outcomes import WHY, Apart, Codes, best_of, fold, outcomes_of, reasons_of, sums
from govstats.measures.people import starters
from govstats.measures.register import documents_of
from govstats.measures.remembered import remembered
from govstats.measures.requirements import Duties, beside, required_duties
from govstats.measures.shape import LEFT_OUT, Loaded, labelled, window_of
from govstats.measures.verdicts import NO, UNSURE, Days, Verdicts, verdicts
from govstats.periods import Term

_SCHOOL_DAYS_NOT_KNOWN = "the calendar does not tell the school days"
# An induction may come before the first day: it then counts as day 0.
BEFORE_START_DAYS = 60


@asked("school", "policy", "group", "audience")
def induction_coverage(
    organisation: Loaded,
    as_at: date,
    by: Sequence[str] = ("school", "policy"),
    term: Term | None = None,
    basis: Coverage = "all",
    audience: str | None = None,
) -> pd.DataFrame:
    """Employees who started in the term so far, and whose induction named the policy.

    Parameters
    ----------
    by
        Of `school`, `policy`, `group`, `audience`.
    term
        The window; by default the last term that had begun by `as_at`.
    basis
        `all`, or `due`: only those whose days allowed (`targets.induction_days`) have run out.
    audience
        In place of the register's, as in `acknowledgement_coverage`.

    Returns
    -------
    DataFrame
        The tidy shape. `excluded` counts agency staff, volunteers, governors and contractors, who are inducted in
        their own ways, and of those who are due also starters within the days allowed.
    """
    window = window_of(organisation, as_at, term)
    duties, outcome, _ = _outcomes(organisation, as_at, term, basis, audience, in_time=False)
    return labelled("induction_coverage", sums(duties, outcome, by), by, basis=basis, start=window.start, end=as_at)


@asked("school", "policy", "group", "audience")
def induction_timeliness(
    organisation: Loaded,
    as_at: date,
    by: Sequence[str] = ("school", "policy"),
    term: Term | None = None,
    audience: str | None = None,
) -> pd.DataFrame:
    """Starters whose days allowed have run out, and how many were inducted within them.

    The days allowed (`targets.induction_days`) are calendar days after the first day of service, or school days
    (`targets.induction_days_are`). Where the calendar does not name both halves of a term, school days are counted from
    the fewest to the most that there can be, and what depends on it cannot be told.

    Parameters
    ----------
    by, term, audience
        As in `induction_coverage`.

    Returns
    -------
    DataFrame
        The tidy shape, `basis` "due". `excluded` counts starters within the days allowed, and those who are inducted in
        their own ways.
    """
    window = window_of(organisation, as_at, term)
    duties, outcome, _ = _outcomes(organisation, as_at, term, "due", audience, in_time=True)
    return labelled("induction_timeliness", sums(duties, outcome, by), by, basis="due", start=window.start, end=as_at)


def induction_leaves(
    organisation: Loaded,
    as_at: date,
    term: Term | None = None,
    basis: Coverage = "all",
    audience: str | None = None,
) -> pd.DataFrame:
    """One row a starter and policy, with the outcome and the reason for it (`outcomes.fold`). Never for governors."""
    return fold(*_outcomes(organisation, as_at, term, basis, audience, in_time=False))


def timeliness_leaves(
    organisation: Loaded, as_at: date, term: Term | None = None, audience: str | None = None
) -> pd.DataFrame:
    """As `induction_leaves`, of those who are due: done means within the days allowed."""
    return fold(*_outcomes(organisation, as_at, term, "due", audience, in_time=True))


def _outcomes(
    organisation: Loaded, as_at: date, term: Term | None, basis: Coverage, audience: str | None, *, in_time: bool
) -> tuple[Duties, Codes, Codes]:
    allowed = organisation.settings.induction_allowed
    duties = induction_duties(organisation, as_at, term, audience)
    clock = from_first_day(duties)
    last_days = allowed.last_days(clock.latest)
    done, why = _inducted(duties, organisation, as_at, last_days if in_time else None)
    apart = settle(duties, clock.away, clock.run_out(allowed, as_at) if checked_basis(basis) == "due" else None)
    outcome, reason = outcomes_of(done, apart), reasons_of(why, apart)
    # Past the earliest end of even the latest start, it is the school days that are not known.
    untold = (reason == WHY["the days allowed may not have run out"]) & (last_days[0] <= np.datetime64(as_at, "s"))
    reason[untold] = WHY[_SCHOOL_DAYS_NOT_KNOWN]
    others = (duties.people["staff_type"] != "employee").to_numpy(bool)[duties.person]
    of_others: Apart = [(others, LEFT_OUT, "not an employee")]
    return duties, outcomes_of(outcome, of_others), reasons_of(reason, of_others)


@remembered
def induction_duties(organisation: Loaded, as_at: date, term: Term | None, audience: str | None = None) -> Duties:
    """Every starter of the term so far × version in force that is required of them."""
    window, staff = window_of(organisation, as_at, term), organisation.records.staff
    people = starters(staff, window.start, window.end)
    return required_duties(people, staff, documents_of(organisation), as_at, audience)


def from_first_day(duties: Duties) -> Clock:
    """The clock of an induction: from the first day of service, whatever the version. Absence does not stop it."""
    nobody = np.zeros(len(duties), bool)
    earliest, latest = (duties.people[f"start_date_{end}"].to_numpy()[duties.person] for end in ("earliest", "latest"))
    return Clock(earliest, latest, nobody, nobody)


@dataclass(frozen=True)
class Inducted:
    """Each induction beside each duty of its person and policy: the days it may be dated, and whether it counts."""

    pair: Rows
    earliest: Days
    latest: Days
    valid: Verdicts


def judge_inductions(duties: Duties, records: pd.DataFrame, as_at: date) -> Inducted:
    """Which inductions count: dated from 60 days before the first day of service up to the day."""
    pair, fact = beside(duties, records)
    facts, day = records.take(fact), np.datetime64(as_at, "s")
    earliest, latest = (facts[f"inducted_on_{end}"].to_numpy() for end in ("earliest", "latest"))
    before = np.timedelta64(BEFORE_START_DAYS, "D")
    first, last = (duties.people[f"start_date_{end}"].to_numpy()[duties.person[pair]] for end in ("earliest", "latest"))
    not_too_early = verdicts(yes=earliest >= last - before, no=latest < first - before)
    by_then = verdicts(yes=latest <= day, no=earliest > day)
    return Inducted(pair, earliest, latest, np.minimum(not_too_early, by_then).astype("int8"))


def _inducted(
    duties: Duties, organisation: Loaded, as_at: date, last_days: tuple[Days, Days] | None
) -> tuple[Verdicts, Codes]:
    """By duty, whether there is an induction that counts, by the last day allowed where there is one, and why."""
    records = organisation.records
    if "inductions" not in records.given:
        return np.full(len(duties), UNSURE), np.full(len(duties), WHY["no records were given"])
    judged = judge_inductions(duties, records.inductions, as_at)
    valid = judged.valid
    late = untold = np.zeros(len(valid), bool)
    if last_days is not None:
        first_end, last_end = (days[judged.pair] for days in last_days)
        met = verdicts(yes=judged.latest <= first_end, no=judged.earliest > last_end)
        late, untold = (valid > NO) & (met == NO), (met == UNSURE) & (judged.earliest > first_end)
        valid = np.minimum(valid, met)
    words = ["done after the days allowed", "dated before it could count", _SCHOOL_DAYS_NOT_KNOWN, "a date is vague"]
    why = np.select(
        [late, valid == NO, untold, valid == UNSURE],
        [WHY[each] for each in words],
        WHY["the induction names the policy"],
    )
    return best_of(duties, judged.pair, valid, why.astype("int8"))
