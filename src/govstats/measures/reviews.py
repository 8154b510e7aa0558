"""How every document of the register stands with its review, by each of its clocks.

Definitions: docs/methodology.md, "Policy currency".
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Literal

import pandas as pd

from govstats.errors import Problem, problem
from govstats.measures.register import Document, Version, documents_of, possibly_in_force
from govstats.measures.shape import Loaded, tidy
from govstats.periods import say_day
from govstats.rules import maximum_between_reviews

DUE_SOON_DAYS = 90

OVERDUE = "Overdue"
NO_VERSION = "No version in force"
NO_DATE = "No review date"
CANNOT_SAY = "Cannot be said"
DUE_SOON = f"Due within {DUE_SOON_DAYS} days"
IN_DATE = "In date"
Sector = Literal["maintained", "academies"]
SECTORS: dict[str | None, Sector] = {"maintained": "maintained", "academy": "academies"}
# In the order in which they need attention.
STATUSES = (OVERDUE, NO_VERSION, NO_DATE, CANNOT_SAY, DUE_SOON, IN_DATE)


@dataclass(frozen=True)
class Review:
    """How one document stands as at a day. `due` is the last day on which it is in date."""

    policy: str
    school: str  # "" for a policy of the whole organisation
    version: str = ""
    adopted: str = ""
    began: date | None = None  # the day on which the version was surely in force
    cycle_months: int | None = None
    stated_due: str = ""
    cycle_due: str = ""
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


def reviews(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """How each document of the register stands.

    Returns
    -------
    DataFrame
        One row a document with the fields of `Review`, sorted by what needs attention: overdue longest
        first, then those that cannot be judged, then by days left.
    """
    sector = _sector(organisation)
    found = [_review(document, as_at, sector) for document in documents_of(organisation)]
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


def _sector(organisation: Loaded) -> Sector | None:
    """Whose list of statutory policies holds; None where the schools are of both kinds or it is not said."""
    types = {school.type for school in organisation.settings.schools}
    return SECTORS.get(types.pop()) if len(types) == 1 else None


def _review(document: Document, as_at: date, sector: Sector | None) -> Review:
    possible = possibly_in_force(document.versions, as_at)
    judged = [_judge(document, version, as_at, sector) for version in possible]
    last = judged[-1]
    # Two versions may be in force while a date is vague: only what holds for both can be said.
    if len({each.status in (IN_DATE, DUE_SOON) for each in judged}) > 1:
        return Review(**asdict(last) | {"status": CANNOT_SAY, "due": None, "days_left": None})
    return last


def _judge(document: Document, version: Version | None, as_at: date, sector: Sector | None) -> Review:
    if version is None:
        return Review(document.policy, document.school, draft_in_progress=document.draft_in_progress)
    due = version.stated_due or version.cycle_due
    latest = due.latest if due else None
    days_left = (latest - as_at).days if latest else None
    maximum = maximum_between_reviews(version.statutory_key or document.policy, as_at, sector=sector)
    return Review(
        policy=document.policy,
        school=document.school,
        version=version.version,
        adopted=version.adopted.in_words(),
        began=version.starts.latest,
        cycle_months=version.cycle_months,
        stated_due=version.stated_due.in_words() if version.stated_due else "",
        cycle_due=version.cycle_due.in_words() if version.cycle_due else "",
        due=latest,
        due_by="stated" if version.stated_due else "cycle" if due else "",
        days_left=days_left,
        status=_status(days_left),
        clocks_disagree=version.clocks_disagree,
        stated_months=version.stated_months,
        draft_in_progress=document.draft_in_progress,
        approval_level=version.approval_level,
        maximum_months=maximum.months if maximum else None,
        maximum_kind=maximum.kind if maximum else "",
        maximum_verified=maximum.verified if maximum else True,
        rule_pack=maximum.pack if maximum else "",
    )


def _status(days_left: int | None) -> str:
    if days_left is None:
        return NO_DATE
    if days_left < 0:
        return OVERDUE
    return DUE_SOON if days_left <= DUE_SOON_DAYS else IN_DATE


def policy_currency(organisation: Loaded, as_at: date, by: Sequence[str] = ("school", "policy")) -> pd.DataFrame:
    """Required policy × school pairs whose version in force is in date.

    Parameters
    ----------
    by
        Of `school`, `policy`.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`). `unknown` counts pairs of which it cannot be
        said, for want of a date or because a date is vague.
    """
    standing = reviews(organisation, as_at)
    replaced = {each.policy: each.replaced_at for each in documents_of(organisation) if not each.school}
    names = organisation.settings.school_names
    standing["school"] = [
        [school] if school else [name for name in names if name not in replaced[policy]]
        for policy, school in zip(standing["policy"], standing["school"], strict=True)
    ]
    leaves = standing.explode("school", ignore_index=True).dropna(subset="school")
    return tidy(
        "policy_currency",
        leaves.assign(
            numerator=leaves["status"].isin([IN_DATE, DUE_SOON]).astype(int),
            denominator=1,
            unknown=leaves["status"].isin([NO_DATE, CANNOT_SAY]).astype(int),
            excluded=0,
        ),
        by,
        basis="",
        start=None,
        end=as_at,
    )


def register_problems(organisation: Loaded) -> list[Problem]:
    """What is worth asking about the newest version of each document."""
    newest = (each.versions[-1] for each in documents_of(organisation) if each.versions)
    return [each for version in newest for each in _questions(version)]


def _questions(version: Version) -> Iterator[Problem]:
    place = version.place
    stated, cycle = version.stated_due, version.cycle_due
    if version.cycle_kind == "ambiguous":
        yield problem("cycle-ambiguous", **place, column="Review cycle", found=version.cycle_text)
    if stated and stated.latest and stated.earliest != stated.latest:
        reading = f"due by {say_day(stated.latest)}"
        yield problem("date-without-day", **place, column="Review date", found=stated.text, reading=reading)
    if stated and cycle and version.clocks_disagree:
        yield problem(
            "clocks-disagree",
            **place,
            policy=version.policy,
            stated=stated.in_words(),
            adopted=version.adopted.in_words(),
            cycle_due=cycle.in_words(),
            stated_months=version.stated_months,
            cycle_months=version.cycle_months,
        )
