"""What figures tell together of a few people that no part of them tells alone."""

from collections.abc import Iterable, Sequence
from itertools import compress

import numpy as np

from govstats.disclosure.figures import Group, History
from govstats.disclosure.solver import Tables
from govstats.disclosure.sums import Sums, Whole
from govstats.disclosure.ways import Count, Ways


def few_told_of(together: History, apart: Iterable[History], minimum: int) -> list[Group]:
    """The groups of fewer than `minimum` of whom figures tell more together than any part of them does alone.

    Parameters
    ----------
    apart
        Parts of the history, with as many reports. What one of them tells by itself is its own affair.

    Raises
    ------
    ValueError
        The figures of one report contradict each other.
    """
    ways = Ways(together)
    asked = [*ways.few(minimum)]
    if not asked:
        return []
    needs = np.array([min(minimum, len(each.people)) for each in asked])
    supposed = ways.supposed()
    known = _widths(ways.tables(together, supposed), asked, needs)
    short = known < needs
    if not short.any():
        return []
    # Only of what is known too well does it matter whether a part of the figures tells it by itself.
    asked, needs = [*compress(asked, short)], needs[short]
    alone = [_widths(ways.tables(part, supposed), asked, needs) for part in apart]
    told = known[short] < np.minimum.reduce([needs, *alone])
    return [*dict.fromkeys(each.people for each in compress(asked, told))]


def _widths(tables: Tables, asked: Sequence[Count], needs: Whole) -> Whole:
    """How far apart the least and the most of each count can be; no further than is needed."""
    sums = Sums.over(each.ways for each in asked)
    least, most = np.full(len(asked), np.iinfo("int64").max // 2), np.zeros(len(asked), "int64")
    for place, need in enumerate(needs):
        towards = np.zeros(len(tables))
        towards[sums[place]] = 1.0
        for sign in (1.0, -1.0):
            # Each table found is a witness for every group, so that few have to be asked for.
            if most[place] - least[place] < need:
                found = sums.of(tables.least_whole(sign * towards))
                least, most = np.minimum(least, found), np.maximum(most, found)
    return np.asarray(np.minimum(most - least, needs))
