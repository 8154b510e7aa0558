"""Control charts of a flow over time: what the process does by itself, and which points are news."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf, isclose, sqrt
from statistics import mean

import pandas as pd

from govstats.statistics.signals import LIMIT, Improvement, signals

LEAST_POINTS = 12
LEAST_EVENTS = 5
LIMIT_OF_VALUES = 2.66
LIMIT_OF_RANGES = 3.267


class TooFewToChart(ValueError):
    """Limits are not drawn: there are too few points, or too few events in them."""


def xmr_chart(values: Sequence[float], improvement: Improvement, screen: bool = True) -> pd.DataFrame:
    """Return the chart of single values and their moving ranges (XmR).

    It is for a flow, such as the share of a term's reviews done on time. A stock, such as today's
    coverage, follows itself from month to month, and these limits would be too narrow for it.

    Parameters
    ----------
    values
        The points in order of time, 12 or more, without a gap.
    improvement
        "up" where higher is better, "down" where lower is.
    screen
        Leave large moving ranges out of the limits, so that one odd point does not widen them.

    Returns
    -------
    DataFrame
        `value, mean, lower, upper, signal`, a row a point. `signal` is "improvement", "concern" or
        "": see `signals` for the rules. The limits may pass 0 or 100%.

    Raises
    ------
    TooFewToChart
        If there are fewer than 12 points. Nothing is rebased: a new mean is a person's decision.
    ValueError
        If a value is missing, or `improvement` is neither "up" nor "down".

    Notes
    -----
    The limits are the mean of the values and 2.66 (3/1.128) times the mean moving range. Screening
    leaves out moving ranges above 3.267 times their mean, once: L. S. Nelson, Control charts for
    individual measurements, Journal of Quality Technology 14 (1982), 172-173, the default of the
    NHS-R community's NHSRplotthedots and not of the NHS's own Excel tool. It is not done where the
    ranges that stay are all 0, for then every point would be outside.

    Examples
    --------
    >>> xmr_chart([4, 6, 5, 7, 5, 6, 4, 5, 6, 5, 7, 15], improvement="down").round(2).tail(2)
        value  mean  lower  upper   signal
    10    7.0  6.25   2.26  10.24
    11   15.0  6.25   2.26  10.24  concern
    """
    points = _points(values)
    ranges = [abs(after - before) for before, after in pairwise(points)]
    if screen:
        kept = [each for each in ranges if each <= LIMIT_OF_RANGES * mean(ranges)]
        ranges = kept if any(kept) else ranges
    spread = LIMIT_OF_VALUES * mean(ranges) / LIMIT
    return _chart(points, mean(points), [spread] * len(points), -inf, inf, improvement)


def p_chart(numerators: Sequence[float], denominators: Sequence[float], improvement: Improvement) -> pd.DataFrame:
    """Return the control chart of a share, with limits as wide as each period's count allows.

    Parameters
    ----------
    numerators, denominators
        Counts of each period in order of time, 12 periods or more.
    improvement
        "up" where a higher share is better, "down" where a lower one is.

    Returns
    -------
    DataFrame
        `value, mean, lower, upper, signal` as of `xmr_chart`, in shares; limits between 0 and 1.

    Raises
    ------
    TooFewToChart
        If there are fewer than 12 periods, or the mean count of those who did it, or of those who
        did not, is below 5 a period.
    ValueError
        If the lengths differ, a period has no denominator, or a count does not lie within it.

    Notes
    -----
    Limits of three standard deviations, sqrt(p(1 - p)/n): D. C. Montgomery, Introduction to
    Statistical Quality Control, chapter on control charts for attributes.

    Examples
    --------
    >>> chart = p_chart([8, 9, 7, 8, 6, 9, 8, 7, 9, 8, 7, 18], [20] * 12, improvement="up")
    >>> chart.round(2).tail(1)
        value  mean  lower  upper       signal
    11    0.9  0.43    0.1   0.77  improvement
    """
    shares = _points(_ratios(numerators, denominators))
    if not all(0 <= share <= 1 for share in shares):
        raise ValueError("Each count must lie between 0 and its denominator.")
    total, out_of = sum(numerators), sum(denominators)
    _enough_events(min(total, out_of - total) / len(shares))
    centre = total / out_of
    spreads = [sqrt(centre * (1 - centre) / n) for n in denominators]
    return _chart(shares, centre, spreads, 0.0, 1.0, improvement)


def u_chart(events: Sequence[float], exposures: Sequence[float], improvement: Improvement) -> pd.DataFrame:
    """Return the control chart of a rate of events.

    Parameters
    ----------
    events, exposures
        Number of events and the time at risk, or other measure of size, of each period in order of
        time, 12 periods or more.
    improvement
        "up" where a higher rate is better, "down" where a lower one is.

    Returns
    -------
    DataFrame
        `value, mean, lower, upper, signal` as of `xmr_chart`, in events for one unit of exposure; no
        limit is below 0.

    Raises
    ------
    TooFewToChart
        If there are fewer than 12 periods, or fewer than 5 events a period on average.
    ValueError
        If the lengths differ, a period has no exposure, or a number of events is below 0.

    Notes
    -----
    Limits of three standard deviations, sqrt(u/n): D. C. Montgomery, Introduction to Statistical
    Quality Control, chapter on control charts for attributes.

    Examples
    --------
    >>> chart = u_chart([6, 5, 8, 7, 6, 5, 7, 6, 8, 7, 6, 25], [10] * 12, improvement="down")
    >>> chart.round(2).tail(1)
        value  mean  lower  upper   signal
    11    2.5   0.8    0.0   1.65  concern
    """
    rates = _points(_ratios(events, exposures))
    if not all(rate >= 0 for rate in rates):
        raise ValueError("A number of events is below 0.")
    _enough_events(sum(events) / len(rates))
    centre = sum(events) / sum(exposures)
    return _chart(rates, centre, [sqrt(centre / n) for n in exposures], 0.0, inf, improvement)


def _points(values: Sequence[float]) -> list[float]:
    points = [float(value) for value in values]
    if not all(-inf < point < inf for point in points):
        raise ValueError("A control chart needs a value for every period: one is missing.")
    if len(points) < LEAST_POINTS:
        raise TooFewToChart(f"Control limits need {LEAST_POINTS} points or more; there are {len(points)}.")
    return points


def _ratios(counts: Sequence[float], sizes: Sequence[float]) -> list[float]:
    if len(counts) != len(sizes):
        raise ValueError(f"There are {len(counts)} counts and {len(sizes)} denominators.")
    if not all(size > 0 for size in sizes):
        raise ValueError("A period has nothing to count in: its denominator must be above 0.")
    return [count / size for count, size in zip(counts, sizes, strict=True)]


def _enough_events(average: float) -> None:
    if average < LEAST_EVENTS:
        raise TooFewToChart(f"Control limits need {LEAST_EVENTS} events a period on average; there are {average:.1f}.")


def _chart(
    values: Sequence[float],
    centre: float,
    spreads: Sequence[float],
    floor: float,
    ceiling: float,
    improvement: Improvement,
) -> pd.DataFrame:
    deviations = [
        # Rounding alone puts no point off its mean; without a spread all points lie on it.
        0.0 if isclose(value, centre, rel_tol=1e-12) else (value - centre) / spread
        for value, spread in zip(values, spreads, strict=True)
    ]
    return pd.DataFrame(
        {
            "value": values,
            "mean": centre,
            "lower": [max(floor, centre - LIMIT * spread) for spread in spreads],
            "upper": [min(ceiling, centre + LIMIT * spread) for spread in spreads],
            "signal": signals(deviations, values, improvement),
        }
    )
