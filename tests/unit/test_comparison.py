"""Schools against all of them together: what the heading says, what is named, and when nothing is compared."""

import pytest

from govstats.errors import MustFix
from govstats.exhibits.comparison import compare, policy_compared
from govstats.exhibits.every_school import every_school
from govstats.exhibits.page import COVERAGE, Page
from govstats.exhibits.wording import proportion
from govstats.measures.reviews import IN_DATE
from tests.unit.made_up import release
from tests.unit.pages import TERM, count, frame, page, review
from tests.unit.reading import lines_of, table_of

# Signed of those who have to, by school; "/1" adds one who cannot be told, "c40" is withheld of 40 people.
# What the heading says after the policy's title.
HEADINGS = """
36/40 36/40                   | both schools are within the range expected from chance
36/40 35/40 20/22             | all 3 schools compared are within the range expected from chance
28/40 38/40 38/40 38/40       | 1 of 4 schools is below the range expected from chance alone
40/80 76/80 76/80 40/80 76/80 | 2 of 5 schools are below the range expected from chance alone, 3 above
40/40 30/40 60/80 60/80 60/80 | 1 of 5 schools is above the range expected from chance alone
28/40/9 38/40 38/40 38/40     | no school is known to be outside the range expected from chance
c40 c40                       | the schools cannot be compared
5/8 6/9                       | the schools cannot be compared
36/40 6/9                     | the schools cannot be compared
0/40 0/40                     | both schools are within the range expected from chance
40/40 40/40                   | both schools are within the range expected from chance
"""


def counts(said):
    schools = {}
    for letter, each in zip("ABCDEFGH", said.split(), strict=False):
        schools[f"{letter} School"] = int(each[1:]) if each[0] == "c" else tuple(map(int, each.split("/")))
    return schools


@pytest.mark.parametrize("case", HEADINGS.strip().splitlines())
def test_the_heading_says_what_was_found(case):
    said, heading = (part.strip() for part in case.split("|"))
    published = release(counts(said), total=(100, 160) if said.startswith("c") else None)
    assert compare(Page(published), "Behaviour").title == f"Behaviour: {heading}"


def test_each_school_has_its_count_its_range_and_words_and_what_needs_attention_comes_first():
    signed = {"Yew": (28, 40), "Ash": 30, "Elm": (38, 40), "Oak": (7, 9), "Fir": (5, 12), "Box": (0, 0)}
    exhibit = compare(Page(release(signed, total=(99, 131))), "Behaviour")
    within, no = "Within the range expected from chance", "so no comparison"
    assert table_of(exhibit) == [
        ("Fir", "5 of 12 (42%)", "6 to 12 of 12", "Below the range expected from chance alone, worth asking why"),
        ("Yew", "28 of 40 (70%)", "25 to 35 of 40", within),
        ("Ash", "[c]", "[z]", f"Withheld, {no}"),
        ("Elm", "38 of 40 (95%)", "25 to 35 of 40", "Above the range expected from chance alone, worth asking why"),
        ("Oak", "7 of 9", "[z]", f"Fewer than 10 people, {no}"),
        ("Box", "[z]", "[z]", "Nobody has to sign it"),
    ]
    assert lines_of(exhibit)[1:7] == [
        f"Each school is held against all schools together: {proportion(99, 131)}. The target is 95%.",
        "Below the range expected from chance alone, worth asking why: Fir.",
        "Above the range expected from chance alone, worth asking why: Elm.",
        "If the 3 schools compared were alike, chance alone would put fewer than one outside the range.",
        "Withheld, because it would tell of few people: Ash.",
        "No comparison of fewer than 10 people, where one person moves the share by over 10 points: Oak.",
    ]
    assert exhibit.data["numerator"].isna().tolist() == [False, False, True, False, False, True]


def test_a_figure_far_out_is_said_to_be_beyond_the_wider_range():
    exhibit = compare(Page(release({"Ash": (20, 40), "Elm": (78, 80), "Oak": (78, 80)})), "Behaviour")
    assert table_of(exhibit)[0][3] == "Below even the wider range (99.8%) expected from chance, worth asking why"


def test_what_cannot_be_told_makes_no_flag():
    """28 of 40 is below the range; if the 9 of which it is not known had signed, it would not be."""
    sure = {"Elm": (38, 40), "Oak": (38, 40), "Yew": (38, 40)}
    for ash, said in (((28, 40, 9), "Cannot be told, for want of clear dates"), ((22, 40, 1), "Below even")):
        exhibit = compare(Page(release({"Ash": ash, **sure})), "Behaviour")
        assert table_of(exhibit)[0][3].startswith(said)
    everyone_else = {"Elm": (38, 40), "Oak": (20, 40, 19)}
    assert "Cannot be told" in table_of(compare(Page(release(everyone_else)), "Behaviour"))[0][3]


