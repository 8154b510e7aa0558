"""Sums of leaves: a printed number is one of them, and what a reader would like to know is another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]
Leaves = npt.NDArray[np.int32]  # by their places


@dataclass(frozen=True, eq=False)
class Sums:
    """Which leaves each of several sums holds.

    Attributes
    ----------
    leaves
        Those of the first sum, of the second, and so on.
    starts
        Where each sum begins in `leaves`, and the end of the last.
    """

    leaves: Leaves
    starts: npt.NDArray[np.int32]

    @classmethod
    def over(cls, groups: Iterable[Sequence[int] | npt.NDArray[Any]]) -> "Sums":
        """Sums of the leaves given by their places.

        >>> Sums.over([[0, 2], [1]]).of(np.array([10, 20, 30]))
        array([40, 20])
        """
        listed = [*groups]
        return cls(np.array([leaf for group in listed for leaf in group], np.int32), _starts([*map(len, listed)]))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> Leaves:
        """The leaves of one sum."""
        return self.leaves[self.starts[place] : self.starts[place + 1]]

    @property
    def sizes(self) -> npt.NDArray[np.int32]:
        """How many leaves each sum holds."""
        return np.diff(self.starts)

    def of(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The sums of what the leaves have: of one table, or of several in rows."""
        begun = np.zeros((*values.shape[:-1], len(self.leaves) + 1), values.dtype)
        np.cumsum(values[..., self.leaves], axis=-1, out=begun[..., 1:])
        return np.asarray(begun[..., self.starts[1:]] - begun[..., self.starts[:-1]])

    def chosen(self, which: Flags) -> "Sums":
        """Some of the sums."""
        return Sums(self.leaves[np.repeat(which, self.sizes)], _starts(self.sizes[which]))

    def within(self, kept: Flags) -> "Sums":
        """The same sums over fewer leaves, which are numbered anew."""
        place = np.cumsum(kept, dtype=np.int32) - np.int32(1)
        return Sums(place[self.leaves[kept[self.leaves]]], _starts(self.of(kept.astype(np.int32))))

    def weights(self, of_sums: Weights, leaves: int) -> Weights:
        """What each of so many leaves weighs where each sum weighs so much."""
        return np.bincount(self.leaves, np.repeat(of_sums, self.sizes), leaves).astype("float64")


def _starts(sizes: Sequence[int] | npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return np.cumsum([0, *sizes], dtype=np.int32)
