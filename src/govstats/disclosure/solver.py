"""The tables of whole counts that fit what is told, asked for the one in which a sum is smallest."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np

from govstats.disclosure.sums import Flags, Sums, Weights, Whole

NEAR = 1e-6
CONTRADICTION = "The printed numbers contradict each other."
_PRIMAL = 4
_ANSWERED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)


@dataclass(frozen=True, eq=False)
class Corner:
    """Where a linear programme finds a sum of leaves to be smallest.

    Attributes
    ----------
    counts
        By leaf. With fractions among them this is no table of people, only a bound of such tables.
    prices
        By sum that is told: how much the smallest would grow if that sum were one more.
    """

    counts: Weights
    prices: Weights

    @property
    def whole(self) -> bool:
        return bool(np.abs(self.counts - self.table).max(initial=0.0) < NEAR)

    @property
    def table(self) -> Whole:
        """The counts as numbers of people, where they are whole."""
        return np.rint(self.counts).astype("int64")


class Tables:
    """The tables of whole counts in which each leaf, and each sum that is told, lies within its range.

    One linear programme, asked again and again: each answer starts from the last.

    Parameters
    ----------
    most
        The largest count of each leaf; the smallest is 0.
    told
        The sums that are told.
    ends
        The smallest and the largest of each; the same where its number is printed.
    """

    def __init__(self, most: Whole, told: Sums, ends: tuple[Whole, Whole]) -> None:
        self._most, self._told, self._ends = most, told, ends
        self._columns = np.arange(len(most), dtype=np.int32)

    def __len__(self) -> int:
        """How many leaves a table has."""
        return len(self._most)

    @cached_property
    def _solver(self) -> highspy.Highs:
        """Made for the first question: of many parts of what is told none is ever asked."""
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(self._most), len(self._told)
        programme.col_cost_ = programme.col_lower_ = np.zeros(len(self._most))
        programme.col_upper_ = self._most.astype(float)
        programme.row_lower_, programme.row_upper_ = (each.astype(float) for each in self._ends)
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_, programme.a_matrix_.index_ = self._told.starts, self._told.leaves
        programme.a_matrix_.value_ = np.ones(len(self._told.leaves))
        solver = highspy.Highs()
        solver.silent()
        # Between two questions only what is asked changes: from the last answer it is a few primal steps to the next.
        solver.setOptionValue("simplex_strategy", _PRIMAL)
        solver.passModel(programme)
        return solver

    def least(self, weights: Weights | Flags) -> Corner:
        """Where the weighted sum of leaves is least, fractions allowed.

        Raises
        ------
        ValueError
            No table fits what is told.
        """
        self._solver.changeColsCost(len(weights), self._columns, weights.astype(float))
        return self._solved()

    def least_whole(self, weights: Weights | Flags) -> Whole:
        """The table in which the weighted sum of leaves is least: a fraction of a person is nobody.

        Raises
        ------
        ValueError
            No table fits what is told.
        """
        corner = self.least(weights)
        if not corner.whole:
            self._integrality(highspy.HighsVarType.kInteger)
            corner = self._solved()
            self._integrality(highspy.HighsVarType.kContinuous)
        return corner.table

    @contextmanager
    def where(self, leaf: int, least: int, most: int) -> Iterator[None]:
        """Ask for the tables in which a leaf lies within a narrower range."""
        self._solver.changeColBounds(leaf, float(least), float(most))
        try:
            yield
        finally:
            self._solver.changeColBounds(leaf, 0.0, float(self._most[leaf]))

    def _solved(self) -> Corner:
        self._solver.run()
        if self._solver.getModelStatus() not in _ANSWERED:
            # On the way from the last answer the steps can lose their footing; on the way from none they do not.
            self._solver.clearSolver()
            self._solver.run()
        if self._solver.getModelStatus() not in _ANSWERED:
            raise ValueError(CONTRADICTION)
        solution = self._solver.getSolution()
        return Corner(np.array(solution.col_value), np.array(solution.row_dual))

    def _integrality(self, kind: highspy.HighsVarType) -> None:
        self._solver.changeColsIntegrality(len(self._columns), self._columns, np.array([kind] * len(self._columns)))
