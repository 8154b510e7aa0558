"""How long until it is done, where some are still waiting, have left, or were met late."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from govstats.statistics.confidence import deviate

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def kaplan_meier(
    durations: ArrayLike, observed: ArrayLike, entry: ArrayLike | None = None, confidence: float = 0.95
) -> pd.DataFrame:
    """Return the share still waiting after each moment, by Kaplan and Meier.

    Parameters
    ----------
    durations
        Time from each one's start until the event, or until last seen without it; 0 or more.
    observed
        True where the event came, False where it had not come when last seen (censored).
    entry
        Time from which each one was watched, when that is later than the start (late entry, left
        truncation): watched after `entry`, up to and including `duration`. With whole days it is the
        last day of absence. 0, or no `entry`, is watched from the start, day 0 included.
    confidence
        Between 0 and 1.

    Returns
    -------
    DataFrame
        `time, at_risk, events, survival, lower, upper`: a row for every time at which an event came
        or somebody was last seen or was met late. `at_risk` counts those watched at that time,
        `events` the events then; `survival` is the share still waiting just after, with its limits.
        No rows where nobody is given.

    Raises
    ------
    ValueError
        If the lengths differ, a time is below 0 or missing, `observed` is not true or false, or
        somebody was last seen no later than first watched.

    Notes
    -----
    E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53 (1958), 457-481;
    variance by Greenwood's formula (1926); limits on the scale of log(-log): J. D. Kalbfleisch and
    R. L. Prentice, The Statistical Analysis of Failure Time Data (1980), chapter 1.

    - At a tie an event comes before a censoring: who is last seen at a time is at risk in it.
    - Limits are nan where `survival` is 1 or 0, for there Greenwood's formula says nothing.
    - Late entry may leave nobody to watch. What happened meanwhile is then unknown, so `survival`
      is nan from there on: from the start where all come late, from a gap between the last one seen
      and the next one met, and where all at risk have the event while others are yet to be met,
      still waiting. J. P. Klein and M. L. Moeschberger, Survival Analysis (2003), example 4.3,
      show the false 0 that the formula gives there.

    Examples
    --------
    >>> kaplan_meier([6, 6, 6, 6, 7, 9], [1, 1, 1, 0, 1, 0]).round(3)
       time  at_risk  events  survival  lower  upper
    0   6.0        6       3      0.50  0.111  0.804
    1   7.0        2       1      0.25  0.012  0.646
    2   9.0        1       0      0.25  0.012  0.646
    """
    last, seen, first = _people(durations, observed, entry)
    z = deviate(confidence)
    late = first[first > 0]
    # Watched from the start means before day 0, so that an event on day 0 has its risk set.
    first = np.sort(np.where(first > 0, first, -np.inf))
    times = np.unique(np.concatenate([last, late]))
    came = np.sort(last[seen])
    at_risk = np.searchsorted(first, times) - np.searchsorted(np.sort(last), times)
    events = np.searchsorted(came, times, side="right") - np.searchsorted(came, times)
    still_to_come = times <= (late.max() if late.size else -np.inf)
    unknown = (at_risk == 0) | ((events == at_risk) & still_to_come)
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(np.where(unknown, np.nan, 1 - events / at_risk))
        variance = np.cumsum(events / (at_risk * (at_risk - events)))
        reach = z * np.sqrt(variance) / np.abs(np.log(survival))
        limits = np.stack([survival ** np.exp(reach), survival ** np.exp(-reach)])
        lower, upper = np.where((survival > 0) & (survival < 1), limits, np.nan)
    columns = {"time": times, "at_risk": at_risk, "events": events}
    return pd.DataFrame({**columns, "survival": survival, "lower": lower, "upper": upper})


def _people(durations: ArrayLike, observed: ArrayLike, entry: ArrayLike | None) -> tuple[Floats, Bools, Floats]:
    last, marks = np.asarray(durations, float), np.asarray(observed, float)
    first = np.zeros_like(last) if entry is None else np.asarray(entry, float)
    if not last.shape == marks.shape == first.shape:
        raise ValueError("Everyone needs a duration, whether the event came, and an entry: the lengths differ.")
    if not (np.isfinite(last).all() and np.isfinite(first).all() and (last >= 0).all() and (first >= 0).all()):
        raise ValueError("A duration or an entry is missing or below 0.")
    if not np.isin(marks, (0, 1)).all():
        raise ValueError("Whether the event came must be true or false for everyone.")
    if ((first >= last) & (first > 0)).any():
        raise ValueError("Somebody was last seen no later than first watched: leave them out, and count them.")
    return last, marks == 1, first


def done_by(curve: pd.DataFrame, days: Sequence[float] = (7, 14, 28), least_at_risk: int = 10) -> pd.DataFrame:
    """Read from a curve the share that is done by the end of certain days.

    Parameters
    ----------
    curve
        What `kaplan_meier` returns.
    days
        Times, in the unit of the curve.
    least_at_risk
        1 or more. The curve is cut where fewer are being watched, and stays cut.

    Returns
    -------
    DataFrame
        `day, at_risk, done, lower, upper`, a row a day. `at_risk` counts those watched on that day,
        before its events. `done` is 1 minus the share still waiting, with its limits: nan from the
        cut on, and where the curve is unknown.

    Raises
    ------
    ValueError
        If `least_at_risk` is below 1: past the last one watched nothing is known.

    Notes
    -----
    Curves that go up are easier to read where the event is wanted, and their ends rest on few
    people: S. J. Pocock, T. C. Clayton and D. G. Altman, The Lancet 359 (2002), 1686-1689.

    Examples
    --------
    >>> curve = kaplan_meier([3] * 8 + [10] * 4 + [20] * 9, [1] * 12 + [0] * 9)
    >>> done_by(curve, days=(7, 14)).round(2)
       day  at_risk  done  lower  upper
    0    7       13  0.38   0.21   0.62
    1   14        9   NaN    NaN    NaN
    """
    if least_at_risk < 1:
        raise ValueError(f"A curve needs someone at risk to be read: {least_at_risk} is too few.")
    asked = np.asarray(days, float)
    times = curve["time"].to_numpy()
    # Nobody comes or goes between two rows, so a day has the risk set of the next row.
    watched = np.append(curve["at_risk"].to_numpy(), 0)
    following = np.searchsorted(times, asked)
    # A later share rests on the earlier ones, so those met late do not undo the cut.
    cut = np.minimum.accumulate(watched)[following] < least_at_risk
    row = np.searchsorted(times, asked, side="right")

    def done(column: str, before_the_first: float) -> Floats:
        waiting = np.append(before_the_first, curve[column].to_numpy())[row]
        return np.where(cut, np.nan, 1 - waiting)

    share, lower, upper = done("survival", 1.0), done("upper", np.nan), done("lower", np.nan)
    columns = {"day": list(days), "at_risk": watched[following]}
    return pd.DataFrame({**columns, "done": share, "lower": lower, "upper": upper})
