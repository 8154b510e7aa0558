"""What is explained adds up to what is counted, and names nobody."""

from datetime import date

import pytest

import govstats
from govstats.measures.explain import EXPLAINED

AS_AT = date(2025, 12, 19)
# What is counted in other units than the rows that explain it.
RETURNS = ("unknown", "excluded")
UNITS = {"policy_days_in_date": (), "incident_count": RETURNS, "incident_rate": RETURNS}
COUNTS = {"numerator": ["done"], "unknown": ["cannot tell"], "excluded": ["left out"]}
BASES = [(measure, {}) for measure in EXPLAINED if measure != "three_part_evidence"] + [
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


@pytest.mark.parametrize("policy", ["Social networking", "Behaviour"])
def test_the_reasons_add_up_to_each_of_three_parts(willow: govstats.Organisation, policy: str) -> None:
    explained = govstats.measures.explain(willow, "three_part_evidence", AS_AT, policy=policy)
    for part in govstats.measures.three_part_evidence(willow, AS_AT, policy).to_dict("records"):
        counted = explained["counted"][explained["why"].str.startswith(part["part"])]
        for name in ("numerator", "unknown"):
            assert part[name] == counted.isin(COUNTS[name]).sum(), name
        assert part["denominator"] == (counted != "left out").sum()
        assert len(counted)


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
