"""Many units against one comparator: a funnel with exact limits, and how many flags chance gives."""

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
import pandas as pd

from govstats.statistics.chance import Floats, Model, at_least, at_most, reach
from govstats.statistics.confidence import tail

Flag = Literal["within", "above 95%", "above 99.8%", "below 95%", "below 99.8%", "unknown"]

MANY = 100


def funnel_limits(
    denominators: Sequence[float], comparator: float, confidence: float = 0.95, model: Model = "binomial"
) -> pd.DataFrame:
    """Return the limits between which chance alone keeps a unit of each size.

    Parameters
    ----------
    denominators
        The size of each unit: whole numbers for a share, any exposure for a rate.
    comparator
        The share, or the rate for one unit of exposure, that all are held against. The reader is
        told which it is.
    confidence
        Between 0 and 1; a funnel shows 0.95 and 0.998.
    model
        "binomial" for shares, "poisson" for rates.

    Returns
    -------
    DataFrame
        `denominator, lower, upper`, a row a unit, in shares or rates. A unit is flagged where it
        lies strictly outside. (nan, nan) where the denominator is 0.

    Raises
    ------
    ValueError
        If a denominator is below 0 or missing, or not whole for a share, the comparator is out of
        its range, `confidence` is not between 0 and 1, or there is no such model.

    Notes
    -----
    D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in
    Medicine 24 (2005), 1185-1202, with exact distributions. He interpolates a limit between two
    counts; of the ways to do so, some flag more often than they say: B. N. Manktelow and S. E.
    Seaton, PLoS ONE 7 (2012) e45723. Here a limit is the last count that chance gives often enough,
    so that either side flags by chance at most (1 - confidence)/2 of the units. The funnel is a
    staircase, as counts are.

    Examples
    --------
    >>> funnel_limits([8, 40], 0.9)
       denominator  lower  upper
    0            8  0.625  1.000
    1           40  0.800  0.975
    """
    sizes = _sizes(denominators, comparator, model)
    least, greatest = reach(sizes, comparator, tail(confidence), model)
    with np.errstate(invalid="ignore"):
        lower, upper = least / sizes, greatest / sizes
    return pd.DataFrame({"denominator": list(denominators), "lower": lower, "upper": upper})


def funnel_flag(numerator: float, denominator: float, comparator: float, model: Model = "binomial") -> Flag:
    """Return on which side of the funnel one unit lies, and outside which of its limits.

    Parameters
    ----------
    numerator, denominator
        Count and size of the unit; a fractional count is accepted.
    comparator, model
        As of `funnel_limits`.

    Returns
    -------
    str
        "within", "above 95%", "above 99.8%", "below 95%" or "below 99.8%"; "unknown" where the
        denominator is 0.

    Raises
    ------
    ValueError
        As of `funnel_limits`, and if the numerator is below 0 or, for a share, above the denominator.

    Examples
    --------
    >>> funnel_flag(28, 40, comparator=0.9)
    'below 99.8%'
    >>> funnel_flag(36, 40, comparator=0.9)
    'within'
    """
    return funnel_flags([numerator], [denominator], comparator, model)[0]


def funnel_flags(
    numerators: Sequence[float], denominators: Sequence[float], comparator: float, model: Model = "binomial"
) -> list[Flag]:
    """Return the flag of every unit, as `funnel_flag`.

    Above 100 units, of which chance alone flags some five, a unit is flagged only where at most 5%
    (or 0.2%) of the flags are expected to be false, by `benjamini_hochberg`.

    Examples
    --------
    >>> funnel_flags([28, 38], [40, 40], comparator=0.9)
    ['below 99.8%', 'within']
    """
    if len(numerators) != len(denominators):
        raise ValueError(f"There are {len(numerators)} numerators and {len(denominators)} denominators.")
    sizes, counts = _sizes(denominators, comparator, model), np.asarray(numerators, float)
    if not ((counts >= 0) & ((counts <= sizes) if model == "binomial" else ((sizes > 0) | (counts == 0)))).all():
        raise ValueError("Each count must be 0 or more, and no greater than what it is counted in.")
    below, above = at_most(counts, sizes, comparator, model), at_least(counts, sizes, comparator, model)
    chances = np.where(sizes > 0, np.minimum(1, 2 * np.minimum(below, above)), np.nan)
    if len(sizes) > MANY:
        chances = np.asarray(benjamini_hochberg(chances.tolist()))
    return [_flag(chance, low < high) for chance, low, high in zip(chances, below, above, strict=True)]


def _flag(chance: float, low: bool) -> Flag:
    if np.isnan(chance):
        return "unknown"
    if chance <= 2 * tail(0.998):
        return "below 99.8%" if low else "above 99.8%"
    if chance <= 2 * tail(0.95):
        return "below 95%" if low else "above 95%"
    return "within"


def expected_false_flags(
    denominators: Sequence[float], comparator: float, confidence: float = 0.95, model: Model = "binomial"
) -> float:
    """Return how many units chance alone would put outside the limits, were all at the comparator.

    Parameters and errors are those of `funnel_limits`. It is exact, and below (1 - confidence) times
    the number of units, for a count cannot fall between two whole numbers.

    Examples
    --------
    >>> round(expected_false_flags([8] * 20, 0.9), 2)
    0.1
    """
    sizes = _sizes(denominators, comparator, model)
    least, greatest = reach(sizes, comparator, tail(confidence), model)
    outside = at_most(least - 1, sizes, comparator, model) + at_least(greatest + 1, sizes, comparator, model)
    return float(outside.sum())


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted for how many there are.

    Those at or below 0.05 after it are discoveries of which at most 5% are expected to be false.

    Parameters
    ----------
    p_values
        Between 0 and 1; nan stays nan and does not count.

    Raises
    ------
    ValueError
        If a p-value does not lie between 0 and 1.

    Notes
    -----
    Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995), 289-300.

    Examples
    --------
    >>> [round(each, 3) for each in benjamini_hochberg([0.01, 0.04, 0.03, 0.2])]
    [0.04, 0.053, 0.053, 0.2]
    """
    given = np.asarray(p_values, float)
    known = np.flatnonzero(~np.isnan(given))
    if not ((given[known] >= 0) & (given[known] <= 1)).all():
        raise ValueError("A p-value must lie between 0 and 1.")
    order = known[np.argsort(given[known])][::-1]
    ranks = np.arange(len(order), 0, -1)
    adjusted = given.copy()
    adjusted[order] = np.minimum.accumulate(np.minimum(1, given[order] * len(order) / ranks))
    return [float(each) for each in adjusted]


def _sizes(denominators: Sequence[float], comparator: float, model: Model) -> Floats:
    if model not in get_args(Model):
        raise ValueError(f'There is no model "{model}". It is {" or ".join(get_args(Model))}.')
    sizes = np.asarray(denominators, float)
    if not (np.isfinite(sizes).all() and (sizes >= 0).all()):
        raise ValueError("A denominator is missing or below 0.")
    if model == "binomial" and not (sizes == np.floor(sizes)).all():
        raise ValueError("The denominators of shares must be whole numbers.")
    if not 0 <= comparator <= (1 if model == "binomial" else np.finfo(float).max):
        raise ValueError(f"{comparator} cannot be the share or rate that others are held against.")
    return sizes
