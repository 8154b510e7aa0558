"""The evidence log read for one clause: which of its rows are about it, and which of these hold on a day."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from govstats.measures.acknowledged import plus_months
from govstats.measures.incidents import clause_of
from govstats.measures.register import interval_of
from govstats.measures.requirements import Flags
from govstats.rules.obligations import Clause


def dated(log: pd.DataFrame, clause: Clause, as_at: date) -> tuple[pd.DataFrame, bool]:
    """The rows of the log for a clause that are surely dated by the day and surely hold on it, and whether a vague date
    leaves others open.
    """
    day = np.datetime64(as_at, "s")
    if log.empty:
        return log, False
    rows = log.loc[logged_for(log, clause)]
    earliest, latest = (rows[f"date_{end}"].to_numpy().astype("datetime64[s]") for end in ("earliest", "latest"))
    sure, possible = latest <= day, ~(earliest > day)
    if clause.valid_months is not None:
        months = np.full(len(rows), clause.valid_months)
        sure &= plus_months(earliest, months) >= day
        possible &= ~(plus_months(latest, months) < day)
    return rows.loc[sure], bool((possible & ~sure).any())


def names_of(clause: Clause) -> frozenset[str]:
    """How evidence and returns may name a clause, in lower case."""
    return frozenset(clause_of(name).casefold() for name in (clause.id, *clause.covers))


def logged_for(log: pd.DataFrame, clause: Clause) -> Flags:
    """Which rows of the evidence log are evidence of a clause."""
    kind = "consultation" if clause.evidence == "adoption" else clause.evidence
    named = [clause_of(words).casefold() in names_of(clause) for words in log["clause"]]
    return np.array(named, bool) & (log["kind"].str.casefold().str.strip() == kind).to_numpy(bool)


def newest_of(rows: pd.DataFrame) -> str:
    """The day of the newest evidence in words; "" where there is none."""
    return "".join(interval_of(row, "date").in_words() for row in in_order(rows)[-1:])


def in_order(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the log in order of time."""
    return rows.sort_values("date_latest", kind="stable").to_dict("records")  # type: ignore[return-value]
