"""What has to be withheld so that a withheld cell is safe: inequalities over which cells are withheld.

The range of a cell is as wide as the printed cells leave it room; the duals of the programmes that find its ends say
how much room each further cell would give (Fischetti and Salazar-González, Management Science 47, 2001).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from govstats.disclosure.cells import Cells
from govstats.disclosure.sums import Weights, Whole

# Where more cells of a line can move, they leave room enough nearly always; where they do not, the audit says so.
MOST_CELLS = 32


@dataclass(frozen=True, eq=False)
class Cut:
    """If `cell` is withheld, the room of those of the `cells` that are withheld comes to its `need` at least."""

    cell: int
    cells: Whole
    room: Weights
    need: float

    @classmethod
    def of(cls, cell: int, room: Weights, need: float) -> "Cut":
        """From the room of every cell."""
        cells = np.flatnonzero(room)
        return cls(cell, cells, room[cells], need)


@dataclass(frozen=True, eq=False)
class Room:
    """How far the count of each cell can be from the truth if it is withheld.

    Attributes
    ----------
    down, up
        By cell: to nobody, and to everybody.
    """

    down: Whole
    up: Whole

    @classmethod
    def of(cls, cells: Cells) -> "Room":
        return cls(cells.count, cells.headcount - cells.count)

    def but_for(self, cell: int, *, done: bool) -> "Room":
        """The same for somebody who knows that one person of a cell has, or has not, done it."""
        one = np.arange(len(self.up)) == cell
        return replace(self, down=self.down - one) if done else replace(self, up=self.up - one)

    def at(self, prices: Weights) -> Weights:
        """How much each cell lets an end move, at what one more in that cell moves it."""
        return np.where(prices > 0, prices * self.down, -prices * self.up)


def cuts_of_lines(cells: Cells, needs: Whole) -> Iterator[Cut]:
    """What each line of few movable cells asks for: a sum and its leaves, of which any is what the others leave.

    Parameters
    ----------
    needs
        By cell: how far apart its ends have to be; 0 where it is not guarded.
    """
    room, own = Room.of(cells), cells.own
    for total in map(int, np.flatnonzero(cells.sums.sizes > 1)):
        line = np.append(own[cells.sums[total]], total)
        down, up = room.down[line], room.up[line]
        if min(map(np.count_nonzero, (down, up))) > MOST_CELLS:
            continue
        # A leaf falls where the others rise or the total falls; the total falls with its leaves.
        leaf = np.append(np.ones(len(line) - 1, dtype=bool), False)
        against = leaf & leaf[:, np.newaxis]
        falls, rises = np.where(against, up, down), np.where(against, down, up)
        for each in (falls, rises):
            np.fill_diagonal(each, 0)
        # Each end lies where the line lets it, or where there is nobody, or everybody.
        for further, left in ((falls + rises, np.zeros_like(up)), (falls, up), (rises, down)):
            few = np.count_nonzero(further, axis=1) <= MOST_CELLS
            for place in np.flatnonzero(few & (needs[line] > left)):
                need = float(needs[line[place]] - left[place])
                yield Cut(int(line[place]), line, further[place].astype(float), need)
