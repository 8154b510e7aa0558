"""The fewest cells to withhold, as far as audits have shown what is not enough."""

from collections.abc import Iterable

import highspy
import numpy as np

from govstats.disclosure.cuts import Cut
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
        self.always, self._choices = always, np.flatnonzero(choices)
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

    def learn(self, cuts: Iterable[Cut]) -> None:
        """Take in what is not enough."""
        for cut in cuts:
            need = cut.need - cut.room[cut.cell]
            room = np.minimum(cut.room, need)
            room[cut.cell] = 0.0
            given = room[self.always].sum()
            cells = self._choices[room[self._choices] > 0]
            if self.always[cut.cell]:
                self._add(cells, room[cells], need - given)
            else:
                self._add(np.append(cells, cut.cell), np.append(room[cells], -need), -given)

    def between(self, least: Flags, most: Flags) -> None:
        """From now on withhold these cells at least, and no others than those."""
        places = np.arange(len(self._choices), dtype=np.int32)
        lower, upper = (each[self._choices].astype(float) for each in (least, most))
        self._solver.changeColsBounds(len(places), places, lower, upper)

    def cheapest(self) -> Flags:
        """The cells to withhold.

        Raises
        ------
        ValueError
            No choice of cells is enough.
        """
        self._solver.run()
        found = self._solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if not found and self._solver.getModelStatus() != highspy.HighsModelStatus.kModelEmpty:
            raise ValueError("The table cannot be made safe.")
        withheld = self.always.copy()
        withheld[self._choices] = np.array(self._solver.getSolution().col_value) > 0.5
        return withheld

    def _add(self, cells: Whole, room: Weights, need: float) -> None:
        self._solver.addRow(need, highspy.kHighsInf, len(cells), self._place[cells].astype(np.int32), room)
