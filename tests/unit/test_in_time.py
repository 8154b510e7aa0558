"""What falls due within 90 days: the last meeting in time for it, and a decision where no known meeting is."""

import re
from datetime import date

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.headline import decisions
from govstats.exhibits.page import Page
from govstats.exhibits.reviews import reviews
from govstats.measures.reviews import DUE_SOON, OVERDUE
from govstats.periods import say_day
from govstats.settings import Meeting
from tests.unit.pages import AS_AT, frame, page, review

BOARD, COMMITTEE, HEAD = "Full governing body", "Committee", "Headteacher"
MEETINGS = (Meeting(date=date(2025, 11, 20), body=BOARD), Meeting(date=date(2026, 1, 21), body="Resources committee"))
JANUARY, MARCH = date(2026, 1, 15), date(2026, 3, 1)
SAFETY = review("Safety", OVERDUE, due=date(2025, 9, 30), days_left=-80)


def soon(policy: str, due: date, level: str) -> dict[str, object]:
    dates = {"due": due, "stated_due": say_day(due), "days_left": (due - AS_AT).days}
    return review(policy, DUE_SOON, approval_level=level, **dates)


def made(*documents: dict[str, object], meetings: tuple[Meeting, ...] = MEETINGS) -> Page:
    return page(reviews=frame(documents[0], documents), meetings=meetings)


def text_of(exhibit: Exhibit) -> str:
    return re.sub(r"<[^>]+>", "", exhibit.html)


def test_a_meeting_is_asked_for_where_none_can_take_a_review_in_time() -> None:
    found = made(soon("Drugs", JANUARY, COMMITTEE), soon("Equality", MARCH, COMMITTEE), soon("Pay", MARCH, BOARD))
    assert "No known meeting can take Drugs and Pay before they are due." in text_of(reviews(found))
    assert "Equality: the last meeting in time is the resources committee of 21 January 2026." in text_of(
        reviews(found)
    )
    assert decisions(found).title == "Governors are asked for 1 decision or action"
    asked = "Name or call a meeting to approve Drugs, due 15 January 2026, and 1 more: no known meeting is in time."
    assert f"{asked} Chair of governors, now" in text_of(decisions(found))


def test_a_meeting_is_asked_for_where_none_is_listed() -> None:
    asked = "Name or call a meeting to approve Pay, due 1 March 2026: no known meeting is in time."
    assert asked in text_of(decisions(made(soon("Pay", MARCH, BOARD), meetings=())))


def test_no_meeting_is_asked_for_where_one_is_in_time_or_the_headteacher_approves() -> None:
    found = made(soon("Equality", MARCH, COMMITTEE), soon("Premises", JANUARY, HEAD))
    assert decisions(found).title == "No decision is asked of governors"
    assert "No known meeting" not in text_of(reviews(found))


def test_what_is_overdue_is_asked_for_first() -> None:
    asked = text_of(decisions(made(SAFETY, soon("Pay", MARCH, BOARD))))
    assert asked.index("Approve or re-adopt Safety.") < asked.index("Name or call a meeting to approve Pay")
