"""What is said of a number that is told as a range only: on a board's page beside an earlier one, and in public."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from govstats.exhibits.comparison import compare
from govstats.exhibits.count import Count
from govstats.exhibits.coverage import coverage
from govstats.exhibits.difference import difference
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.headline import decisions, header, headline
from govstats.exhibits.incidents import incidents
from govstats.exhibits.inductions import new_starters
from govstats.exhibits.page import Page
from govstats.exhibits.plotly_face import bars_figure
from govstats.exhibits.questions import choose
from govstats.exhibits.schools import by_school
from govstats.exhibits.sureness import definitions, sureness
from tests.unit.pages import count, frame, page, row

COVERAGE, INDUCTION = "acknowledgement_coverage", "induction_coverage"
EARLIER = date(2025, 12, 1)

# The ends and of how many | in a table | within a sentence
SAID = """
36 40 of 41   | 36 to 40 of 41 (88% to 98%)           | between 36 and 40 of 41 (88% to 98%)
0 4 of 41     | 0 to 4 of 41 (0% to 10%)              | at most 4 of 41 (0% to 10%)
37 41 of 41   | 37 to 41 of 41 (90% to 100%)          | at least 37 of 41 (90% to 100%)
5 9 of 9      | 5 to 9 of 9                           | at least 5 of 9
1530 1619 of 1800 | 1,530 to 1,619 of 1,800 (85% to 90%) | between 1,530 and 1,619 of 1,800 (85% to 90%)
"""


def text_of(exhibit: Exhibit | None) -> str:
    assert exhibit is not None
    return " ".join(re.sub(r"<[^>]+>", " ", exhibit.html).split())


def ranged(measure: str, least: int, most: int, of: int, **given: Any) -> dict[str, Any]:
    return count(measure, None, of, unknown=None, at_least=least, at_most=most, **given)


def made(*rows: dict[str, Any], **given: Any) -> Page:
    return page(counts=pd.DataFrame(rows), **given)


def banded(**given: Any) -> Page:
    """Policy Two is told as a range, which may reach the target; the other two are numbers."""
    return made(
        count(COVERAGE, 30, 41, policy="One"),
        ranged(COVERAGE, 36, 40, 41, policy="Two"),
        count(COVERAGE, 41, 41, policy="Three"),
        ranged(COVERAGE, 107, 111, 123),
        **{"banded_since": EARLIER, **given},
    )


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_a_range_is_said_in_one_way(line: str) -> None:
    ends, in_table, in_sentence = (part.strip() for part in line.split("|"))
    least, most, of = map(int, re.findall(r"\d+", ends))
    told = Count("Two", "All", None, of, 0, 0, (least, most))
    assert told.proportion.replace("\u00a0", " ") == in_table
    assert told.proportion_said.replace("\u00a0", " ") == in_sentence


def test_a_range_that_may_reach_the_target_is_perhaps_below() -> None:
    found = text_of(coverage(banded()))
    assert coverage(banded()).title == "1 of 3 policies is below the 95% target, and 1 more may be"
    assert "Two may be below target 36 to 40 of 41 (88% to 98%)" in found
    assert "A bar of a range runs from its lower to its upper end." in found
    assert "Ask when One will reach the 95% target." in text_of(decisions(banded()))
    sure = made(ranged(COVERAGE, 20, 24, 41, policy="Two"), count(COVERAGE, 41, 41, policy="Three"))
    assert coverage(sure).title == "1 of 2 policies is below the 95% target"


def test_a_bar_runs_from_end_to_end_and_no_point_stands_between() -> None:
    html = coverage(banded()).html
    assert '<rect x="87.8%" width="9.8%"/>' in html
    assert '<rect width="73.2%"/>' in html
    figure = coverage(banded()).figure
    assert figure is not None
    bars, *_ = figure.data
    assert [round(base, 3) for base in bars.base] == [0, 0.878, 0]
    assert [round(width, 3) for width in bars.x] == [0.732, 0.098, 1]
    assert bars_figure([], 0.95, "").data


def test_ranges_of_one_band_stand_in_the_order_of_their_names() -> None:
    alike = [ranged(COVERAGE, 20, 24, 41, policy=name) for name in ("Pay", "Behaviour", "Conduct")]
    rows = re.findall(r"(Pay|Behaviour|Conduct) below target", text_of(coverage(made(*alike))))
    assert rows == ["Behaviour", "Conduct", "Pay"]
    # None of the three is known to be the lowest.
    assert "Lowest range 49% to 59% Behaviour and 2 more. Target 95%" in text_of(headline(made(*alike)))


def test_the_board_reads_why_there_is_a_range() -> None:
    said = "few people joined or left since the report of 1 December 2025: two numbers would tell of those few."
    assert said in text_of(coverage(banded()))
    assert "joined or left" not in text_of(coverage(made(count(COVERAGE, 30, 41, policy="One"), banded_since=EARLIER)))
    assert "Range The true number lies in it" in text_of(definitions(banded()))
    assert "Range The true number" not in text_of(definitions(made(count(COVERAGE, 30, 41, policy="One"))))


def test_a_number_withheld_for_an_earlier_report_is_not_called_a_small_group() -> None:
    said = "A figure is withheld where few people joined or left since the report of 1 December 2025:"
    some = [count(COVERAGE, 30, 41, policy="One"), count(COVERAGE, None, 41, policy="Two")]
    none = [count(measure, None, 41, policy="Two") for measure in (COVERAGE, INDUCTION)]
    for rows, exhibits in ((some, [coverage]), (none, [coverage, new_starters])):
        for exhibit in exhibits:
            assert said in text_of(exhibit(made(*rows, banded_since=EARLIER)))
            assert "joined or left" not in text_of(exhibit(made(*rows)))
    both = made(*some, ranged(COVERAGE, 36, 40, 41), banded_since=EARLIER)
    assert "Where a range would tell of them too, the figure is withheld." in text_of(coverage(both))
    # Nor on the page of a school that has nothing of the kind.
    other = made(*some, count(COVERAGE, 20, 20, policy="One", school="Ash Grove"), banded_since=EARLIER)
    assert "joined or left" not in text_of(coverage(replace(other, school="Ash Grove")))


def test_no_difference_and_no_trend_is_made_of_a_range() -> None:
    before = pd.DataFrame([count(COVERAGE, 60, 123, period_end="2025-07-22")])
    found = text_of(headline(banded(before=before)))
    assert "People have acknowledged between 87% and 90% of the policies they must read." in found
    assert "Policies signed 87% to 90% 107 to 111 of 123 signatures. Target 95% A range is not compared" in found
    schools = [
        ranged(COVERAGE, 36, 40, 60, policy=policy, school=school)
        for policy in ("Two", "All")
        for school in ("Ash Grove", "Beech Lane")
    ]
    both = made(ranged(COVERAGE, 80, 85, 120, policy="Two"), *schools)
    title = "Coverage cannot be compared between schools: that needs numbers of two with 20 people or more"
    assert by_school(both).title == title  # type: ignore[union-attr]
    for exhibit in (compare(both, "Two"), difference(both, "Two")):
        assert "Between 80 and 85 of 120 (67% to 71%) have signed Two. Ranges are not compared." in text_of(exhibit)
        assert exhibit.figure is None
    mixed = made(count(COVERAGE, 82, 120, policy="Two"), *schools)
    assert "Told as a range, so no comparison" in text_of(compare(mixed, "Two"))


def test_a_question_quotes_a_range_to_a_board_and_none_in_public() -> None:
    low = ranged(COVERAGE, 20, 24, 41, policy="Two")
    asked = [each.asks.replace("\u00a0", " ") for each in choose(made(low))]
    assert "What would bring Two from between 20 and 24 of 41 (49% to 59%) signed to the 95% target?" in asked
    assert not [each.asks for each in choose(made(low, profile="public")) if "Two" in each.asks]


def test_inductions_in_ranges() -> None:
    few = made(ranged(INDUCTION, 5, 9, 9, policy="Two"), ranged(INDUCTION, 5, 9, 9), profile="public")
    assert new_starters(few).title == "Inductions of new starters recorded: at least 5 of 9"
    assert "Two 5 to 9 of 9" in text_of(new_starters(few))
    assert "Inductions done 5 to 9 of 9" in text_of(headline(few))


def test_whether_starters_were_in_time_is_a_number_the_most_it_can_be_or_not_told() -> None:
    told, in_part, not_told = (
        [count(INDUCTION, 9, 9, policy=name), count("induction_timeliness", done, 9, policy=name, unknown=unknown)]
        for name, done, unknown in (("One", 7, 0), ("Two", 6, 2), ("Three", 0, 9))
    )
    text = text_of(new_starters(made(*told, *in_part, *not_told, count(INDUCTION, 27, 27))))
    assert re.findall(r"(One|Two|Three) 9 of 9 (.+?) (?=One|Two|Three|\[x\] means)", text) == [
        ("One", "7 of 9"), ("Three", "[x]"), ("Two", "6 of 9 (at most 8)"),
    ]  # fmt: skip
    assert "up to 9 starters for a policy cannot be told, for want of a clear date." in text


def test_a_public_page_says_what_is_withheld_because_of_an_earlier_one() -> None:
    said = "A range is withheld where, beside the page of 1 December 2025, it would tell of few who joined or left."
    assert said in text_of(coverage(banded(profile="public")))
    assert said not in text_of(coverage(banded(profile="public", banded_since=None)))


@pytest.mark.parametrize(
    ("number", "title", "cell"),
    [
        ("c", "Fewer than 5 incidents were recorded in Autumn 2025", "[c]"),
        ("10", "About 10 incidents were recorded in Autumn 2025", "About 10"),
    ],
)
def test_incidents_in_public(number: str, title: str, cell: str) -> None:
    told = page(incidents=pd.DataFrame([row(f"{number} of 40: 3n")]), profile="public")
    assert incidents(told).title == title
    found = text_of(incidents(told))
    assert f"Autumn 2025 {cell} 3 received" in found
    assert "Numbers are to the nearest 5, and withheld under 5." in found
    assert not re.search(r"[Rr]ate|chance\.? (?:is|would)|[Cc]ompared|with a number", found)


def test_each_page_says_whom_it_is_for() -> None:
    heads = {each: text_of(header(page(profile=each))) for each in ("board", "internal", "public")}
    assert "Confidential to governors. Autumn 2025." in heads["board"]
    assert "Internal: not for governors. Autumn 2025." in heads["internal"]
    assert "governors" not in heads["public"]


def test_a_public_page_counts_no_rows_of_people() -> None:
    account = frame(("source", "rows_read", "rows_used", "rows_set_aside"), [("inductions", 17, 17, 0)])
    assert "17" in text_of(sureness(page(account=account)))
    assert "17" not in text_of(sureness(page(account=account, profile="public")))
