"""Planned against actual: when each version was due for review, when its review was done, and on time or not.

Definitions: docs/methodology.md, "On-time reviews".
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.clocks import OVER_STATUTORY, Basis, checked, due_by, has_firm_maximum
from govstats.measures.register import Document, Version, documents_of
from govstats.measures.shape import CANNOT_TELL as UNKNOWN
from govstats.measures.shape import DONE, LEFT_OUT, NOT_DONE, SEVERAL, Loaded, Outcome, counts_of, tidy, window_of
from govstats.periods import DateInterval, Term

ON_TIME, LATE, CANNOT_TELL = "yes", "no", "cannot tell"
NOT_YET, NO_RULE = "not yet due", "not applicable"


@dataclass(frozen=True)
class Reviewed:
    """One version, and the review that it was due for. Each verdict is yes, no or cannot tell, where it arises."""

    policy: str
    school: str  # "" for a policy of the whole organisation
    version: str
    adopted: str
    stated_due: str
    cycle_due: str
    statutory_due: str
    reviewed: str  # when its successor was approved; "" while there is none
    reviewed_latest: date | None  # the last day on which that may have been
    successor: str
    on_time: str  # by the stated date, or the cycle where none is stated
    on_time_stated: str
    on_time_cycle: str
    on_time_statutory: str
    days_late_least: int | None  # below 0: early; while it is not done, up to the as-at day
    days_late_most: int | None
    status: str  # "On time by its own date, over the statutory year", or ""


@asked()
def version_history(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """Every approved version with its due dates, the day its successor was approved, and a verdict for each clock.

    A date meets its deadline when all of it lies on or before the deadline's latest day, and misses it when all of it
    lies after; else it cannot be told. The statutory clock is judged by the rules in force on the day of the review.

    Returns
    -------
    DataFrame
        One row a version that may have begun by `as_at`, with the fields of `Reviewed`; a policy's versions in order
        of time.
    """
    rows = [_reviewed(*step, as_at) for document in documents_of(organisation) for step in _steps(document, as_at)]
    return pd.DataFrame([asdict(each) for each in rows], columns=[field.name for field in fields(Reviewed)]).astype(
        dict.fromkeys(("days_late_least", "days_late_most"), "Int64")
    )


@asked("school", "policy")
def reviews_on_time(
    organisation: Loaded,
    as_at: date,
    by: Sequence[str] = ("school", "policy"),
    term: Term | None = None,
    basis: str = "",
) -> pd.DataFrame:
    """Reviews that fell due in the window, done or not, and how many of them were approved by their due day.

    Parameters
    ----------
    by
        Of `school` (a policy of several schools is one review, and a leaf named by all of them), `policy`.
    term
        The window, up to `as_at`; by default the last term that had begun by then.
    basis
        The clock, as in `policy_currency`.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`). `excluded` counts the backlog cleared: reviews done in the
        window that had been due before it.

    Raises
    ------
    ValueError
        There is no such clock.
    """
    window = window_of(organisation, as_at, term)
    leaves = counts_of(review_leaves(organisation, as_at, term, basis))
    return tidy("reviews_on_time", leaves, by, basis=basis, start=window.start, end=as_at)


def review_leaves(organisation: Loaded, as_at: date, term: Term | None = None, basis: str = "") -> pd.DataFrame:
    """One row a review: `school, policy, reference` (the version that was due), `outcome` (a code), `why`."""
    window, clock = window_of(organisation, as_at, term), checked(basis)
    rows = [
        (SEVERAL.join(document.schools), document.policy, step[1].version, *counted)
        for document in documents_of(organisation)
        for step in _steps(document, as_at)
        if (counted := _counted(*step, clock, window, as_at))
    ]
    return pd.DataFrame(rows, columns=["school", "policy", "reference", "outcome", "why"])


def _steps(document: Document, as_at: date) -> Iterator[tuple[Document, Version, Version | None]]:
    """Each version that may have begun, beside the one whose approval was its review."""
    begun = [each for each in document.versions if each.starts.on_or_before(as_at) is not False]
    for place, version in enumerate(begun):
        yield document, version, begun[place + 1] if place + 1 < len(begun) else None


def _counted(
    document: Document, version: Version, successor: Version | None, clock: Basis, window: Term, as_at: date
) -> tuple[Outcome, str] | None:
    """The outcome of one review and the reason for it; None where it is none of the window's."""
    due = _due(document, version, successor, clock, as_at)
    verdict = _verdict(document, version, successor, clock, as_at)
    if due is None or due.latest is None or due.latest > window.end or verdict == NO_RULE:
        return None
    if due.latest < window.start:
        cleared = successor is not None and successor.adopted.on_or_before(window.end) and _since(successor, window)
        return (LEFT_OUT, "backlog cleared") if cleared else None
    if verdict == ON_TIME:
        return DONE, "approved by its due day"
    if verdict == CANNOT_TELL:
        return UNKNOWN, "a date is vague"
    return NOT_DONE, "approved after its due day" if successor else "not approved yet"


def _since(version: Version, window: Term) -> bool:
    return version.adopted.earliest is not None and version.adopted.earliest >= window.start


def _judged_on(successor: Version | None, as_at: date) -> date:
    """The day whose rules hold: that of the review, or today while there is none."""
    reviewed = successor.adopted.latest if successor else None
    return min(reviewed, as_at) if reviewed else as_at


def _due(
    document: Document, version: Version, successor: Version | None, clock: Basis, as_at: date
) -> DateInterval | None:
    return due_by(document, version, clock, _judged_on(successor, as_at))


def _verdict(document: Document, version: Version, successor: Version | None, clock: Basis, as_at: date) -> str:
    due = _due(document, version, successor, clock, as_at)
    if due is None or due.latest is None:
        ruled = clock != "statutory" or has_firm_maximum(document, version, _judged_on(successor, as_at))
        return CANNOT_TELL if ruled else NO_RULE
    if successor is None:
        return LATE if due.latest <= as_at else NOT_YET
    # An amendment that keeps the review date is no review: the date is then the amended version's to meet.
    kept = due_by(document, successor, clock, as_at) if clock in ("", "stated") else None
    if kept and kept.latest == due.latest:
        return NO_RULE
    done = successor.adopted.on_or_before(due.latest)
    return CANNOT_TELL if done is None else ON_TIME if done else LATE


def _reviewed(document: Document, version: Version, successor: Version | None, as_at: date) -> Reviewed:
    clocks: tuple[Basis, ...] = ("", "stated", "cycle", "statutory")
    headline, stated, cycle, statutory = (_verdict(document, version, successor, each, as_at) for each in clocks)
    due, *each_due = (_due(document, version, successor, each, as_at) for each in clocks)
    least, most = _days_late(due, successor, as_at) if headline in (ON_TIME, LATE, CANNOT_TELL) else (None, None)
    over = headline in (ON_TIME, NOT_YET) and statutory == LATE
    said = [each.in_words() if each else "" for each in each_due]
    return Reviewed(
        policy=document.policy,
        school=document.school,
        version=version.version,
        adopted=version.adopted.in_words(),
        stated_due=said[0],
        cycle_due=said[1],
        statutory_due=said[2],
        reviewed=successor.adopted.in_words() if successor else "",
        reviewed_latest=successor.adopted.latest if successor else None,
        successor=successor.version if successor else "",
        on_time=headline,
        on_time_stated=stated,
        on_time_cycle=cycle,
        on_time_statutory=statutory,
        days_late_least=least,
        days_late_most=most,
        status=OVER_STATUTORY if over else "",
    )


def _days_late(due: DateInterval | None, successor: Version | None, as_at: date) -> tuple[int | None, int | None]:
    if due is None or due.latest is None:
        return None, None
    ends = (successor.adopted.earliest, successor.adopted.latest) if successor else (as_at, as_at)
    least, most = ((end - due.latest).days if end else None for end in ends)
    return least, most
