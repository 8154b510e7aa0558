"""The forward calendar in words: by meeting, where it piles up, and what no meeting can take in time."""

from datetime import date

import pytest

from govstats.exhibits.forward import forward
from govstats.exhibits.page import Page
from govstats.settings import Meeting
from tests.unit.made_up import release, reviews_to_come
from tests.unit.reading import lines_of, table_of

JANUARY = Meeting(date=date(2026, 1, 21), body="Full governing body")
MARCH = Meeting(date=date(2026, 3, 19), body="Full governing body")
JULY = Meeting(date=date(2026, 7, 8), body="Full governing body")
RESOURCES = Meeting(date=date(2026, 6, 11), body="Resources committee")

NOTHING = "Reviews due after the next 18 months are not listed."


def shown(table, *meetings, school=""):
    published = release({"Ash": (1, 2), "Elm": (1, 2)}, coming=reviews_to_come(table, meetings), meetings=meetings)
    return forward(Page(published, school))


def test_each_review_stands_at_the_last_meeting_in_time_for_it():
    exhibit = shown(
        """
        Attendance |     | 2026-01-31 | Full governing body
        Behaviour  | Ash | 2026-06-30 | Committee
        Behaviour  | Elm | 2026-06-30 | Committee
        First aid  | Elm | 2026-06-20 | Committee
        Complaints |     | 2026-06-30 | Full governing body
        """,
        JANUARY,
        RESOURCES,
    )
    assert exhibit.title == "5 reviews fall due in the next 18 months"
    assert table_of(exhibit) == [
        ("Full governing body, 21 January 2026", "Attendance and Complaints", "2"),
        ("Resources committee, 11 June 2026", "Behaviour (2 schools) and First aid (Elm)", "3"),
    ]
    [bars] = exhibit.figure.data
    assert list(bars.x) == [2, 3]


@pytest.mark.parametrize(
    ("meetings", "more"),
    [
        ((JANUARY, MARCH, RESOURCES, JULY), []),
        (
            (JANUARY, MARCH, RESOURCES),
            ["No later meeting is listed for some of them. They may move to one that is not listed yet."],
        ),
    ],
)
def test_a_pile_up_is_named_with_its_meeting(meetings, more):
    lines = [f"Policy {number} | | 2026-03-31 | Full governing body" for number in range(5)]
    lines += ["Attendance | | 2026-01-31 | Full governing body", "Drugs | | 2026-06-30 | Committee"]
    exhibit = shown("\n".join(lines), *meetings)
    assert exhibit.title == "5 of 7 reviews due in the next 18 months fall to one meeting"
    assert lines_of(exhibit)[1:-2] == ["5 of 7 reviews fall to the full governing body of 19 March 2026.", *more]


def test_what_no_meeting_can_take_in_time_is_no_pile_up_of_a_meeting():
    lines = [f"Policy {number} | | 2026-01-10 | Full governing body" for number in range(8)]
    exhibit = shown("\n".join([*lines, "Drugs | | 2026-02-10 | Committee"]), JANUARY)
    assert exhibit.title == "9 reviews fall due in the next 18 months"
    assert lines_of(exhibit)[1] == (
        "8 reviews are due before any listed meeting that may take them: Policy 0, Policy 1, Policy 2, Policy 3, "
        "Policy 4, Policy 5 and 2 more."
    )
    assert [row[0] for row in table_of(exhibit)][-1] == "No meeting before it is due"


@pytest.mark.parametrize("meetings", [(), (Meeting(date=date(2025, 12, 19), body="Full governing body"),)])
def test_without_a_meeting_to_come_the_reviews_stand_by_month(meetings):
    lines = [f"Policy {number} | | 2026-07-31 | Not stated" for number in range(4)]
    lines += ["Attendance | | 2026-01-31 | Not stated", "Drugs | | 2027-01-31 | Not stated"]
    exhibit = shown("\n".join(lines), *meetings)
    assert exhibit.title == "4 of 6 reviews due in the next 18 months fall to one month"
    assert lines_of(exhibit)[1:3] == [
        "4 of 6 reviews fall due in July 2026.",
        "No meeting to come is listed, so the reviews stand by the month in which they are due.",
    ]
    assert [row[0] for row in table_of(exhibit)] == ["January 2026", "July 2026", "January 2027"]


def test_what_is_overdue_or_undated_is_named_once():
    exhibit = shown(
        """
        Attendance |     | 2025-09-30          | Committee
        Behaviour  | Ash | 2025-10-31          | Committee
        Behaviour  | Elm | 2025-11-30          | Committee
        Complaints |     | Undated             | Committee
        Drugs      | Elm | No version in force | Not stated
        """,
        JANUARY,
    )
    assert exhibit.title == "No review is known to fall due in the next 18 months; 3 are overdue"
    assert lines_of(exhibit)[1:] == [
        "3 reviews are overdue: Attendance and Behaviour (2 schools).",
        "1 policy has no review date that can be told: Complaints.",
        "1 policy has no approved version in force: Drugs (Elm).",
        NOTHING,
    ]
    assert exhibit.figure is None
    assert exhibit.data["when"].tolist() == ["Overdue"] * 3 + ["Undated", "No version in force"]


def test_where_nothing_is_to_be_reviewed_it_says_so():
    exhibit = shown("")
    assert lines_of(exhibit) == ["No review falls due in the next 18 months", NOTHING]


def test_a_school_has_its_own_and_those_of_the_whole_organisation():
    table = """
        Attendance |     | 2026-01-31 | Committee
        Behaviour  | Ash | 2026-01-31 | Committee
        Behaviour  | Elm | 2026-01-31 | Committee
        """
    exhibit = shown(table, JANUARY, school="Elm")
    assert table_of(exhibit) == [("Full governing body, 21 January 2026", "Attendance and Behaviour", "2")]
