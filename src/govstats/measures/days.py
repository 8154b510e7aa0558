"""Policy-days in date: on how many of the days of a term each required policy was in date.

Definitions: docs/methodology.md, "Policy-days in date".
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from govstats.measures.clocks import CURRENT, UNDATED, status_on
from govstats.measures.register import Document, documents_of
from govstats.measures.shape import Loaded, tidy, window_of
from govstats.periods import Term

_DAY = timedelta(days=1)


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
    window = window_of(organisation, as_at, term)
    rows = []
    for document in documents_of(organisation):
        days = {True: 0, False: 0, None: 0}
        for status, length in _stretches(document, window):
            days[None if status in UNDATED else status in CURRENT] += length
        counts = (days[True], sum(days.values()), days[None], 0)
        rows += [(school, document.policy, *counts) for school in document.schools]
    leaves = pd.DataFrame(rows, columns=["school", "policy", "numerator", "denominator", "unknown", "excluded"])
    return tidy("policy_days_in_date", leaves, by, basis="", start=window.start, end=as_at)


def _stretches(document: Document, window: Term) -> Iterator[tuple[str, int]]:
    """The window cut where something may change, each piece with its status and its length in days."""
    turns = {window.start, window.end + _DAY}
    for version in document.versions:
        due = version.stated_due or version.cycle_due
        begins = (version.starts.earliest, version.starts.latest)
        turns |= {day for day in (*begins, due and due.latest and due.latest + _DAY) if day}
    inside = sorted(day for day in turns if window.start <= day <= window.end + _DAY)
    for first, following in pairwise(inside):
        yield status_on(document, "", first)[0], (following - first).days
