"""Which withheld cells can be worked out, and what would have to be withheld besides."""

from collections.abc import Iterator

import numpy as np

from govstats.disclosure.cells import Cells
from govstats.disclosure.cuts import Cut, Room
from govstats.disclosure.insiders import Insider, Suspects
from govstats.disclosure.neighbours import Neighbours
from govstats.disclosure.reader import Reader
from govstats.disclosure.solver import NEAR
from govstats.disclosure.sums import Flags, Whole
from govstats.disclosure.witnesses import Witnesses

_PUSHES = 16


class Auditor:
    """Proves of each guarded cell that it is safe, by whole tables that fit what is printed.

    A cell is safe where its smallest and largest count lie as far apart as it needs, and where nobody who knows what
    one person has done can tell its count, unless that person is all there is of the cell.

    Parameters
    ----------
    needs
        By cell: how far apart its ends have to be; 0 where it is not guarded.
    """

    def __init__(self, cells: Cells, needs: Whole) -> None:
        self._cells, self._needs, self._own, self._count = cells, needs, cells.own, cells.count
        self._room = Room.of(cells)
        self._witnesses = Witnesses(cells)
        self._chance = np.random.default_rng(0)  # the same table is audited the same way every time

    def cuts(self, withheld: Flags) -> list[Cut]:
        """What must be withheld besides; nothing where every withheld cell that is guarded is safe."""
        guarded = withheld & (self._needs > 0)
        reader = self._reader(withheld)
        self._witnesses.keep(~withheld)
        self._push(reader)
        return [*self._too_narrow(reader, withheld, guarded)] or [*self._known(reader, withheld, guarded)]

    def _reader(self, withheld: Flags) -> Reader:
        return Reader(self._cells, self._count, ~withheld)

    def _push(self, reader: Reader) -> None:
        """Find tables far from each other, in which leaves are as small or as large as chance has it."""
        for _ in range(_PUSHES):
            towards = np.where(reader.free, self._chance.choice((-1.0, 1.0), len(reader.free)), 0.0)
            for sign in (1.0, -1.0):
                self._witnesses.add_if_whole(reader.least(sign * towards))

    def _too_narrow(self, reader: Reader, withheld: Flags, guarded: Flags) -> Iterator[Cut]:
        """Cuts for the cells that any reader can work out, or nearly so."""
        for cell in np.flatnonzero(guarded & (self._witnesses.width < self._needs)):
            # A table that was found for another cell may be a witness for this one.
            if self._witnesses.width[cell] < self._needs[cell]:
                yield from self._unless_wide(reader, withheld, int(cell), int(self._needs[cell]))

    def _known(self, reader: Reader, withheld: Flags, guarded: Flags) -> Iterator[Cut]:
        """Cuts for the cells that somebody can tell who knows what one person has done."""
        suspects = Suspects(self._cells, reader.free, guarded, self._witnesses)
        # Where little has moved but the cells themselves, nearly everybody is what the insiders know.
        neighbours = Neighbours(self._cells, reader)
        for _ in range(_PUSHES if len(suspects) > _PUSHES else 0):
            towards = suspects.cells * self._chance.choice((-1.0, 1.0), len(guarded))
            self._witnesses.add_if_whole(neighbours.moved(reader.weights(towards)))
        for cell in np.flatnonzero(suspects.cells):
            for sign in (1.0, -1.0):
                if suspects.any_of(int(cell)):
                    self._witnesses.add_if_whole(neighbours.moved(sign * reader.of(int(cell))))
            while insider := suspects.take(int(cell)):
                yield from self._unless_wide(reader, withheld, int(cell), 1, insider)

    def _unless_wide(
        self, reader: Reader, withheld: Flags, cell: int, need: int, insider: Insider | None = None
    ) -> Iterator[Cut]:
        """A cut unless the ends of a cell lie as far apart as it needs."""
        of_cell = reader.of(cell)
        ends = [reader.least(sign * of_cell, insider) for sign in (1.0, -1.0)]
        for end in ends:
            self._witnesses.add_if_whole(end)
        if (ends[1].counts - ends[0].counts) @ of_cell < need - NEAR:
            room = self._room.but_for(self._own[insider.leaf], done=insider.done) if insider else self._room
            below, above = (
                room.at(reader.prices(sign * of_cell, end)) for sign, end in zip((1.0, -1.0), ends, strict=True)
            )
            yield Cut.of(cell, below + above, float(need))
        elif not all(end.whole for end in ends) and self._narrow(reader, cell, need, insider):
            # Fractions leave room that whole counts lack, and say nothing of where more could come from.
            yield Cut.of(cell, self._helpful(withheld, cell, need, insider).astype(float), 1.0)

    def _narrow(self, reader: Reader, cell: int, need: int, insider: Insider | None) -> bool:
        """Whether whole counts leave a cell less room than it needs. The truth is one of them."""
        of_cell, found = reader.of(cell), [int(self._count[cell])]
        for sign in (1.0, -1.0):
            table = reader.least_whole(sign * of_cell, insider)
            self._witnesses.add(table)
            found.append(int(table @ of_cell))
            if np.ptp(found) >= need:
                return False
        return True

    def _helpful(self, withheld: Flags, cell: int, need: int, insider: Insider | None) -> Flags:
        """Cells of which one at least must be withheld besides: all others are, here, and the cell is not safe."""
        others = withheld.copy()

        def without_help(some: Whole) -> None:
            trial = others.copy()
            trial[some] = True
            if self._narrow(self._reader(trial), cell, need, insider):
                others[some] = True
            elif len(some) > 1:
                for half in np.array_split(some, 2):
                    without_help(half)

        without_help(np.flatnonzero(~withheld))
        return ~others
