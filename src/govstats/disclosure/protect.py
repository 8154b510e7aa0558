"""Withhold small groups, and what would give them away."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from govstats.disclosure.auditor import Auditor
from govstats.disclosure.cells import Cells, Nested, cells_of
from govstats.disclosure.cheapest import cheapest_safe
from govstats.disclosure.cuts import cuts_of_lines
from govstats.disclosure.given import check_counts, check_minimum
from govstats.disclosure.plan import Plan
from govstats.disclosure.sums import Flags, Whole

MINIMUM = 5


def protect(
    counts: pd.DataFrame,
    dimensions: Sequence[str],
    minimum: int = MINIMUM,
    profile: str = "board",
    nested: Nested | None = None,
) -> pd.DataFrame:
    """Make a table of counts publishable.

    A group with fewer than `minimum` people is withheld. Further cells are withheld, as few as possible, until no
    withheld count can be narrowed to fewer than `min(minimum, headcount)` steps from everything printed, and nobody
    who knows what one person has done can tell another count. Nor can what several groups count that have fewer than
    `minimum` people together.

    Parameters
    ----------
    counts
        One row a leaf: the dimensions, `numerator`, `denominator`. Both are whole numbers of people.
    minimum
        5 or more.
    nested
        Coarser groupings, leaf label → groupings: `{"school": {"A + B": ["A", "B"]}}`. A leaf may lie in several.

    Returns
    -------
    DataFrame
        The dimensions with every margin (a total reads "All"), `numerator` (empty where withheld),
        `denominator`, `withheld`.

    Raises
    ------
    ValueError
        The table cannot be made safe. Or it is none: a column is missing, a row is a total, has no label or stands
        twice, a count is missing, negative, a fraction or no number, or the numerator is more than the denominator.
        Or the profile is not known, the minimum too small, or `nested` names what is no dimension.
    """
    if profile != "board":
        raise ValueError(f"{profile!r} is not a profile that can be made; use 'board'.")
    check_minimum(minimum, MINIMUM)
    check_counts(counts, dimensions, nested)
    cells = cells_of(counts, dimensions, nested)
    shown = np.flatnonzero(~cells.hidden)
    published = pd.DataFrame([cells.labels[cell] for cell in shown], columns=list(dimensions))
    published["numerator"] = pd.array(cells.count[shown], dtype="Int64")
    published["denominator"] = cells.headcount[shown]
    published["withheld"] = cells_to_withhold(cells, minimum)[shown]
    published.loc[published["withheld"], "numerator"] = pd.NA
    published.attrs["cells"] = cells.without_counts()
    return published


def cells_to_withhold(cells: Cells, minimum: int, printed: Flags | None = None, unknown: Whole | None = None) -> Flags:
    """By cell, whether it is withheld; hidden ones always are.

    Parameters
    ----------
    printed
        By cell: those that are printed whatever happens, where they are not small.
    unknown
        Of each leaf, how many it cannot be told of, where it is printed beside the count. Who has surely not done it is
        then guarded as well.

    Raises
    ------
    ValueError
        The table cannot be made safe.
    """
    headcount, hidden = cells.headcount, cells.hidden
    small = (headcount > 0) & (headcount < minimum)
    if not small.any():
        return hidden
    # A leaf that no row shows is guarded only where it is small; a larger group may be worked out.
    guarded = small | ~hidden
    needs = np.where(guarded, np.minimum(minimum, headcount), 0)
    choices = (headcount >= minimum) & ~hidden
    if printed is not None:
        choices &= ~printed
    plan = Plan(hidden | small, choices, headcount)
    asked = [cells]
    if unknown is not None and unknown.any():
        asked.append(replace(cells, numerator=cells.numerator + unknown))
    for each in asked:
        plan.learn(cuts_of_lines(each, needs))
    return cheapest_safe(plan, [Auditor(each, needs, minimum) for each in asked])
