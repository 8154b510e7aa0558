"""How soon people sign, as a board may see it: where a share of the crowd would tell of a few, there is none."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

import govstats
from tests.spec.folder import write_folder
from tests.spec.tables import Table

BEGAN = date(2025, 7, 10)
SIGNED = "2025-07-15"


def crowd(folder: Path, people: int, signed: int, *others: tuple[str, str, str, str]) -> pd.DataFrame:
    """The pace that is shown of people in post and of others: start, end, absence, and the day of their signature."""
    staff = [(f"P{number:02}", "2020-09-01", "", "") for number in range(people)]
    staff += [(f"L{place}", *times) for place, (*times, _) in enumerate(others)]
    days = [(f"P{number:02}", SIGNED) for number in range(signed)]
    days += [(f"L{place}", day) for place, (*_, day) in enumerate(others) if day]
    tables = [
        Table("staff", ("person_id", "start_date", "end_date", "absent_from"), tuple(staff)),
        Table("policies", ("version", "approved", "cycle"), (("1", str(BEGAN), "annual"),)),
        Table("acknowledgements", ("person_id", "acknowledged_on"), tuple(days)),
    ]
    folder.mkdir(exist_ok=True)
    write_folder(folder, tables)
    organisation = govstats.load(folder)
    release = organisation.report(organisation.term("Autumn 2025"), as_at=date(2025, 12, 19)).published
    return release.pace.reset_index(drop=True)


def left(day: int, signed: str = "") -> tuple[str, str, str, str]:
    """Somebody whose last day was so long after the version began."""
    return "2020-09-01", str(BEGAN + timedelta(days=day)), "", signed


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
    pace = crowd(tmp_path, people, signed, *(left(31, SIGNED if so else "") for so in leavers))
    assert bool(len(pace)) == shown


@pytest.mark.parametrize(
    ("leaving", "told"),
    [
        ((), [7, 14, 28]),
        ((28,), [7, 14, 28]),  # watched through the last day
        ((10,), [7]),
        ((2,), []),  # a share of 30 and not of 31: the leaver had not signed
        ((2,) * 5, [7, 14, 28]),
        ((2,) * 5 + (10,), [7]),  # beside day 7, day 14 is of one fewer
        ((2,) * 4 + (10,), [14, 28]),
    ],
)
def test_a_day_before_which_the_time_of_a_few_had_ended_is_not_told(
    leaving: tuple[int, ...], told: list[int], tmp_path: Path
) -> None:
    assert [*crowd(tmp_path, 30, 15, *map(left, leaving))["day"]] == told


@pytest.mark.parametrize(
    ("times", "day"),
    [
        (("2025-12-17", "", ""), "2025-12-18"),  # has joined since
        (("2020-09-01", "2025-07-12", ""), "2025-07-11"),  # has left
        (("2020-09-01", "", "2025-07-12"), "2025-07-11"),  # is away
    ],
)
def test_the_pace_is_the_same_whether_or_not_one_signed_who_had_less_time(
    times: tuple[str, str, str], day: str, tmp_path: Path
) -> None:
    without = crowd(tmp_path / "without", 24, 10, (*times, ""))
    with_one = crowd(tmp_path / "with", 24, 9, (*times, day))
    pd.testing.assert_frame_equal(without, with_one)
