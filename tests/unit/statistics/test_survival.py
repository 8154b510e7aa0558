"""Time to an event: published curves, a reference package, and what cannot be known."""

from math import isnan

import numpy as np
import pandas as pd
import pytest
from numpy.random import Generator, default_rng
from statsmodels.duration.survfunc import SurvfuncRight

from govstats.statistics import done_by, kaplan_meier

Z = 1.959963984540054
CASES = 300

# E. J. Freireich and others, Blood 21 (1963), 699-716: weeks of remission on 6-MP, in which 9 relapsed.
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
IN_REMISSION = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def standard_errors(curve: pd.DataFrame) -> pd.Series:
    """Greenwood's standard error of the survival, from how far its limits reach."""
    log = -np.log(curve["survival"])
    reach = np.log(np.log(curve["lower"]) / np.log(curve["upper"])) / (2 * Z)
    return pd.Series(reach * log * curve["survival"])


def test_freireich_1963_remission_on_6_mp() -> None:
    # J. P. Klein and M. L. Moeschberger, Survival Analysis (2003), table 4.1A
    curve = kaplan_meier(RELAPSED + IN_REMISSION, [True] * 9 + [False] * 12)
    steps = curve[curve["events"] > 0]
    assert list(steps["time"]) == [6, 7, 10, 13, 16, 22, 23]
    assert list(steps["at_risk"]) == [21, 17, 15, 12, 11, 7, 6]
    survival = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert list(steps["survival"]) == pytest.approx(survival, abs=6e-4)
    assert list(standard_errors(steps)) == pytest.approx(errors, abs=6e-5)


def test_bewick_2004_with_a_death_and_a_censoring_on_day_9() -> None:
    # V. Bewick, L. Cheek and J. Ball, Critical Care 8 (2004), 389-394, table 2
    curve = kaplan_meier([1, 1, 4, 5, 6, 9, 9, 22], [1, 1, 1, 1, 0, 1, 0, 1])
    steps = curve[curve["events"] > 0]
    assert list(steps["at_risk"]) == [8, 6, 5, 3, 1]
    assert list(steps["survival"].round(3)) == [0.750, 0.625, 0.500, 0.333, 0]


