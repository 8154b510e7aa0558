"""What a board would not see of a table, and why: for those who may see all of it."""

from collections.abc import Sequence

import pandas as pd

from govstats.disclosure.attack import attack
from govstats.disclosure.cells import Nested, cells_of
from govstats.disclosure.protect import MINIMUM, protect
from govstats.measures.shape import SEVERAL, schools_of

FEW, BESIDE = "fewer than {} people", "it would give away a smaller group"
_NOBODY = "nobody to count"


def why_withheld(counts: pd.DataFrame, dimensions: Sequence[str], minimum: int = MINIMUM) -> pd.DataFrame:
    """Each row that `protect` would withhold, with its count, the reason, and what a reader could work out of the rest.

    Parameters
    ----------
    counts
        As for `protect`. Someone at two schools, "A + B", counts at each.

    Returns
    -------
    DataFrame
        The dimensions, `numerator`, `denominator`, `why`, and `lower` and `upper`, the ends between which a reader
        would know the number to be. It holds the numbers that are withheld, and is for the office only.

    Raises
    ------
    ValueError
        As `protect`.
    """
    nested = _groupings(counts, dimensions)
    found = attack(protect(counts, dimensions, minimum, nested=nested), dimensions, minimum=minimum)
    cells = cells_of(counts, dimensions, nested)
    known = dict(zip(cells.labels, cells.count.tolist(), strict=True))
    numbers = [known.get(tuple(row), pd.NA) for row in found[list(dimensions)].itertuples(index=False)]
    small = found["denominator"] < minimum
    why = small.map({True: FEW.format(minimum), False: BESIDE}).mask(found["denominator"] == 0, _NOBODY)
    told = found[list(dimensions)].assign(
        numerator=pd.array(numbers, dtype="Int64"),
        denominator=found["denominator"],
        why=why,
        lower=found["lower"],
        upper=found["upper"],
    )
    return told.reset_index(drop=True)


def _groupings(counts: pd.DataFrame, dimensions: Sequence[str]) -> Nested:
    """The schools of each leaf that lies in several."""
    if "school" not in dimensions or not counts["school"].str.contains(SEVERAL, regex=False).any():
        return {}
    return {"school": {leaf: schools_of(leaf) for leaf in counts["school"]}}
