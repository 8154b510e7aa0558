"""The overview of a trust: no school is ranked, no figure is of all schools but one, no sentence is long."""

import json
import re
from datetime import date, timedelta

import pytest
from numpy.random import default_rng

from govstats.exhibits.currency import currency_by_school
from govstats.exhibits.page import Page
from govstats.exhibits.trust import trust_overview
from govstats.settings import Meeting
from tests.unit.made_up import AS_AT, release, reviews_to_come
from tests.unit.reading import lines_of, long_sentences, table_of

BODY = ("headline", "compare", "difference", "currency_by_school", "forward")
MOST = 12  # rows of a table of the body
UNWELCOME = re.compile(
    r"\b(?:rank\w*|league|worst|best|top|bottom|outliers?|red|amber|green|poor\w*|fail\w*|compliant|except)\b", re.I
)
MEETINGS = [Meeting(date=date(2026, month, 20), body="Trust board") for month in (1, 3, 5, 7)]
TITLES = [f"Policy {number}" for number in range(12)]


def trust_of(schools):
    """A trust in which most schools are alike, some are small, some withheld, and some have signed much less."""
    draw = default_rng(schools)
    names = [f"School {number:03d}" for number in draw.permutation(schools)]
    signed = {}
    for place, name in enumerate(names):
        of = int(draw.integers(6, 90))
        done = int(draw.binomial(of, 0.6 if place % 9 == 1 else 0.9))
        signed[name] = of if place % 11 == 5 else (done, of, min(of - done, int(draw.random() < 0.1)))
    in_date = {name: {title: bool(draw.random() < 0.9) for title in TITLES} for name in names}
    due = [str(AS_AT + timedelta(days=int(days))) for days in draw.integers(-60, 540, 3 * schools)]
    coming = [f"{TITLES[place % 3]} | {names[place // 3]} | {day} | Trust board" for place, day in enumerate(due)]
    return release(signed, in_date=in_date, coming=reviews_to_come("\n".join(coming), MEETINGS), meetings=MEETINGS)


@pytest.mark.parametrize("schools", [1, 2, 3, 50, 600])
def test_an_overview_reads_plainly_and_ranks_nobody(schools):
    published = trust_of(schools)
    overview = trust_overview(published)
    every = overview["every_school"]
    for name in (*BODY, *(["every_school"] if every else [])):
        words = " ".join([*lines_of(overview[name]), *(cell for row in table_of(overview[name]) for cell in row)])
        assert not UNWELCOME.search(words), name
        assert not long_sentences(overview[name], *_runs(words), *published.schools, *TITLES), name
    names = list(published.schools)
    below = [each.said.startswith("Below") for each in overview["compare"].data.itertuples()]
    compared = overview["compare"].data["school"].tolist()
    assert below == sorted(below, reverse=True)
    for alike in (True, False):  # in either part, the order of the settings
        part = [school for school, is_below in zip(compared, below, strict=True) if is_below is alike]
        assert part == [each for each in names if each in part]
    for name, order in (("compare", compared), ("currency_by_school", names)):
        listed = [row[0] for row in table_of(overview[name])]
        assert listed == [each for each in order if each in listed]
        assert len(listed) == schools if schools <= MOST and (schools > 1 or name != "compare") else len(listed) <= MOST
    assert ("stand above in part" in " ".join(lines_of(overview["annex"]))) == bool(every)
    whole = [row[0] for row in table_of(every)] if every else []
    assert whole == ([*compared, *names] if schools > MOST else [])
    assert sorted(compared) == (sorted(names) if schools > 1 else [])


def _runs(words):
    """Lists of names, which count as one name."""
    return re.findall(r"School \d+(?:, School \d+)+ and (?:School \d+|\d+ more)", words)


@pytest.mark.parametrize(("schools", "most"), [(50, 40_000), (600, 300_000)])
def test_it_stays_small(schools, most):
    assert sum(len(each.html) for each in trust_overview(trust_of(schools)).values() if each) < most


def test_no_figure_is_of_all_schools_but_one():
    """All but one, beside all, would tell the one that is withheld."""
    signed = {"Ash": (1013, 2029), "Elm": (4099, 8209), "Oak": (16411, 32771), "Yew": 3001}
    overview = trust_overview(release(signed, total=(22_500, 46_010)))
    printed = set()
    for exhibit in filter(None, overview.values()):
        figure = json.loads(exhibit.figure.to_json()) if exhibit.figure else None
        text = f"{exhibit.html} {json.dumps(figure)} {exhibit.data.to_csv()}".replace(",", "")
        printed |= {int(number) for number in re.findall(r"(?<![\d.])\d+(?![\d.])", text)}
    assert {1013, 8209, 22_500, 46_010} <= printed
    withheld = 22_500 - 1013 - 4099 - 16_411
    assert not printed & {withheld, *(46_010 - of for of in (2029, 8209, 32_771, 3001))}
    assert not printed & {22_500 - done for done in (1013, 4099, 16_411, withheld)}


@pytest.mark.parametrize(
    ("in_date", "title"),
    [
        ({}, "No policy is required, so none can be in date"),
        ({"Ash": {"A": True, "B": False}}, "1 of 2 policies is in date"),
        ({"Ash": {"A": True}, "Elm": {"A": True}}, "All policies are in date at all 2 schools"),
        ({"Ash": {"A": True}, "Elm": {"A": False}}, "All policies are in date at 1 of 2 schools"),
        ({"Ash": {"A": False}, "Elm": {"A": False}}, "No school has all its policies in date"),
    ],
)
def test_policies_in_date_by_school(in_date, title):
    exhibit = currency_by_school(Page(release({}, in_date=in_date, schools=list(in_date) or ["Ash"])))
    assert exhibit.title == title


def test_of_many_schools_those_that_lack_a_policy_are_shown():
    all_well = {f"School {number}": {"A": True} for number in range(MOST + 1)}
    shown = {}
    for lacking in ([], ["School 3", "School 1"]):
        in_date = all_well | {school: {"A": False} for school in lacking}
        exhibit = currency_by_school(Page(release({}, in_date=in_date, schools=list(in_date))))
        shown[len(lacking)] = [row[0] for row in table_of(exhibit)]
    assert shown == {0: [], 2: ["School 1", "School 3"]}


def test_a_school_that_needs_no_policy_is_there_too():
    published = release({}, schools=["Ash", "Elm"], in_date={"Ash": {"A": True, "B": False, "C": False}})
    assert table_of(currency_by_school(Page(published))) == [
        ("Ash", "1 of 3", "B and C"),
        ("Elm", "[z]", "No policy is required"),
    ]
