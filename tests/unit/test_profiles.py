"""Three readers of one folder: the office sees all, a board what is safe, anyone ranges and documents."""

from pathlib import Path

import pandas as pd
import pytest

import govstats
from govstats.errors import MustFix
from govstats.organisation import Organisation
from govstats.reports.pack import make_pack
from govstats.reports.parameters import ReleaseParameters
from tests.journey.organisations import AS_AT, TERM, staff, two_schools, write_sources

OF_PEOPLE = ["acknowledgement_coverage", "reacknowledgement", "induction_coverage", "induction_timeliness"]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Organisation:
    """Elm and Oak, one person at both, and three at Oak who began in November."""
    folder, given = tmp_path_factory.mktemp("two"), two_schools()
    write_sources(given | {"staff": [*given["staff"], *staff(3, "Oak Primary School", "2025-11-03")]}, folder)
    return govstats.load(folder)


def counts_of(organisation: Organisation, profile: str) -> pd.DataFrame:
    return organisation.report(organisation.term(TERM), as_at=AS_AT, profile=profile).published.counts


def test_the_office_sees_every_figure_and_a_board_those_that_are_safe(two: Organisation) -> None:
    assert counts_of(two, "board")["withheld"].any()
    every = counts_of(two, "internal")
    assert not every["withheld"].any()
    assert every[(every["school"] != "All") & (every["measure"] == "induction_coverage")]["numerator"].notna().all()


def test_the_office_s_figures_are_the_measures_themselves(two: Organisation) -> None:
    every = counts_of(two, "internal")
    [total] = every[
        (every["measure"] == OF_PEOPLE[0]) & (every["policy"] == "Complaints") & (every["school"] == "All")
        & (every["basis"] == "all")
    ].to_dict("records")  # fmt: skip
    [known] = (
        govstats.measures.acknowledgement_coverage(two, AS_AT, by=["policy"])
        .query("policy == 'Complaints'")
        .to_dict("records")
    )
    assert [total[each] for each in ("numerator", "denominator")] == [known["numerator"], known["denominator"]]


def test_anyone_sees_of_people_nothing_but_ranges(two: Organisation) -> None:
    release = two.report(two.term(TERM), as_at=AS_AT, profile="public").published
    people = release.counts[release.counts["measure"].isin(OF_PEOPLE)]
    assert {*people["measure"]} == {"acknowledgement_coverage", "induction_coverage"}
    assert {*people["basis"]} == {"all"}
    assert people["withheld"].all()
    assert people[["numerator", "unknown", "excluded"]].isna().all(axis=None)
    ranges = people.dropna(subset=["at_least"])
    assert len(ranges) > 4
    assert (ranges["at_most"] - ranges["at_least"] >= 4).all()
    assert not {*release.before["measure"]} & {*OF_PEOPLE}
    assert not {*release.clauses["unit"]} & {"people", "cases"}
    for empty in (release.pace, release.account, release.reasons):
        assert empty.empty
    # Documents are no people.
    whole = counts_of(two, "board")
    documents = [each for each in whole["measure"].unique() if each.startswith(("policy_", "reviews_"))]
    pd.testing.assert_frame_equal(
        release.counts[release.counts["measure"].isin(documents)].reset_index(drop=True),
        whole[whole["measure"].isin(documents)].reset_index(drop=True),
        check_categorical=False,
    )


def test_a_range_holds_the_number_that_the_office_sees(two: Organisation) -> None:
    keys = ["measure", "school", "policy", "basis"]
    both = counts_of(two, "public").dropna(subset=["at_least"]).merge(counts_of(two, "internal"), on=keys)
    both = both[both["policy"] != "All"]
    assert len(both) > 4
    assert both["numerator_y"].between(both["at_least_x"], both["at_most_x"]).all()


def test_of_the_board_s_figures_there_are_no_ends(two: Organisation) -> None:
    release = two.report(two.term(TERM), as_at=AS_AT).published
    assert release.profile == "board"
    assert "at_least" not in release.measures
    assert [*two.report(two.term(TERM), as_at=AS_AT, profile="public").published.measures.columns[-2:]] == [
        "at_least",
        "at_most",
    ]


def test_the_settings_say_whom_reports_are_for(tmp_path: Path) -> None:
    write_sources(two_schools() | {"disclosure": [{"profile": "public"}]}, tmp_path)
    organisation = govstats.load(tmp_path)
    term = organisation.term(TERM)
    assert organisation.report(term, as_at=AS_AT).published.profile == "public"
    assert organisation.report(term, as_at=AS_AT, profile="board").published.profile == "board"


@pytest.mark.parametrize("setting", ["minimum = 4", 'profile = "internal"'])
def test_no_setting_makes_groups_smaller_or_a_pack_internal(tmp_path: Path, setting: str) -> None:
    write_sources(two_schools(), tmp_path)
    settings = tmp_path / "govstats.toml"
    settings.write_text(settings.read_text("utf-8").replace("[disclosure]", f"[disclosure]\n{setting}"), "utf-8")
    with pytest.raises(MustFix, match="disclosure"):
        govstats.load(tmp_path)


def test_no_pack_is_made_of_an_internal_report(two: Organisation, tmp_path: Path) -> None:
    parameters = ReleaseParameters(term=TERM, as_at=AS_AT.isoformat(), profile="internal")
    with pytest.raises(MustFix, match="withholds nothing, so no pack is made of it"):
        make_pack(two, parameters, (), tmp_path / "reports", print)
    assert not (tmp_path / "reports").exists()
