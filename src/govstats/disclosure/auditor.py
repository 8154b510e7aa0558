"""Which withheld cells can be worked out, and what would have to be withheld besides."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from govstats.disclosure.cells import Cells
from govstats.disclosure.cuts import Cut, Room
from govstats.disclosure.insiders import Insider, Suspects
from govstats.disclosure.leftovers import LeftOver
from govstats.disclosure.neighbours import Neighbours
from govstats.disclosure.reader import Reader
from govstats.disclosure.solver import NEAR
from govstats.disclosure.sums import Flags, Leaves, Whole
from govstats.disclosure.witnesses import Witnesses

_PUSHES = 16


@dataclass(frozen=True, eq=False)
class _Asked:
    """Whether the ends of what some leaves count lie as far apart as it needs, if a cell is withheld."""

    leaves: Leaves
    cell: int
    need: int
    insider: Insider | None = None


class Auditor:
    """Proves of each guarded cell that it is safe, by whole tables that fit what is printed.

    A cell is safe where its smallest and largest count lie as far apart as it needs, and where nobody who knows what
    one person has done can tell its count, unless that person is all there is of the cell. Nor may the count of fewer
    than `minimum` people be told who are several cells together.

    Parameters
    ----------
    needs
        By cell: how far apart its ends have to be; 0 where it is not guarded.
    """

    def __init__(self, cells: Cells, needs: Whole, minimum: int) -> None:
        self._cells, self._needs, self._own, self._minimum = cells, needs, cells.own, minimum
        self._room = Room.of(cells)
        self._witnesses = Witnesses(cells)
        self._chance = np.random.default_rng(0)  # the same table is audited the same way every time

    def cuts(self, withheld: Flags) -> list[Cut]:
        """What must be withheld besides; nothing where every withheld cell that is guarded is safe."""
        guarded = withheld & (self._needs > 0)
        reader = self._reader(withheld)
        self._witnesses.keep(~withheld)
        self._push(reader)
        return (
            [*self._too_narrow(reader, withheld, guarded)]
            or [*self._left_over(reader, withheld)]
            or [*self._known(reader, withheld, guarded)]
        )

    def _reader(self, withheld: Flags) -> Reader:
        return Reader(self._cells, self._cells.count, ~withheld)

    def _push(self, reader: Reader) -> None:
        """Find tables far from each other, in which leaves are as small or as large as chance has it."""
        for _ in range(_PUSHES):
            towards = np.where(reader.free, self._chance.choice((-1.0, 1.0), len(reader.free)), 0.0)
            for sign in (1.0, -1.0):
                self._witnesses.add_if_whole(reader.least(sign * towards))

    def _too_narrow(self, reader: Reader, withheld: Flags, guarded: Flags) -> Iterator[Cut]:
        """Cuts for the cells that any reader can work out, or nearly so."""
        for cell in np.flatnonzero(guarded & (self._witnesses.width < self._needs)).tolist():
            # A table that was found for another cell may be a witness for this one.
            if self._witnesses.width[cell] < self._needs[cell]:
                asked = _Asked(self._cells.sums[cell], cell, int(self._needs[cell]))
                yield from self._unless_wide(reader, withheld, asked)

    def _left_over(self, reader: Reader, withheld: Flags) -> Iterator[Cut]:
        """Cuts for the groups of few who are several cells, and are told together."""
        left, looked = LeftOver(reader, self._cells.numerator, self._minimum), len(self._witnesses)
        left.add(self._witnesses.since(0))
        for leaves in left.groups():
            left.add(self._witnesses.since(looked))
            looked = len(self._witnesses)
            if not left.moved(leaves):
                # Each of its cells is withheld whatever happens.
                yield from self._unless_wide(reader, withheld, _Asked(leaves, int(self._own[leaves[0]]), 1))

    def _known(self, reader: Reader, withheld: Flags, guarded: Flags) -> Iterator[Cut]:
        """Cuts for the cells that somebody can tell who knows what one person has done."""
        suspects = Suspects(self._cells, reader.free, guarded, self._witnesses)
        # Where little has moved but the cells themselves, nearly everybody is what the insiders know.
        neighbours = Neighbours(self._cells, reader)
        for _ in range(_PUSHES if len(suspects) > _PUSHES else 0):
            towards = suspects.cells * self._chance.choice((-1.0, 1.0), len(guarded))
            self._witnesses.add_if_whole(neighbours.moved(reader.weights(towards)))
        for cell in np.flatnonzero(suspects.cells).tolist():
            leaves = self._cells.sums[cell]
            for sign in (1.0, -1.0):
                if suspects.any_of(cell):
                    self._witnesses.add_if_whole(neighbours.moved(sign * reader.of(leaves)))
            while insider := suspects.take(cell):
                asked = _Asked(leaves, cell, 1, insider)
                yield from self._unless_wide(reader, withheld, asked)

    def _unless_wide(self, reader: Reader, withheld: Flags, asked: _Asked) -> Iterator[Cut]:
        """A cut unless the ends lie as far apart as is needed."""
        weights, insider = reader.of(asked.leaves), asked.insider
        ends = [reader.least(sign * weights, insider) for sign in (1.0, -1.0)]
        for end in ends:
            self._witnesses.add_if_whole(end)
        if (ends[1].counts - ends[0].counts) @ weights < asked.need - NEAR:
            room = self._room.but_for(self._own[insider.leaf], done=insider.done) if insider else self._room
            below, above = (
                room.at(reader.prices(sign * weights, end)) for sign, end in zip((1.0, -1.0), ends, strict=True)
            )
            yield Cut.of(asked.cell, below + above, float(asked.need))
        elif not all(end.whole for end in ends) and self._narrow(reader, asked):
            # Fractions leave room that whole counts lack, and say nothing of where more could come from.
            yield Cut.of(asked.cell, self._helpful(withheld, asked).astype(float), 1.0)

    def _narrow(self, reader: Reader, asked: _Asked) -> bool:
        """Whether whole counts leave less room than is needed. The truth is one of them."""
        found = [int(self._cells.numerator[asked.leaves].sum())]
        for sign in (1.0, -1.0):
            table = reader.least_whole(sign * reader.of(asked.leaves), asked.insider)
            self._witnesses.add(table)
            found.append(int(table[asked.leaves].sum()))
            if np.ptp(found) >= asked.need:
                return False
        return True

    def _helpful(self, withheld: Flags, asked: _Asked) -> Flags:
        """Cells of which one at least must be withheld besides: all others are, here, and it is not enough."""
        others = withheld.copy()

        def without_help(some: Whole) -> None:
            trial = others.copy()
            trial[some] = True
            if self._narrow(self._reader(trial), asked):
                others[some] = True
            elif len(some) > 1:
                for half in np.array_split(some, 2):
                    without_help(half)

        without_help(np.flatnonzero(~withheld))
        return ~others
