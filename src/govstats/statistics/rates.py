"""How far chance alone could move a count of events, or the ratio of two rates."""

from math import inf, nan, sqrt

from govstats.statistics.confidence import deviate, tail
from govstats.statistics.shares import clopper_pearson

BYAR_FROM = 10


def poisson_interval(events: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the interval for the number of events to be expected, given the number seen.

    Divided by the time at risk it is the interval of a rate. It takes events to come one by one:
    several by the same person make it too narrow.

    Parameters
    ----------
    events
        Number of events, 0 or more; a fractional count is accepted.
    confidence
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper limit as numbers of events: Garwood's exact limits below 10 events, Byar's
        approximation from 10. After no events the lower limit is 0 and the upper is not.

    Raises
    ------
    ValueError
        If `events` is below 0 or no number, or `confidence` not between 0 and 1.

    Notes
    -----
    F. Garwood, Biometrika 28 (1936), 437-442, by the quantiles of the gamma distribution. Byar's
    approximation: N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (1987),
    chapter 2. From 10 events on it lies within 0.2% of the exact 95% limits: Public Health England,
    Technical guide: confidence intervals (2018).

    Examples
    --------
    No event in 40 years of staff time: as many as 9.2 in 100 such years are consistent with it.

    >>> lower, upper = poisson_interval(0)
    >>> lower, round(upper / 40 * 100, 1)
    (0.0, 9.2)
    """
    _check(events)
    beyond, z = tail(confidence), deviate(confidence)
    if events >= BYAR_FROM:
        return _byar(events, -z), _byar(events + 1, z)
    from scipy.special import gammainccinv, gammaincinv

    lower = 0.0 if events == 0 else float(gammaincinv(events, beyond))
    return lower, float(gammainccinv(events + 1, beyond))


def _byar(events: float, z: float) -> float:
    return float(events * (1 - 1 / (9 * events) + z / (3 * sqrt(events))) ** 3)


def rate_ratio(
    events1: float, exposure1: float, events2: float, exposure2: float, confidence: float = 0.95
) -> tuple[float, float]:
    """Return the exact interval for the ratio of two rates, events1/exposure1 to events2/exposure2.

    Parameters
    ----------
    events1, events2
        Numbers of events in two separate groups, 0 or more; fractional counts are accepted.
    exposure1, exposure2
        Time at risk of each group, in the same unit.
    confidence
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper limit of the ratio. The upper is infinite where the second group had no
        events. (nan, nan) where an exposure is 0 or neither group had an event.

    Raises
    ------
    ValueError
        If a count or an exposure is below 0 or no number, there are events but no exposure, or
        `confidence` is not between 0 and 1.

    Notes
    -----
    Given the total of events, those of the first group are binomial, so the limits are those of
    `clopper_pearson` as odds: J. Przyborowski and H. Wilenski, Biometrika 31 (1940), 313-323.

    Examples
    --------
    >>> lower, upper = rate_ratio(11, 800, 21, 3011)
    >>> round(lower, 3), round(upper, 3)
    (0.858, 4.277)
    """
    for events, exposure in ((events1, exposure1), (events2, exposure2)):
        _check(events)
        if not exposure >= 0 or (exposure == 0 and events > 0):
            raise ValueError(f"{events} events need a time at risk above 0, not {exposure}.")
    total = events1 + events2
    first, second = clopper_pearson(events1, total, confidence), clopper_pearson(events2, total, confidence)
    if total == 0 or exposure1 == 0 or exposure2 == 0:
        return nan, nan
    # One group's upper share is the other's lower share from 1, without the rounding of a subtraction.
    scale = exposure2 / exposure1
    return first[0] / second[1] * scale, first[1] / second[0] * scale if second[0] > 0 else inf


def _check(events: float) -> None:
    if not 0 <= events < inf:
        raise ValueError(f"{events} is not a number of events: it must be 0 or more.")
