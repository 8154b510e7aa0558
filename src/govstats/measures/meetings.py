"""Which meeting may take a decision, and which is the last that can before a day."""

from collections.abc import Sequence
from datetime import date

from govstats.settings import Meeting


def may_take(body: str, level: str) -> bool:
    """Whether a body may approve what is approved at a level.

    The full board may approve anything. A committee may approve what is approved by a committee or below.

    >>> may_take("Resources committee", "Full governing body"), may_take("Full governing body", "Committee")
    (False, True)
    """
    return "committee" not in body.lower() or level in ("Committee", "Governor", "Headteacher")


def next_meeting(meetings: Sequence[Meeting], level: str, after: date) -> Meeting | None:
    """The first meeting after a day that may approve at a level."""
    coming = (each for each in meetings if each.date > after and may_take(each.body, level))
    return min(coming, key=lambda each: each.date, default=None)


def decided_by(meetings: Sequence[Meeting], level: str, after: date, due: date) -> Meeting | None:
    """The last meeting after a day, and on or before the due day, that may approve at a level."""
    fitting = (each for each in meetings if after < each.date <= due and may_take(each.body, level))
    return max(fitting, key=lambda each: each.date, default=None)
