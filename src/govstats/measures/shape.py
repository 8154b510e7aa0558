"""The one shape of every figure: what was measured, when, along which dimensions, numerator, denominator."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.codes import coded
from govstats.periods import Term
from govstats.records import Records
from govstats.rules.obligations import Obligations
from govstats.settings import Settings

Outcome = np.int8
NOT_DONE, CANNOT_TELL, DONE, LEFT_OUT = np.int8(0), np.int8(1), np.int8(2), np.int8(3)
OUTCOMES = ("not done", "cannot tell", "done", "left out")

COUNTS = ("numerator", "denominator", "unknown", "excluded")
LABELS = ("measure", "basis", "period_start", "period_end")
SEVERAL = " + "


class Loaded(Protocol):
    """What a measure needs of an organisation."""

    @property
    def records(self) -> Records: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def obligations(self) -> tuple[Obligations, ...]: ...


def tidy(
    measure: str,
    leaves: pd.DataFrame,
    by: Sequence[str],
    *,
    basis: str,
    start: date | None,
    end: date,
) -> pd.DataFrame:
    """Sum leaves along the dimensions asked for.

    Parameters
    ----------
    leaves
        One row a unit that is counted, with the columns `numerator`, `denominator`, `unknown`,
        `excluded` (0 or 1 each) and one column for each dimension.
    by
        Dimensions, a subset of the columns of `leaves`.

    Returns
    -------
    DataFrame
        `measure, *by, basis, period_start, period_end, numerator, denominator, unknown, excluded`,
        one row for each combination that occurs, sorted by the dimensions. No margins.
    """
    counts = list(COUNTS)
    if by:
        summed = leaves.groupby(list(by), sort=True, observed=True)[counts].sum().reset_index()
        summed = typed(summed, [name for name in by if isinstance(summed[name].dtype, pd.CategoricalDtype)], "str")
    else:
        summed = leaves[counts].sum().to_frame().T
    return labelled(measure, typed(summed, counts, "int64"), by, basis=basis, start=start, end=end)


def labelled(
    measure: str, summed: pd.DataFrame, by: Sequence[str], *, basis: str, start: date | None, end: date
) -> pd.DataFrame:
    """Counts that are summed already, in the shape that `tidy` gives."""
    summed.insert(0, "measure", measure)
    for place, (name, value) in enumerate(
        {
            "basis": basis,
            "period_start": start.isoformat() if start else "",
            "period_end": end.isoformat(),
        }.items()
    ):
        summed.insert(1 + len(by) + place, name, value)
    return summed


def typed(rows: pd.DataFrame, names: Iterable[str], dtype: Any) -> pd.DataFrame:
    """The rows, with some columns of another type. The `astype` of a table takes all of them apart, one by one."""
    return rows.assign(**{name: rows[name].astype(dtype) for name in names})


def added(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The counts of several parts as those of the whole: parts in which nobody is counted twice simply add up.

    Parameters
    ----------
    parts
        What one measure, asked the same, gives for each part (`tidy`).
    """
    together = pd.concat(parts, ignore_index=True)
    cell = np.zeros(len(together), "int64")
    for name in (name for name in together.columns if name not in (*LABELS, *COUNTS)):
        code, different = coded(together[name])
        cell = cell * len(different) + code
    order = np.argsort(cell, kind="stable")
    first = np.flatnonzero(np.diff(cell[order], prepend=-1))
    sums = {name: np.add.reduceat(together[name].to_numpy()[order], first) for name in COUNTS}
    return together.iloc[order[first]].reset_index(drop=True).assign(**sums)


def counts_of(leaves: pd.DataFrame) -> pd.DataFrame:
    """The leaves with `numerator`, `denominator`, `unknown` and `excluded`, 0 or 1 each, from their `outcome`."""
    outcome = leaves["outcome"].to_numpy()
    return leaves.assign(**counts_in(outcome[:, None] == np.arange(len(OUTCOMES))))


def counts_in(outcomes: npt.NDArray[Any]) -> dict[str, npt.NDArray[np.int64]]:
    """The counts of each row, from how often it has each outcome."""
    _, cannot_tell, done, left_out = outcomes.T.astype("int64")
    return {
        "numerator": done,
        "denominator": outcomes.sum(axis=1) - left_out,
        "unknown": cannot_tell,
        "excluded": left_out,
    }


def window_of(organisation: Loaded, as_at: date, term: Term | None) -> Term:
    """The days of a term that have come; by default of the last term that had begun."""
    window = term or organisation.settings.calendar.latest_begun(as_at)
    return replace(window, end=min(window.end, as_at))


def schools_of(leaf: str) -> tuple[str, ...]:
    """The schools that a leaf lies in: "A + B" lies in A and in B.

    >>> schools_of("Oakfield + Beech Lane")
    ('Oakfield', 'Beech Lane')
    """
    return tuple(leaf.split(SEVERAL))
