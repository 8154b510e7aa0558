"""What a reader can work out of a published table: every printed number is an equation over the unprinted ones."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from govstats.disclosure.cells import ALL, Cells, Nested, cells_of
from govstats.disclosure.given import check_minimum, check_published, check_sums
from govstats.disclosure.leftovers import LeftOver
from govstats.disclosure.protect import MINIMUM
from govstats.disclosure.reader import Reader
from govstats.disclosure.sums import Leaves
from govstats.measures.shape import SEVERAL


def attack(
    published: pd.DataFrame, dimensions: Sequence[str], nested: Nested | None = None, minimum: int = MINIMUM
) -> pd.DataFrame:
    """Work out what a published table tells about its withheld rows.

    Parameters
    ----------
    published
        What `protect` gives: the dimensions, `numerator` (empty where withheld), `denominator`, `withheld`.
        Of a table made elsewhere, the leaves are the rows that are neither a total ("All") nor a grouping.
    nested
        For a table made elsewhere: its coarser groupings, leaf label → groupings.
    minimum
        Rows with fewer people together are a group of few.

    Returns
    -------
    DataFrame
        The withheld rows with `lower` and `upper`: the smallest and largest count consistent with
        every number printed and with 0 ≤ count ≤ headcount.
        Below them, the groups of few whose count is told though that of none of their rows is: their labels are those
        of the rows, as "Birch Hill, Oakfield".

    Raises
    ------
    ValueError
        The printed numbers contradict each other, or the table's groupings overlap and are not known. Or a column is
        missing, a row stands twice or is no sum of the others, a printed count is no whole number of people, or a
        withheld one is printed.
    """
    check_minimum(minimum, MINIMUM)
    check_published(published, dimensions, nested)
    cells: Cells | None = published.attrs.get("cells")
    if cells is None:
        cells = _cells_of_table(published, dimensions, nested)
    check_sums(published, dimensions, cells)
    rows = {tuple(row): place for place, row in enumerate(published[list(dimensions)].itertuples(index=False))}
    place = np.array([-1 if label is None else rows.get(label, -1) for label in cells.labels], dtype=int)
    withheld = (place < 0) | published["withheld"].to_numpy(bool)[place]
    count = np.where(withheld, 0, published["numerator"].fillna(0).to_numpy("int64")[place])
    reader = Reader(cells, count, ~withheld)
    left = LeftOver(reader, reader.some_table(), minimum)
    asked = np.flatnonzero(withheld & (place >= 0))
    ends = np.array([_ends(reader, left, cells.sums[cell]) for cell in asked.tolist()]).reshape(-1, 2)
    found: pd.DataFrame = published.iloc[place[asked]].drop(columns=["numerator"])
    found = found.assign(lower=ends[:, 0], upper=ends[:, 1]).sort_index()
    groups = []
    for leaves in left.groups():
        members = place[cells.own[leaves]]
        if (members >= 0).all() and not left.moved(leaves):
            least, most = _ends(reader, left, leaves)
            if least == most:
                groups.append(_together(published.iloc[members], dimensions, least))
    numbers = range(len(published), len(published) + len(groups))
    return pd.concat([found, pd.DataFrame(groups, numbers)]) if groups else found


def _ends(reader: Reader, left: LeftOver, leaves: Leaves) -> tuple[int, int]:
    """The smallest and the largest count of some leaves together."""
    tables = reader.ends(leaves)
    left.add(tables)
    least, most = tables[:, leaves].sum(axis=1)
    return int(least), int(most)


def _together(rows: pd.DataFrame, dimensions: Sequence[str], count: int) -> dict[str, object]:
    """What is told of a group of several rows."""
    labels = {
        each: ", ".join(map(str, rows[each] if rows[each].nunique() > 1 else rows[each][:1])) for each in dimensions
    }
    return labels | {"denominator": rows["denominator"].sum(), "withheld": True, "lower": count, "upper": count}


def _cells_of_table(published: pd.DataFrame, dimensions: Sequence[str], nested: Nested | None) -> Cells:
    names = published[list(dimensions)]
    if not nested and any(names[each].astype("str").str.contains(SEVERAL, regex=False).any() for each in dimensions):
        raise ValueError("Some leaves lie in several groups; give the table as protect made it, or the groupings.")
    groupings = {
        dimension: {ALL, *(each for found in (nested or {}).get(dimension, {}).values() for each in found)}
        for dimension in dimensions
    }
    finest = ~np.logical_or.reduce([names[each].isin(groupings[each]) for each in dimensions])
    return cells_of(published[finest].assign(numerator=0), dimensions, nested)