def test_above_100_schools_a_flag_allows_for_their_number():
    signed = {f"School {number:03d}": (36, 40) for number in range(120)} | {"Low": (20, 40), "Lowish": (31, 40)}
    page = Page(release(signed))
    exhibit = compare(page, "Behaviour")
    assert exhibit.title == "Behaviour: 1 of 122 schools is below the range expected from chance alone"
    words = {school: said for school, _, _, said in table_of(every_school(page, "Behaviour"))}
    assert words["Low"].startswith("Below")
    assert words["Lowish"] == "Outside the range, as some of so many schools are by chance"
    assert "Up to 1 in 20 of those named may still be chance." in " ".join(lines_of(exhibit))
    assert "chance alone would put about 4 outside the range" in " ".join(lines_of(exhibit))


def test_of_many_schools_those_to_ask_about_are_shown_and_all_are_in_the_annex():
    signed = {f"School {number:03d}": (36, 40) for number in range(70)}
    for at in (9, 40):
        signed[f"School {at:03d}"] = (20, 40)
    page = Page(release(signed))
    assert [row[0] for row in table_of(compare(page, "Behaviour"))] == ["School 009", "School 040"]
    assert [row[0] for row in table_of(every_school(page, "Behaviour"))] == [
        "School 009",
        "School 040",
        *(each for each in signed if each not in ("School 009", "School 040")),
    ]


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (release({"Ash": (36, 40)}), "One school is listed, so there is no other to compare it with."),
        (
            release({"Ash": (0, 40), "Elm": (0, 40)}, given=["staff"]),
            "No acknowledgements were given, so it cannot be said who has read the policies.",
        ),
        (release({"Ash": 3, "Elm": 4}, total=7), "No acknowledgement figure can be shown."),
        (release({}, schools=["Ash", "Elm"]), "No acknowledgement figure can be shown."),
        (
            release({}, schools=["Ash", "Elm"], total=(36, 40)),
            "Figures by school would tell of too few people: Behaviour.",
        ),
    ],
)
def test_where_there_is_nothing_to_compare_it_says_why(published, said):
    page = Page(published)
    exhibit = compare(page, policy_compared(page))
    assert lines_of(exhibit)[1:] == [said]
    assert exhibit.title.endswith("cannot be compared")
    assert exhibit.figure is None


def test_a_policy_is_found_by_its_title_in_any_case_and_else_the_lowest_is_taken():
    page = Page(release({"Ash": (36, 40), "Elm": (36, 40)}))
    assert policy_compared(page) == policy_compared(page, " behaviour ") == "Behaviour"
    with pytest.raises(MustFix, match=r'"Behavior" is not a policy that staff have to sign\. .+: Behav'):
        policy_compared(page, "Behavior")


def test_it_says_why_this_policy_was_chosen():
    titles, schools = {"Behaviour": 20, "Pay": 30, "Safety": 40}, ("Ash", "Elm")
    of = [count(COVERAGE, done, 40, policy=policy, school=each) for policy, done in titles.items() for each in schools]
    rows = [*of, *(count(COVERAGE, 2 * done, 80, policy=policy) for policy, done in titles.items())]
    new = review("Behaviour", IN_DATE, began=TERM.start)
    for reviews, chosen, why in (
        ([], "Behaviour", "Of all policies this has the lowest share."),
        ([new], "Pay", "Of all policies this has the lowest share, leaving out versions that began this term."),
    ):
        shown = page(schools=schools, counts=frame(rows[0], rows), reviews=frame(new, reviews))
        assert policy_compared(shown) == chosen
        assert why in lines_of(compare(shown, chosen))
        assert "Of all policies" not in " ".join(lines_of(compare(shown, "Safety")))


def test_people_who_had_less_time_are_spoken_for():
    lines = lines_of(compare(Page(release({"Ash": (36, 40), "Elm": (36, 40)}, began="2025-11-20")), "Behaviour"))
    assert "People have had less time to sign a version that began this term, new since 20 November 2025." in lines


def test_the_funnel_names_a_few_and_holds_no_withheld_school():
    figure = compare(Page(release({"Ash": (20, 40), "Elm": (78, 80), "Oak": 30})), "Behaviour").figure
    *limits, schools = figure.data
    assert [(len(line.x), line.text[-1]) for line in limits] == [(45, "95%")] * 2 + [(45, "99.8%")] * 2
    assert list(schools.x) == [40, 80]
    assert list(schools.text) == ["Ash", "Elm"]
    assert list(schools.marker.symbol) == ["diamond", "diamond"]
    assert "Oak" not in figure.to_json()
