"""Policy-days in date: on how many of the days of a term each required policy was in date.

Definitions: docs/methodology.md, "Policy-days in date".
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.clocks import outcome_of, status_on
from govstats.measures.register import Document, documents_of
from govstats.measures.shape import COUNTS, Loaded, counts_of, tidy, window_of
from govstats.periods import Term, say_day

_DAY = timedelta(days=1)


@asked("school", "policy")
def policy_days_in_date(
    organisation: Loaded, as_at: date, by: Sequence[str] = ("school", "policy"), term: Term | None = None
) -> pd.DataFrame:
    """Days of a term on which the required policies were in date, over the days on which they were required.

    Parameters
    ----------
    by
        Of `school`, `policy`.
    term
        The window, up to `as_at`; by default the last term that had begun by then.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`), counted in days, summed over policy × school pairs. `unknown`
        counts the days of which a vague or missing date leaves it open.
    """
    window, leaves = window_of(organisation, as_at, term), counts_of(day_leaves(organisation, as_at, term))
    leaves[list(COUNTS)] = leaves[list(COUNTS)].mul(leaves["days"], axis=0)
    return tidy("policy_days_in_date", leaves, by, basis="", start=window.start, end=as_at)


def day_leaves(organisation: Loaded, as_at: date, term: Term | None = None) -> pd.DataFrame:
    """One row a policy, school and stretch of days: `school, policy, reference` (the days), `outcome, why, days`."""
    window = window_of(organisation, as_at, term)
    rows = [
        (school, document.policy, f"{say_day(first)} to {say_day(last)}", outcome_of(status), status, length)
        for document in documents_of(organisation)
        for first, last, status in _stretches(document, window)
        for length in [(last - first).days + 1]
        for school in document.schools
    ]
    return pd.DataFrame(rows, columns=["school", "policy", "reference", "outcome", "why", "days"])


def _stretches(document: Document, window: Term) -> Iterator[tuple[date, date, str]]:
    """The window cut where something may change: each piece with its first and last day and its status."""
    turns = {window.start, window.end + _DAY}
    for version in document.versions:
        due = version.stated_due or version.cycle_due
        begins = (version.starts.earliest, version.starts.latest)
        turns |= {day for day in (*begins, due and due.latest and due.latest + _DAY) if day}
    inside = sorted(day for day in turns if window.start <= day <= window.end + _DAY)
    for first, following in pairwise(inside):
        yield first, following - _DAY, status_on(document, "", first)[0]
