"""What figures tell together of a few people that no part of them tells alone."""

from collections.abc import Iterable
from itertools import compress

import numpy as np

from govstats.disclosure.crowds import Crowds
from govstats.disclosure.figures import History
from govstats.disclosure.groups import Group
from govstats.disclosure.one_for_one import certain_to_another
from govstats.disclosure.solver import Tables
from govstats.disclosure.sums import Sums, Whole
from govstats.disclosure.ways import Ways


def few_told_of(together: History, apart: Iterable[History], minimum: int) -> list[Group]:
    """The groups of fewer than `minimum` of whom figures tell more together than any part of them does alone.

    They tell it to any reader; or else of one person to another who has come or gone alone, and knows how he stands.

    Parameters
    ----------
    apart
        Parts of the history, with as many reports. What one of them tells by itself is its own affair.

    Raises
    ------
    ValueError
        The figures of one report contradict each other.
    """
    crowds = Crowds(together)
    few = crowds.small_groups(minimum)
    if not len(few):
        return []
    ways = Ways(together, crowds)
    asked = [*ways.counts_of(few)]
    needs = np.array([min(minimum, len(each.people)) for each in asked])
    counts = Sums.over(each.ways for each in asked)
    supposed = ways.supposed()
    tables = ways.tables(together, supposed)
    found = _ends(tables, counts, needs)
    known = _widths(found, counts)
    parts = [ways.tables(part, supposed) for part in apart]
    short = known < needs
    if short.any():
        # Only of what is known too well does it matter whether a part of the figures tells it by itself.
        others = counts.chosen(short)
        alone = [_widths(_ends(part, others, needs[short]), others) for part in parts]
        short[short] = known[short] < np.minimum.reduce([needs[short], *alone])
    if not short.any():
        short = certain_to_another(ways.of_one(supposed), asked, tables, parts, found)
    return [*dict.fromkeys(each.people for each in compress(asked, short))]


def _ends(tables: Tables, counts: Sums, needs: Whole) -> Whole:
    """Tables between which each count differs as far as it can, or as far as is needed."""
    least, most = np.full(len(needs), np.iinfo("int64").max // 2), np.zeros(len(needs), "int64")
    rows: list[Whole] = []
    for place, need in enumerate(needs):
        towards = np.zeros(len(tables))
        towards[counts[place]] = 1.0
        for sign in (1.0, -1.0):
            # Each table found is a witness for every group, so that few have to be asked for.
            if most[place] - least[place] < need:
                rows.append(tables.least_whole(sign * towards))
                each = counts.of(rows[-1])
                least, most = np.minimum(least, each), np.maximum(most, each)
    return np.array(rows)


def _widths(found: Whole, counts: Sums) -> Whole:
    each = counts.of(found)
    return np.asarray(each.max(axis=0) - each.min(axis=0))
