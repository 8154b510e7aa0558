"""Funnels: limits that are exact, flags that agree with them, and the discoveries among many."""

import numpy as np
import pytest
from numpy.random import default_rng
from scipy.stats import binom, binomtest, poisson
from statsmodels.stats.multitest import multipletests

from govstats.statistics import (
    benjamini_hochberg,
    expected_false_flags,
    funnel_flag,
    funnel_flags,
    funnel_limits,
)

CASES = 300


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_limits_of_shares_are_quantiles_of_the_binomial(confidence: float) -> None:
    draw = default_rng(7)
    sizes, comparator = draw.integers(1, 3000, CASES), 0.87
    beyond = (1 - confidence) / 2
    limits = funnel_limits(list(sizes), comparator, confidence)
    assert list(limits["denominator"]) == list(sizes)
    assert list(limits["lower"] * sizes) == pytest.approx(list(binom.ppf(beyond, sizes, comparator)))
    assert list(limits["upper"] * sizes) == pytest.approx(list(binom.isf(beyond, sizes, comparator)))


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_limits_of_rates_are_quantiles_of_the_poisson(confidence: float) -> None:
    draw = default_rng(8)
    exposures, comparator = draw.uniform(0.1, 400, CASES), 1.7
    beyond = (1 - confidence) / 2
    limits = funnel_limits(list(exposures), comparator, confidence, model="poisson")
    expected = exposures * comparator
    assert list(limits["lower"] * exposures) == pytest.approx(list(poisson.ppf(beyond, expected)))
    assert list(limits["upper"] * exposures) == pytest.approx(list(poisson.isf(beyond, expected)))


def test_a_limit_is_the_last_count_that_chance_gives_often_enough() -> None:
    # Of 8 with a comparator of 0.9: four or fewer has a chance of 0.5%, five or fewer of 3.8%.
    [row] = funnel_limits([8], 0.9).to_dict("records")
    assert (row["lower"], row["upper"]) == (5 / 8, 1)
    assert [funnel_flag(count, 8, 0.9) for count in range(9)] == ["below 99.8%"] * 4 + ["below 95%"] + ["within"] * 4


def test_exact_limits_flag_less_by_chance_than_normal_ones() -> None:
    n, p = 8, 0.98
    spread = 1.96 * (p * (1 - p) / n) ** 0.5
    normal = sum(binom.pmf(k, n, p) for k in range(n + 1) if abs(k / n - p) > spread)
    assert f"{normal:.0%}" == "15%"
    assert f"{expected_false_flags([n], p):.0%}" == "1%"


@pytest.mark.parametrize("model", ["binomial", "poisson"])
def test_expected_false_flags_are_those_of_every_count_outside(model: str) -> None:
    sizes, comparator = [5, 12, 40, 75], 0.3
    limits = funnel_limits(sizes, comparator, 0.95, model)
    outside = 0.0
    for n, lower, upper in limits.itertuples(index=False):
        counts = np.arange(200)
        chances = binom.pmf(counts, n, comparator) if model == "binomial" else poisson.pmf(counts, n * comparator)
        shares = counts / n
        outside += chances[(shares < lower) | (shares > upper)].sum()
    assert expected_false_flags(sizes, comparator, 0.95, model) == pytest.approx(outside, abs=1e-10)
    assert 0 < outside < 0.05 * len(sizes)


EDGES = """
# numerator of denominator | comparator | model    | flag
0 of 0                     | 0.9        | binomial | unknown
0 of 0                     | 0.9        | poisson  | unknown
0 of 1                     | 0.9        | binomial | within
1 of 1                     | 0.001      | binomial | above 99.8%
1 of 1                     | 0.02       | binomial | above 95%
40 of 40                   | 1          | binomial | within
39 of 40                   | 1          | binomial | below 99.8%
0 of 40                    | 0          | binomial | within
1 of 40                    | 0          | binomial | above 99.8%
32 of 40                   | 0.9        | binomial | within
31.5 of 40                 | 0.9        | binomial | below 95%
0 of 3.6                   | 1          | poisson  | within
0 of 3.7                   | 1          | poisson  | below 95%
0 of 7                     | 1          | poisson  | below 99.8%
1 of 0.02                  | 1          | poisson  | above 95%
300000000 of 1000000000    | 0.3        | binomial | within
299880000 of 1000000000    | 0.3        | binomial | below 99.8%
1000100000 of 1000000000   | 1          | poisson  | above 99.8%
"""


