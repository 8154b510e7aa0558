"""How likely a count is by chance alone, and how far chance alone may take it."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Model = Literal["binomial", "poisson"]
Floats = NDArray[np.float64]


def at_most(counts: Floats, sizes: Floats, comparator: float, model: Model) -> Floats:
    """Return the probability of a count or fewer.

    Parameters
    ----------
    counts
        A fractional count is as its whole part.
    sizes
        How many could be counted (binomial, whole numbers), or the exposure (Poisson).
    comparator
        The chance of each to be counted, or the rate of events for one unit of exposure.
    model
        "binomial" or "poisson".

    Examples
    --------
    >>> at_most(np.array([0.0]), np.array([2.0]), 0.5, "binomial").tolist()
    [0.25]
    """
    from scipy.special import betaincc, gammaincc

    counts = np.floor(counts)
    if model == "poisson":
        return np.where(counts < 0, 0.0, gammaincc(np.maximum(counts, 0) + 1, sizes * comparator))
    inside = (counts >= 0) & (counts < sizes)
    asked = np.where(inside, counts, 0)
    return np.where(inside, betaincc(asked + 1, np.maximum(sizes - asked, 1), comparator), counts >= sizes)


def at_least(counts: Floats, sizes: Floats, comparator: float, model: Model) -> Floats:
    """Return the probability of a count or more, as `at_most`; a fractional count is rounded up.

    Examples
    --------
    >>> at_least(np.array([2.0]), np.array([2.0]), 0.5, "binomial").tolist()
    [0.25]
    """
    from scipy.special import betainc, gammainc

    counts = np.ceil(counts)
    if model == "poisson":
        return np.where(counts <= 0, 1.0, gammainc(np.maximum(counts, 1), sizes * comparator))
    inside = (counts > 0) & (counts <= sizes)
    asked = np.where(inside, counts, 1)
    return np.where(inside, betainc(asked, np.maximum(sizes - asked, 0) + 1, comparator), counts <= 0)


def reach(sizes: Floats, comparator: float, beyond: float, model: Model) -> tuple[Floats, Floats]:
    """Return the least and the greatest count that chance alone gives often enough.

    Below the least, and above the greatest, lies a probability of `beyond` or less; a narrower
    reach would leave more than that.

    Examples
    --------
    >>> reach(np.array([8.0]), 0.9, 0.025, "binomial")
    (array([5.]), array([8.]))
    """
    expected = sizes * comparator
    # Bernstein's inequality: past this, a Poisson or binomial tail is smaller than `beyond`.
    odds = -np.log(beyond)
    furthest = np.ceil(expected + odds / 3 + np.sqrt(odds**2 / 9 + 2 * odds * expected))
    if model == "binomial":
        furthest = np.minimum(furthest, sizes)
    least = _first(
        lambda counts: at_most(counts, sizes, comparator, model) > beyond, np.zeros_like(sizes), np.ceil(expected)
    )
    greatest = _first(
        lambda counts: at_least(counts + 1, sizes, comparator, model) <= beyond, np.floor(expected), furthest
    )
    return least, greatest


def _first(holds: Callable[[Floats], NDArray[np.bool_]], low: Floats, high: Floats) -> Floats:
    """The first whole number from `low` to `high` from which something holds; it holds at `high`."""
    while (low < high).any():
        middle = np.floor((low + high) / 2)
        found = holds(middle)
        low, high = np.where(found | (low == high), low, middle + 1), np.where(found, middle, high)
    return high
