"""Two reports, each of them safe: what they would tell together of a few who have come or gone is not told."""

import re
from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import govstats
from govstats.disclosure import Ledger, read_ledger
from govstats.disclosure.ledger import FOLDER, PEOPLE, RELEASES
from tests.spec.folder import write_folder
from tests.spec.tables import Table

SUMMER, AUTUMN = date(2025, 7, 22), date(2025, 12, 19)
VAGUE = "2025-12"  # of such a signature it cannot be told whether it was there on 19 December
# People counted in both reports, how many of them had signed then and have now; how many have left since, and signed;
# how many have joined, and signed; and how the total stands in the second report.
CASES = """
stayed | then | now | left | left signed | joined | joined signed | printed  | why
40     | 37   | 37  | 0    | 0           | 0      | 0             | 37       | nobody has come or gone
40     | 37   | 39  | 0    | 0           | 0      | 0             | 39       | two of forty have signed since
40     | 37   | 37  | 0    | 0           | 1      | 1             | 33 to 41 | 38 of 41: the one who joined has signed
40     | 37   | 37  | 0    | 0           | 1      | 0             | 33 to 41 | 37 of 41: the one who joined has not
40     | 40   | 40  | 0    | 0           | 1      | 1             | 41       | all have: it says so by itself
40     | 37   | 37  | 1    | 0           | 0      | 0             | 32 to 40 | 37 of 40: the one who left had not
40     | 20   | 38  | 0    | 0           | 1      | 1             | 39       | many have signed since
40     | 37   | 37  | 0    | 0           | 5      | 3             | 40       | five are a group that a board may see
40     | 37   | 37  | 1    | 1           | 1      | 1             | 33 to 41 | one for one: each tells of the other
40     | 37   | 37  | 2    | 1           | 2      | 1             | 38       | two for two: neither tells of anyone
"""

# The same of a page for anyone: how the total stands on the second page after the first, and without it.
PUBLIC_CASES = """
stayed | then | now | left | left signed | joined | joined signed | printed  | alone    | why
40     | 37   | 37  | 0    | 0           | 0      | 0             | 32 to 40 | 32 to 40 | nobody has come or gone
40     | 31   | 31  | 0    | 0           | 1      | 1             | 25 to 32 | 25 to 32 | 31 at most, then 25 to 32
36     | 31   | 31  | 4    | 0           | 0      | 0             | [c]      | 29 to 36 | at most two of four leavers
"""

# Two schools: how many of so many had signed then, and how many have now; then how many of those who joined have. What
# is printed of both together and of each.
SCHOOLS = """
Ash         | Birch                 | printed              | why
30>31 of 40 | 37>37 of 40, 1 of 1   | 69 24 to 31 33 to 41 | one has signed at Ash; at Birch only the joiner need have
30>29 of 40 | 40>40 of 40, 0 of 1   | 69 24 to 31 33 to 41 | a signature has lapsed at Ash, and none need have at Birch
30>31 of 40 | 37>39 of 40, 1 of 1   | 71 31 40             | at Birch two have signed, or one and the one who joined
30>31 of 40 | 30>33 of 40, 5 of 5   | 69 31 38             | five who joined are a group that a board may see
30>29 of 40 | 37>36 of 40           | 65 29 36             | signatures have lapsed; nobody has come or gone
20>30 of 40 | 20>30 of 40, 1 of 1   | 61 30 31             | many have signed since
"""


