"""The evidence log read for one clause: which of its rows are about it, and which of these hold on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from govstats.measures.incidents import clause_of
from govstats.measures.named import plus_months
from govstats.measures.register import interval_of
from govstats.measures.verdicts import Flags
from govstats.periods import DateInterval
from govstats.rules.obligations import Clause


@dataclass(frozen=True)
class Tally:
    """What the numbers of some rows come to. None where they do not tell it."""

    rows: pd.DataFrame  # those that count
    done: int | None
    at_most: float  # what it may be: infinite where a row has no number
    of: int | None
    whole: bool  # whether every school that is named gave a number


def tally(rows: pd.DataFrame, *, cases: bool) -> Tally:
    """The numbers of dated rows of a clause, over all schools.

    Cases (declarations, appointments) are each of their own day, and add up. People do not: a row that says of how many
    is where its school stands, and replaces what was before it. A row that does not is a session, and the same people
    may have been at several: at least the largest number of them, at most their sum.
    """
    in_order = _in_numbers(rows.sort_values("date_latest", kind="stable"))
    parts = [_all(own) if cases else _stands(own) for _, own in in_order.groupby("school", sort=False)]
    done = [part.done for part in parts if part.done is not None]
    of = [part.of for part in parts if part.of is not None]
    return Tally(
        rows=rows[rows.index.isin([place for part in parts for place in part.rows.index])],
        done=sum(done) if done else None,
        at_most=sum(part.at_most for part in parts),
        of=sum(of) if of and len(of) == len(parts) else None,
        whole=all(part.whole for part in parts),
    )


def _all(own: pd.DataFrame) -> Tally:
    done, of = own["count"], own["of"]
    told, whole = int(done.sum()) if done.notna().any() else None, bool(done.notna().all())
    return Tally(own, told, done.sum(), int(of.sum()) if whole and of.notna().all() else None, whole)


def _stands(own: pd.DataFrame) -> Tally:
    of = own["of"].to_numpy()
    from_row = max((place for place, each in enumerate(of) if not np.isnan(each)), default=0)
    kept, total = own.iloc[from_row:], of[from_row]
    done = kept["count"]
    told = int(done.max()) if done.notna().any() else None
    at_most = done.sum() if done.notna().all() else np.inf
    return Tally(kept, told, at_most, None if np.isnan(total) else int(total), told is not None)


def more_than_all(log: pd.DataFrame) -> Flags:
    """Which rows of the log count more than those of whom they count, which cannot be."""
    count, of = _count_and_of(log)
    return np.asarray(count > of, bool)


def _count_and_of(log: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    columns = (log[name].mask(log[name] == "nil", "0") for name in ("count", "of"))
    count, of = (pd.to_numeric(column, errors="coerce").astype("float64") for column in columns)
    return count, of


def _in_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with numbers for what they count and of how many; none where a row contradicts itself."""
    count, of = _count_and_of(rows)
    return rows.assign(count=count.mask(count > of), of=of.mask(count > of))


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


def lapsed(log: pd.DataFrame, clause: Clause, as_at: date) -> str:
    """The day of the newest evidence that held once and surely does not now; "" where there is none."""
    if log.empty or clause.valid_months is None:
        return ""
    rows, day = log.loc[logged_for(log, clause)], np.datetime64(as_at, "s")
    latest = rows["date_latest"].to_numpy().astype("datetime64[s]")
    return newest_of(rows.loc[plus_months(latest, np.full(len(rows), clause.valid_months)) < day])


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
    return "".join(each.in_words() for each in in_order(rows, slice(-1, None)))


def in_order(rows: pd.DataFrame, which: slice) -> list[DateInterval]:
    """When some rows of the log are dated, such as the first, in order of time."""
    order = np.argsort(rows["date_latest"].to_numpy(), kind="stable")
    chosen: list[Any] = rows.filter(like="date_").iloc[order[which]].to_dict("records")
    return [interval_of(row, "date") for row in chosen]
