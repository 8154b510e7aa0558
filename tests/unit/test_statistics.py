"""Published examples: R. G. Newcombe, Statistics in Medicine 17 (1998)."""

from math import isnan

import pytest

from govstats.statistics import newcombe_difference, wilson

# pp. 857-872, table I, method 3 (score without continuity correction): x of n, lower, upper
SINGLE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]

# pp. 873-890, table II, method 10: contrasts (a) to (h)
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


@pytest.mark.parametrize(("x", "n", "lower", "upper"), SINGLE)
def test_newcombe_1998_single_proportions(x: int, n: int, lower: float, upper: float) -> None:
    assert wilson(x, n) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize("contrast", DIFFERENCES)
def test_newcombe_1998_differences(contrast: str) -> None:
    *counts, lower, upper = DIFFERENCES[contrast]
    assert newcombe_difference(*counts) == pytest.approx((lower, upper), abs=5e-5)


def test_nothing_to_count_has_no_interval() -> None:
    assert all(map(isnan, wilson(0, 0)))
    assert all(map(isnan, newcombe_difference(1, 2, 0, 0)))


def test_counts_may_be_fractional() -> None:
    lower, upper = wilson(7.5, 10)
    assert wilson(7, 10)[0] < lower < 0.75 < upper < wilson(8, 10)[1]


def test_a_higher_confidence_is_wider() -> None:
    assert wilson(37, 40, confidence=0.99)[0] < wilson(37, 40)[0]


@pytest.mark.parametrize(("events", "n", "confidence"), [(5, 4, 0.95), (-1, 4, 0.95), (1, 4, 95)])
def test_what_is_no_share_is_refused(events: int, n: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        wilson(events, n, confidence)
