"""What the analyst's notebook asks: breakdowns, the rows behind a figure, sums that agree, other targets, withheld."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import govstats
from govstats.lab.breakdown import broken_down
from govstats.measures import coverage_by, reconcile, rows_behind
from govstats.measures.breaking_down import BROKEN_DOWN_BY
from tests.journey.organisations import ELM, OAK, policy, signed, staff, two_schools, write_sources

AS_AT = date(2025, 12, 19)
PEOPLE = ("acknowledgement_coverage", "reacknowledgement", "induction_coverage", "induction_timeliness")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[govstats.Organisation]:
    """Two schools; 20 work at each, five more at Elm since September, and one person at both."""
    folder = tmp_path_factory.mktemp("two")
    write_sources(two_schools(), folder)
    yield govstats.load(folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[govstats.Organisation]:
    """One policy of two versions, and three people: one has signed both, one the first, one none."""
    folder = tmp_path_factory.mktemp("small")
    people = staff(3)
    versions = [policy("Complaints", f"{day}-09-10", "", version=str(at)) for at, day in enumerate((2023, 2025), 1)]
    acknowledgements = [
        *signed(people[:2], ["Complaints"], "2023-10-02", version="1"),
        *signed(people[:1], ["Complaints"], "2025-10-06", version="2"),
    ]
    sources = {"policies": versions, "staff": people, "acknowledgements": acknowledgements}
    write_sources({"schools": [{"name": ELM}], **sources}, folder)
    yield govstats.load(folder)


@pytest.mark.parametrize("by", ["school", "policy", "group"])
def test_a_breakdown_adds_up_to_the_measure(two: govstats.Organisation, by: str) -> None:
    whole = govstats.measures.acknowledgement_coverage(two, AS_AT, by=[])
    parts = coverage_by(two, AS_AT, by)
    counts = ["numerator", "denominator", "unknown", "excluded"]
    assert len(parts) > 1 or by == "group"
    assert parts[counts].sum().tolist() == whole.loc[0, counts].tolist()


def test_whoever_works_at_two_schools_belongs_to_both(two: govstats.Organisation) -> None:
    # Of Acceptable use: 21 people at Oak, of whom 9 have signed; at Elm 26, of whom 22 have.
    oak, elm = (
        coverage_by(two, AS_AT, "policy", "Acceptable use", school).loc[0, ["numerator", "denominator"]].tolist()
        for school in (OAK, ELM.casefold())
    )
    assert (oak, elm) == ([9, 21], [22, 26])


def test_each_version_is_counted_on_its_last_day(small: govstats.Organisation) -> None:
    versions = coverage_by(small, AS_AT, "version", policy="Complaints")
    assert versions[["version", "numerator", "denominator"]].values.tolist() == [["1", 2, 3], ["2", 1, 3]]
    assert versions["as_at"].tolist() == [date(2025, 9, 9), AS_AT]


def test_each_copy_of_a_policy_has_its_own_versions(two: govstats.Organisation) -> None:
    aid = coverage_by(two, AS_AT, "version", policy="First aid")
    assert aid["school"].tolist() == [ELM, OAK]
    assert coverage_by(two, AS_AT, "version", policy="First aid", school=OAK)["school"].tolist() == [OAK]


def test_each_date_is_counted_as_it_was(small: govstats.Organisation) -> None:
    by_date = coverage_by(small, AS_AT, "date")
    assert len(by_date) == 13
    signed_on = by_date.set_index("date")["numerator"]
    # The second version began on 10 September, and one person has signed it in October.
    expected = {date(2025, 8, 31): 2, date(2025, 9, 30): 0, date(2025, 10, 31): 1, AS_AT: 1}
    assert signed_on[list(expected)].tolist() == [*expected.values()]


def test_what_stands_behind_a_figure_is_named_by_its_rows(small: govstats.Organisation) -> None:
    rows = rows_behind(small, "acknowledgement_coverage", AS_AT, "Complaints")
    records = small.records
    assert len(rows) == len(records.staff) + len(records.acknowledgements)
    first = rows[rows["reference"] == "Elm-2020-09-01-1"]
    assert first["source"].tolist() == ["staff", "acknowledgements", "acknowledgements"]
    assert first["says"].tolist()[1:] == ["on 2023-10-02, version 1", "on 2025-10-06, version 2"]
    assert {*first["counted"]} == {"done"}
    [last] = rows.loc[rows["reference"] == "Elm-2020-09-01-3", "row"]
    [known] = records.staff.loc[records.staff["person_id"] == "Elm-2020-09-01-3", "row"]
    assert last == known


@pytest.mark.parametrize("measure", PEOPLE)
def test_every_person_counted_has_rows_and_none_is_named(measure: str) -> None:
    willow = govstats.load("")
    rows = rows_behind(willow, measure, AS_AT, "Behaviour")
    who = govstats.measures.explain(willow, measure, AS_AT, "Behaviour")
    assert {*rows["reference"]} == {*who["reference"]}
    people = willow.records.staff
    named = {*people["name"], *people["surname"], *people["email"]} - {""}
    assert not named & {str(cell) for column in rows for cell in rows[column]}


def test_sums_agree_and_a_dropped_row_shows(two: govstats.Organisation) -> None:
    assert reconcile(two, AS_AT)["agrees"].all()
    assert reconcile(govstats.load(""), AS_AT)["agrees"].all()
    object.__setattr__(two.records, "inductions", (whole := two.records.inductions).iloc[1:])
    try:
        dropped = reconcile(two, AS_AT)
    finally:
        object.__setattr__(two.records, "inductions", whole)
    assert dropped.loc[~dropped["agrees"], ["of", "what"]].values.tolist() == [
        ["inductions", "rows used are in the tidy table"]
    ]


def test_other_targets_leave_the_settings_as_they_are(two: govstats.Organisation) -> None:
    other = two.with_targets(acknowledged=0.5, grace_days=7)
    assert (other.settings.targets.acknowledged, other.settings.targets.grace_days) == (0.5, 7)
    assert (two.settings.targets.acknowledged, two.settings.targets.grace_days) == (0.95, 28)
    assert other.settings.targets.induction_days == two.settings.targets.induction_days
    with pytest.raises(ValueError, match=r"^acknowledged: It is 95, and has to be 1 or less: 95% is written 0\.95$"):
        two.with_targets(acknowledged=95)


def test_what_if_changes_with_each_of_its_three_values(two: govstats.Organisation) -> None:
    now = govstats.what_if(two, AS_AT)
    counts = ["policy", "numerator", "denominator"]
    assert now.data["denominator"].tolist() == now.data["denominator_now"].tolist()
    lower = govstats.what_if(two, AS_AT, target=0.3)
    assert now.data["below"].sum() > lower.data["below"].sum()
    # The five who began on 1 September are not due if they have 200 days, nor is the First aid of October.
    later = govstats.what_if(two, AS_AT, grace_days=200)
    assert later.data["denominator"].sum() < now.data["denominator"].sum()
    everyone = govstats.what_if(govstats.load(""), AS_AT, audience="governor")
    counted = govstats.measures.acknowledgement_coverage(
        govstats.load(""), AS_AT, by=["policy"], basis="due", audience="governor"
    )
    assert sorted(everyone.data[counts].values.tolist()) == sorted(counted[counts].values.tolist())
    assert "missing" not in govstats.what_if(two, AS_AT, audience="contact").title
    with pytest.raises(ValueError, match="audience"):
        govstats.what_if(two, AS_AT, audience="parents")


def test_what_if_says_what_cannot_be_told(tmp_path: Path) -> None:
    """Of a staff list that does not say who is in contact with children, nobody knows whom such a policy asks."""
    people = [{name: said for name, said in person.items() if name != "contact_with_children"} for person in staff(12)]
    named = [policy(title, "2024-09-10", audience="all") for title in ("Complaints", "Behaviour")]
    sources = {"policies": named, "staff": people, "acknowledgements": signed(people, ["Complaints"])}
    write_sources({"schools": [{"name": ELM}], **sources}, tmp_path)
    shown = govstats.what_if(govstats.load(tmp_path), AS_AT, audience="contact")
    assert shown.data[["unknown_now", "unknown"]].values.tolist() == [[0, 12], [0, 12]]
    assert shown.title.endswith(
        "0 of 2 policies below target, and 2 of which it cannot be told. As it is: 1. "
        'In the staff list the column "Contact with children" is missing or blank.'
    )
    assert shown.exhibit.html.count("0 of 12 (0% to 100%); 12 cannot be told") == 2
    assert "12 of 12 (100%)" in shown.exhibit.html


def test_what_is_for_the_office_has_no_mark_for_a_page(two: govstats.Organisation) -> None:
    for asked in (govstats.what_if(two, AS_AT), govstats.drill_down(two, AS_AT)):
        forms, metadata = asked._repr_mimebundle_()
        assert {"text/html", "application/vnd.plotly.v1+json"} <= forms.keys()
        assert metadata == {}


@pytest.mark.parametrize("by", BROKEN_DOWN_BY)
def test_a_breakdown_is_drawn_with_the_words_of_its_table(two: govstats.Organisation, by: str) -> None:
    shown = broken_down(two, AS_AT, by, policy="Acceptable use")
    assert shown.figure is not None
    numbers = shown.data[["numerator", "denominator"]].itertuples(index=False)
    assert all(f"{done} of {of}" in shown.html for done, of in numbers)
    drawn = str(shown.figure.to_json())
    assert all(f"{done} of {of}" in drawn for done, of in shown.data[["numerator", "denominator"]].values)


def test_of_many_bars_the_lowest_are_drawn_and_the_table_has_all(
    two: govstats.Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govstats.lab.breakdown.DRAWN", 2)
    shown = broken_down(two, AS_AT, "policy")
    assert list(shown.figure.data[0].y) == shown.data["policy"].tolist()[:2]
    assert list(shown.figure.layout.yaxis.range) == [1.5, -0.5]  # no row is empty
    assert "(the first 2 of 4)" in shown.figure.layout.title.text
    assert all(policy in shown.html for policy in shown.data["policy"])


def test_why_a_board_does_not_see_a_number() -> None:
    counts = pd.DataFrame(
        {
            "group": ["Classroom support", "Other staff", "Teachers and leaders"],
            "numerator": [9, 2, 11],
            "denominator": [20, 4, 16],
        }
    )
    why = govstats.disclosure.why_withheld(counts, ["group"])
    told = why.set_index("group")
    assert told.loc["Other staff"].tolist() == [2, 4, "fewer than 5 people", 0, 4]
    others = told.drop(index="Other staff")
    assert len(others) and {*others["why"]} == {"it would give away a smaller group"}
    assert others["numerator"].to_dict().items() <= counts.set_index("group")["numerator"].to_dict().items()
    assert (told["lower"] <= told["numerator"]).all() and (told["numerator"] <= told["upper"]).all()
    assert (told["upper"] - told["lower"] >= 4).all()  # five numbers are possible
    assert govstats.disclosure.why_withheld(counts.assign(denominator=20), ["group"]).empty


def test_why_a_school_is_withheld_where_people_work_at_two() -> None:
    counts = pd.DataFrame(
        {"school": ["Ash", "Ash + Birch", "Birch"], "numerator": [9, 1, 15], "denominator": [12, 2, 20]}
    )
    why = govstats.disclosure.why_withheld(counts, ["school"])
    assert ["Ash + Birch", 1, 2, "fewer than 5 people", 0, 2] in why.values.tolist()
    assert (why["lower"] < why["upper"]).all()
