"""The fewest cells to withhold, as far as audits have shown what is not enough."""

from collections.abc import Iterable

import highspy
import numpy as np

from govstats.disclosure.cuts import Cut
from govstats.disclosure.solver import NEAR
from govstats.disclosure.sums import Flags, Weights, Whole

# Beyond so many steps the best plan found is taken: it is as safe, and may withhold a cell or two more than it must.
_MOST_STEPS = 2000
# Of hundreds of withheld cells one more than the fewest is near enough, and found in a third of the time.
_NEAR_ENOUGH = 0.003
_OPTIONS = {
    "threads": 1,
    "mip_rel_gap": _NEAR_ENOUGH,
    "mip_max_nodes": _MOST_STEPS,
    # It finds nothing better here, and takes half of the time.
    "mip_heuristic_run_root_reduced_cost": False,
}


class Plan:
    """A whole programme over which cells are withheld: one a cell, and of as many the smaller headcount.

    Parameters
    ----------
    always
        The cells that are withheld in any case.
    choices
        Those that may be.
    """

    def __init__(self, always: Flags, choices: Flags, headcount: Whole) -> None:
        self.always, self._chosen, self._choices = always, choices, np.flatnonzero(choices)
        self._place = np.cumsum(choices) - 1
        self._solver = highspy.Highs()
        self._solver.silent()
        for name, value in _OPTIONS.items():
            self._solver.setOptionValue(name, value)
        tie = headcount[choices] / (1.0 + headcount[choices].sum())
        for place, cost in enumerate(1.0 + tie):
            self._solver.addVar(0.0, 1.0)
            self._solver.changeColCost(place, float(cost))
            self._solver.changeColIntegrality(place, highspy.HighsVarType.kInteger)
        self._bounds = np.zeros(len(self._choices)), np.ones(len(self._choices))
        # What any plan costs at least, as far as is proved; the last one; and which cells what was learnt since is of.
        self._least, self._last, self._asked = -np.inf, np.zeros(len(self._choices)), np.zeros_like(choices)
        self._rows: list[Whole] = []
        self._hopeless = False

    def learn(self, cuts: Iterable[Cut]) -> None:
        """Take in what is not enough."""
        for cut in cuts:
            if not (self.always[cut.cell] or self._chosen[cut.cell]):
                continue  # it is printed whatever happens
            itself = cut.cells == cut.cell
            need = cut.need - cut.room[itself].sum()
            room = np.where(itself, 0.0, np.minimum(cut.room, need))
            given = room[self.always[cut.cells]].sum()
            helps = self._chosen[cut.cells] & (room > 0)
            cells, room = cut.cells[helps], room[helps]
            if self.always[cut.cell]:
                self._add(cells, room, need - given)
            else:
                self._add(np.append(cells, cut.cell), np.append(room, -need), -given)

    def between(self, least: Flags, most: Flags) -> None:
        """From now on withhold these cells at least, and no others than those."""
        lower, upper = (each[self._choices].astype(float) for each in (least, most))
        self._bounds, self._least = (lower, upper), -np.inf

    def cheapest(self) -> Flags:
        """The cells to withhold.

        Raises
        ------
        ValueError
            No choice of cells is enough.
        """
        if self._hopeless:
            raise ValueError("The table cannot be made safe.")
        if not self._mended():
            self._bound(*self._bounds)
            if not self._solved():
                raise ValueError("The table cannot be made safe.")
            self._least = self._solver.getInfo().mip_dual_bound
        self._last = np.round(self._solver.getSolution().col_value)
        self._asked[:] = False
        withheld = self.always.copy()
        withheld[self._choices] = self._last > 0.5
        return withheld

    def _mended(self) -> bool:
        """Whether the last plan is near enough to the cheapest once what it lacks is chosen anew, and what is by that.

        Most of a large plan stands: a programme over the rest is a small one, and is done when it is near enough.
        """
        near = self._least + _NEAR_ENOUGH * abs(self._least)
        if not np.isfinite(near):
            return False
        beside = np.zeros_like(self._asked)
        for row in self._rows:
            if self._asked[row].any():
                beside[row] = True
        self._bound(*(np.where(beside[self._choices], each, self._last) for each in self._bounds))
        self._solver.setOptionValue("objective_target", near)
        found = self._solved() and self._solver.getInfo().objective_function_value <= near
        self._solver.setOptionValue("objective_target", -highspy.kHighsInf)
        return found

    def _bound(self, lower: Weights, upper: Weights) -> None:
        places = np.arange(len(self._choices), dtype=np.int32)
        self._solver.changeColsBounds(len(places), places, lower, upper)

    def _solved(self) -> bool:
        """Whether there is a plan within the bounds."""
        self._solver.run()
        found = self._solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return bool(found) or self._solver.getModelStatus() == highspy.HighsModelStatus.kModelEmpty

    def _add(self, cells: Whole, room: Weights, need: float) -> None:
        # Without any choice the solver has nothing to say.
        self._hopeless |= need > NEAR and not len(cells)
        self._rows.append(cells)
        self._asked[cells] = True
        self._solver.addRow(need, highspy.kHighsInf, len(cells), self._place[cells].astype(np.int32), room)
