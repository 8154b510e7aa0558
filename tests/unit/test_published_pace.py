"""How soon people sign, as a board may see it: where a share of the crowd would tell of a few, there is none."""

from datetime import date
from pathlib import Path

import pytest

import govstats
from tests.spec.folder import write_folder
from tests.spec.tables import Table


def crowd(folder: Path, people: int, signed: int, leavers_signed: tuple[bool, ...]) -> set[str]:
    """The policies of which the pace is shown, of people in post and some who left in August."""
    leavers = [(f"L{place}", "2025-08-10") for place, _ in enumerate(leavers_signed)]
    staff = [*((f"P{number:02}", "") for number in range(people)), *leavers]
    who = [f"P{number:02}" for number in range(signed)]
    who += [name for (name, _), so in zip(leavers, leavers_signed, strict=True) if so]
    tables = [
        Table("staff", ("person_id", "end_date"), tuple(staff)),
        Table("policies", ("version", "approved", "cycle"), (("1", "2025-07-10", "annual"),)),
        Table("acknowledgements", ("person_id", "acknowledged_on"), tuple((name, "2025-07-15") for name in who)),
    ]
    write_folder(folder, tables)
    organisation = govstats.load(folder)
    release = organisation.report(organisation.term("Autumn 2025"), as_at=date(2025, 12, 19)).published
    return {*release.pace["policy"]}


@pytest.mark.parametrize(
    ("people", "signed", "leavers", "shown"),
    [
        (30, 15, (), True),
        (30, 15, (False,), True),  # 15 of 31: the leaver, or one of the others on a later day
        (30, 15, (True,), False),  # 16 of 31 beside 15 of 30: the leaver had signed
        (30, 15, (True, True, True, False, False), True),  # five are a group that a board may see
        (19, 15, (), False),  # fewer than twenty
    ],
)
def test_a_few_leavers_are_not_told_by_the_pace_of_all(
    people: int, signed: int, leavers: tuple[bool, ...], shown: bool, tmp_path: Path
) -> None:
    assert bool(crowd(tmp_path, people, signed, leavers)) == shown
