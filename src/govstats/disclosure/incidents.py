"""What is published of incidents: by term for the organisation none, or 5 and more; by policy and clause where that
tells of no smaller number.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from govstats.disclosure.cells import ALL
from govstats.disclosure.held import Audit
from govstats.disclosure.margins import shaped
from govstats.measures import incident_returns
from govstats.measures.incidents import NO_PART, days_in_scope
from govstats.measures.shape import Loaded, typed
from govstats.periods import Term, UnknownTerm

COUNT = "incident_count"
TERMS = 4  # this one and a year of earlier ones
COLUMNS = (
    "term", "period_start", "period_end", "policy", "clause", "numerator", "withheld", "numbers", "nil_returns",
    "missing", "not_told", "excluded", "person_days",
)  # fmt: skip


def incidents(organisation: Loaded, term: Term, as_at: date, audit: Audit) -> pd.DataFrame:
    """Incidents by term, newest first, of the terms that the returns reach back to.

    A number that differs by 1 to 4 from the one that an earlier report printed of the same term is withheld too.

    Returns
    -------
    DataFrame
        `COLUMNS`. A row of which `policy` and `clause` read "All" is the organisation's. Rows by policy and by clause
        are there where all of them are none, or 5 and more: one of 1 to 4 could be worked out from the others. The
        `numerator` of a withheld row is empty. `numbers`, `nil_returns`, `missing` and `not_told` count returns.
    """
    if "incidents" not in organisation.records.given:
        return pd.DataFrame(columns=list(COLUMNS))
    earliest = organisation.records.incidents["period_earliest"].min()
    rows = [
        row
        for each, day in _terms(organisation, term, as_at)
        if each == term or pd.Timestamp(each.end) >= earliest  # without a usable return, this term alone
        for row in _of_term(organisation, each, day, audit)
    ]
    return typed(pd.DataFrame(rows, columns=list(COLUMNS)), ("numerator", "person_days"), "Int64")


def told_of(now: Sequence[Mapping[Hashable, Any]], clause: Mapping[Hashable, Any]) -> bool:
    """Whether the number of a clause's incidents may be printed beside the rows of `this_term`: it is that of the whole
    policy, or every clause of the policy is printed.
    """
    of_policy = (row for row in now if row["policy"] == clause["policy"])
    return pd.isna(clause["incidents"]) or any(
        row["clause"] != ALL or (not row["withheld"] and row["numerator"] == clause["incidents"]) for row in of_policy
    )


def this_term(incidents: pd.DataFrame) -> pd.DataFrame:
    """The rows of the newest term."""
    return incidents[incidents["term"] == incidents["term"].iloc[0]] if len(incidents) else incidents


def counted_incidents(incidents: pd.DataFrame) -> pd.DataFrame:
    """This term's incidents as rows of `measures.csv`. Their rate, over the person-days of those in scope, is there
    where every return tells its number: of some returns alone it would be no rate.
    """
    now = this_term(incidents).assign(school=ALL)
    now = now.assign(unknown=(now["missing"] + now["not_told"]).astype("Int64").mask(now["withheld"].astype(bool)))
    counts = now.assign(measure=COUNT, denominator=None)
    whole = (now["clause"] == ALL) & (now["missing"] + now["not_told"] == 0)
    rated = now[whole]
    rates = rated.assign(measure="incident_rate", denominator=rated["person_days"])
    return shaped(pd.concat([counts, rates], ignore_index=True))


def _terms(organisation: Loaded, term: Term, as_at: date) -> Iterator[tuple[Term, date]]:
    """Terms, each with the day up to which its returns are read: of an earlier one, all days before the next began."""
    day = as_at
    for _ in range(TERMS):
        yield term, day
        day = term.start - timedelta(days=1)
        try:
            term = organisation.settings.calendar.before(term)
        except UnknownTerm:
            return


def _of_term(organisation: Loaded, term: Term, as_at: date, audit: Audit) -> Iterator[tuple[object, ...]]:
    returns = incident_returns(organisation, as_at, term)
    days = days_in_scope(organisation, as_at, term)
    head = (term.name, term.start.isoformat(), min(as_at, term.end).isoformat())

    def tells(number: int, policy: str, clause: str) -> bool:
        return audit.tells(number, COUNT, policy, clause, term.start.isoformat())

    def row(policy: str, clause: str, of: pd.DataFrame, spent: object) -> tuple[object, ...]:
        number, kinds = int(of["number"].sum()), Counter(of["kind"])
        withheld = tells(number, policy, clause)
        told = kinds["a number"] + kinds["zero"], kinds["nil return"], kinds["no return"]
        apart = sum(kinds[each] for each in NO_PART)
        other = kinds.total() - sum(told) - apart, apart
        return (*head, policy, clause, pd.NA if withheld else number, withheld, *told, *other, spent)

    def numbers(rows: pd.DataFrame, by: str) -> dict[str, int]:
        return {str(name): int(number) for name, number in rows.groupby(by)["number"].sum().items()}

    yield row(ALL, ALL, returns, days[""])
    whole_tells = tells(int(returns["number"].sum()), ALL, ALL)
    by_policy = numbers(returns, "policy")
    # One part too small to print could be worked out from the others, so then none is printed.
    if len(by_policy) > 1 and (whole_tells or any(tells(number, name, ALL) for name, number in by_policy.items())):
        return
    for policy, rows in returns.groupby("policy"):
        if not policy:  # what is of no policy is in the sum alone, which would give it away: hence the question above
            continue
        name = str(policy)
        yield row(name, ALL, rows, days[name])
        by_clause = numbers(rows, "clause")
        if not (tells(by_policy[name], name, ALL) or any(tells(each, name, part) for part, each in by_clause.items())):
            for clause, of_clause in rows.groupby("clause"):
                yield row(name, str(clause), of_clause, pd.NA)
