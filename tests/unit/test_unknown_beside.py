"""A total says how many have done it, and of how many that cannot be told: so it says, too, who surely has not."""

import numpy as np
import pandas as pd
import pytest

from govstats.disclosure import MINIMUM, attack
from govstats.disclosure.margins import protected_margins

Share = tuple[int, int, int]  # done, cannot be told, of


def margins(schools: dict[str, Share]) -> pd.DataFrame:
    """What is published of schools, of which each has done it, may have, and is so large."""
    counts = pd.DataFrame(
        [(name, *share, 0) for name, share in schools.items()],
        columns=["school", "numerator", "unknown", "denominator", "excluded"],
    )
    same = {"measure": "acknowledgement_coverage", "policy": "Complaints", "basis": "all"}
    rows = protected_margins(counts.assign(**same, period_start="", period_end="2025-12-19"), MINIMUM)
    return rows[["school", "numerator", "unknown", "denominator", "withheld"]]


def narrowest(rows: pd.DataFrame) -> int:
    """How near the ends of a group of few come, by how many have done it or by how many have or may have."""
    if len(rows) == 1:
        return 0  # the total stands alone
    ends = [
        attack(rows.assign(numerator=each), ["school"]) for each in (rows["numerator"], rows.numerator + rows.unknown)
    ]
    few = pd.concat([each[each["denominator"] < MINIMUM] for each in ends])
    return int((few["upper"] - few["lower"] - few["denominator"]).min()) if len(few) else 0


def test_nobody_is_told_to_have_surely_not_done_it() -> None:
    """All are 29 of 47 and 13 cannot be told. Beside Ash, 14 and 13 are all 27 that are left: none surely has not."""
    rows = margins({"Ash": (15, 0, 20), "Birch": (2, 1, 3), "Cedar": (6, 6, 12), "Dell": (6, 6, 12)}).set_index(
        "school"
    )
    assert not rows.at["All", "withheld"]
    assert rows.at["Ash", "withheld"]


def test_where_all_is_told_of_everybody_no_more_is_withheld() -> None:
    rows = margins({"Ash": (15, 0, 20), "Birch": (2, 0, 3), "Cedar": (6, 0, 12), "Dell": (6, 0, 12)}).set_index(
        "school"
    )
    assert rows.at["Birch", "withheld"]
    assert not rows.at["Ash", "withheld"]


@pytest.mark.parametrize("seed", range(30))
def test_of_any_table_both_questions_leave_a_group_of_few_unknown(seed: int) -> None:
    chance = np.random.default_rng(seed)
    schools = {}
    for name, of in zip("ABCDE", [*chance.integers(1, 5, 2), *chance.integers(5, 13, 3)], strict=True):
        done = int(chance.integers(0, of + 1))
        schools[name] = (done, int(chance.choice([0, of - done, chance.integers(0, of - done + 1)])), int(of))
    assert narrowest(margins(schools)) == 0