@pytest.mark.parametrize("row", EDGES.strip().splitlines()[1:])
def test_edges_of_a_funnel(row: str) -> None:
    count, comparator, model, flag = (cell.strip() for cell in row.split("|"))
    numerator, denominator = map(float, count.split(" of "))
    assert funnel_flag(numerator, denominator, float(comparator), model) == flag
    [limits] = funnel_limits([denominator], float(comparator), 0.95, model).to_dict("records")
    if flag == "unknown":
        assert np.isnan([limits["lower"], limits["upper"]]).all()
    else:
        side = flag.split()[0]
        assert (side == "below") == (numerator / denominator < limits["lower"])
        assert (side == "above") == (numerator / denominator > limits["upper"])


def test_above_100_units_flags_are_controlled_for_their_number() -> None:
    numerators, denominators = [95, 82] + [90] * 99, [100] * 101
    assert funnel_flag(82, 100, 0.9) == "below 95%"
    assert funnel_flags(numerators[:100], denominators[:100], 0.9)[1] == "below 95%"
    assert set(funnel_flags(numerators, denominators, 0.9)) == {"within"}
    far = [50, *numerators[1:]]
    assert funnel_flags(far, denominators, 0.9)[:2] == ["below 99.8%", "within"]
    chance = binomtest(50, 100, 0.9, alternative="less").pvalue * 2 * 101
    assert chance < 0.002


def test_adjusted_p_values_are_those_of_a_reference_package() -> None:
    draw = default_rng(9)
    for _ in range(CASES):
        p_values = draw.uniform(0, 1, int(draw.integers(1, 200))) ** draw.integers(1, 5)
        reference = multipletests(p_values, method="fdr_bh")[1]
        assert benjamini_hochberg(list(p_values)) == pytest.approx(list(reference), abs=1e-12)


def test_an_unknown_p_value_stays_unknown_and_does_not_count() -> None:
    nan = float("nan")
    assert benjamini_hochberg([0.02, nan, 0.04]) == pytest.approx([0.04, nan, 0.04], nan_ok=True)
    assert benjamini_hochberg([]) == []


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: funnel_limits([8.5], 0.9), "whole numbers"),
        (lambda: funnel_limits([-8], 0.9), "below 0"),
        (lambda: funnel_limits([float("nan")], 0.9), "missing"),
        (lambda: funnel_limits([8], 1.1), "1.1 cannot be the share or rate"),
        (lambda: funnel_limits([8], -0.1, model="poisson"), "-0.1 cannot be the share or rate"),
        (lambda: funnel_limits([8], 0.9, confidence=95), "between 0 and 1"),
        (lambda: funnel_limits([8], 0.9, model="x"), 'There is no model "x". It is binomial or poisson.'),
        (lambda: funnel_flag(1, 8, 0.9, model="x"), 'There is no model "x"'),
        (lambda: funnel_flag(9, 8, 0.9), "no greater than what it is counted in"),
        (lambda: funnel_flag(-1, 8, 0.9), "0 or more"),
        (lambda: funnel_flag(1, 0, 0.9, model="poisson"), "no greater than"),
        (lambda: funnel_flags([1], [8, 9], 0.9), "1 numerators and 2 denominators"),
        (lambda: benjamini_hochberg([1.2]), "between 0 and 1"),
    ],
)
def test_what_makes_no_funnel_is_refused(call: object, says: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=says):
        call()
