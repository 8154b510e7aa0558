"""Which schools can be told in bands beside all schools together, so that no group of people becomes known by it.

A reader knows every headcount and every band. Whatever fits them is a table of whole counts, one for each group of
people who work at the same schools. Of every school and of every such group these tables must leave 5 possible counts
(the minimum of the settings), or all of a smaller group.
"""

from collections.abc import Iterator

import highspy
import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.disclosure.bands import band
from govstats.disclosure.cells import ALL
from govstats.measures.shape import schools_of

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


def schools_in_bands(leaves: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The schools of which the band may be told, and all of them together, for one policy.

    Where a school's band would make a group known, the school is left out and the total stands. Beside the total alone
    no group is known: its band leaves room for any five of its people to have done it, or none of them.

    Parameters
    ----------
    leaves
        One row a group: `school` ("A + B" for people at both), `numerator`, `denominator`, `unknown`.

    Returns
    -------
    DataFrame
        `numerator`, `denominator` and `unknown` by school; "All" is all of them, each person once.
    """
    schools = sorted({school for leaf in leaves["school"] for school in schools_of(leaf)})
    member = np.array(
        [[True] * len(leaves), *([each in schools_of(leaf) for leaf in leaves["school"]] for each in schools)]
    )
    sure, people, unsure = (leaves[each].to_numpy("int64") for each in ("numerator", "denominator", "unknown"))
    headcount = member @ people
    told = headcount >= minimum
    # Both who surely have done it, and who may have, are told in bands.
    while any(known := [*_known(member[told], people, done, minimum)] for done in (sure, sure + unsure)):
        told[_left_out(member, headcount, told, known[0])] = False
    numbers = {"numerator": sure, "denominator": people, "unknown": unsure}
    return pd.DataFrame(
        {name: member[told] @ each for name, each in numbers.items()}, index=np.array([ALL, *schools])[told]
    )


def _left_out(member: Flags, headcount: Whole, told: Flags, group: Flags) -> int:
    """The smallest school that tells of a group, else the smallest that is told; all schools together at the last."""
    is_school = np.arange(len(told)) > 0
    choices = (told & is_school & (member & group).any(axis=1), told & is_school, told)
    choice = next(np.flatnonzero(each) for each in choices if each.any())
    return int(choice[np.argmin(headcount[choice])])


def _known(printed: Flags, people: Whole, done: Whole, minimum: int) -> Iterator[Flags]:
    """The groups that the bands of some sums of them make known."""
    groups = np.unique(np.vstack([printed, np.eye(len(people), dtype=bool)]), axis=0)
    sizes = groups @ people
    needs = np.minimum(minimum - 1, sizes)
    least = most = groups @ done
    tables = _Tables(printed, people, done, minimum)
    for place in np.argsort(-sizes, kind="stable"):
        # Each table found is a witness for every group, so that few have to be asked for.
        for sign in (1, -1):
            if most[place] - least[place] >= needs[place]:
                break
            found = groups @ tables.furthest(groups[place], sign)
            least, most = np.minimum(least, found), np.maximum(most, found)
        if most[place] - least[place] < needs[place]:
            yield groups[place]


class _Tables:
    """The tables of whole counts that fit the headcounts and the bands."""

    def __init__(self, printed: Flags, people: Whole, done: Whole, minimum: int) -> None:
        self._columns = np.arange(len(people), dtype=np.int32)
        self._solver = highspy.Highs()
        self._solver.silent()
        for number in people:
            self._solver.addVar(0.0, float(number))
        for member in printed:
            lower, upper = band(int(member @ done), int(member @ people), minimum)
            leaves = self._columns[member]
            self._solver.addRow(float(lower), float(upper), len(leaves), leaves, np.ones(len(leaves)))

    def furthest(self, group: Flags, sign: int) -> Whole:
        """The table in which a group has done the least (`sign` 1) or the most (-1)."""
        self._solver.changeColsCost(len(group), self._columns, sign * group.astype(float))
        found = self._solved()
        if np.abs(found - np.rint(found)).max() > 1e-6:
            # A table of fractions is nobody's: only whole counts show what is possible.
            self._whole(highspy.HighsVarType.kInteger)
            found = self._solved()
            self._whole(highspy.HighsVarType.kContinuous)
        return np.rint(found).astype("int64")

    def _solved(self) -> npt.NDArray[np.float64]:
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ValueError("The bands contradict each other.")
        return np.array(self._solver.getSolution().col_value)

    def _whole(self, kind: highspy.HighsVarType) -> None:
        self._solver.changeColsIntegrality(len(self._columns), self._columns, np.array([kind] * len(self._columns)))
