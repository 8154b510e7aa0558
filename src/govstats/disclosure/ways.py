"""The ways that people can have gone from one report to the next, and those of them that a reader supposes.

A reader supposes that nobody has changed. Where the numbers rule that out he supposes it of as many as he can: first
that what was done has stayed done, then that no more has been done.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, pairwise, product
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from govstats.disclosure.crowds import Crowds
from govstats.disclosure.figures import History
from govstats.disclosure.groups import Group
from govstats.disclosure.solver import Tables
from govstats.disclosure.sums import Flags, Sums, Whole

Told = tuple[list[int], tuple[int, int]]  # ways, and how many people have gone any of them: the fewest and the most
Step = TypeVar("Step", np.bool_, np.int64)
# A status is two answers: whether it was done, and whether in time. The first of all is that it was not.
_SURELY, _PERHAPS, _NOT = 2, 1, 0
_NOT_DONE = 0


class Count(NamedTuple):
    """How many of some people had done a thing by a report, or surely had not: the ways that lead to it."""

    ways: list[int]
    people: Group


class Way(NamedTuple):
    """A way, and who may have gone it."""

    way: int
    people: Group


class Ways:
    """Of the people whom figures tell apart, how many can have gone from each status to each other one.

    A step leads from one report that counts an atom to the next that does; where only one does, it leads nowhere. Every
    status before with every status after is a way, and the ways of all steps are the leaves of a table.
    """

    def __init__(self, history: History, crowds: Crowds) -> None:
        self._history, self._crowds = history, crowds
        self._timed = any(figure.in_time for figures in history for figure in figures)
        self._open = any(figure.unsure for figures in history for figure in figures)
        answers = (_NOT, _PERHAPS, _SURELY) if self._open else (_NOT, _SURELY)
        self._answers = [(done, done) for done in answers]
        if self._timed:
            self._answers = [(done, in_time) for done in answers for in_time in answers if in_time <= done]
        self._statuses = len(self._answers)
        counted = self._crowds.counted
        self._steps: list[tuple[int, int, int]] = []  # an atom, the report before, the report after
        for atom in range(counted.shape[1]):
            reports = [int(each) for each in np.flatnonzero(counted[:, atom])]
            self._steps += [(atom, *step) for step in pairwise(reports)] or [(atom, reports[0], reports[0])]
        # A report is told of by the step that leads to it; the first one of all, by the step that leads on from it.
        begun = {(before, atom): (step, False) for step, (atom, before, _) in reversed([*enumerate(self._steps)])}
        self._at = begun | {(after, atom): (step, True) for step, (atom, _, after) in enumerate(self._steps)}
        sizes = self._crowds.sizes[[atom for atom, *_ in self._steps]]
        self._told = [*self._hang_together(sizes.tolist())]
        before, after = np.divmod(np.tile(np.arange(self._statuses**2), len(self._steps)), self._statuses)
        self._undone = (before != _NOT_DONE) & (before != after)  # it has lapsed, or was put right
        self._done_since = (before == _NOT_DONE) & (after != _NOT_DONE)
        stands = self._each_way(np.array([before == after for _, before, after in self._steps], bool))
        self._possible: Whole = self._each_way(sizes) * ~(stands & (before != after))

    def counts_of(self, groups: Flags) -> Iterator[Count]:
        """What might be told of some groups: at each report, how many had done it, and in time.

        Where of somebody it cannot be told, how many surely had not is no complement, and asked too. That it cannot
        be told of one of a few is not asked: it says that this one has not surely done it.
        """
        for group in groups:
            people = Group.union(compress(self._crowds.atoms, group))
            for report in np.flatnonzero(self._crowds.counted[:, group].all(axis=1)):
                for in_time, answer in product((False, True)[: 1 + self._timed], (_SURELY, _NOT)[: 1 + self._open]):
                    yield Count(self._ways_to(int(report), group, answer, in_time=in_time), people)

    def of_one(self, most: Whole) -> list[Way]:
        """The ways that whoever is told apart alone may have gone."""
        alone = [(step, self._crowds.atoms[atom]) for step, (atom, *_) in enumerate(self._steps)]
        return [Way(way, people) for step, people in alone if len(people) == 1 for way in self._ways(step) if most[way]]

    def supposed(self) -> Whole:
        """How many a reader supposes may have gone each way."""
        most = self._possible
        allowed = np.zeros(len(self._possible), dtype=bool)
        both = self._undone | self._done_since
        for change, allows in ((self._undone, both), (self._done_since, self._done_since)):
            allowed |= self._each_way(self._must(change & ~allowed, most)) & allows
            most = most * ~(change & ~allowed)
        return most

    def tables(self, history: History, most: Whole, few: tuple[Flags, int] | None = None) -> Tables:
        """The tables of ways that fit the figures of a history, or of a part of it.

        Parameters
        ----------
        most
            How many can have gone each way.
        few
            Some ways, and how many can have gone any of them.
        """
        told = [*self._told]
        for report, figures in enumerate(history):
            for each in figures:
                atoms = self._crowds.of(each)
                told.append((self._ways_to(report, atoms, _SURELY, in_time=each.in_time), each.ends))
                if self._open and each.unsure is not None:
                    unsure = self._ways_to(report, atoms, _PERHAPS, in_time=each.in_time)
                    told.append((unsure, (each.unsure, each.unsure)))
        if few:
            told.append(([*map(int, np.flatnonzero(few[0]))], (0, few[1])))
        least, greatest = np.array([ends for _, ends in told]).T
        return Tables(most, Sums.over(ways for ways, _ in told), (least, greatest))

    def _must(self, change: Flags, most: Whole) -> Flags:
        """The steps in which somebody may have changed, where no more did than the figures ask for."""
        found = np.zeros(len(self._steps), dtype=bool)
        # Where there is one report alone, nobody can have changed.
        possible = most[change].any()
        fewest = int(self.tables(self._history, most).least_whole(change)[change].sum()) if possible else 0
        tables = self.tables(self._history, most, (change, fewest)) if fewest else None
        while tables:
            sought = change & ~self._each_way(found)
            taken = sought & (tables.least_whole(-sought.astype(float)) > 0)
            if not taken.any():
                break
            found |= taken.reshape(len(self._steps), -1).any(axis=1)
        return found

    def _ways_to(self, report: int, atoms: Flags, answer: int, *, in_time: bool) -> list[int]:
        """The ways of some people on which they come to an answer, of whether it was done or else done in time."""
        statuses = [place for place, answers in enumerate(self._answers) if answers[in_time] == answer]
        at = [self._at[report, int(atom)] for atom in np.flatnonzero(atoms)]
        return [way for step, after in at for status in statuses for way in self._of(step, status, after=after)]

    def _hang_together(self, sizes: Sequence[int]) -> Iterator[Told]:
        """Of each step, that everybody goes one way; and that whoever comes to a status goes on from it."""
        for step, size in enumerate(sizes):
            yield [*self._ways(step)], (size, size)
            if self._steps[step][0] == self._steps[step - 1][0] and step:
                for status in range(1, self._statuses):
                    others = (each for each in range(self._statuses) if each != status)
                    onwards = (way for each in others for way in self._of(step, each, after=False))
                    yield [*self._of(step - 1, status, after=True), *onwards], (size, size)

    def _ways(self, step: int) -> range:
        return range(step * self._statuses**2, (step + 1) * self._statuses**2)

    def _of(self, step: int, status: int, *, after: bool) -> range:
        """The ways of a step that lead to a status, or else from it."""
        ways = self._ways(step)
        return ways[status :: self._statuses] if after else ways[status * self._statuses :][: self._statuses]

    def _each_way(self, of_steps: npt.NDArray[Step]) -> npt.NDArray[Step]:
        return np.repeat(of_steps, self._statuses**2)
