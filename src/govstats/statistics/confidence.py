"""What a confidence leaves outside an interval, and how many standard deviations it reaches."""

from statistics import NormalDist


def tail(confidence: float) -> float:
    """Return the probability left beyond each end of a two-sided interval.

    Raises
    ------
    ValueError
        If `confidence` does not lie between 0 and 1.

    Examples
    --------
    >>> round(tail(0.95), 3)
    0.025
    """
    if not 0 < confidence < 1:
        raise ValueError(f"A confidence of {confidence} does not lie between 0 and 1.")
    return (1 - confidence) / 2


def deviate(confidence: float) -> float:
    """Return the standard normal deviate that leaves `tail(confidence)` beyond it.

    Examples
    --------
    >>> round(deviate(0.95), 4)
    1.96
    """
    return -NormalDist().inv_cdf(tail(confidence))
