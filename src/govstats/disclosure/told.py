"""What is told of one thing that people do, each figure held against those beside it and those of earlier reports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from govstats.disclosure.beside import NOBODY, Printed
from govstats.disclosure.cells import ALL
from govstats.disclosure.figures import Cell, Figure
from govstats.disclosure.groups import Group
from govstats.disclosure.held import Audit
from govstats.disclosure.margins import shaped, with_policy_totals, without_numbers
from govstats.measures.codes import Rows
from govstats.measures.outcomes import counted, surely_required
from govstats.measures.shape import CANNOT_TELL, DONE, labelled, schools_of

Bands = dict[tuple[str, str], tuple[int, int]]


class Told:
    """One thing that people do, policy by policy, as it is printed."""

    def __init__(self, audit: Audit, thing: str, within: str = "") -> None:
        self.minimum = audit.minimum
        self._audit, self._thing, self._within = audit, thing, within

    def margins(self, counts: pd.DataFrame, leaves: pd.DataFrame) -> pd.DataFrame:
        """Margins that may stand beside earlier reports: a number that would tell of a few is told as a band."""
        rows = counts.assign(at_least=None, at_most=None).set_index(["policy", "school"])
        for policy, figures in self._by_school(counts[~counts["withheld"]], leaves).items():
            for school, told in self._printed(policy).add_some(figures).items():
                if told is None or told.most is not None:
                    cell = (policy, school)
                    rows.loc[cell, "numerator"] = rows.loc[cell, "unknown"] = pd.NA
                    rows.loc[cell, "withheld"] = True
                    if told:
                        rows.loc[cell, "at_least"], rows.loc[cell, "at_most"] = told.done, told.most
        return with_policy_totals(rows.reset_index())

    def bands(self, bands: Bands, counts: pd.DataFrame, leaves: pd.DataFrame) -> Bands:
        """The bands, by policy and school, that may stand beside those of earlier pages."""
        told: Bands = {}
        for policy, figures in self._by_school(counts, leaves).items():
            ranges = {
                school: figure.as_range(*bands[policy, school])
                for school, figure in figures.items()
                if (policy, school) in bands
            }
            shown = self._printed(policy).add_some(ranges)
            told |= {(policy, school): figure.ends for school, figure in shown.items() if figure}
        return told

    def _by_school(self, shown: pd.DataFrame, leaves: pd.DataFrame) -> dict[str, dict[str, Figure]]:
        """By policy and school, the figures that are to be printed. The total is worth most, and comes first."""
        found: defaultdict[str, dict[str, Figure]] = defaultdict(dict)
        required = surely_required(leaves)
        figures = {policy: self._at_schools(required, rows) for policy, rows in _by_policy(required)}
        cells = sorted({*zip(*(shown[each] for each in ("school", "policy", "measure")), strict=True)})
        for school, policy, measure in sorted(cells, key=lambda cell: cell[0] != ALL):
            if figure := figures.get(policy, {}).get(school):
                found[policy][school] = replace(figure, cell=Cell(measure, school, basis="all"))
        return found

    def _at_schools(self, required: pd.DataFrame, rows: Rows) -> dict[str, Figure]:
        """Of the people who are asked one thing: how many of them have done it at each school, and at all of them."""
        leaf, leaves = required["school"].array.codes[rows], required["school"].array.categories
        order, sizes = np.argsort(leaf, kind="stable"), np.bincount(leaf, minlength=len(leaves))
        at_leaf = np.split(rows[order], np.cumsum(sizes)[:-1])
        outcome = required["outcome"].to_numpy()[rows]
        done, unsure = (np.bincount(leaf[outcome == told], minlength=len(leaves)) for told in (DONE, CANNOT_TELL))
        lie_in: defaultdict[str, list[int]] = defaultdict(list)
        for place in np.flatnonzero(sizes).tolist():
            for school in (ALL, *schools_of(leaves[place])):
                lie_in[school].append(place)
        return {
            school: Figure(
                self._people(required, np.concatenate([at_leaf[place] for place in places])),
                int(done[places].sum()),
                unsure=int(unsure[places].sum()),
            )
            for school, places in lie_in.items()
        }

    def beside(
        self, measure: str, leaves: pd.DataFrame, start: date | None, as_at: date, *, then: bool = False
    ) -> pd.DataFrame:
        """A further measure of the same people, for the organisation, by policy; what would tell of a few is withheld.

        Parameters
        ----------
        then
            Whether it is printed beside the same measure of another day.
        """
        cell = Cell(measure, basis="due then" if then else "due")
        rows = labelled(measure, counted(leaves, ["policy"]), ["policy"], basis="due", start=start, end=as_at)
        rows = rows[rows["denominator"] > 0].assign(school=ALL)
        required = surely_required(leaves)
        figures = {policy: self._figure(required, places, cell) for policy, places in _by_policy(required)}
        # There is no figure where it is of nobody sure that they must; that it is not is one of few, too.
        few = rows["denominator"] < self.minimum
        told = [self._printed(policy).add_if_safe(figures.get(policy, NOBODY)) for policy in rows["policy"]]
        rows = without_numbers(rows.assign(withheld=few | ~pd.Series(told, index=rows.index, dtype=bool)))
        return shaped(rows)

    def _printed(self, policy: str) -> Printed:
        return self._audit.of(policy, self._thing, self._within)

    def _figure(self, required: pd.DataFrame, rows: Rows, cell: Cell) -> Figure:
        """How many of some people have done it, and of how many it cannot be told."""
        outcome = required["outcome"].to_numpy()[rows]
        done, unsure = (int(np.count_nonzero(outcome == told)) for told in (DONE, CANNOT_TELL))
        in_time = cell.measure == "induction_timeliness"
        return Figure(self._people(required, rows), done, in_time, unsure=unsure, cell=cell)

    def _people(self, required: pd.DataFrame, rows: Rows) -> Group:
        people = required["person_id"].array
        return self._audit.counted(people.categories.array[people.codes[rows]])


def _by_policy(leaves: pd.DataFrame) -> Iterable[tuple[str, Rows]]:
    """Each policy with the places of its leaves."""
    return leaves.groupby("policy", observed=True).indices.items()  # type: ignore[return-value]
