"""Control charts: published examples, the rules as a table, and what is refused."""

import pandas as pd
import pytest

from govstats.statistics import TooFewToChart, p_chart, u_chart, xmr_chart

# D. C. Montgomery, Introduction to Statistical Quality Control, chapters on individual measurements and
# on attributes: viscosity of paint, unsound juice cans in samples of 50, faults in lots of 5 computers.
VISCOSITY = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
FAULTS = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5]


def lines(chart: pd.DataFrame) -> tuple[float, float, float]:
    first = chart.iloc[0]
    return first["lower"], first["mean"], first["upper"]


def outside(chart: pd.DataFrame) -> list[int]:
    """The numbers of the points outside their limits, from 1."""
    return [1 + i for i in chart.index[(chart["value"] > chart["upper"]) | (chart["value"] < chart["lower"])]]


def test_montgomery_viscosity() -> None:
    chart = xmr_chart(VISCOSITY, improvement="up")
    assert list(chart.columns) == ["value", "mean", "lower", "upper", "signal"]
    assert lines(chart) == pytest.approx((32.24, 33.52, 34.80), abs=6e-3)
    assert not chart["signal"].any()


def test_montgomery_juice_cans() -> None:
    chart = p_chart(CANS, [50] * 30, improvement="down")
    assert lines(chart) == pytest.approx((0.0524, 0.2313, 0.4102), abs=6e-5)
    assert outside(chart) == [15, 23]
    kept = [count for number, count in enumerate(CANS, 1) if number not in (15, 23)]
    revised = p_chart(kept, [50] * 28, improvement="down")
    assert lines(revised) == pytest.approx((0.0407, 0.2150, 0.3893), abs=6e-5)
    assert outside(revised) == [20]  # sample 21


def test_montgomery_computers() -> None:
    chart = u_chart(FAULTS, [5] * 20, improvement="down")
    assert lines(chart) == pytest.approx((0.07, 1.93, 3.79), abs=5e-3)
    assert not chart["signal"].any()


def test_limits_of_shares_and_rates_follow_the_size_of_each_period() -> None:
    sizes = [50, 200] * 6
    shares = p_chart([10, 40] * 6, sizes, improvement="up")
    assert list(shares["upper"][:2] - 0.2) == pytest.approx([3 * (0.16 / n) ** 0.5 for n in (50, 200)])
    rates = u_chart([10, 40] * 6, sizes, improvement="up")
    assert list(rates["upper"][:2] - 0.2) == pytest.approx([3 * (0.2 / n) ** 0.5 for n in (50, 200)])


def test_limits_of_shares_and_rates_stay_within_what_can_be() -> None:
    assert lines(p_chart([5] * 12, [10] * 12, improvement="up"))[0] == pytest.approx(0.5 - 3 * 0.025**0.5)
    assert lines(p_chart([15] * 12, [20] * 12, improvement="up"))[2] == 1
    assert lines(p_chart([5] * 12, [20] * 12, improvement="up"))[0] == 0
    assert lines(u_chart([6] * 12, [1] * 12, improvement="up"))[0] == 0


# Points on a chart whose mean is 0 and whose limits are about 2.66, and whether each signals an
# improvement (i) or a concern (c) where higher is better.
RULES = """
outside the limits, above            |   0    9    0                        | . i .
outside the limits, below            |   0   -9    0                        | . c .
six on one side are chance           |   1   .5    1   .5    1   .5         | . . . . . .
seven on one side                    |   1   .5    1   .5    1   .5    1    | i i i i i i i
seven on the other side              |  -1  -.5   -1  -.5   -1  -.5   -1    | c c c c c c c
a point on the mean ends a run       |   1   .5    1    0    1   .5    1    | . . . . . . .
six that rise are chance             | -.9  -.6  -.3   .3   .6   .9         | . . . . . .
seven that rise                      | -.9  -.6  -.3   .1   .3   .6   .9    | i i i i i i i
seven that fall                      |  .9   .6   .3   .1  -.3  -.6  -.9    | c c c c c c c
two equal points end a trend         | -.9  -.6  -.3  -.3   .3   .6   .9    | . . . . . . .
two of three near a limit            | 2.4   .5  2.4                        | i . i
two of three near the other limit    |-2.4 -2.4  -.5                        | c c .
near both limits is no signal        | 2.4 -2.4   .5                        | . . .
two of three, the third opposite     | 2.4  -.5  2.4                        | . . .
one of three near a limit            |  .5  2.4   .5                        | . . .
outside is more than near            |   9   .5  2.4                        | i . .
outside comes before a trend         |  -9  -.9  -.6  -.3   .3   .6   .9    | c i i i i i i
"""


