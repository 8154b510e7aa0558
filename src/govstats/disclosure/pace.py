"""What is published of the time that people take: shares of a crowd on three days, and nothing between."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pandas as pd

from govstats.disclosure.figures import Cell, Figure
from govstats.disclosure.held import Audit
from govstats.disclosure.people import ACKNOWLEDGED, INDUCTED
from govstats.measures import reviews, time_to_induct
from govstats.measures.shape import Loaded
from govstats.measures.times import days_to_acknowledge
from govstats.periods import DateInterval, Term
from govstats.statistics import done_by, kaplan_meier

DAYS = (7, 14, 28)
LEAST_PEOPLE = 20  # of a smaller crowd, a step of the curve would be somebody
COLUMNS = ("measure", "policy", "people", "since", "day", "at_risk", "done", "lower", "upper")


def pace(organisation: Loaded, as_at: date, audit: Audit) -> pd.DataFrame:
    """By policy, the share who had done it 7, 14 and 28 days after they could, of 20 people and more.

    Signing is told of versions that began in the year before, for it is of those that something can be made. A policy
    whose shares would tell of a few, beside what else is printed or beside an earlier report, is left out.

    Returns
    -------
    DataFrame
        `COLUMNS`. `measure` is "acknowledgement", of the version in force, or "induction", of those who started in the
        year before; `since` is the first day of that year, else empty. `done` is a share with its `lower` and `upper`
        limits, the range consistent with chance. A day on which fewer than 10 were still waiting has no row, nor one
        before which the time of a few had ended.
    """
    year_ago = DateInterval(as_at, as_at, "day", "").plus_months(-12).latest or as_at
    starters = time_to_induct(organisation, as_at, Term("the year before", year_ago, as_at))
    allowed = str(organisation.settings.induction_allowed)
    current = reviews(organisation, as_at)
    recent = {*current.loc[current["began"].map(lambda day: pd.notna(day) and day > year_ago), "policy"]}
    signing = (some[some["policy"].isin(recent)] for some in days_to_acknowledge(organisation, as_at))
    rows = [
        *(row for some in signing for row in _read("acknowledgement", some, "", audit, ACKNOWLEDGED, "")),
        *_read("induction", starters, year_ago.isoformat(), audit, INDUCTED, allowed),
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _read(
    measure: str, times: pd.DataFrame, since: str, audit: Audit, thing: str, allowed: str
) -> Iterator[tuple[object, ...]]:
    for policy, rows in times.groupby("policy", sort=True):
        name, people = str(policy), audit.counted(rows["reference"])
        if len(people) < LEAST_PEOPLE:
            continue
        curve = kaplan_meier(rows["duration"], rows["observed"], rows["entry"])
        reads: Iterable[Any] = done_by(curve, DAYS).itertuples()
        days = {read.day: read for read in reads if read.done == read.done}
        figures = {}
        for day in _safe(days, rows.groupby("reference")["until"].min(), audit.minimum):
            done = int((rows["observed"] & (rows["duration"] <= day)).sum())
            figures[day] = Figure(people, done, in_time=True, unsure=None, cell=Cell(measure, basis=f"{day} days"))
        others = audit.of(name, thing, allowed)
        # On another day than the last one allowed, "in time" means something else than in the figures of timeliness.
        beside = [others if f"{day} days" == allowed else others.without_times() for day in figures]
        alike = [audit.of(name, thing, f"{day} days") for day in figures]
        if all(each.allows(figure) for each, figure in zip((*beside, *alike), (*figures.values(),) * 2, strict=True)):
            for each, figure in zip(alike, figures.values(), strict=True):
                each.add(figure)
            for read in (days[day] for day in figures):
                yield measure, policy, len(people), since, read.day, read.at_risk, read.done, read.lower, read.upper


def _safe(days: Iterable[int], until: pd.Series, minimum: int) -> list[int]:
    """The days before which the time of nobody had ended, or of enough people, and of enough since the day before.

    Whoever's time had ended without a signature is not in the share, and with one they are. When it ended any reader
    knows, so a share that is none of all of them would tell how a few stand.
    """
    safe, told = [], 0
    for day in days:
        ended = int((until < day).sum())
        if not any(0 < few < minimum for few in (ended, ended - told)):
            safe.append(day)
            told = ended
    return safe
