"""A table of counts as cells over leaves: every printed number is a sum of leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

ALL = "All"
Nested = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, eq=False)  # two tables are the same only when they are one; pandas asks
class Cells:
    """Cells of one table.

    Attributes
    ----------
    labels
        The dimensions' values of each cell; `"All"` for a total.
    member
        Boolean, cells × leaves: which leaves a cell sums. A cell without a label of its own (a leaf
        that only groupings show) has `labels` None and is never printed.
    numerator, denominator
        Of each leaf.
    """

    labels: tuple[tuple[str, ...] | None, ...]
    member: npt.NDArray[np.bool_]
    numerator: npt.NDArray[np.int64]
    denominator: npt.NDArray[np.int64]

    @property
    def headcount(self) -> npt.NDArray[np.int64]:
        return self.member @ self.denominator

    @property
    def count(self) -> npt.NDArray[np.int64]:
        return self.member @ self.numerator

    def without_counts(self) -> "Cells":
        return replace(self, numerator=np.zeros_like(self.numerator))


def cells_of(counts: pd.DataFrame, dimensions: Sequence[str], nested: Nested | None) -> Cells:
    """Every margin of a table of leaves.

    A label that is a leaf and also a grouping ("Oakfield", when some people work at "Oakfield + Beech Lane")
    stands for the grouping.
    """
    covers = [_coverage(counts[dimension], (nested or {}).get(dimension, {})) for dimension in dimensions]
    values = [counts[dimension].to_numpy(object) for dimension in dimensions]
    labels: list[tuple[str, ...] | None] = []
    members: list[npt.NDArray[np.bool_]] = []
    for combination in product(*(cover for cover in covers)):
        member = np.ones(len(counts), dtype=bool)
        for value, cover, label in zip(values, covers, combination, strict=True):
            member &= np.isin(value, list(cover[label]))
        if member.any():
            labels.append(tuple(combination))
            members.append(member)
    shown = {member.tobytes() for member in members}
    for leaf in np.eye(len(counts), dtype=bool):
        if leaf.tobytes() not in shown:
            labels.append(None)
            members.append(leaf)
    return Cells(
        tuple(labels),
        np.array(members, dtype=bool).reshape(len(members), len(counts)),
        counts["numerator"].to_numpy("int64"),
        counts["denominator"].to_numpy("int64"),
    )


def _coverage(column: pd.Series, groupings: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """Label → the leaf labels it covers, for leaves, groupings and the total."""
    leaf_labels = list(dict.fromkeys(column))
    covers: dict[str, set[str]] = {label: {label} for label in leaf_labels}
    for leaf in leaf_labels:
        for grouping in _all_groupings(leaf, groupings):
            covers.setdefault(grouping, set()).add(leaf)
    covers[ALL] = set(leaf_labels)
    return covers


def _all_groupings(label: str, groupings: Mapping[str, Sequence[str]]) -> set[str]:
    """The groupings a label lies in, and those that these lie in: a school's region holds the school's people."""
    found: set[str] = set()
    waiting = [label]
    while waiting:
        for grouping in groupings.get(waiting.pop(), ()):
            if grouping not in found:
                found.add(grouping)
                waiting.append(grouping)
    return found
