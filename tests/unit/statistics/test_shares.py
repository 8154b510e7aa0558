"""Intervals of shares and of their differences: published examples, and a reference package."""

import pytest
from numpy.random import default_rng
from scipy.stats import beta
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from govstats.statistics import clopper_pearson, newcombe_difference, wilson

# R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I: x of n, then the limits of
# method 3 (score) and of method 5 (exact), neither with a continuity correction.
SINGLE = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]

# The same, 873-890, table II, method 10: contrasts (a) to (h)
DIFFERENCES = {
    "a": (56, 70, 48, 80, 0.0524, 0.3339),
    "b": (9, 10, 3, 10, 0.1705, 0.8090),
    "c": (6, 7, 2, 7, 0.0582, 0.8062),
    "d": (5, 56, 0, 29, -0.0381, 0.1926),
    "e": (0, 10, 0, 20, -0.1611, 0.2775),
    "f": (0, 10, 0, 10, -0.2775, 0.2775),
    "g": (10, 10, 0, 20, 0.6791, 1.0),
    "h": (10, 10, 0, 10, 0.6075, 1.0),
}

CASES = 300


@pytest.mark.parametrize(("x", "n", "score", "exact"), SINGLE)
def test_newcombe_1998_single_proportions(
    x: int, n: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert wilson(x, n) == pytest.approx(score, abs=5e-5)
    assert clopper_pearson(x, n) == pytest.approx(exact, abs=5e-5)


@pytest.mark.parametrize("contrast", DIFFERENCES)
def test_newcombe_1998_differences(contrast: str) -> None:
    *counts, lower, upper = DIFFERENCES[contrast]
    assert newcombe_difference(*counts) == pytest.approx((lower, upper), abs=5e-5)


def test_shares_are_those_of_a_reference_package() -> None:
    draw = default_rng(1)
    for _ in range(CASES):
        n = int(draw.integers(1, 2000))
        x, alpha = int(draw.integers(0, n + 1)), draw.uniform(0.001, 0.5)
        score = proportion_confint(x, n, alpha, method="wilson")
        exact = proportion_confint(x, n, alpha, method="beta")
        assert wilson(x, n, 1 - alpha) == pytest.approx(score, abs=1e-8)
        assert clopper_pearson(x, n, 1 - alpha) == pytest.approx(exact, abs=1e-8)


def test_differences_are_those_of_a_reference_package() -> None:
    draw = default_rng(2)
    for _ in range(CASES):
        n1, n2 = (int(n) for n in draw.integers(1, 500, 2))
        x1, x2 = int(draw.integers(0, n1 + 1)), int(draw.integers(0, n2 + 1))
        alpha = draw.uniform(0.001, 0.5)
        reference = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff", alpha=alpha)
        assert newcombe_difference(x1, n1, x2, n2, 1 - alpha) == pytest.approx(reference, abs=1e-8)


def test_exact_limits_of_fractional_counts_are_quantiles_of_the_beta_distribution() -> None:
    draw = default_rng(3)
    for _ in range(CASES):
        n = draw.uniform(0.5, 300)
        x = draw.uniform(0.01, 0.99) * n
        reference = beta.ppf(0.025, x, n - x + 1), beta.ppf(0.975, x + 1, n - x)
        assert clopper_pearson(x, n) == pytest.approx(reference, abs=1e-8)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@pytest.mark.parametrize(
    ("events", "n", "confidence"), [(5, 4, 0.95), (-1, 4, 0.95), (float("nan"), 4, 0.95), (1, 4, 95), (0, 0, 1)]
)
def test_what_is_no_share_is_refused(interval: object, events: float, n: float, confidence: float) -> None:
    assert callable(interval)
    with pytest.raises(ValueError, match="between 0 and"):
        interval(events, n, confidence)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@pytest.mark.parametrize("events", [0, 3, float("inf")])
def test_a_share_of_something_without_end_is_refused(interval: object, events: float) -> None:
    assert callable(interval)
    with pytest.raises(ValueError, match="must have an end"):
        interval(events, float("inf"))
