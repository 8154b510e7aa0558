"""What is explained adds up to what is counted, and names nobody."""

import re
from datetime import date

import pytest

import govstats
from govstats.measures.explain import EXPLAINED

AS_AT = date(2025, 12, 19)
# What is counted in other units than the rows that explain it.
UNITS = {"policy_days_in_date": (), "incident_count": ("unknown", "excluded")}
COUNTS = {"numerator": ["done"], "unknown": ["cannot tell"], "excluded": ["left out"]}
BASES = [(measure, {}) for measure in EXPLAINED] + [
    ("acknowledgement_coverage", {"basis": "due"}),
    ("acknowledgement_coverage", {"audience": "contact"}),
    ("policy_currency", {"basis": "statutory"}),
]


@pytest.fixture(scope="module")
def willow() -> govstats.Organisation:
    return govstats.load("")


@pytest.mark.parametrize(("measure", "parameters"), BASES, ids=str)
def test_the_reasons_add_up_to_the_figure(willow: govstats.Organisation, measure: str, parameters: dict) -> None:
    counted = getattr(govstats.measures, measure)(willow, AS_AT, by=(), **parameters).iloc[0]
    explained = govstats.measures.explain(willow, measure, AS_AT, **parameters)["counted"]
    by_reason = govstats.measures.reasons(willow, measure, AS_AT, by=(), **parameters)
    assert len(explained)
    assert by_reason["number"].sum() == len(explained)
    for name in UNITS.get(measure, COUNTS):
        assert counted[name] == explained.isin(COUNTS[name]).sum(), name
    if measure not in UNITS:
        assert counted["denominator"] == (explained != "left out").sum()


@pytest.mark.parametrize("measure", EXPLAINED)
def test_nobody_is_named(willow: govstats.Organisation, measure: str) -> None:
    staff = willow.records.staff
    personal = {*staff["name"], *staff["email"], *staff["forename"], *staff["surname"]} - {""}
    explained = govstats.measures.explain(willow, measure, AS_AT)
    assert list(explained) == ["reference", "school", "policy", "counted", "why"]
    assert not personal & {word for column in explained for word in explained[column]}


def test_one_policy_at_one_school(willow: govstats.Organisation) -> None:
    school, policy = "Oakfield Primary School", "Social networking"
    explained = govstats.measures.explain(willow, "acknowledgement_coverage", AS_AT, policy=policy, school=school)
    counts = govstats.measures.acknowledgement_coverage(willow, AS_AT)
    here = counts[(counts["policy"] == policy) & counts["school"].map(lambda leaf: school in leaf.split(" + "))]
    assert set(explained["policy"]) == {policy}
    assert (explained["counted"] == "done").sum() == here["numerator"].sum() > 0


def test_what_cannot_be_explained_is_said(willow: govstats.Organisation) -> None:
    with pytest.raises(ValueError, match=r'"coverage" cannot be explained\. These can: acknowledgement_coverage, '):
        govstats.measures.explain(willow, "coverage", AS_AT)


@pytest.mark.parametrize(
    ("measure", "parameters", "says"),
    [
        ("acknowledgement_coverage", {"basis": "stated"}, '"stated" is no basis for people. It is all or due.'),
        ("acknowledgement_coverage", {"audience": "teachers"}, '"teachers" is no audience.'),
        ("policy_currency", {"basis": "due"}, 'There is no clock "due".'),
        ("policy_currency", {"by": ["shoe size"]}, "policy_currency has no dimension shoe size."),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_said(willow: govstats.Organisation, measure: str, parameters: dict, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        getattr(govstats.measures, measure)(willow, AS_AT, **parameters)
