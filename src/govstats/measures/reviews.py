"""How every document of the register stands with its review, by each of its clocks.

Definitions: docs/methodology.md, "Policy currency" and "Three clocks".
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.clocks import (
    CANNOT_SAY,
    CURRENT,
    DUE_SOON,
    DUE_SOON_DAYS,
    IN_DATE,
    NO_DATE,
    NO_VERSION,
    OVER_STATUTORY,
    OVERDUE,
    STATUSES,
    checked,
    due_by,
    maximum_for,
    outcome_of,
    status_on,
)
from govstats.measures.register import Document, documents_of
from govstats.measures.shape import Loaded, counts_of, tidy

__all__ = [
    "CANNOT_SAY",
    "CURRENT",
    "DUE_SOON",
    "DUE_SOON_DAYS",
    "IN_DATE",
    "NO_DATE",
    "NO_VERSION",
    "OVERDUE",
    "OVER_STATUTORY",
    "STATUSES",
    "Review",
    "policy_currency",
    "reviews",
]


@dataclass(frozen=True)
class Review:
    """How one document stands as at a day. `due` is the last day on which it is in date."""

    policy: str
    school: str  # "" for a policy of the whole organisation
    version: str = ""
    adopted: str = ""
    adopted_by: str = ""  # "approved", "effective" or "written": what the cycle runs from
    began: date | None = None  # the day on which the version was surely in force
    began_said: str = ""  # the same as it is known: "September 2025"
    cycle_months: int | None = None
    stated_due: str = ""
    cycle_due: str = ""
    statutory_due: str = ""
    due: date | None = None
    due_by: str = ""  # "stated", "cycle" or ""
    days_left: int | None = None
    status: str = NO_VERSION
    clocks_disagree: bool = False
    stated_months: int | None = None  # from adoption to the stated date
    draft_in_progress: bool = False
    approval_level: str = "Not stated"
    maximum_months: int | None = None
    maximum_kind: str = ""
    maximum_verified: bool = True
    rule_pack: str = ""


@asked()
def reviews(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """How each document of the register stands.

    Returns
    -------
    DataFrame
        One row a document with the fields of `Review`, sorted by what needs attention: overdue longest
        first, then those that cannot be judged, then by days left.
    """
    found = [_review(document, as_at) for document in documents_of(organisation)]
    found.sort(
        key=lambda each: (
            STATUSES.index(each.status),
            each.days_left or 0,
            each.policy,
            each.school,
        )
    )
    return pd.DataFrame([asdict(each) for each in found], columns=[field.name for field in fields(Review)]).astype(
        dict.fromkeys(("cycle_months", "days_left", "stated_months", "maximum_months"), "Int64")
    )


def _review(document: Document, as_at: date) -> Review:
    status, version = status_on(document, "", as_at)
    if version is None:
        return Review(document.policy, document.school, draft_in_progress=document.draft_in_progress)
    due, law = (due_by(document, version, basis, as_at) for basis in ("", "statutory"))
    latest = due.latest if due and status != CANNOT_SAY else None
    maximum = maximum_for(document, version, as_at)
    return Review(
        policy=document.policy,
        school=document.school,
        version=version.version,
        adopted=version.adopted.in_words(),
        adopted_by=version.adopted_by,
        began=version.starts.latest,
        began_said=version.starts.in_words(),
        cycle_months=version.cycle_months,
        stated_due=version.stated_due.in_words() if version.stated_due else "",
        cycle_due=version.cycle_due.in_words() if version.cycle_due else "",
        statutory_due=law.in_words() if law else "",
        due=latest,
        due_by="stated" if version.stated_due else "cycle" if due else "",
        days_left=(latest - as_at).days if latest else None,
        status=status,
        clocks_disagree=version.clocks_disagree,
        stated_months=version.stated_months,
        draft_in_progress=document.draft_in_progress,
        approval_level=version.approval_level,
        maximum_months=maximum.months if maximum else None,
        maximum_kind=maximum.kind if maximum else "",
        maximum_verified=maximum.verified if maximum else True,
        rule_pack=maximum.pack if maximum else "",
    )


@asked("school", "policy", "status")
def policy_currency(
    organisation: Loaded, as_at: date, by: Sequence[str] = ("school", "policy"), basis: str = ""
) -> pd.DataFrame:
    """Required policy × school pairs whose version in force is in date.

    Parameters
    ----------
    by
        Of `school`, `policy`, `status`.
    basis
        The clock: `stated`, `cycle`, `statutory`, `strict` (the earliest of the three), or "" for the headline, which
        is the stated date or, where none is stated, the cycle.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`). `unknown` counts pairs of which it cannot be
        said, for want of a date or because a date is vague. `excluded` counts pairs that no firm rule sets a
        statutory maximum for.

    Raises
    ------
    ValueError
        There is no such clock.
    """
    leaves = currency_leaves(organisation, as_at, basis)
    return tidy("policy_currency", counts_of(leaves), by, basis=basis, start=None, end=as_at)


def currency_leaves(organisation: Loaded, as_at: date, basis: str = "") -> pd.DataFrame:
    """One row a policy and school: `school, policy, reference` (the version), `status, outcome` (a code), `why`."""
    clock = checked(basis)
    rows = [
        (school, document.policy, version.version if version else "", status, outcome_of(status), status)
        for document in documents_of(organisation)
        for status, version in [status_on(document, clock, as_at)]
        for school in document.schools
    ]
    return pd.DataFrame(rows, columns=["school", "policy", "reference", "status", "outcome", "why"])
