"""A table of counts as cells over leaves: every printed number is a sum of leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from govstats.disclosure.sums import Flags, Sums, Whole

ALL = "All"
Nested = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, eq=False)  # two tables are the same only when they are one; pandas asks
class Cells:
    """Cells of one table.

    Attributes
    ----------
    labels
        The dimensions' values of each cell; `"All"` for a total.
    sums
        Which leaves each cell sums. A cell without a label of its own (a leaf that only groupings
        show) has `labels` None and is never printed.
    numerator, denominator
        Of each leaf.
    """

    labels: tuple[tuple[str, ...] | None, ...]
    sums: Sums
    numerator: Whole
    denominator: Whole

    @property
    def headcount(self) -> Whole:
        return self.sums.of(self.denominator)

    @property
    def count(self) -> Whole:
        return self.sums.of(self.numerator)

    @property
    def hidden(self) -> Flags:
        return np.array([label is None for label in self.labels], dtype=bool)

    @property
    def own(self) -> Whole:
        """The cell that each leaf is."""
        single = np.flatnonzero(self.sums.sizes == 1)
        own = np.zeros(len(self.denominator), dtype="int64")
        # Of several, such as a school of one group and that group, the first.
        own[self.sums.leaves[self.sums.starts[single]][::-1]] = single[::-1]
        return own

    def without_counts(self) -> "Cells":
        return replace(self, numerator=np.zeros_like(self.numerator))


def cells_of(counts: pd.DataFrame, dimensions: Sequence[str], nested: Nested | None) -> Cells:
    """Every margin of a table of leaves.

    A label that is a leaf and also a grouping ("Oakfield", when some people work at "Oakfield + Beech Lane")
    stands for the grouping.
    """
    covers = [_coverage(counts[dimension], (nested or {}).get(dimension, {})) for dimension in dimensions]
    leaves: dict[tuple[str, ...], list[int]] = {}
    for leaf, values in enumerate(zip(*(counts[dimension] for dimension in dimensions), strict=True)):
        for label in product(*(cover[value] for cover, value in zip(covers, values, strict=True))):
            leaves.setdefault(label, []).append(leaf)
    places = [{label: place for place, label in enumerate(_labels(cover))} for cover in covers]
    labels = sorted(leaves, key=lambda label: [place[each] for place, each in zip(places, label, strict=True)])
    shown = {members[0] for members in leaves.values() if len(members) == 1}
    hidden = [leaf for leaf in range(len(counts)) if leaf not in shown]
    return Cells(
        (*labels, *(None for _ in hidden)),
        Sums.over([*(leaves[label] for label in labels), *([leaf] for leaf in hidden)]),
        counts["numerator"].to_numpy("int64"),
        counts["denominator"].to_numpy("int64"),
    )


def _coverage(column: pd.Series, groupings: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Of each leaf's label, the labels that cover it: its own, its groupings', the total's."""
    return {leaf: list(dict.fromkeys((leaf, *all_groupings(leaf, groupings), ALL))) for leaf in column.unique()}


def _labels(cover: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """The labels of a dimension: leaves, groupings, and the total at the end."""
    found = dict.fromkeys((*cover, *(label for labels in cover.values() for label in labels if label != ALL)))
    return {**found, ALL: None}


def all_groupings(label: str, groupings: Mapping[str, Sequence[str]]) -> list[str]:
    """The groupings a label lies in, and those that these lie in: a school's region holds the school's people."""
    found: dict[str, None] = {}
    waiting = [label]
    while waiting:
        for grouping in groupings.get(waiting.pop(), ()):
            if grouping not in found:
                found[grouping] = None
                waiting.append(grouping)
    return [*found]
