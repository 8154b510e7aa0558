"""Withhold small groups, and what would give them away."""

from collections.abc import Sequence

import highspy
import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.disclosure.attack import Flags, feasible_ranges
from govstats.disclosure.cells import ALL, Cells, Nested, cells_of

MINIMUM = 5


def protect(
    counts: pd.DataFrame,
    dimensions: Sequence[str],
    minimum: int = MINIMUM,
    profile: str = "board",
    nested: Nested | None = None,
) -> pd.DataFrame:
    """Make a table of counts publishable.

    A group with fewer than `minimum` people is withheld. Further cells are withheld until no withheld
    count can be narrowed to fewer than `min(minimum, headcount)` steps from everything printed;
    those that turn out not to be needed are printed again.

    Parameters
    ----------
    counts
        One row a leaf: the dimensions, `numerator`, `denominator`.
    nested
        Coarser groupings, leaf label → groupings: `{"school": {"A + B": ["A", "B"]}}`.

    Returns
    -------
    DataFrame
        The dimensions with every margin (a total reads "All"), `numerator` (empty where withheld),
        `denominator`, `withheld`.

    Raises
    ------
    ValueError
        The profile is not known, or the table cannot be made safe.
    """
    if profile != "board":
        raise ValueError(f"{profile!r} is not a profile that can be made; use 'board'.")
    cells = cells_of(counts, dimensions, nested)
    headcount, count = cells.headcount, cells.count
    hidden = np.array([label is None for label in cells.labels], dtype=bool)
    small = (headcount > 0) & (headcount < minimum)
    needs = np.minimum(minimum, headcount)

    # A leaf that no row shows is guarded only where it is small; a larger group may be worked out.
    withheld = small | hidden
    guarded = small.copy()
    while (exposed := _exposed(cells, count, withheld, guarded, needs)).size:
        worst = exposed[np.argmin(headcount[exposed])]
        further = _cheapest_cover(cells, count, withheld, worst, int(needs[worst]))
        if not further.size:
            # Fractions leave the room that whole counts lack: withhold the smallest group still printed.
            printed = np.flatnonzero(~withheld)
            further = printed[[np.argmin(headcount[printed])]]
        withheld[further] = True
        guarded[further] = True
    _release(cells, count, withheld, guarded, small | hidden, needs)
    if _exposed(cells, count, withheld, guarded & withheld, needs).size:
        raise ValueError("The table cannot be made safe.")

    shown = np.flatnonzero(~hidden)
    published = pd.DataFrame([cells.labels[cell] for cell in shown], columns=list(dimensions))
    published["numerator"] = pd.array(count[shown], dtype="Int64")
    published["denominator"] = headcount[shown]
    published["withheld"] = withheld[shown]
    published.loc[published["withheld"], "numerator"] = pd.NA
    published.attrs["cells"] = cells.without_counts()
    return published


def _exposed(
    cells: Cells,
    count: npt.NDArray[np.int64],
    withheld: Flags,
    guarded: Flags,
    needs: npt.NDArray[np.int64],
) -> npt.NDArray[np.intp]:
    lower, upper = feasible_ranges(cells, count, withheld, of=guarded)
    return np.flatnonzero(guarded & (upper - lower < needs))


def _cheapest_cover(
    cells: Cells, count: npt.NDArray[np.int64], withheld: Flags, cell: int, need: int
) -> npt.NDArray[np.intp]:
    """The printed cells that must move for one cell to be able to move by `need`.

    Two tables, low and high, both with whole headcounts as bounds; a printed cell in which either
    differs from the truth must be withheld. The sum of such differences, dearest for the totals
    that matter most, is the least a linear programme can make it.
    """
    size = len(cells.denominator)
    printed = np.flatnonzero(~withheld)
    solver = highspy.Highs()
    solver.silent()
    for _ in range(2):
        for bound in cells.denominator:
            solver.addVar(0.0, float(bound))
    # A moved cell costs one and its headcount breaks ties, so that the smaller group is withheld.
    price = 1.0 + cells.headcount[printed] / (1.0 + cells.headcount.max())
    price[[cells.labels[each] == (ALL,) * len(cells.labels[each] or ()) for each in printed]] *= 1000.0
    for each in price:
        solver.addVar(0.0, highspy.kHighsInf)
        solver.changeColCost(solver.getNumCol() - 1, float(each))
    for table in range(2):
        for slack, each in enumerate(printed):
            leaves = np.flatnonzero(cells.member[each])
            columns = np.append(table * size + leaves, 2 * size + slack).astype(np.int32)
            for sign in (1.0, -1.0):
                values = np.append(np.full(len(leaves), sign), -1.0)
                solver.addRow(-highspy.kHighsInf, sign * float(count[each]), len(columns), columns, values)
    leaves = np.flatnonzero(cells.member[cell])
    columns = np.concatenate([leaves, size + leaves]).astype(np.int32)
    values = np.concatenate([np.full(len(leaves), -1.0), np.full(len(leaves), 1.0)])
    solver.addRow(float(need), highspy.kHighsInf, len(columns), columns, values)
    solver.run()
    moved = np.array(solver.getSolution().col_value)[2 * size :]
    return printed[moved > 1e-6]


def _release(
    cells: Cells,
    count: npt.NDArray[np.int64],
    withheld: Flags,
    guarded: Flags,
    fixed: Flags,
    needs: npt.NDArray[np.int64],
) -> None:
    """Print again, largest first, what turned out not to be needed."""
    secondary = np.flatnonzero(withheld & ~fixed)
    for cell in secondary[np.argsort(-cells.headcount[secondary], kind="stable")]:
        withheld[cell] = guarded[cell] = False
        if _exposed(cells, count, withheld, guarded, needs).size:
            withheld[cell] = guarded[cell] = True
