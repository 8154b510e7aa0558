"""Who may decide, and the last meeting that can decide in time."""

from datetime import date

import pytest

from govstats.measures.meetings import decided_by, next_meeting
from govstats.settings import Meeting

MEETINGS = (
    Meeting(date=date(2026, 1, 15), body="Finance committee"),
    Meeting(date=date(2026, 1, 21), body="Full governing body"),
    Meeting(date=date(2026, 2, 12), body="Resources committee"),
    Meeting(date=date(2026, 3, 19), body="Full governing body"),
)
AS_AT = date(2025, 12, 19)

# level | due | the last meeting in time | the next that may approve
CASES = """
Full governing body | 2026-01-20 | none       | 2026-01-21
Full governing body | 2026-01-21 | 2026-01-21 | 2026-01-21
Full governing body | 2026-03-18 | 2026-01-21 | 2026-01-21
Committee           | 2026-01-20 | 2026-01-15 | 2026-01-15
Committee           | 2026-01-31 | 2026-01-21 | 2026-01-15
Headteacher         | 2026-02-28 | 2026-02-12 | 2026-01-15
Not stated          | 2026-02-28 | 2026-01-21 | 2026-01-21
Trust board         | 2026-02-28 | 2026-01-21 | 2026-01-21
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_meeting_decides_only_what_it_may_and_only_in_time(case: str) -> None:
    level, due, in_time, coming = (part.strip() for part in case.split("|"))
    last = decided_by(MEETINGS, level, AS_AT, date.fromisoformat(due))
    following = next_meeting(MEETINGS, level, AS_AT)
    assert (str(last.date) if last else "none", str(following.date) if following else "none") == (in_time, coming)
