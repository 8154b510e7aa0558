"""Which meeting may take a decision, and which is the last that can before a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from govstats.settings import Meeting

# Notice, agenda and papers reach governors seven clear days before: regulation 13(4) of the School Governance (Roles,
# Procedures and Allowances) (England) Regulations 2013. The articles of most academies ask for the same.
PAPERS_CLEAR_DAYS = 7
BY_THE_HEAD = "Headteacher"


def may_take(body: str, level: str) -> bool:
    """Whether a body may approve what is approved at a level.

    The full board may approve anything. A committee may approve what is approved by a committee or below.

    >>> may_take("Resources committee", "Full governing body"), may_take("Full governing body", "Committee")
    (False, True)
    """
    return "committee" not in body.lower() or level in ("Committee", "Governor", "Headteacher")


def needed_by(level: str, meetings: Sequence[Meeting]) -> Sequence[Meeting]:
    """The meetings that a review at a level waits for: none where the headteacher approves it."""
    return () if level == BY_THE_HEAD else meetings


def next_meeting(meetings: Sequence[Meeting], level: str, after: date) -> Meeting | None:
    """The first meeting after a day that may approve at a level."""
    coming = (each for each in meetings if each.date > after and may_take(each.body, level))
    return min(coming, key=lambda each: each.date, default=None)


def decided_by(meetings: Sequence[Meeting], level: str, after: date, due: date) -> Meeting | None:
    """The last meeting after a day, and on or before the due day, that may approve at a level."""
    fitting = (each for each in meetings if after < each.date <= due and may_take(each.body, level))
    return max(fitting, key=lambda each: each.date, default=None)


def papers_by(meeting: date) -> date:
    """The last day on which the papers of a meeting can go out. Clear days leave out that day and the meeting's own.

    >>> papers_by(date(2025, 11, 20))
    datetime.date(2025, 11, 12)
    """
    return meeting - timedelta(days=PAPERS_CLEAR_DAYS + 1)
