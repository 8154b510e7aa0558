"""Planned against actual: what is said of reviews done in time, of days in date, and of policies over the limit."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from govstats.exhibits.headline import headline
from govstats.exhibits.page import Page
from govstats.exhibits.planned import on_time, planned
from govstats.exhibits.reviews import all_reviews, reviews
from govstats.measures.history import Reviewed
from govstats.measures.reviews import IN_DATE, OVER_STATUTORY, OVERDUE
from tests.unit.pages import count, frame, page, review

LAG = ("policy", "school", "adopted_model", "newest_release", "behind")


def made(*counts: dict[str, Any], reviews: Any = (), history: Any = (), lag: Any = (), school: str = "") -> Page:
    frames = {
        "reviews": frame(review("Fire", IN_DATE), reviews) if reviews else None,
        "history": frame(Reviewed.__dataclass_fields__, history),
        "lag": frame(LAG, lag),
    }
    known = {name: table for name, table in frames.items() if table is not None}
    return page(school, counts=pd.DataFrame(counts, columns=[*count("x", 0, 0)]), **known)


# done | of | cannot be told | backlog cleared | what is said
ON_TIME = [
    (3, 7, 0, 0, "3 of the 7 reviews that fell due this term were done on time."),
    (1, 7, 0, 0, "1 of the 7 reviews that fell due this term was done on time."),
    (0, 7, 0, 1, "None of the 7 reviews that fell due this term was done on time."
                 " 1 older review was cleared from the backlog."),
    (7, 7, 0, 2, "All 7 reviews that fell due this term were done on time."
                 " 2 older reviews were cleared from the backlog."),
    (3, 7, 2, 0, "3 of the 7 reviews that fell due this term were done on time; for 2 it cannot be told."),
    (1, 1, 0, 0, "The one review that fell due this term was done on time."),
    (0, 1, 0, 0, "The one review that fell due this term was not done on time."),
    (0, 1, 1, 0, "It cannot be told whether the one review that fell due this term was done on time."),
    (0, 7, 7, 0, "It cannot be told whether the 7 reviews that fell due this term were done on time."),
    (0, 0, 0, 0, "No review fell due this term."),
    (0, 0, 0, 3, "No review fell due this term. 3 older reviews were cleared from the backlog."),
]  # fmt: skip


@pytest.mark.parametrize(("done", "of", "unknown", "cleared", "said"), ON_TIME)
def test_reviews_on_time_and_the_backlog_apart(done: int, of: int, unknown: int, cleared: int, said: str) -> None:
    rate = count("reviews_on_time", done, of, basis="", unknown=unknown, excluded=cleared)
    assert on_time(made(rate)) == [said]


def test_nothing_is_said_of_reviews_that_are_not_counted() -> None:
    assert on_time(made()) == []


# done | of | cannot be told | what is said
DAYS = [
    (3366, 5280, 330, "64% of the days required this term (at least 3,366 of 5,280; 330 cannot be told)."),
    (110, 110, 0, "100% of the days required this term (110 of 110)."),
    (109_999, 110_000, 0, "99% of the days required this term (109,999 of 110,000)."),
    (0, 110, 0, "0% of the days required this term (0 of 110)."),
]


@pytest.mark.parametrize(("done", "of", "unknown", "said"), DAYS)
def test_days_in_date(done: int, of: int, unknown: int, said: str) -> None:
    html = planned(made(count("policy_days_in_date", done, of, basis="", unknown=unknown))).html
    assert f"<li>Policies were in date on {said}</li>" in html


def test_nothing_is_said_of_days_where_nothing_is_required() -> None:
    assert "<li>" not in planned(made(count("policy_days_in_date", 0, 0, basis=""))).html


JUNE, MAY = ("", "June 2024", "June 2025", "yes"), ("", "May 2023", "May 2025", "yes")
MODELS = [
    ([("Fire", *JUNE)], ["Fire is adopted from a model of which there is a later release, June 2025. "
                         "This does not make it out of date."]),
    ([("Fire", *JUNE), ("Water", *MAY)], ["There are later releases of the models of Fire (June 2025) and "
                                          "Water (May 2025). This does not make them out of date."]),
    ([("Fire", "", "June 2024", "June 2024", "no")], []),
    ([("Fire", "", "2024", "June 2024", "cannot tell")], ["It cannot be told whether there is a later model of Fire."]),
]  # fmt: skip


@pytest.mark.parametrize(("lag", "said"), MODELS)
def test_a_later_model_does_not_make_a_policy_out_of_date(lag: list[tuple[str, ...]], said: list[str]) -> None:
    html = str(planned(made(lag=lag)).html)
    assert html.count("<li>") == len(said)
    assert all(f"<li>{sentence}</li>" in html for sentence in said)


def reviewed(policy: str, on: date, least: int | None, most: int | None, verdict: str, **given: Any) -> dict[str, Any]:
    row = dict.fromkeys(Reviewed.__dataclass_fields__, "")
    days = {"days_late_least": least, "days_late_most": most}
    done = {"policy": policy, "stated_due": "1 October 2025", "reviewed": f"{on:%-d %B %Y}", "reviewed_latest": on}
    return row | done | days | {"on_time": verdict} | given


REVIEWED = [
    reviewed("On the day", date(2025, 10, 1), 0, 0, "yes"),
    reviewed("Early", date(2025, 9, 30), -1, -1, "yes", school="Ash Grove"),
    reviewed("Late", date(2025, 11, 2), 32, 62, "no", stated_due="", cycle_due="September 2025"),
    reviewed("Perhaps", date(2025, 10, 4), -2, 3, "cannot tell"),
    reviewed("No date", date(2025, 6, 1), None, None, "cannot tell", stated_due=""),
    reviewed("Long ago", date(2024, 12, 19), 5, 5, "no"),
    reviewed("Kept its date", date(2025, 10, 1), None, None, "not applicable"),
    reviewed("Over", date(2025, 9, 1), -30, -30, "yes", status=OVER_STATUTORY),
    reviewed("Elsewhere", date(2025, 5, 1), 1, 1, "no", school="Beech Lane"),
    dict.fromkeys(Reviewed.__dataclass_fields__, "") | {"policy": "Not yet", "reviewed_latest": None},
]


def test_the_reviews_of_the_last_year_newest_first() -> None:
    exhibit = planned(made(history=REVIEWED))
    assert exhibit.title == "7 reviews of the last 12 months, planned against actual"
    assert [" | ".join(row) for row in exhibit.data.itertuples(index=False)] == [
        "Late | September 2025 | 2 November 2025 | No, 32 to 62 days late",
        "Perhaps | 1 October 2025 | 4 October 2025 | Cannot tell, 2 days early to 3 days late",
        "On the day | 1 October 2025 | 1 October 2025 | Yes, on the day",
        "Early (Ash Grove) | 1 October 2025 | 30 September 2025 | Yes, 1 day early",
        "Over | 1 October 2025 | 1 September 2025 | Yes, 30 days early, over the statutory year",
        "No date | [x] | 1 June 2025 | Cannot tell",
        "Elsewhere (Beech Lane) | 1 October 2025 | 1 May 2025 | No, 1 day late",
    ]


def test_a_year_without_a_review_is_said() -> None:
    assert planned(made()).title == "No review of the last 12 months can be held against a due date"


def test_a_school_has_its_own_reviews_and_those_of_all() -> None:
    own = planned(made(history=REVIEWED, school="Ash Grove")).data["Policy"].tolist()
    assert "Early" in own
    assert "Elsewhere" not in " ".join(own)


OVER = review("Fire", OVER_STATUTORY, days_left=40, stated_due="28 January 2026", statutory_due="1 October 2025",
              maximum_months=12, maximum_kind="firm", rule_pack="List-2024", due=date(2026, 1, 28))  # fmt: skip
# documents | what the heading of the reviews adds | the sentence of the headline and the reviews
STATUTORY = [
    ([OVER], ", and over the statutory year", "Fire is on time by its own date, and over the statutory year."),
    ([OVER, OVER | {"policy": "Water"}], "; 2 are over the statutory year",
     "2 policies are on time by their own dates, and over the statutory year: Fire and Water."),
    ([review("Fire", IN_DATE)], "", ""),
    ([review("Fire", OVERDUE, days_left=-3), OVER | {"policy": "Water"}], "; 1 is over the statutory year",
     "Water is on time by its own date, and over the statutory year."),
]  # fmt: skip


@pytest.mark.parametrize(("documents", "added", "said"), STATUTORY)
def test_over_the_statutory_year_is_said_wherever_policies_are_counted(
    documents: list[dict[str, Any]], added: str, said: str
) -> None:
    seen = made(reviews=documents)
    assert reviews(seen).title.endswith(added or "in date")
    assert (f"<li>{said}</li>" in reviews(seen).html) == bool(said)
    assert said in headline(seen).html


def test_the_statutory_due_date_stands_beside_the_rule() -> None:
    [row] = all_reviews(made(reviews=[OVER])).data.to_dict("records")
    assert row["National list"] == "1 year at most: due 1 October 2025"
    assert row["Status"].startswith("● On time by its own date, over the statutory year")
