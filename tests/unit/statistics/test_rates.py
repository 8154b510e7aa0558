"""Intervals of counts of events and of ratios of rates."""

from math import inf, isnan

import pytest
from numpy.random import default_rng
from scipy.stats import binomtest, chi2

from govstats.statistics import poisson_interval, rate_ratio

# 95% limits as printed: E. S. Pearson and H. O. Hartley, Biometrika Tables for Statisticians I, table 40.
PRINTED = """
0 0      3.69
1 0.0253 5.57
2 0.242  7.22
3 0.619  8.77
4 1.09  10.24
5 1.62  11.67
6 2.20  13.06
7 2.81  14.42
8 3.45  15.76
9 4.12  17.08
"""

CASES = 300


def garwood(events: float, confidence: float) -> tuple[float, float]:
    beyond = (1 - confidence) / 2
    lower = chi2.ppf(beyond, 2 * events) / 2 if events else 0.0
    return float(lower), float(chi2.isf(beyond, 2 * events + 2) / 2)


@pytest.mark.parametrize("row", PRINTED.strip().splitlines())
def test_exact_limits_as_printed(row: str) -> None:
    events, lower, upper = map(float, row.split())
    found = poisson_interval(events)
    assert found == (pytest.approx(lower, abs=5e-3, rel=2e-3), pytest.approx(upper, abs=5e-3))


def test_no_event_in_40_staff_years() -> None:
    lower, upper = poisson_interval(0)
    assert lower == 0
    assert upper == pytest.approx(3.689, abs=5e-4)
    assert f"{upper / 40 * 100:.1f}" == "9.2"


def test_below_10_events_limits_are_exact() -> None:
    draw = default_rng(4)
    for _ in range(CASES):
        events, confidence = draw.uniform(0, 10), draw.uniform(0.5, 0.999)
        assert poisson_interval(events, confidence) == pytest.approx(garwood(events, confidence), abs=1e-8)
    assert [poisson_interval(n) for n in range(10)] == [pytest.approx(garwood(n, 0.95), abs=1e-8) for n in range(10)]


def test_from_10_events_byar_is_within_a_fifth_of_a_per_cent() -> None:
    # Public Health England, Technical guide: confidence intervals (2018)
    for events in [*range(10, 200), 1000, 10**6]:
        assert poisson_interval(events) == pytest.approx(garwood(events, 0.95), rel=2e-3)
    # 30 events, tables of exact limits: 20.24 and 42.83.
    assert poisson_interval(30) == pytest.approx((20.24, 42.83), abs=5e-3)


def test_byar_by_hand() -> None:
    # 16 events: the roots are 4 and sqrt(17), so the formula is short.
    z = 1.959963984540054
    lower = 16 * (1 - 1 / 144 - z / 12) ** 3
    upper = 17 * (1 - 1 / 153 + z / (3 * 17**0.5)) ** 3
    assert poisson_interval(16) == pytest.approx((lower, upper), abs=1e-10)


def test_a_ratio_as_printed() -> None:
    # The example of two groups in the help of R's poisson.test.
    assert rate_ratio(11, 800, 6 + 8 + 7, 1083 + 1050 + 878) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)


def test_ratios_are_odds_of_the_exact_binomial_interval() -> None:
    draw = default_rng(5)
    for _ in range(CASES):
        x1, x2 = (int(x) for x in draw.integers(1, 60, 2))
        time1, time2 = draw.uniform(0.1, 50, 2)
        confidence = draw.uniform(0.5, 0.999)
        share = binomtest(x1, x1 + x2).proportion_ci(confidence, method="exact")
        reference = tuple(p / (1 - p) * time2 / time1 for p in (share.low, share.high))
        assert rate_ratio(x1, time1, x2, time2, confidence) == pytest.approx(reference, rel=1e-6)


def test_a_ratio_to_no_events_has_no_upper_limit() -> None:
    lower, upper = rate_ratio(4, 10, 0, 10)
    assert (lower > 0, upper) == (True, inf)
    assert rate_ratio(0, 10, 4, 10) == (0.0, pytest.approx(1 / lower))


@pytest.mark.parametrize("counts", [(0, 10, 0, 10), (0, 0, 3, 10), (3, 10, 0, 0)])
def test_a_ratio_of_nothing_is_not_known(counts: tuple[float, float, float, float]) -> None:
    assert all(map(isnan, rate_ratio(*counts)))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: poisson_interval(-1), "0 or more"),
        (lambda: poisson_interval(float("nan")), "0 or more"),
        (lambda: poisson_interval(3, confidence=95), "between 0 and 1"),
        (lambda: rate_ratio(3, 0, 1, 10), "3 events need a time at risk above 0"),
        (lambda: rate_ratio(3, 10, 1, -10), "time at risk"),
    ],
)
def test_what_is_no_rate_is_refused(call: object, says: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=says):
        call()
