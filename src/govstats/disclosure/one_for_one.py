"""Whoever has come or gone alone knows how he stands, and may tell by it how somebody else does who has too.

"38 of 41" after "38 of 41", where one has left and one has joined, tells each of the two how the other stands.
"""

from collections.abc import Sequence

import numpy as np

from govstats.disclosure.solver import Tables
from govstats.disclosure.sums import Flags, Sums, Whole
from govstats.disclosure.ways import Count, Way

_BY_CHANCE = 30  # tables in which chance says who stands how: they prove most of what then need not be asked


def certain_to_another(
    ways: Sequence[Way], asked: Sequence[Count], tables: Tables, parts: Sequence[Tables], found: Whole
) -> Flags:
    """Which counts of one person are certain to another who is told apart alone, and by no part of the figures alone.

    Parameters
    ----------
    ways
        The ways that people who are told apart alone may have gone.
    tables, parts
        The tables that fit all figures, and those that fit each part of them.
    found
        Some of the tables, which prove what is open without its being asked.
    """
    told = np.zeros(len(asked), dtype=bool)
    single = np.array([len(each.people) == 1 for each in asked])
    if not ways or not single.any():
        return told
    own, counts = np.array([each.way for each in ways]), Sums.over(each.ways for each in asked)
    chance = np.random.default_rng(0)
    by_chance = [tables.least_whole(chance.choice([-1.0, 1.0], len(tables))) for _ in range(_BY_CHANCE)]
    seen = np.vstack([found, *by_chance])
    done = counts.of(seen) > 0
    not_done, is_done = _seen(seen[:, own], ~done), _seen(seen[:, own], done)
    himself = np.array([[each.people == count.people for count in asked] for each in ways])
    # What everybody knows is no news to anyone.
    open_ = single & done.any(axis=0) & ~done.all(axis=0) & ~himself
    while (left := open_ & ~told & ~(not_done & is_done)).any():
        way, count = (int(each[0]) for each in np.nonzero(left))
        ends = _ends(tables, int(own[way]), asked[count].ways)
        open_[way, count] = False
        if not len(ends):
            open_[way] = False  # nobody can have gone it
            continue
        done = counts.of(ends) > 0
        not_done |= _seen(ends[:, own], ~done)
        is_done |= _seen(ends[:, own], done)
        if done[0, count] == done[1, count]:
            alone = (counts.of(_ends(part, int(own[way]), asked[count].ways))[:, count] for part in parts)
            told[count] = all(len({*each}) > 1 for each in alone)
    return told


def _seen(gone: Whole, so: Flags) -> Flags:
    """Way × count: whether in some table the way was gone, and the count is so."""
    return np.asarray((gone > 0).T.astype("float32") @ so.astype("float32") > 0)


def _ends(tables: Tables, way: int, count: Sequence[int]) -> Whole:
    """Where somebody has gone a way, the tables in which a count is least and most; none where nobody can have."""
    towards = np.zeros(len(tables))
    towards[[*count]] = 1.0
    with tables.where(way, 1, 1):
        try:
            return np.array([tables.least_whole(sign * towards) for sign in (1.0, -1.0)])
        except ValueError:
            return np.zeros((0, len(tables)), "int64")
