"""What a reader can work out: every printed number is an equation over the unprinted ones."""

from collections.abc import Sequence

import highspy
import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.disclosure.cells import ALL, Cells, cells_of
from govstats.measures.shape import SEVERAL

Flags = npt.NDArray[np.bool_]


def attack(published: pd.DataFrame, dimensions: Sequence[str]) -> pd.DataFrame:
    """Work out what a published table tells about its withheld rows.

    Parameters
    ----------
    published
        What `protect` gives: the dimensions, `numerator` (empty where withheld), `denominator`, `withheld`.
        A table made elsewhere will do where it is flat: its rows without "All" are the leaves.

    Returns
    -------
    DataFrame
        The withheld rows with `lower` and `upper`: the smallest and largest count consistent with
        every number printed and with 0 ≤ count ≤ headcount.

    Raises
    ------
    ValueError
        The printed numbers contradict each other, or the table's groupings overlap and are not known.
    """
    cells: Cells | None = published.attrs.get("cells")
    if cells is None:
        if any(published[dimension].astype("str").str.contains(SEVERAL, regex=False).any() for dimension in dimensions):
            raise ValueError("Some leaves lie in several groups; give the table as protect made it.")
        inner = published[(published[list(dimensions)] != ALL).all(axis=1)]
        cells = cells_of(inner.assign(numerator=inner["numerator"].fillna(0)), dimensions, None)
    rows = {tuple(row): place for place, row in enumerate(published[list(dimensions)].itertuples(index=False))}
    place = np.array([-1 if label is None else rows.get(label, -1) for label in cells.labels], dtype=int)
    withheld = (place < 0) | published["withheld"].to_numpy(bool)[place]
    count = np.where(withheld, 0, published["numerator"].fillna(0).to_numpy("int64")[place])
    lower, upper = feasible_ranges(cells, count, withheld)
    told = withheld & (place >= 0)
    withheld_rows: pd.DataFrame = published.iloc[place[told]].drop(columns=["numerator"])
    return withheld_rows.assign(lower=lower[told], upper=upper[told]).sort_index()


def feasible_ranges(
    cells: Cells, count: npt.NDArray[np.int64], withheld: Flags, of: Flags | None = None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Smallest and largest count of each cell, given the counts of those that are not withheld.

    `of` limits the search to some cells; the others answer with their own count.
    """
    wanted = withheld if of is None else of
    lower, upper = count.copy(), count.copy()
    if not wanted.any():
        return lower, upper
    solver = _Solver(cells, count, ~withheld)
    for cell in np.flatnonzero(wanted):
        smallest, largest = solver.range_of(cells.member[cell])
        # Counts are whole: a fractional end is a bound that a whole count cannot reach.
        lower[cell], upper[cell] = np.ceil(smallest - 1e-6), np.floor(largest + 1e-6)
    return lower, upper


class _Solver:
    """One linear programme, asked for many cells; each answer starts from the last."""

    def __init__(self, cells: Cells, count: npt.NDArray[np.int64], printed: Flags) -> None:
        self._size = len(cells.denominator)
        solver = highspy.Highs()
        solver.silent()
        for size in cells.denominator:
            solver.addVar(0.0, float(size))
        for cell in np.flatnonzero(printed):
            leaves = np.flatnonzero(cells.member[cell]).astype(np.int32)
            value = float(count[cell])
            solver.addRow(value, value, len(leaves), leaves, np.ones(len(leaves)))
        self._solver = solver

    def range_of(self, member: Flags) -> tuple[float, float]:
        columns = np.arange(self._size, dtype=np.int32)
        ends = []
        for sign in (1.0, -1.0):
            self._solver.changeColsCost(self._size, columns, sign * member.astype(float))
            self._solver.run()
            if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                raise ValueError("The printed numbers contradict each other.")
            ends.append(sign * self._solver.getInfo().objective_function_value)
        return ends[0], ends[1]
