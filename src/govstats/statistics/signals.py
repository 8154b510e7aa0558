"""The NHS rules for telling a change from chance in a control chart: "plot the dots"."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal

Improvement = Literal["up", "down"]

RUN = 7
TREND = 7
LIMIT = 3.0
NEAR = 2.0


def signals(deviations: Sequence[float], values: Sequence[float], improvement: Improvement) -> list[str]:
    """Return what each point of a chart signals.

    Parameters
    ----------
    deviations
        How far each point lies from the mean, in standard deviations: 3 is a limit.
    values
        The points themselves, in order of time.
    improvement
        "up" where higher is better, "down" where lower is.

    Returns
    -------
    list of str
        "improvement", "concern" or "" for each point.

    Raises
    ------
    ValueError
        If `improvement` is neither "up" nor "down".

    Notes
    -----
    The four rules of NHS England's Making Data Count, as its Model Health System states them and as
    the NHS-R community's package NHSRplotthedots applies them. A point signals where it

    1. lies outside the limits;
    2. is one of seven or more in a row on the same side of the mean;
    3. is one of seven or more in a row that rise, or that fall (six steps the same way);
    4. lies beyond two standard deviations but inside the limits, and one of its neighbours in three
       points in a row on the same side of the mean does so too.

    A point on the mean ends a run, and two equal points end a trend. The first rule that a point
    meets says whether it is high or low, which `improvement` turns into better or worse.

    Examples
    --------
    >>> signals([0.5] * 7 + [-0.5, -3.1], [5] * 7 + [3, 1], "up")[5:]
    ['improvement', 'improvement', '', 'concern']
    """
    if improvement not in ("up", "down"):
        raise ValueError(f"Improvement is up or down, not {improvement}.")
    better = 1 if improvement == "up" else -1
    words = {0: "", better: "improvement", -better: "concern"}
    rules = (_outside(deviations), _runs(deviations), _trends(values), _two_of_three(deviations))
    return [words[next((sign for sign in met if sign), 0)] for met in zip(*rules, strict=True)]


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _outside(deviations: Sequence[float]) -> list[int]:
    return [_sign(each) if abs(each) > LIMIT else 0 for each in deviations]


def _runs(deviations: Sequence[float]) -> list[int]:
    met = [0] * len(deviations)
    for start, stop, side in _stretches([_sign(each) for each in deviations]):
        if stop - start >= RUN:
            met[start:stop] = [side] * (stop - start)
    return met


def _trends(values: Sequence[float]) -> list[int]:
    met = [0] * len(values)
    steps = [_sign(after - before) for before, after in pairwise(values)]
    for start, stop, way in _stretches(steps):
        points = stop - start + 1
        # A point at which a rise turns into a fall belongs to both; the later trend is the news.
        if way and points >= TREND:
            met[start : start + points] = [way] * points
    return met


def _two_of_three(deviations: Sequence[float]) -> list[int]:
    met = [0] * len(deviations)
    near = [_sign(each) if NEAR < abs(each) <= LIMIT else 0 for each in deviations]
    for start in range(len(deviations) - 2):
        three = range(start, start + 3)
        one_side = abs(sum(_sign(deviations[i]) for i in three)) == 3
        if one_side and sum(near[i] != 0 for i in three) >= 2:
            for i in three:
                met[i] = met[i] or near[i]
    return met


def _stretches(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each stretch of equal signs: where it starts, where it stops, its sign."""
    start = 0
    for sign, stretch in groupby(signs):
        stop = start + sum(1 for _ in stretch)
        yield start, stop, sign
        start = stop
