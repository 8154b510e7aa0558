"""How soon people sign and starters are inducted: what may be said of it, and why nothing can be."""

from typing import Any

import pytest

from govstats.disclosure.pace import COLUMNS
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.pace import ONLY_RECENT, pace
from govstats.measures.reviews import IN_DATE
from govstats.periods import Allowed, Calendar, SchoolDays
from tests.unit.pages import TERM, count, frame, page, review

GIVEN = frozenset(("acknowledgements", "inductions"))
NAN = float("nan")


def read(measure: str, policy: str, *shares: tuple[int, float, float, float]) -> list[tuple[Any, ...]]:
    """The shares by day with the ends of their ranges, of 150 people."""
    since = "2024-12-19" if measure == "induction" else ""
    return [(measure, policy, 150, since, day, 100, *share) for day, *share in shares]


SLOW = read("acknowledgement", "Behaviour", (7, 0.146, 0.1, 0.22), (14, 0.25, 0.19, 0.33), (28, 0.32, 0.25, 0.4))
QUICK = read("acknowledgement", "First aid", (7, 0.996, 0.97, 0.999), (14, 0.997, 0.97, 0.9999))
SLOWER = read("acknowledgement", "Allergies", (7, 0.004, 0.001, 0.02), (28, 0.01, 0.004, 0.03))
SAME = read("acknowledgement", "Complaints", (28, 0.321, 0.25, 0.4))
NOBODY = read("acknowledgement", "Drugs", (7, 0.0, NAN, NAN), (28, 0.0, NAN, NAN))
LATE = read("acknowledgement", "Elections", (7, 0.0, NAN, NAN), (28, 0.5, 0.3, 0.7))
BEHIND = read("acknowledgement", "Pay", (7, 0.1, 0.05, 0.2), (14, 0.2, 0.14, 0.28))
STARTERS = read("induction", "Behaviour", (7, 0.0, NAN, NAN), (28, 0.5, 0.3, 0.7))


def made(*rows: tuple[Any, ...], given: frozenset[str] = GIVEN, **fields: Any) -> Exhibit | None:
    return pace(page(pace=frame(COLUMNS, rows), given=given, **fields))


def said(exhibit: Exhibit | None) -> list[str]:
    assert exhibit is not None
    return str(exhibit.html).split("<details>")[0].replace("</p>", "\n").replace("<p>", "\n").split("\n")[1::2]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([*SLOW, *QUICK], "Slowest to be signed: Behaviour, 32% of 150 people within 28 days"),
        ([*SLOW, *SLOWER], "Slowest to be signed: Allergies, 1% of 150 people within 28 days"),
        ([*QUICK], "How soon people sign: First aid, 99% of 150 people within 14 days"),
        ([*SLOW, *SAME], "How soon people sign: Behaviour and Complaints, 32% within 28 days"),
        ([*SLOW, *SAME, *QUICK], "Slowest to be signed: Behaviour and Complaints, 32% within 28 days"),
        # On day 28 Pay may be ahead of Behaviour or behind it; on day 14 it is behind.
        ([*SLOW, *BEHIND], "Slowest to be signed: Pay, 20% of 150 people within 14 days"),
        ([*LATE[1:], *BEHIND[1:]], "How soon people sign: none of 2 policies is known to be the slowest"),
        ([*NOBODY], "How soon people sign: Drugs, none of 150 people within 28 days"),
        (
            [*NOBODY, *(("acknowledgement", "Pay", *row[2:]) for row in NOBODY)],
            "How soon people sign: Drugs and Pay, none within 28 days",
        ),
        ([*STARTERS], "How soon people sign cannot be shown"),
        ([], "How soon people sign cannot be shown"),
    ],
)
def test_the_heading_names_the_slowest(rows: list[tuple[Any, ...]], title: str) -> None:
    exhibit = made(*rows)
    assert exhibit is not None
    assert exhibit.title == title


def test_what_is_new_this_term_is_said_first() -> None:
    new = frame(review("", ""), [review("Behaviour", IN_DATE, began=TERM.start)])
    assert said(made(*SLOW, *SLOWER, *STARTERS, reviews=new)) == [
        "Of 150 people who had to sign Behaviour, new since 1 September 2025, 15% had within 7 days and 32% within 28.",
        "Of 150 starters since 19 December 2024, 50% were inducted on Behaviour within 28 days: the slowest.",
    ]


def test_else_the_slowest_and_why_there_is_no_more() -> None:
    assert said(made(*SLOWER, given=GIVEN - {"inductions"})) == [
        "Of 150 people who had to sign Allergies, less than 1% had within 7 days and 1% within 28."
    ]
    assert said(made(*NOBODY))[0] == "Nobody who had to sign Drugs had done so within 28 days."
    assert said(made(*LATE))[0] == "Of 150 people who had to sign Elections, none had within 7 days and 50% within 28."
    new = frame(review("", ""), [review("Drugs", IN_DATE, began=TERM.start)])
    assert said(made(*NOBODY, reviews=new))[0] == (
        "Nobody who had to sign Drugs, new since 1 September 2025, had done so within 28 days."
    )
    assert said(made()) == [
        f"{ONLY_RECENT} Each needs 20 people who must sign it, and 10 of them who waited 7 days.",
        "How soon starters are inducted cannot be shown: "
        "that needs 20 starters in a year, and may tell of no small group.",
    ]
    assert said(made(given=GIVEN - {"acknowledgements"}))[0] == "No acknowledgements were given."


def test_the_table_has_ranges_and_says_where_too_few_waited() -> None:
    exhibit = made(
        *SLOW,
        *QUICK,
        *STARTERS,
        counts=frame(count("", 0, 0), [count("acknowledgement_coverage", 9, 12, policy="Allowances")]),
    )
    assert exhibit is not None
    html = str(exhibit.html)
    assert "<th scope=row>Behaviour (150)<td>15% (10% to 22%)<td>" in html
    assert "<td>99% (97% to 99%)<td>Too few" in html
    assert "<td>0%<td>" in html
    assert "fewer than 10 waited that long, or the share would tell of a small group." in html
    assert ONLY_RECENT in html


def test_sentence_and_table_are_of_the_same_slowest() -> None:
    exhibit = made(*SLOW, *BEHIND)
    assert exhibit is not None
    rows = str(exhibit.html).split("<th scope=row>")[1:]
    assert [row.split(" (150)")[0] for row in rows] == ["Pay", "Behaviour"]
    assert "Slowest first, by day 14." in exhibit.html


def test_beside_school_days_it_says_that_its_days_are_of_the_calendar() -> None:
    exhibit = made(*STARTERS, induction_allowed=Allowed(28, SchoolDays(Calendar())))
    assert exhibit is not None
    assert said(exhibit)[1].endswith("50% were inducted on Behaviour within 28 calendar days: the slowest.")
    assert "inducted, by calendar days since they began" in exhibit.html


def test_a_range_that_begins_near_none_does_not_begin_at_none() -> None:
    exhibit = made(*SLOWER)
    assert exhibit is not None
    assert "less than 1% (&lt;1% to 2%)" in exhibit.html


def test_a_school_has_no_pace_of_its_own_and_nothing_is_said_without_records() -> None:
    assert pace(page("Ash Grove", pace=frame(COLUMNS, SLOW))) is None
    assert made(given=frozenset()) is None