@pytest.mark.parametrize("row", RULES.strip().splitlines(), ids=lambda row: row.split("|")[0].strip())
def test_the_four_rules_of_plot_the_dots(row: str) -> None:
    _, points, expected = row.split("|")
    shown = [float(point) for point in points.split()]
    # Calm points give limits; the mirror image far off keeps the mean at 0; zeros end runs and trends.
    calm = [0.5, -0.5] * 200
    mirrored = [-point for point in shown]
    chart = xmr_chart([*calm, 0, 0, *shown, 0, 0, *calm, 0, 0, *mirrored, 0, 0, *calm], improvement="up")
    assert lines(chart) == pytest.approx((-2.66, 0, 2.66), abs=0.1)
    start = len(calm) + 2
    found = chart["signal"].iloc[start : start + len(shown)]
    words = {"i": "improvement", "c": "concern", ".": ""}
    assert list(found) == [words[letter] for letter in expected.split()]


def test_a_large_moving_range_is_screened_once() -> None:
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    mean = sum(values) / 18
    # Of the ranges 1 1 1 8 9 1 ... 1, mean 32/17, the 8 and the 9 exceed 3.267 times the mean.
    assert lines(xmr_chart(values, "up")) == pytest.approx((mean - 2.66, mean, mean + 2.66))
    spread = 2.66 * 32 / 17
    assert lines(xmr_chart(values, "up", screen=False)) == pytest.approx((mean - spread, mean, mean + spread))


@pytest.mark.parametrize(("jump", "screened"), [(3.80, False), (3.82, True)])
def test_a_moving_range_is_large_above_3_267_times_the_mean(jump: float, screened: bool) -> None:
    # Sixteen ranges of 1 and the jump: 3.80 is 3.263 times their mean, and 3.82 is 3.277 times.
    values = [0, 1] * 4 + [0] + [jump, jump + 1] * 4 + [jump]
    chart, unscreened = xmr_chart(values, "up"), xmr_chart(values, "up", screen=False)
    assert (lines(chart) != lines(unscreened)) == screened


def test_ranges_are_not_screened_where_none_would_be_left() -> None:
    values = [3.0] * 6 + [9.0] + [3.0] * 6
    assert lines(xmr_chart(values, "up")) == lines(xmr_chart(values, "up", screen=False))


@pytest.mark.parametrize("value", [0.1, 3, 1 / 3])
def test_points_that_never_move_signal_nothing(value: float) -> None:
    chart = xmr_chart([value] * 13, improvement="up")
    assert lines(chart) == (value, value, value)
    assert not chart["signal"].any()


def test_rounding_puts_no_share_off_its_mean() -> None:
    # The thirteen shares are equal, and differ from their mean in the last place.
    chart = p_chart([5.3] * 13, [50.7] * 13, improvement="up")
    assert chart["mean"][0] != chart["value"][0]
    assert not chart["signal"].any()


CALM = [4, 6, 5, 7, 5, 6, 4, 5, 6, 5, 7, 5]


@pytest.mark.parametrize(
    ("chart", "says"),
    [
        (lambda: xmr_chart(CALM[:11], "up"), "need 12 points or more; there are 11"),
        (lambda: xmr_chart([], "up"), "there are 0"),
        (lambda: p_chart([6] * 11, [20] * 11, "up"), "need 12 points"),
        (lambda: u_chart([6] * 11, [20] * 11, "up"), "need 12 points"),
        (lambda: p_chart([4, 5] * 6, [20] * 12, "up"), "need 5 events a period on average; there are 4.5"),
        (lambda: p_chart([16, 15] * 6, [20] * 12, "up"), "there are 4.5"),
        (lambda: u_chart([4, 5] * 6, [20] * 12, "up"), "there are 4.5"),
    ],
)
def test_too_few_to_draw_limits(chart: object, says: str) -> None:
    assert callable(chart)
    with pytest.raises(TooFewToChart, match=says):
        chart()


@pytest.mark.parametrize(
    ("chart", "says"),
    [
        (lambda: xmr_chart([*CALM, float("nan")], "up"), "one is missing"),
        (lambda: xmr_chart(CALM, "higher"), "up or down"),
        (lambda: p_chart([6] * 12, [20] * 13, "up"), "12 counts and 13 denominators"),
        (lambda: p_chart([6] * 12, [20] * 11 + [0], "up"), "nothing to count in"),
        (lambda: p_chart([6] * 11 + [21], [20] * 12, "up"), "between 0 and its denominator"),
        (lambda: u_chart([6] * 11 + [-1], [20] * 12, "up"), "below 0"),
    ],
)
def test_what_makes_no_chart_is_refused(chart: object, says: str) -> None:
    assert callable(chart)
    with pytest.raises(ValueError, match=says):
        chart()
