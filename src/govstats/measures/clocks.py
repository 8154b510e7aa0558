"""The three clocks by which a review is due, and how a document stands by one of them on a day.

Definitions: docs/methodology.md, "Policy currency" and "Three clocks".
"""

from datetime import date
from typing import Literal, get_args

from govstats.measures.register import Document, Version, possibly_in_force
from govstats.measures.shape import CANNOT_TELL, DONE, LEFT_OUT, NOT_DONE, Outcome
from govstats.periods import DateInterval
from govstats.rules import Maximum, maximum_between_reviews

# "" is the headline: the stated date, or the cycle where none is stated. "strict" takes the earliest of the three.
Basis = Literal["", "stated", "cycle", "statutory", "strict"]

DUE_SOON_DAYS = 90

OVERDUE = "Overdue"
NO_VERSION = "No version in force"
NO_DATE = "No review date"
CANNOT_SAY = "Cannot be said"
OVER_STATUTORY = "On time by its own date, over the statutory year"
DUE_SOON = f"Due within {DUE_SOON_DAYS} days"
IN_DATE = "In date"
NO_MAXIMUM = "No statutory maximum"
# In the order in which they need attention.
STATUSES = (OVERDUE, NO_VERSION, NO_DATE, CANNOT_SAY, OVER_STATUTORY, DUE_SOON, IN_DATE, NO_MAXIMUM)
CURRENT = (OVER_STATUTORY, DUE_SOON, IN_DATE)
UNDATED = (NO_DATE, CANNOT_SAY)


def checked(basis: str) -> Basis:
    """The basis, if it is one.

    Raises
    ------
    ValueError
        There is no such clock.
    """
    for known in get_args(Basis):
        if basis == known:
            return known  # type: ignore[no-any-return]
    raise ValueError(f'There is no clock "{basis}". It is stated, cycle, statutory, strict, or "" for the headline.')


def maximum_for(document: Document, version: Version, day: date) -> Maximum | None:
    """What the rule packs in force on a day say of the time between two reviews."""
    return maximum_between_reviews(version.statutory_key or document.policy, day, sector=document.sector)


def due_by(document: Document, version: Version, basis: Basis, day: date) -> DateInterval | None:
    """When a version is due by a clock, under the rules of a day; None where the clock does not run.

    The statutory clock runs on a firm maximum that was seen in its source. What is recommended, or unverified, is no
    law.
    """
    match basis:
        case "":
            return version.stated_due or version.cycle_due
        case "stated":
            return version.stated_due
        case "cycle":
            return version.cycle_due
        case "statutory":
            maximum = maximum_for(document, version, day)
            months = maximum.months if maximum and maximum.kind == "firm" and maximum.verified else None
            return version.adopted.plus_months(months) if months and version.adopted.known else None
        case "strict":
            clocks: tuple[Basis, ...] = ("stated", "cycle", "statutory")
            due = [each for clock in clocks if (each := due_by(document, version, clock, day))]
            return min(due, key=lambda each: each.latest or date.max, default=None)


def status_of(document: Document, version: Version | None, basis: Basis, day: date) -> str:
    """How a version stands by a clock at the end of a day."""
    if version is None:
        return NO_VERSION
    due = due_by(document, version, basis, day)
    latest = due.latest if due else None
    if latest is None:
        firm = basis != "statutory" or has_firm_maximum(document, version, day)
        return NO_DATE if firm else NO_MAXIMUM
    if latest < day:
        return OVERDUE
    if basis == "" and (law := due_by(document, version, "statutory", day)) and law.latest and law.latest < day:
        return OVER_STATUTORY
    return DUE_SOON if (latest - day).days <= DUE_SOON_DAYS else IN_DATE


def has_firm_maximum(document: Document, version: Version, day: date) -> bool:
    """Whether a firm rule that was seen in its source limits the time between two reviews."""
    maximum = maximum_for(document, version, day)
    return bool(maximum and maximum.kind == "firm" and maximum.verified)


def status_on(document: Document, basis: Basis, day: date) -> tuple[str, Version | None]:
    """The status of a document, and the version that it is the status of.

    Two versions may be in force while a date is vague: only what holds for both can be said.
    """
    judged = [(status_of(document, each, basis, day), each) for each in possibly_in_force(document.versions, day)]
    if len({outcome_of(status) for status, _ in judged}) > 1:
        return CANNOT_SAY, judged[-1][1]
    return judged[-1]


def outcome_of(status: str) -> Outcome:
    """In date, not in date, cannot tell; or left out, where the question does not arise."""
    if status == NO_MAXIMUM:
        return LEFT_OUT
    return DONE if status in CURRENT else CANNOT_TELL if status in UNDATED else NOT_DONE
