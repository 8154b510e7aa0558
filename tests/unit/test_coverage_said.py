"""What is said of acknowledgements against the target: below it, perhaps below it, or at it."""

import re
from typing import Any

import pandas as pd
import pytest

from govstats.exhibits.coverage import coverage
from govstats.exhibits.headline import decisions, headline
from govstats.exhibits.inductions import new_starters
from govstats.exhibits.page import Page
from govstats.exhibits.sureness import sureness
from tests.unit.pages import count, page

SURELY, PERHAPS, MET = (90, 0), (90, 5), (95, 0)  # of 100 people: signed, and cannot be told; the target is 95%


def made(*counts: tuple[int, int]) -> Page:
    rows: list[dict[str, Any]] = [
        count("acknowledgement_coverage", done, 100, policy=f"Policy {place}", unknown=unknown)
        for place, (done, unknown) in enumerate(counts, start=1)
    ]
    return page(counts=pd.DataFrame(rows))


@pytest.mark.parametrize(
    ("counts", "title", "action"),
    [
        ([SURELY, MET], "1 of 2 policies is below the 95% target", "Ask when Policy 1 will reach"),
        ([SURELY, PERHAPS], "1 of 2 policies is below the 95% target, and 1 more may be", "Ask when Policy 1"),
        (
            [SURELY, SURELY, PERHAPS, PERHAPS],
            "2 of 4 policies are below the 95% target, and 2 more may be",
            "Ask when the 2",
        ),
        ([PERHAPS, MET], "1 of 2 policies may be below the 95% target", ""),
        ([PERHAPS], "The one policy may be below the 95% target", ""),
        ([MET, MET], "Both policies reach the 95% target", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_not_counted_against(counts: list[tuple[int, int]], title: str, action: str) -> None:
    assert coverage(made(*counts)).title == title
    assert ("Ask when" in decisions(made(*counts)).html) == bool(action)
    assert action in decisions(made(*counts)).html


def test_a_bar_says_that_it_may_be_below() -> None:
    text = re.sub(r"<[^>]+>", " ", coverage(made(SURELY, PERHAPS, MET)).html)
    assert re.findall(r"(?:may be )?below target|target met", text) == [
        "below target",
        "may be below target",
        "target met",
    ]
    assert "Outlined bars are below it, or may be." in text
    assert "or may be" not in re.sub(r"<[^>]+>", " ", coverage(made(SURELY, (96, 1))).html)


def test_the_lowest_policy_stands_in_the_tile_though_it_may_be_at_the_target() -> None:
    text = re.sub(r"<[^>]+>", " ", headline(made(PERHAPS, MET)).html)
    assert "90 of 100 (at most 95%) have signed" in text


def test_a_staff_list_of_nobody_is_no_school_in_which_nobody_must_sign() -> None:
    nobody = page(nobody_listed=True)
    top = re.sub(r"<[^>]+>", " ", headline(nobody).html)
    assert "The staff list holds nobody, so it cannot be said who has read the policies." in top
    assert top.count("Cannot be said.") == 3
    assert coverage(nobody).title == "It cannot be said who has acknowledged the policies"
    assert new_starters(nobody).title == "It cannot be said what new starters were told"
    assert sureness(nobody).title == "How sure are we? The staff list holds nobody"
    assert "Nobody in post must read" in headline(page()).html


@pytest.mark.parametrize("school", ["Ash Grove", ""])
def test_a_school_that_is_withheld_may_be_so_for_those_who_work_at_several(school: str) -> None:
    rows = [count("acknowledgement_coverage", None, 10, policy="Pay", school=each) for each in ("All", "Ash Grove")]
    said = coverage(page(school, counts=pd.DataFrame(rows))).html
    several = ": of this school, or of those who work at several." if school else "."
    assert f"A figure would tell of too few people{several}" in said
