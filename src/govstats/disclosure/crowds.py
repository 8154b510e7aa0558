"""Who is told apart by figures: people who are counted in the same ones are one atom.

Figures may also count what people are to sign. A group is then small by its people, however much they are to sign.
"""

from functools import cached_property

import numpy as np
import pandas as pd

from govstats.disclosure.figures import Figure, Group, History, person_of
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
        self._everybody = sorted(Group().union(*self._place))
        place_of = {person: place for place, person in enumerate(self._everybody)}
        members = [np.fromiter(map(place_of.__getitem__, crowd), "int64", len(crowd)) for crowd in self._place]
        alike, told_apart = np.zeros(len(self._everybody), "int64"), 1
        for inside in members:
            # Each crowd tells apart who is in it among those who were alike before.
            among, apart = np.unique(alike[inside], return_inverse=True)
            alike[inside] = told_apart + apart
            told_apart += len(among)
        atom = pd.factorize(alike)[0]
        self.sizes: Whole = np.bincount(atom)
        self._within = np.zeros((len(members), len(self.sizes)), dtype=bool)
        for crowd, inside in enumerate(members):
            self._within[crowd, atom[inside]] = True
        by_atom = np.array(self._everybody, dtype=object)[np.argsort(atom, kind="stable")]
        self.atoms = [*map(Group, np.split(by_atom, np.cumsum(self.sizes)[:-1]))] if len(atom) else []

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
        people: Whole = np.array([*map(len, self._people)], "int64")
        apart = np.eye(len(people), dtype=bool)[people < minimum]
        # In floating point, for of it large products of tables are quick.
        members = self._within.astype("float64")
        if len(Group().union(*self._people)) == people.sum():
            counted = members * people
            others = counted.sum(axis=1)[:, np.newaxis] - counted @ members.T
        else:
            others = self._others(self._within)
        one, other = np.nonzero((others > 0) & (others < minimum))
        return np.asarray(np.unique(np.vstack([apart, self._within[one] & ~self._within[other]]), axis=0))

    @cached_property
    def _people(self) -> list[Group]:
        """By atom, who is counted in it: where somebody is to sign several things, that may be several atoms."""
        if not any(person_of(each) != each for each in self._everybody):
            return self.atoms
        return [Group(map(person_of, atom)) for atom in self.atoms]

    def _others(self, members: Flags) -> Whole:
        """By two crowds, of how many people something is counted in the first that is not in the second."""
        everybody = sorted(Group().union(*self._people))
        are_in = np.array([[person in atom for atom in self._people] for person in everybody], "float64")
        return np.array([(are_in @ (one & ~members).T > 0).sum(axis=0) for one in members], "int64")