def random_people(draw: Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n = int(draw.integers(5, 60))
    # Whole days, so that there are ties; the first few are watched from the start for long.
    entry = draw.integers(0, 15, n) * draw.integers(0, 2, n)
    durations = entry + draw.integers(1, 30, n)
    entry[:2], durations[:2] = 0, draw.integers(25, 60, 2)
    return durations, draw.integers(0, 2, n), entry


@pytest.mark.parametrize("late", [False, True], ids=["from the start", "late entry"])
def test_curves_are_those_of_a_reference_package(late: bool) -> None:
    draw = default_rng(6)
    compared = 0
    for _ in range(CASES):
        durations, observed, entry = random_people(draw)
        # The reference takes nobody to be at risk on the day of entry, and so do we.
        entries = entry if late else None
        curve = kaplan_meier(durations, observed, entries)
        steps = curve[curve["events"] > 0]
        if steps.empty or steps["survival"].isna().any():
            continue
        compared += 1
        reference = SurvfuncRight(durations, observed, entry=entries)
        assert list(steps["time"]) == list(reference.surv_times)
        assert list(steps["at_risk"]) == list(reference.n_risk)
        assert list(steps["survival"]) == pytest.approx(list(reference.surv_prob), abs=1e-8)
        inside = (steps["survival"] > 0).to_numpy()
        expected = list(np.asarray(reference.surv_prob_se)[inside])
        assert list(standard_errors(steps[inside])) == pytest.approx(expected, abs=1e-6)
    assert compared > 200


# A person is the day of the event, or of being last seen where "+" follows; "3>5" is someone who was
# watched only after day 3. "?" is a share that nobody can know.
EDGES = """
4                | one person, done                                | 4: 1 of 1
4+               | one person, still waiting                       | 4: 0 of 1
3+ 5+ 5+         | everyone censored                               | 3: 0 of 3, 5: 0 of 3
0 0 2+           | done on the day it began                        | 0: 2 of 3, 2: 2 of 3
0+ 1             | last seen on the day it began                   | 0: 0 of 2, 1: 1 of 1
5 5+ 5+ 5+       | a tie: the event comes before the censoring     | 5: 1 of 4
2 2>4 4+         | someone met on day 2 counts from day 3 on       | 2: 1 of 2, 4: 3 of 4
2>3 2>5          | all come late: nobody saw the start             | 2: ?, 3: ?, 5: ?
1+ 3>5           | nobody was watched from day 1 to day 3          | 1: 0 of 2, 3: ?, 5: ?
3+ 3>5           | one leaves as the next comes: no gap            | 3: 0 of 2, 5: 1 of 1
1 3>5 3>6+       | not all were done on day 1: two were met later  | 1: ?, 3: ?, 5: ?, 6: ?
3 3>5            | the same, where they are met on that day        | 3: ?, 5: ?
1 2 1>2          | all done at the end, nobody yet to be met       | 1: 1 of 2, 2: 1 of 1
"""


@pytest.mark.parametrize("row", EDGES.strip().splitlines(), ids=lambda row: row.split("|")[1].strip())
def test_edges_of_a_curve(row: str) -> None:
    people, _, expected = (cell.strip() for cell in row.split("|"))
    entry, durations = zip(*(person.rstrip("+").rpartition(">")[::2] for person in people.split()), strict=True)
    observed = [not person.endswith("+") for person in people.split()]
    curve = kaplan_meier([int(day) for day in durations], observed, [int(day or 0) for day in entry])
    found = dict(zip(curve["time"], 1 - curve["survival"], strict=True))
    told = dict(step.split(": ") for step in expected.split(", "))
    assert list(found) == [int(day) for day in told]
    for day, share in told.items():
        numerator, _, denominator = share.partition(" of ")
        wanted = float("nan") if share == "?" else int(numerator) / int(denominator)
        assert found[int(day)] == pytest.approx(wanted, abs=1e-12, nan_ok=True)


def test_no_limits_where_nothing_or_everything_is_done() -> None:
    curve = kaplan_meier([1, 2, 3], [0, 1, 1])
    assert [isnan(lower) for lower in curve["lower"]] == [True, False, True]
    assert [isnan(upper) for upper in curve["upper"]] == [True, False, True]


def test_a_curve_of_nobody_has_no_rows() -> None:
    curve = kaplan_meier([], [])
    assert list(curve.columns) == ["time", "at_risk", "events", "survival", "lower", "upper"]
    assert done_by(curve)["done"].isna().all()


def test_cumulative_shares_are_read_by_the_end_of_a_day_and_cut_below_10_at_risk() -> None:
    curve = kaplan_meier([7] * 10 + [8] * 5 + [14] * 5 + [28] * 10, [1] * 20 + [0] * 10)
    read = done_by(curve, days=(0, 6, 7, 14, 28, 29))
    assert list(read["at_risk"]) == [30, 30, 30, 15, 10, 0]
    wanted = [0, 0, 1 / 3, 2 / 3, 2 / 3, float("nan")]
    assert list(read["done"]) == pytest.approx(wanted, nan_ok=True)
    on_day_7 = curve[curve["time"] == 7].iloc[0]
    assert read.loc[2, "lower"] == 1 - on_day_7["upper"]
    assert read.loc[2, "upper"] == 1 - on_day_7["lower"]
    assert done_by(curve, least_at_risk=11)["done"].isna().tolist() == [False, False, True]


def test_a_curve_once_cut_stays_cut_for_those_met_later() -> None:
    # 3 people watched from the start, 20 more from day 5 on: what day 7 says rests on those 3.
    curve = kaplan_meier([2, 30, 30] + [30] * 20, [1] + [0] * 22, [0] * 3 + [5] * 20)
    assert list(done_by(curve, days=[7])["at_risk"]) == [22]
    assert done_by(curve, days=[7])["done"].isna().all()
    assert list(done_by(curve, days=[7], least_at_risk=2)["done"]) == pytest.approx([1 / 3])


@pytest.mark.parametrize(
    ("people", "says"),
    [
        (([1, 2], [1], None), "lengths differ"),
        (([1, 2], [1, 1], [0]), "lengths differ"),
        (([1, -2], [1, 1], None), "missing or below 0"),
        (([1, float("nan")], [1, 1], None), "missing or below 0"),
        (([1, 2], [1, float("nan")], None), "true or false"),
        (([1, 2], [1, 2], None), "true or false"),
        (([1, 2], [1, 1], [0, 2]), "no later than first watched"),
    ],
)
def test_people_that_make_no_curve_are_refused(people: tuple[list[float], list[float], list[float]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        kaplan_meier(*people)


def test_a_curve_is_not_read_where_nobody_is_watched() -> None:
    with pytest.raises(ValueError, match="someone at risk"):
        done_by(kaplan_meier([1], [1]), least_at_risk=0)
