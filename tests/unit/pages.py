"""A page of figures made up for a test: whatever is not given is empty."""

import re
from datetime import date
from typing import Any

import pandas as pd

from govstats.disclosure import Published
from govstats.disclosure.incidents import COLUMNS as INCIDENTS
from govstats.disclosure.margins import BAND, PUBLISHED_COLUMNS
from govstats.disclosure.over_time import POINTS, VERSIONS
from govstats.disclosure.pace import COLUMNS as PACE
from govstats.disclosure.published import PUBLISHABLE_COPY, PUBLISHABLE_LACK, PUBLISHABLE_REVIEW
from govstats.exhibits.page import Page
from govstats.measures.forward import Coming
from govstats.measures.history import Reviewed
from govstats.measures.obligations import Obligation
from govstats.measures.reviews import Review
from govstats.periods import Allowed, Term, say_day
from govstats.settings import Targets

TERM, AS_AT = Term("Autumn 2025", date(2025, 9, 1), date(2025, 12, 19)), date(2025, 12, 19)
DAYS = {
    "Autumn 2025": ("2025-09-01", "2025-12-19"),
    "Summer 2025": ("2025-04-22", "2025-07-22"),
    "Spring 2025": ("2025-01-06", "2025-04-04"),
}
SHORT = {"m": "missing", "t": "not_told", "n": "numbers", "nil": "nil_returns"}
YEARS = 365.25
CLAUSE = (*Obligation.__dataclass_fields__, "withheld", "number_withheld", "incidents_withheld")


def frame(columns: Any, rows: Any = ()) -> pd.DataFrame:
    return pd.DataFrame([*rows], columns=[*columns])


def page(school: str = "", **given: Any) -> Page:
    """A page of two schools, Ash Grove and Beech Lane, in Autumn 2025; `given` are fields of `Published`."""
    nothing: dict[str, Any] = {
        "counts": frame(PUBLISHED_COLUMNS),
        "before": frame(PUBLISHED_COLUMNS),
        "reviews": frame(PUBLISHABLE_REVIEW),
        "clauses": frame(CLAUSE),
        "incidents": frame(INCIDENTS),
        "history": frame(Reviewed.__dataclass_fields__),
        "calendar": frame(Coming.__dataclass_fields__),
        "lag": frame(PUBLISHABLE_COPY),
        "pace": frame(PACE),
        "account": frame(("source", "rows_read", "rows_used", "rows_set_aside")),
        "over_time": frame(POINTS).astype({"withheld": bool}),
        "begun": frame(VERSIONS),
        "lacking": frame(PUBLISHABLE_LACK),
        "reasons": frame(("source", "reason", "rows")),
    }
    fixed = {
        "organisation": "Ash and Beech",
        "schools": ("Ash Grove", "Beech Lane"),
        "term": TERM,
        "as_at": AS_AT,
        "profile": "board",
        "targets": Targets(),
        "induction_allowed": Allowed(28),
        "meetings": (),
        "given": frozenset(("staff", "policies", "acknowledgements", "inductions", "incidents", "evidence")),
        "fingerprint": "0" * 64,
        "not_judged": (),
        "mostly_set_aside": frozenset(),
    }
    return Page(Published(**{**nothing, **fixed, **given}), school)


def count(measure: str, done: int | None, of: int, **given: Any) -> dict[str, Any]:
    """One published figure, of all policies and all schools unless it says otherwise."""
    basis = {"policy_currency": "", "induction_timeliness": "due"}.get(measure, "all")
    row = dict.fromkeys(PUBLISHED_COLUMNS, "") | {"measure": measure, "school": "All", "policy": "All", "basis": basis}
    numbers = {"numerator": done, "denominator": of, "unknown": 0, "excluded": 0, "withheld": done is None}
    numbers |= dict.fromkeys(BAND)
    return row | numbers | given


def review(policy: str, status: str, **given: Any) -> dict[str, Any]:
    """One document as it stands."""
    began = given.get("began")
    whole = vars(Review(policy, "")) | {"status": status, "began_said": say_day(began) if began else ""} | given
    return {name: whole[name] for name in PUBLISHABLE_REVIEW}


def clause(policy: str, name: str, status: str, **given: Any) -> dict[str, Any]:
    """One clause with its evidence."""
    told = {"policy": policy, "clause": name, "status": status, "says": "Staff know it", "applies_to": "all"}
    numbers = {"numerator": 0, "denominator": 1, "unknown": 0, "target": 1.0, "prompt": "", "prompt_source": ""}
    flags = {"withheld": False, "number_withheld": False, "incidents_withheld": False, "evidence": "briefing"}
    return dict.fromkeys(CLAUSE) | told | numbers | flags | given


def row(words: str, term: str = TERM.name, policy: str = "All", clause: str = "All") -> dict[str, Any]:
    """What returns tell of a term: "6 of 40: 3n 1nil 2m 1t" is 6 incidents over 40 staff-years.

    There were 3 numbers and a nil return, 2 are missing, and 1 does not tell. A number "c" is withheld.
    """
    number, years, *kinds = re.split(r" of |: | ", words)
    told = {SHORT[kind]: int(many) for many, kind in (re.findall(r"(\d+)(\w+)", each)[0] for each in kinds)}
    start, end = DAYS[term]
    return {
        "term": term,
        "period_start": start,
        "period_end": end,
        "policy": policy,
        "clause": clause,
        "numerator": None if number == "c" else int(number),
        "withheld": number == "c",
        **dict.fromkeys((*SHORT.values(), "excluded"), 0),
        **told,
        "person_days": round(float(years) * YEARS),
    }


def lack(
    title: str, *, verified: bool = True, schools: tuple[str, ...] = ("Ash Grove", "Beech Lane")
) -> dict[str, Any]:
    """A policy of a national list that was not found in the register."""
    return {"title": title, "schools": schools, "draft": False, "rule_pack": "GG-2024-03", "verified": verified}
