"""Figures of days gone by, rebuilt from the records: told only where, beside today's, they tell of no few."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import govstats
from govstats.disclosure import Published
from govstats.disclosure.figures import Figure
from govstats.disclosure.groups import Group, number_of
from govstats.disclosure.together import few_told_of
from govstats.exhibits.over_time import NOT_KNOWN, over_time
from govstats.exhibits.page import Page
from tests.spec.folder import write_folder
from tests.spec.tables import Table

AS_AT, END = date(2025, 12, 19), "2025-07-22"
STAYED = 30
POLICIES = ("Conduct", "Safety")


def release(folder: Path, joined: int, signed: int, left: int = 6, leavers: bool = True) -> pd.DataFrame:
    """What is told of the term before, where some joined in October and have signed, and half of the others did in May.

    Everybody signs both policies, or neither.
    """
    stayed = [(f"P{place:02}", "2020-09-01", "") for place in range(STAYED)]
    gone = [(f"L{place}", "2020-09-01", "2025-10-01") for place in range(left if leavers else 0)]
    new = [(f"J{place}", "2025-10-06", "") for place in range(joined)]
    dated = [(f"P{place:02}", "2025-05-06") for place in range(STAYED // 2)]
    dated += [(f"J{place}", "2025-10-20") for place in range(signed)]
    signatures = [(who, day, policy) for who, day in dated for policy in POLICIES]
    tables = [
        Table("staff", ("person_id", "start_date", "end_date"), (*stayed, *gone, *new)),
        Table(
            "policies",
            ("policy", "version", "approved", "cycle"),
            tuple((policy, "1", "2025-01-10", "annual") for policy in POLICIES),
        ),
        Table("acknowledgements", ("person_id", "acknowledged_on", "policy"), tuple(signatures)),
    ]
    write_folder(folder, tables)
    organisation = govstats.load(folder)
    before = organisation.report(organisation.term("Autumn 2025"), as_at=AS_AT).published.before
    return before[before["measure"] == "acknowledgement_coverage"].set_index("policy")


@pytest.mark.parametrize(
    ("joined", "signed", "told"),
    [
        (6, 3, True),  # six are a group that a board may see
        (1, 1, False),  # 32 of 62 today beside 30 of 72 then: the one who joined has signed both
        (1, 0, True),  # 30 of 62 beside 30 of 72: as many have come as gone, of those who have signed
        (0, 0, True),
    ],
)
def test_signatures_of_then_stand_where_no_few_have_come_since(
    joined: int, signed: int, told: bool, tmp_path: Path
) -> None:
    before = release(tmp_path, joined, signed)
    assert before["withheld"].tolist() == [not told] * 2
    if told:
        # Of two policies that as many have signed, the first by name.
        assert before["numerator"].to_dict() == {"All": 30, "Conduct": 15}
        assert before["denominator"].to_dict() == {"All": 72, "Conduct": 36}


def test_without_leavers_the_past_would_look_better_than_it_was(tmp_path: Path) -> None:
    assert release(tmp_path, joined=6, signed=3, leavers=False).empty


def of(people: range, signed: int) -> Figure:
    """So many signatures, of three asked from each of some people."""
    pairs = np.array([(number_of(f"P{place}"), number_of(policy)) for place in people for policy in "ABC"], "uint64")
    return Figure(Group.signing(*pairs.T), signed)


@pytest.mark.parametrize(
    ("then", "now", "few"),
    [
        (of(range(30), 60), of(range(31), 63), 1),  # one person, with all three
        (of(range(30), 60), of(range(35), 66), 0),  # five people
        (of(range(30), 60), of(range(31), 75), 0),  # others have signed since: how many of the 15, nobody can tell
    ],
)
def test_a_group_is_small_by_its_people_however_much_they_are_to_sign(then: Figure, now: Figure, few: int) -> None:
    assert len(few_told_of([[then], [now]], [[[then], []], [[], [now]]], 5)) == few


def year(folder: Path, joined: int, leavers: int = 6) -> Published:
    """A year in which half of those who stayed sign, one a fortnight, and some join on one day in November."""
    stayed = [(f"P{place:02}", "2020-09-01", "") for place in range(STAYED)]
    gone = [(f"L{place}", "2020-09-01", "2025-12-01") for place in range(leavers)]
    new = [(f"J{place}", "2025-11-17", "") for place in range(joined)]
    signatures = [(f"P{place:02}", str(date(2025, 1, 13) + timedelta(days=14 * place))) for place in range(15)]
    tables = [
        Table("staff", ("person_id", "start_date", "end_date"), (*stayed, *gone, *new)),
        Table("policies", ("version", "approved", "cycle"), (("1", "2025-01-10", "annual"), ("2", "2025-12-02", ""))),
        Table("acknowledgements", ("person_id", "acknowledged_on"), tuple(signatures)),
    ]
    write_folder(folder, tables)
    organisation = govstats.load(folder)
    return organisation.report(organisation.term("Autumn 2025"), as_at=AS_AT).published


def test_the_line_has_the_month_ends_of_a_year_that_tell_of_no_few(tmp_path: Path) -> None:
    points = year(tmp_path, joined=0).over_time.set_index("day")
    # Nobody signed before February; in August and October 15 had.
    assert points["numerator"].to_dict() == {
        date(2025, 10, 31): 15,
        date(2025, 8, 31): 15,
        date(2025, 6, 30): 13,
        date(2025, 4, 30): 8,
        date(2025, 2, 28): 4,
    }
    assert set(points["denominator"]) == {STAYED + 6}


def test_without_leavers_there_is_no_line(tmp_path: Path) -> None:
    published = year(tmp_path, joined=0, leavers=0)
    assert published.over_time.empty
    exhibit = over_time(Page(published))
    assert exhibit
    assert NOT_KNOWN in exhibit.html


def test_beside_an_earlier_report_only_what_that_has_printed_is_told_again(tmp_path: Path) -> None:
    year(tmp_path, joined=0)
    organisation = govstats.load(tmp_path)
    term, earlier = organisation.term("Autumn 2025"), date(2025, 11, 14)
    first = organisation.release(term, earlier)
    organisation.remember(first)
    points = organisation.release(term, AS_AT).published.over_time
    printed = first.published.over_time["day"].tolist()
    assert points["day"].tolist() == [earlier, *printed]
    assert points["numerator"].tolist()[1:] == first.published.over_time["numerator"].tolist()