def cases(table: str = CASES) -> list[dict[str, str]]:
    head, *rows = (tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def made(
    folder: Path, case: dict[str, str], versions: str = "1 2025-01-10", joined_on: str = "2025-11-01"
) -> govstats.Organisation:
    """A folder of which the staff list tells all who were there at either report, and the day they signed on."""
    stayed, then, now, left, left_signed, joined, joined_signed = (int(case[name]) for name in [*case][:7])
    staff = [(f"S{place}", "2020-09-01", "") for place in range(stayed)]
    staff += [(f"L{place}", "2020-09-01", "2025-09-30") for place in range(left)]
    staff += [(f"J{place}", "2025-10-01", "") for place in range(joined)]
    signed = [(f"S{place}", "2025-05-01" if place < then else "2025-11-01") for place in range(now)]
    signed += [(f"L{place}", "2025-05-01") for place in range(left_signed)]
    signed += [(f"J{place}", joined_on) for place in range(joined_signed)]
    register = tuple((*version.split(), "annual") for version in versions.split(", "))
    tables = [
        Table("staff", ("person_id", "start_date", "end_date"), tuple(staff)),
        Table("policies", ("version", "approved", "cycle"), register),
        Table("acknowledgements", ("person_id", "acknowledged_on"), tuple(signed)),
    ]
    write_folder(folder, tables)
    return govstats.load(folder)


def folder_in(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def of_two_schools(folder: Path, case: dict[str, str], report: int) -> govstats.Organisation:
    """A folder as it was at the first report (0), or is at the second (1); a signature that has lapsed is not in it."""
    staff, signed = [], []
    for school in ("Ash", "Birch"):
        *both, stayed, joined_signed, joined = (*map(int, re.findall(r"\d+", case[school])), 0, 0)[:5]
        staff += [(f"{school}{place}", school, "2020-09-01") for place in range(stayed)]
        staff += [(f"{school}J{place}", school, "2025-10-01") for place in range(joined)]
        signed += [
            (f"{school}{place}", "2025-05-01" if place < both[0] else "2025-11-01") for place in range(both[report])
        ]
        signed += [(f"{school}J{place}", "2025-11-01") for place in range(joined_signed * report)]
    tables = [
        Table("schools", ("name",), (("Ash",), ("Birch",))),
        Table("staff", ("person_id", "school", "start_date"), tuple(staff)),
        Table("policies", ("version", "approved", "cycle"), (("1", "2025-01-10", "annual"),)),
        Table("acknowledgements", ("person_id", "acknowledged_on"), tuple(signed)),
    ]
    write_folder(folder, tables)
    return govstats.load(folder)


def released(
    organisation: govstats.Organisation, term: str, day: date, profile: str = "board"
) -> govstats.disclosure.Release:
    release = organisation.release(organisation.term(term), day, profile)
    organisation.remember(release)
    return release


def row_of(release: govstats.disclosure.Release, school: str = "All") -> dict[Hashable, Any]:
    counts = release.published.counts
    of_policy = (counts["measure"] == "acknowledgement_coverage") & (counts["policy"] == "Social media")
    [row] = counts[of_policy & (counts["school"] == school) & (counts["basis"] == "all")].to_dict("records")
    return row


def unknown(release: govstats.disclosure.Release) -> str:
    number = row_of(release)["unknown"]
    return "" if pd.isna(number) else str(number)


def total(release: govstats.disclosure.Release, school: str = "All") -> str:
    row = row_of(release, school)
    if row["withheld"] and pd.isna(row["at_least"]):
        return "[c]"
    return f"{row['at_least']} to {row['at_most']}" if row["withheld"] else str(row["numerator"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["why"])
def test_a_total_beside_an_earlier_one(case: dict[str, str], tmp_path: Path) -> None:
    organisation = made(tmp_path, case)
    released(organisation, "Summer 2025", SUMMER)
    second = released(organisation, "Autumn 2025", AUTUMN)
    assert total(second) == case["printed"]
    assert second.published.banded_since == (SUMMER if "to" in case["printed"] else None)


@pytest.mark.parametrize("case", cases(SCHOOLS), ids=lambda case: case["why"])
def test_schools_beside_an_earlier_report(case: dict[str, str], tmp_path: Path) -> None:
    released(of_two_schools(tmp_path, case, 0), "Summer 2025", SUMMER)
    second = released(of_two_schools(tmp_path, case, 1), "Autumn 2025", AUTUMN)
    assert " ".join(total(second, school) for school in ("All", "Ash", "Birch")) == case["printed"]


def test_a_report_is_held_against_an_earlier_one_of_the_same_day(tmp_path: Path) -> None:
    """The one who joined was on no list when the first was made."""
    nobody, somebody = cases()[0], cases()[2]
    assert total(released(made(tmp_path, nobody), "Autumn 2025", AUTUMN)) == "37"
    assert total(released(made(tmp_path, somebody), "Autumn 2025", AUTUMN)) == "33 to 41"


@pytest.mark.parametrize(
    ("versions", "joined_on"),
    [
        pytest.param("1 2025-01-10", "2025-11-01", id="nothing has been corrected"),
        pytest.param("1 2025-01-11", "2025-11-01", id="the day of approval was another"),
        pytest.param("1.0 2025-01-10", "2025-11-01", id="the version is called otherwise"),
        pytest.param("1 2025-01-10, 2 2025-11-20", "2025-11-01", id="of a version that has been replaced"),
        pytest.param("1 2025-01-10", VAGUE, id="it cannot be told, for the day is not known"),
    ],
)
def test_whether_the_one_who_joined_has_signed_shows_nowhere(versions: str, joined_on: str, tmp_path: Path) -> None:
    told = []
    for signed in ("0", "1"):
        case = cases()[2] | {"joined signed": signed}
        folder = folder_in(tmp_path, signed)
        released(made(folder, case), "Summer 2025", SUMMER)
        organisation = made(folder, case, versions, joined_on)
        published = released(organisation, "Autumn 2025", AUTUMN).published
        tables = (published.counts, published.account, published.before, published.clauses, published.pace)
        told.append([each.to_csv() for each in tables])
    assert told[0] == told[1]


@pytest.mark.parametrize(("joined", "printed", "unsure"), [("1", "33 to 41", ""), ("5", "37", "1"), ("0", "37", "0")])
def test_of_how_many_it_cannot_be_told_is_a_figure_too(joined: str, printed: str, unsure: str, tmp_path: Path) -> None:
    case = cases()[2] | {"joined": joined, "joined signed": str(min(1, int(joined)))}
    released(made(tmp_path, case), "Summer 2025", SUMMER)
    second = released(made(tmp_path, case, joined_on=VAGUE), "Autumn 2025", AUTUMN)
    assert (total(second), unknown(second)) == (printed, unsure)


def test_signatures_of_the_term_before_are_what_was_printed_of_that_day_or_withheld(tmp_path: Path) -> None:
    """Another day's would be one more figure beside those of earlier reports: of all policies, and of the lowest."""
    case = cases()[2] | {"left": "6", "left signed": "5"}
    totals = []
    for day in (date(2025, 7, 31), date(2025, 6, 1)):
        organisation = made(folder_in(tmp_path, str(day)), case)
        released(organisation, "Summer 2025", day)
        before = released(organisation, "Autumn 2025", AUTUMN).published.before
        totals.append(before[before["measure"] == "acknowledgement_coverage"])
    on_the_day, on_another = totals
    assert on_the_day["policy"].tolist() == ["All", "Social media"]
    assert (on_the_day["numerator"].tolist(), on_the_day["denominator"].tolist()) == ([42, 42], [46, 46])
    assert on_another["withheld"].tolist() == [True, True]


@pytest.mark.parametrize("case", cases(PUBLIC_CASES), ids=lambda case: case["why"])
def test_a_range_beside_that_of_an_earlier_page_for_anyone(case: dict[str, str], tmp_path: Path) -> None:
    organisation = made(tmp_path, case)
    # What a board was told is no news to a reader of a website.
    released(organisation, "Summer 2025", SUMMER)
    assert total(organisation.release(organisation.term("Autumn 2025"), AUTUMN, "public")) == case["alone"]
    released(organisation, "Summer 2025", SUMMER, "public")
    assert total(released(organisation, "Autumn 2025", AUTUMN, "public")) == case["printed"]


def test_the_same_total_is_printed_where_there_was_no_earlier_report(tmp_path: Path) -> None:
    assert total(released(made(tmp_path, cases()[2]), "Autumn 2025", AUTUMN)) == "38"


def test_the_ledger_is_the_same_after_the_same_release_and_so_is_the_release(tmp_path: Path) -> None:
    organisation = made(tmp_path, cases()[2])
    released(organisation, "Summer 2025", SUMMER)
    second = released(organisation, "Autumn 2025", AUTUMN)
    kept = [(tmp_path / FOLDER / name).read_bytes() for name in (RELEASES, PEOPLE)]
    again = released(organisation, "Autumn 2025", AUTUMN)
    assert [(tmp_path / FOLDER / name).read_bytes() for name in (RELEASES, PEOPLE)] == kept
    assert again.published.counts.equals(second.published.counts)
    assert again.published.banded_since == second.published.banded_since


# What is called otherwise in the second report | what the office hears, in part
RENAMED = {
    "nothing": (r"$", "", []),
    "the staff numbers": (
        r"\bS(?=\d)",
        "X",
        ["Of 40 people counted in this report, the last one, as at 22 July 2025, had counted 0."],
    ),
    "some of the staff numbers": (r"\bS(?=1)", "X", []),
    "the policy": (
        "Social media",
        "Social networking",
        ["told who has signed Social media", "New in this report: Social n"],
    ),
}


@pytest.mark.parametrize("what", RENAMED)
def test_what_is_called_otherwise_is_held_against_nothing_and_that_is_said(what: str, tmp_path: Path) -> None:
    before, after, heard = RENAMED[what]
    released(made(tmp_path, cases()[0]), "Summer 2025", SUMMER)
    for file in tmp_path.glob("*.csv"):
        file.write_text(re.sub(before, after, file.read_text("utf-8")), "utf-8")
    organisation = govstats.load(tmp_path)
    said = organisation.not_held_against(released(organisation, "Autumn 2025", AUTUMN))
    assert all(each in str(problem) for problem in said for each in heard)
    assert bool(said) == bool(heard)


@pytest.mark.parametrize(("now", "printed"), [("15 of 20", "15 of 20"), ("15 of 21", "[c]"), ("18 of 25", "18 of 25")])
def test_a_share_of_the_evidence_log_beside_an_earlier_one(now: str, printed: str, tmp_path: Path) -> None:
    shares = {"2025-05-01": "15 of 20", "2025-11-03": now}
    columns = ("policy", "clause", "kind", "date", "count", "of")
    rows = [("Social networking", "3.4", "briefing", day, *share.split(" of ")) for day, share in shares.items()]
    tables = [
        Table("policies", ("policy", "approved"), (("Social networking", "2025-01-10"),)),
        Table("evidence", columns, tuple(rows)),
    ]
    write_folder(tmp_path, tables)
    organisation = govstats.load(tmp_path)
    released(organisation, "Summer 2025", SUMMER)
    clauses = released(organisation, "Autumn 2025", AUTUMN).published.clauses
    [row] = clauses[clauses["clause"] == "3.4"].to_dict("records")
    assert ("[c]" if row["withheld"] else f"{row['numerator']} of {row['denominator']}") == printed


def test_looking_at_a_report_is_no_release(tmp_path: Path) -> None:
    organisation = made(tmp_path, cases()[0])
    organisation.report(organisation.term("Autumn 2025"), as_at=AUTUMN)
    assert not (tmp_path / FOLDER).exists()


def test_the_ledger_holds_every_published_cell_and_no_reference(tmp_path: Path) -> None:
    organisation = made(tmp_path, cases()[2])
    release = released(organisation, "Autumn 2025", AUTUMN)
    ledger = read_ledger(tmp_path)
    key = ["measure", "school", "policy", "clause", "basis"]
    cells = {tuple(row) for row in ledger.rows[key].itertuples(index=False)}
    assert {tuple(row) for row in release.published.counts[key].itertuples(index=False)} <= cells
    written = "".join((tmp_path / FOLDER / name).read_text("utf-8") for name in (RELEASES, PEOPLE))
    assert not [number for number in organisation.records.staff["person_id"] if f",{number}" in written]


def test_a_ledger_that_cannot_be_read_stops_the_report(tmp_path: Path) -> None:
    organisation = made(tmp_path, cases()[0])
    released(organisation, "Autumn 2025", AUTUMN)
    (tmp_path / FOLDER / RELEASES).write_text("not,what,it,was\n", "utf-8")
    with pytest.raises(govstats.errors.MustFix, match="earlier reports"):
        organisation.report(organisation.term("Autumn 2025"), as_at=AUTUMN)


def test_nothing_stands_in_an_empty_ledger() -> None:
    assert Ledger().figures("anything") == {}
