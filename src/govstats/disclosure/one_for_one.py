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
    himself = np.array([[each.people == count.people for count in asked] for each in ways])
    shown = np.zeros((2, *himself.shape), dtype=bool)  # way × count: that it need not be done; that it may be

    def see(some: Whole) -> Flags:
        done = counts.of(some) > 0
        for which, so in zip(shown, (~done, done), strict=True):
            which |= _seen(some[:, own], so)
        return done

    done = see(found)
    # What everybody knows is no news to anyone.
    open_ = single & done.any(axis=0) & ~done.all(axis=0) & ~himself
    chance = np.random.default_rng(0)
    for _ in range(_BY_CHANCE):
        if not (open_ & ~shown.all(axis=0)).any():
            return told
        see(tables.least_whole(chance.choice([-1.0, 1.0], len(tables)))[np.newaxis])
    while (left := open_ & ~told & ~shown.all(axis=0)).any():
        way, count = (int(each[0]) for each in np.nonzero(left))
        ends = _ends(tables, int(own[way]), asked[count].ways)
        open_[way, count] = False
        if not len(ends):
            open_[way] = False  # nobody can have gone it
            continue
        done = see(ends)
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
