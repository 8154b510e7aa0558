"""How far chance alone could move a share, or the difference of two shares."""

from math import inf, nan, sqrt

from govstats.statistics.confidence import deviate, tail


def wilson(events: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return Wilson's score interval for a share.

    Parameters
    ----------
    events, n
        Count and its denominator; fractional counts are accepted.
    confidence
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper limit as shares; (nan, nan) where `n` is 0.

    Raises
    ------
    ValueError
        If `events` does not lie between 0 and `n`, `n` is without end, or `confidence` does not lie between 0 and 1.

    Notes
    -----
    E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212; method 3 of
    R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872. No continuity correction.

    Examples
    --------
    >>> lower, upper = wilson(81, 263)
    >>> round(lower, 4), round(upper, 4)
    (0.2553, 0.3662)
    """
    _check(events, n)
    z = deviate(confidence)
    if n == 0:
        return nan, nan
    share, rest = events / n, (n - events) / n
    # The product of the two roots, rather than a difference, keeps limits from passing 0 and 1 by rounding.
    reach = z**2 / (2 * n) + z * sqrt(share * rest / n + z**2 / (4 * n**2))
    lower = share**2 / (share + reach) if share else 0.0
    upper = 1 - rest**2 / (rest + reach) if rest else 1.0
    return float(lower), float(upper)


def clopper_pearson(events: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of Clopper and Pearson for a share.

    Parameters
    ----------
    events, n
        Count and its denominator; fractional counts are accepted.
    confidence
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper limit as shares; (nan, nan) where `n` is 0.

    Raises
    ------
    ValueError
        As for `wilson`.

    Notes
    -----
    C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404-413, by the quantiles of the beta
    distribution, which also serve fractional counts; method 5 of R. G. Newcombe, Statistics in
    Medicine 17 (1998), 857-872. It is never too narrow, and so is wider than `wilson`.

    Examples
    --------
    >>> lower, upper = clopper_pearson(81, 263)
    >>> round(lower, 4), round(upper, 4)
    (0.2527, 0.3676)
    """
    from scipy.special import betainccinv, betaincinv

    _check(events, n)
    beyond = tail(confidence)
    if n == 0:
        return nan, nan
    lower = 0.0 if events == 0 else float(betaincinv(events, n - events + 1, beyond))
    upper = 1.0 if events == n else float(betainccinv(events + 1, n - events, beyond))
    return lower, upper


def newcombe_difference(x1: float, n1: float, x2: float, n2: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return Newcombe's hybrid score interval for the difference of two shares, x1/n1 - x2/n2.

    Parameters
    ----------
    x1, n1, x2, n2
        Counts and denominators of two separate groups; fractional counts are accepted.
    confidence
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper limit of the difference; (nan, nan) where a denominator is 0.

    Raises
    ------
    ValueError
        As for `wilson`.

    Notes
    -----
    Method 10 of R. G. Newcombe, Interval estimation for the difference between independent
    proportions: comparison of eleven methods, Statistics in Medicine 17 (1998), 873-890: the
    distances of each share from its own Wilson limits, squared and added.

    Examples
    --------
    >>> lower, upper = newcombe_difference(56, 70, 48, 80)
    >>> round(lower, 4), round(upper, 4)
    (0.0524, 0.3339)
    """
    lower1, upper1 = wilson(x1, n1, confidence)
    lower2, upper2 = wilson(x2, n2, confidence)
    if n1 == 0 or n2 == 0:
        return nan, nan
    share1, share2 = float(x1 / n1), float(x2 / n2)
    difference = share1 - share2
    return (
        difference - sqrt((share1 - lower1) ** 2 + (upper2 - share2) ** 2),
        difference + sqrt((upper1 - share1) ** 2 + (share2 - lower2) ** 2),
    )


def _check(events: float, n: float) -> None:
    if n == inf:
        raise ValueError(f"{events} of {n} is not a share: what it is a share of must have an end.")
    if not 0 <= events <= n:
        raise ValueError(f"{events} of {n} is not a share: the count must lie between 0 and {n}.")
