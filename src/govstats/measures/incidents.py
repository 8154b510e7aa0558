"""Incidents by clause and term, with zero, a nil return, no return and a withheld number kept apart.

Definitions: docs/methodology.md, "Incidents".
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.persondays import person_days
from govstats.measures.posts import NO_SCHOOL
from govstats.measures.register import documents_of
from govstats.measures.remembered import remembered
from govstats.measures.shape import CANNOT_TELL, DONE, LEFT_OUT, Loaded, tidy, typed, window_of
from govstats.periods import Calendar, Term

Kind = Literal[
    "a number", "zero", "nil return", "no return", "withheld", "low", "not available", "covers more than the term",
    "not applicable",
]  # fmt: skip
KNOWN = ("a number", "zero", "nil return")
NO_PART = ("not applicable",)
_COLUMNS = ["school", "policy", "clause", "period", "kind", "number"]


@asked("school", "policy", "clause")
def incident_count(
    organisation: Loaded,
    as_at: date,
    by: Sequence[str] = ("school", "policy", "clause"),
    term: Term | None = None,
) -> pd.DataFrame:
    """Incidents that occurred in the term so far, as the returns say.

    Parameters
    ----------
    by
        Of `school`, `policy`, `clause`.
    term
        The window; by default the last term that had begun by `as_at`.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`); `denominator` is empty. `numerator` adds the numbers that were
        returned. `unknown` counts returns, not incidents: those that were withheld, missing or not to be told apart
        from another term. `excluded` counts returns that do not apply.
    """
    window, leaves = window_of(organisation, as_at, term), _counted(incident_returns(organisation, as_at, term))
    counts = tidy("incident_count", leaves, by, basis="", start=window.start, end=as_at)
    return counts.assign(denominator=pd.array([pd.NA] * len(counts), dtype="Int64"))


@asked("school", "policy", "clause")
def incident_rate(
    organisation: Loaded, as_at: date, by: Sequence[str] = ("school", "policy"), term: Term | None = None
) -> pd.DataFrame:
    """Incidents that occurred in the term so far over the person-days of the staff in scope.

    A rate per 100 staff-years is numerator / (denominator / 365.25 / 100). Repeated incidents by one person are not
    independent, and no return says how many people they were.

    Parameters
    ----------
    by
        Of `school` (the days of someone at two schools are a leaf of their own, "A + B"), `policy`, `clause`. Without
        `policy` the scope is everyone on the staff list; with it, the policy's audience.
    term
        As in `incident_count`.

    Returns
    -------
    DataFrame
        The tidy shape. `denominator` counts the days on which people were surely in post.
    """
    window, returns = window_of(organisation, as_at, term), incident_returns(organisation, as_at, term)
    scopes = _scopes(organisation, as_at, returns) if {"policy", "clause"} & {*by} else {"": "all"}
    days = [
        person_days(organisation, window, audience).assign(policy=policy, clause=clause)
        for policy, audience in scopes.items()
        for clause in (sorted({*returns["clause"][returns["policy"] == policy]}) if "clause" in by else [""])
    ]
    spent = pd.concat(days, ignore_index=True).rename(columns={"days": "denominator"})
    leaves = pd.concat([_counted(returns), spent.assign(numerator=0, unknown=0, excluded=0)], ignore_index=True)
    return tidy("incident_rate", leaves.fillna({"denominator": 0}), by, basis="", start=window.start, end=as_at)


@asked()
def incident_returns(organisation: Loaded, as_at: date, term: Term | None = None) -> pd.DataFrame:
    """What each school returned for the term so far, one row a return.

    A month belongs to the term whose days it touches; one in the holidays to the term before. A school that returned
    nothing at all for a policy has a row "no return" for each of its clauses.

    Returns
    -------
    DataFrame
        `school, policy, clause, period, kind, number`. `kind` is one of: a number, zero, nil return, no return,
        withheld, low, not available, covers more than the term, not applicable. `number` is empty where there is none.
    """
    return _returns(organisation, as_at, term).copy()


@remembered
def _returns(organisation: Loaded, as_at: date, term: Term | None) -> pd.DataFrame:
    incidents, calendar = organisation.records.incidents, organisation.settings.calendar
    window = term or calendar.latest_begun(as_at)
    incidents = incidents[~(incidents["period_earliest"] > pd.Timestamp(as_at))]
    spans = incidents[["period_earliest", "period_latest"]].drop_duplicates()
    whole = {
        (first, last): _belongs(first.date(), last.date(), window, calendar)
        for first, last in spans.dropna().itertuples(index=False)
    }
    ends = zip(incidents["period_earliest"], incidents["period_latest"], strict=True)
    inside = [whole.get(span) for span in ends]
    number = pd.to_numeric(incidents["count"], errors="coerce").astype("Int64")
    rows = pd.DataFrame(
        {
            "school": incidents["school"].replace("", NO_SCHOOL),
            "policy": incidents["policy"],
            "clause": incidents["category"].map(clause_of),
            "period": incidents["period_text"],
            "kind": [_kind(count, whole) for count, whole in zip(incidents["count"], inside, strict=True)],
            "number": number.mask(incidents["count"] == "nil", 0),
        }
    ).loc[[part is not False for part in inside]]
    rows["number"] = rows["number"].where(rows["kind"].isin(KNOWN))
    return pd.concat([rows, _missing(organisation, rows, incidents)], ignore_index=True)[_COLUMNS]


def days_in_scope(organisation: Loaded, as_at: date, term: Term) -> dict[str, int]:
    """The person-days of the term so far by policy that a return is about, of those in its scope; "" is everyone."""
    window = window_of(organisation, as_at, term)
    scopes = _scopes(organisation, as_at, incident_returns(organisation, as_at, term)) | {"": "all"}
    days = {each: int(person_days(organisation, window, each)["days"].sum()) for each in {*scopes.values()}}
    return {policy: days[audience] for policy, audience in scopes.items()}


def return_leaves(organisation: Loaded, as_at: date, term: Term | None = None) -> pd.DataFrame:
    """One row a return: `school, policy, reference` (its clause and period), `outcome` (a code), `why` (its kind)."""
    returns = incident_returns(organisation, as_at, term)
    outcome = np.select([returns["kind"].isin(KNOWN), returns["kind"].isin(NO_PART)], [DONE, LEFT_OUT], CANNOT_TELL)
    reference = (returns["clause"] + ", " + returns["period"]).str.strip(", ")
    return returns.assign(reference=reference, outcome=outcome.astype("int8"), why=returns["kind"])


def clause_of(category: str) -> str:
    """A category as a clause is written: without spaces where it is a number.

    >>> clause_of("4.1 (iv)"), clause_of("Contact with pupils")
    ('4.1(iv)', 'Contact with pupils')
    """
    return re.sub(r"\s+", "", category) if re.match(r"\d", category) else category


def _belongs(first: date, last: date, window: Term, calendar: Calendar) -> bool | None:
    """Whether a period lies in a window; None where it touches another term too."""
    touched, day = set(), first
    while day <= last:
        term = calendar.term_of(day)
        touched |= {term} if term else set()
        day = (term.end if term else day) + timedelta(days=1)
    terms = touched or {calendar.latest_begun(first)}
    if (window.start <= first and last <= window.end) or all(
        window.start <= term.start and term.end <= window.end for term in terms
    ):
        return True
    apart = last < window.start or first > window.end
    return False if apart and not any(t.start <= window.end and window.start <= t.end for t in terms) else None


def _kind(count: str, inside: bool | None) -> str:
    if not count.isdigit():
        return "nil return" if count == "nil" else count
    if int(count) == 0:
        return "zero"
    # What happened in two terms together cannot be shared out; nothing can.
    return "a number" if inside else "covers more than the term"


def _missing(organisation: Loaded, rows: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    """A row for each school and clause of a policy of which the school returned nothing."""
    clauses = {
        (policy, clause_of(category))
        for policy, category in zip(incidents["policy"], incidents["category"], strict=True)
    } or {("", "")}
    returned = {*zip(rows["school"], rows["policy"], strict=True)}
    missing = [
        (school, policy, clause, "", "no return", pd.NA)
        for school in organisation.settings.school_names
        for policy, clause in sorted(clauses)
        if (school, policy) not in returned
    ]
    return typed(typed(pd.DataFrame(missing, columns=_COLUMNS), ["number"], "Int64"), _COLUMNS[:-1], "str")


def _counted(returns: pd.DataFrame) -> pd.DataFrame:
    known, apart = returns["kind"].isin(KNOWN), returns["kind"].isin(NO_PART)
    return returns.assign(
        numerator=returns["number"].fillna(0).astype(int),
        denominator=0,
        unknown=(~known & ~apart).astype(int),
        excluded=apart.astype(int),
    )


def _scopes(organisation: Loaded, as_at: date, returns: pd.DataFrame) -> dict[str, str]:
    """The audience of each policy that returns are about, by its version in force; everyone where there is none."""
    audiences = {
        document.policy: version.audience
        for document in documents_of(organisation)
        for version in document.versions
        if version.starts.on_or_before(as_at)
    }
    return {policy: audiences.get(policy, "all") for policy in sorted({*returns["policy"]})}
