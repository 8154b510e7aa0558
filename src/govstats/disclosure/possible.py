"""Which schools can be told in bands beside all schools together, so that no group of people becomes known by it.

A reader knows every headcount and every band. Whatever fits them is a table of whole counts, one for each group of
people who work at the same schools. Of every school and of every such group these tables must leave 5 possible counts
(the minimum of the settings), or all of a smaller group.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from govstats.disclosure.bands import band
from govstats.disclosure.cells import ALL
from govstats.disclosure.solver import Tables
from govstats.disclosure.sums import Flags, Sums, Whole
from govstats.measures.shape import schools_of


def schools_in_bands(leaves: pd.DataFrame, minimum: int) -> dict[str, tuple[int, int]]:
    """The band of each school that may be told, and of all schools together ("All"), for one policy.

    Where a school's band would make a group known, the school is left out and the total stands. Beside the total alone
    no group is known: its band leaves room for any five of its people to have done it, or none of them.

    Parameters
    ----------
    leaves
        One row a group: `school` ("A + B" for people at both), `numerator`, `denominator`.

    Examples
    --------
    "30 to 35" at Elm and "38 to 44" together would say that all three people at Oak have.

    >>> people = pd.DataFrame({"school": ["Elm", "Oak"], "numerator": [35, 3], "denominator": [60, 3]})
    >>> schools_in_bands(people, 5)
    {'All': (38, 44)}
    >>> schools_in_bands(people.assign(numerator=[36, 3]), 5)
    {'All': (38, 44), 'Elm': (36, 41)}
    """
    schools = sorted({school for leaf in leaves["school"] for school in schools_of(leaf)})
    member = np.array(
        [[True] * len(leaves), *([each in schools_of(leaf) for leaf in leaves["school"]] for each in schools)]
    )
    done, people = (leaves[each].to_numpy("int64") for each in ("numerator", "denominator"))
    headcount = member @ people
    bands = np.array([band(int(count), int(of), minimum) for count, of in zip(member @ done, headcount, strict=True)])
    # From nobody to everybody is no news, and nothing else is told of few.
    told = (bands[:, 0] > 0) | (bands[:, 1] < headcount)
    while known := [*_known(member, people, done, bands, told, minimum)]:
        told[_left_out(member, headcount, told, known[0])] = False
    names = [ALL, *schools]
    return {names[place]: (int(bands[place, 0]), int(bands[place, 1])) for place in np.flatnonzero(told)}


def _left_out(member: Flags, headcount: Whole, told: Flags, group: Flags) -> int:
    """The smallest school that tells of a group, else the smallest that is told; all schools together at the last."""
    is_school = np.arange(len(told)) > 0
    choices = (told & is_school & (member & group).any(axis=1), told & is_school, told)
    choice = next(np.flatnonzero(each) for each in choices if each.any())
    return int(choice[np.argmin(headcount[choice])])


def _known(member: Flags, people: Whole, done: Whole, bands: Whole, told: Flags, minimum: int) -> Iterator[Flags]:
    """The groups, schools among them, that the bands told make known."""
    groups = np.unique(np.vstack([member, np.eye(len(people), dtype=bool)]), axis=0)
    sizes = groups @ people
    needs = np.minimum(minimum - 1, sizes)
    least = most = groups @ done
    tables = Tables(people, Sums.over(map(np.flatnonzero, member[told])), (bands[told, 0], bands[told, 1]))
    for place in np.argsort(-sizes, kind="stable"):
        # Each table found is a witness for every group, so that few have to be asked for.
        for sign in (1, -1):
            if most[place] - least[place] >= needs[place]:
                break
            found = groups @ tables.least_whole(sign * groups[place].astype(float))
            least, most = np.minimum(least, found), np.maximum(most, found)
        if most[place] - least[place] < needs[place]:
            yield groups[place]
