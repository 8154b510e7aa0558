"""What is published of the time that people take: shares of a crowd on three days, and nothing between."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from govstats.measures import time_to_acknowledge, time_to_induct
from govstats.measures.shape import Loaded
from govstats.periods import DateInterval, Term
from govstats.statistics import done_by, kaplan_meier

DAYS = (7, 14, 28)
LEAST_PEOPLE = 20  # of a smaller crowd, a step of the curve would be somebody
COLUMNS = ("measure", "policy", "people", "since", "day", "at_risk", "done", "lower", "upper")


def pace(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """By policy, the share who had done it 7, 14 and 28 days after they could, of 20 people and more.

    Returns
    -------
    DataFrame
        `COLUMNS`. `measure` is "acknowledgement", of the version in force, or "induction", of those who started in the
        year before; `since` is the first day of that year, else empty. `done` is a share with its `lower` and `upper`
        limits, the range consistent with chance; a day on which fewer than 10 were still waiting has no row.
    """
    year_ago = DateInterval(as_at, as_at, "day", "").plus_months(-12).latest or as_at
    starters = time_to_induct(organisation, as_at, Term("the year before", year_ago, as_at))
    rows = [
        *_read("acknowledgement", time_to_acknowledge(organisation, as_at), ""),
        *_read("induction", starters, year_ago.isoformat()),
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _read(measure: str, times: pd.DataFrame, since: str) -> Iterator[tuple[object, ...]]:
    for policy, rows in times.groupby("policy", sort=True):
        people = rows["reference"].nunique()
        if people < LEAST_PEOPLE:
            continue
        curve = kaplan_meier(rows["duration"], rows["observed"], rows["entry"])
        for read in done_by(curve, DAYS).dropna(subset="done").itertuples():
            yield measure, policy, people, since, read.day, read.at_risk, read.done, read.lower, read.upper
