"""Who is told apart by figures: people who are counted in the same ones are one atom.

Figures may also count what people are to sign. A group is then small by its people, however much they are to sign.
"""

from functools import cached_property

import numpy as np
import pandas as pd

from govstats.disclosure.figures import Figure, History
from govstats.disclosure.groups import Group
from govstats.disclosure.sums import Flags, Whole


class Crowds:
    """The people whom the figures of a history count, crowd by crowd.

    Attributes
    ----------
    atoms
        The people of each.
    sizes
        How many they are.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._place: dict[Group, int] = {}
        for figures in history:
            for figure in figures:
                self._place.setdefault(figure.people, len(self._place))
        everybody = Group.union(self._place)
        members = [np.searchsorted(everybody.members, crowd.members) for crowd in self._place]
        alike, told_apart = np.zeros(len(everybody), "int64"), 1
        for inside in members:
            # Each crowd tells apart who is in it among those who were alike before.
            among, apart = np.unique(alike[inside], return_inverse=True)
            alike[inside] = told_apart + apart
            told_apart += len(among)
        atom = pd.factorize(alike)[0]
        self.sizes: Whole = np.bincount(atom)
        in_order = np.split(np.argsort(atom, kind="stable"), np.cumsum(self.sizes)[:-1])
        self.atoms = [*map(everybody.chosen, in_order)] if len(atom) else []
        self._within = np.zeros((len(members), len(self.sizes)), dtype=bool)
        for crowd, inside in enumerate(members):
            self._within[crowd, atom[inside]] = True
        # Where somebody is to sign several things, that may be several atoms.
        people, person = np.unique(everybody.people, return_inverse=True)
        self._everybody = len(people)
        self._is_in, self._person = np.divmod(np.unique(atom * len(people) + person), max(len(people), 1))

    def of(self, figure: Figure) -> Flags:
        """The atoms that a figure counts."""
        return np.asarray(self._within[self._place[figure.people]])

    @cached_property
    def counted(self) -> Flags:
        """Report × atom: whether some figure of the report counts them."""
        places = ([self._place[figure.people] for figure in figures] for figures in self._history)
        return np.array([self._within[each].any(axis=0) for each in places])

    def small_groups(self, minimum: int) -> Flags:
        """The groups of fewer than `minimum` that figures tell apart: by a difference, or by all of them together.

        Returns
        -------
        array
            Group × atom.
        """
        people: Whole = np.bincount(self._is_in, minlength=len(self.atoms))
        apart = np.eye(len(people), dtype=bool)[people < minimum]
        # In floating point, for of it large products of tables are quick.
        members = self._within.astype("float64")
        if self._everybody == people.sum():
            counted = members * people
            others = counted.sum(axis=1)[:, np.newaxis] - counted @ members.T
        else:
            others = self._others(self._within)
        one, other = np.nonzero((others > 0) & (others < minimum))
        return np.asarray(np.unique(np.vstack([apart, self._within[one] & ~self._within[other]]), axis=0))

    def _others(self, members: Flags) -> Whole:
        """By two crowds, of how many people something is counted in the first that is not in the second."""
        are_in = np.zeros((self._everybody, len(self.atoms)))
        are_in[self._person, self._is_in] = 1.0
        return np.array([(are_in @ (one & ~members).T > 0).sum(axis=0) for one in members], "int64")
