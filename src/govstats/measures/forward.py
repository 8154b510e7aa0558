"""What is to be reviewed next: by month, term and meeting, with what is overdue and what has no date.

Definitions: docs/methodology.md, "Forward calendar".
"""

from dataclasses import asdict, dataclass, fields
from datetime import date
from numbers import Integral
from typing import Literal, get_args

import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.clocks import CURRENT, OVERDUE, due_by, status_on
from govstats.measures.meetings import decided_by, needed_by, next_meeting
from govstats.measures.register import Document, documents_of
from govstats.measures.shape import Loaded
from govstats.periods import DateInterval, say_day
from govstats.periods.words import MONTHS
from govstats.settings import Meeting

AHEAD_MONTHS = 18
NO_MEETING = "No meeting before it is due"
# A pile-up is at least this many reviews, and at least this many times what an even spread would give.
PILE_UP_REVIEWS, PILE_UP_TIMES = 3, 2

When = Literal["Overdue", "Due", "Undated", "No version in force"]
By = Literal["month", "term", "meeting"]


@dataclass(frozen=True)
class Coming:
    """One review to come. `due` is the last day that is in time."""

    policy: str
    school: str  # "" for a policy of the whole organisation
    version: str
    when: When
    due: date | None
    due_by: str
    month: str
    term: str  # the term of the due day or, in the holidays, the one that ends before it
    approval_level: str
    meeting: date | None  # the last meeting by the due day that may approve it
    meeting_body: str
    meeting_said: str  # the meeting in words, or "No meeting before it is due"; "" where no meetings are known
    next_meeting: date | None  # the next meeting that may approve it, in time or not
    next_meeting_body: str


@asked()
def forward_calendar(organisation: Loaded, as_at: date, months: int = AHEAD_MONTHS) -> pd.DataFrame:
    """Reviews that fall due in the next months, those that are overdue, and those without a date.

    Parameters
    ----------
    months
        How far to look ahead: a whole number, 0 or more.

    Returns
    -------
    DataFrame
        One row a document with the fields of `Coming`: overdue longest first, then as they fall due, then those
        without a date and those without a version. What falls due later is not in it.

    Raises
    ------
    ValueError
        There are no so many months.
    """
    if not isinstance(months, Integral) or months < 0:
        raise ValueError(f"months is a whole number, 0 or more, not {months!r}.")
    last = DateInterval(as_at, as_at, "day", "").plus_months(months).latest or date.max
    rows = [_coming(organisation, document, as_at) for document in documents_of(organisation)]
    rows = [each for each in rows if each.due is None or each.due <= last]
    order = get_args(When)
    rows.sort(key=lambda each: (order.index(each.when), each.due or date.max, each.policy, each.school))
    return pd.DataFrame([asdict(each) for each in rows], columns=[field.name for field in fields(Coming)])


def pile_up(calendar: pd.DataFrame, by: By = "meeting") -> pd.DataFrame:
    """How many reviews fall to each month, term or meeting, and where they pile up.

    Parameters
    ----------
    calendar
        As `forward_calendar` gives it. Only what is due and not overdue is counted.
    by
        `month`, `term` or `meeting`.

    Returns
    -------
    DataFrame
        `when, reviews, policies, pile_up`, in order of time. `pile_up` is true where there are at least 3 reviews and
        at least twice as many as an even spread over the rows would give.

    Raises
    ------
    ValueError
        Reviews are not counted by it.
    """
    if by not in get_args(By):
        raise ValueError(f'Reviews pile up by month, term or meeting, not by "{by}".')
    name = "meeting_said" if by == "meeting" else by
    due = calendar[calendar["when"] == "Due"].sort_values(["meeting" if by == "meeting" else "due", "due"])
    counted = due.groupby(name, sort=False, as_index=False).agg(
        reviews=("policy", "size"), policies=("policy", lambda titles: tuple(dict.fromkeys(titles)))
    )
    even = len(due) / len(counted) if len(counted) else 0
    piled = (counted["reviews"] >= PILE_UP_REVIEWS) & (counted["reviews"] >= PILE_UP_TIMES * even)
    return counted.rename(columns={name: "when"}).assign(pile_up=piled)


def _coming(organisation: Loaded, document: Document, as_at: date) -> Coming:
    settings = organisation.settings
    status, version = status_on(document, "", as_at)
    due = due_by(document, version, "", as_at) if version and status in (*CURRENT, OVERDUE) else None
    day = due.latest if due else None
    level = version.approval_level if version else "Not stated"
    overdue = status == OVERDUE
    meetings = needed_by(level, settings.meetings)
    meeting = decided_by(meetings, level, as_at, day) if day and not overdue else None
    unmet = (NO_MEETING if meetings else level) if day and not overdue and settings.meetings else ""
    following = next_meeting(meetings, level, as_at)
    when: When = "Undated"
    if overdue or day:
        when = "Overdue" if overdue else "Due"
    elif version is None:
        when = "No version in force"
    return Coming(
        policy=document.policy,
        school=document.school,
        version=version.version if version else "",
        when=when,
        due=day,
        due_by="" if version is None or day is None else "stated" if version.stated_due else "cycle",
        month=f"{MONTHS[day.month - 1]} {day.year}" if day else "",
        term=settings.calendar.latest_begun(day).name if day else "",
        approval_level=level,
        meeting=meeting.date if meeting else None,
        meeting_body=meeting.body if meeting else "",
        meeting_said=_said(meeting) if meeting else unmet,
        next_meeting=following.date if following else None,
        next_meeting_body=following.body if following else "",
    )


def _said(meeting: Meeting) -> str:
    return f"{meeting.body}, {say_day(meeting.date)}"
