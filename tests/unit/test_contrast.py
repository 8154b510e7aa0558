"""Two schools beside each other: a difference is said to be one only where the choice of the two allows for it."""

import pytest
from numpy.random import default_rng

from govstats.exhibits.contrast import clearest_contrast
from govstats.exhibits.count import Count
from govstats.exhibits.difference import difference
from govstats.exhibits.page import Page
from govstats.exhibits.report import Report
from govstats.statistics import newcombe_difference
from tests.unit.made_up import release
from tests.unit.reading import lines_of, table_of


def signed_by(said):
    """Schools A, B and so on with "31/50", or "31/50/2" where two cannot be told."""
    return {letter: tuple(map(int, each.split("/"))) for letter, each in zip("ABCD", said.split(), strict=False)}


def contrast_of(*counts):
    return clearest_contrast([Count("", f"School {place}", *each, 0, 0) for place, each in enumerate(counts)])


def test_the_difference_is_said_with_its_range_and_both_counts():
    exhibit = difference(Page(release({"Ash": (31, 50), "Elm": (47, 50)})), "Behaviour")
    assert exhibit.title == "Behaviour: Ash is 32 points below Elm, more than chance would explain"
    assert table_of(exhibit) == [
        ("Elm", "47 of 50 (94%)"),
        ("Ash", "31 of 50 (62%)"),
        ("Difference", "32 points (16 to 46)"),  # Newcombe's method 10
    ]


# Signed of those who have to; what is said after the policy's title.
HEADINGS = """
40/50 42/50       | the difference of 4 points between A and B is within what chance explains
399/400 400/400   | the difference of less than 1 point between A and B is within what chance explains
31/50/16 47/50    | the difference of 32 points between A and B is within what chance explains
10/19 50/50 48/50 | the difference of 4 points between C and B is within what chance explains
40/50 40/50       | the 2 schools with 20 people or more have the same share
0/50 50/50        | A is 100 points below B, more than chance would explain
"""


@pytest.mark.parametrize("case", HEADINGS.strip().splitlines())
def test_the_heading_says_what_chance_explains(case):
    said, heading = (part.strip() for part in case.split("|"))
    assert difference(Page(release(signed_by(said))), "Behaviour").title == f"Behaviour: {heading}"


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ({"Ash": (31, 50), "Elm": (18, 19)}, "fewer than two schools with figures have 20 people or more."),
        ({"Ash": (31, 50), "Elm": 50}, "fewer than two schools with figures have 20 people or more."),
        ({"Ash": (31, 50)}, "One school is listed, so there is no other to compare it with."),
    ],
)
def test_where_two_schools_cannot_be_set_beside_each_other_it_says_why(signed, said):
    exhibit = difference(Page(release(signed)), "Behaviour")
    assert exhibit.title == "No two schools can be set beside each other"
    assert lines_of(exhibit)[1].endswith(said)
    assert not table_of(exhibit)


def test_a_difference_beyond_chance_for_two_schools_is_within_it_for_the_extremes_of_fifty():
    pair = (37, 50), (47, 50)
    assert contrast_of(*pair).beyond_chance
    fifty = contrast_of(*pair, *[(43, 50)] * 48)
    assert not fifty.beyond_chance
    assert (fifty.low.done, fifty.other.done, fifty.schools) == (37, 47, 50)
    assert fifty.lower == newcombe_difference(47, 50, 37, 50, 1 - 0.05 / 1225)[0] < 0


def test_the_clearest_difference_is_taken_before_the_widest():
    """A school of 20 at 95% tells less than one of 400 at 90%."""
    found = contrast_of((35, 50), (19, 20), (360, 400))
    assert found.beyond_chance
    assert found.other.of == 400


def test_people_are_the_sample_and_not_their_signatures():
    low, high = Count("", "Low", 700, 1000, 0, 0), Count("", "High", 900, 1000, 0, 0)
    assert clearest_contrast([low, high]).beyond_chance
    assert not clearest_contrast([low, high], policies=40).beyond_chance  # 25 people with 40 policies each
    assert clearest_contrast([low, high], policies=51) is None  # fewer than 20 people


def test_one_person_is_no_difference():
    assert not contrast_of((39_999, 40_000), (9_999_999_999, 9_999_999_999)).beyond_chance


def test_of_schools_that_are_alike_chance_seldom_makes_a_difference():
    """The range holds for whichever two are picked: at most 1 organisation in 20 is told of a difference by chance."""
    draw, organisations = default_rng(3), 400
    told = 0
    for _ in range(organisations):
        sizes = draw.integers(20, 120, 12)
        told += contrast_of(*zip(draw.binomial(sizes, 0.85), sizes, strict=True)).beyond_chance
    assert told / organisations <= 0.05


# Signed of those who have to, by school; the heading on the governor page.
LOWEST = """
31/50 47/50 46/50       | Coverage is lowest at A (31 of 50 signatures, 62%)
45/50 47/50 46/50       | Differences in coverage between schools may be chance
46/50 47/50 46/50       | Coverage is similar in all schools
31/50 47/50             | Coverage is lower at A (31 of 50 signatures, 62%) than at B (47 of 50 signatures, 94%)
45/50 47/50             | Differences in coverage between schools may be chance
46/50 47/50             | Coverage is similar in both schools
31/50 47/50 5/19        | Coverage is lowest at A (31 of 50 signatures, 62%), among schools with 20 people or more
45/50 47/50 5/19        | Differences in coverage between schools may be chance, among schools with 20 people or more
46/50 47/50 5/19        | Coverage is similar, among schools with 20 people or more
5/19 47/50              | Coverage cannot be compared between schools: that needs numbers of two with 20 people or more
"""


@pytest.mark.parametrize("case", LOWEST.strip().splitlines())
def test_the_governor_page_names_the_lowest_school_by_the_same_rule(case):
    said, title = (part.strip() for part in case.split("|"))
    report = Report(release(signed_by(said), every_policy=True))
    assert report["by_school"].title == title
