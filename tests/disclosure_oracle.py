"""What a published table tells, and the least that has to be withheld of it: worked out by counting through tables.

It knows nothing of `protect` and `attack`, and proves what they say by this rule alone:

- **Unknown** are whole counts, one a leaf, from none to the leaf's headcount; headcounts are public. A cell is a sum
  of leaves: every margin of the dimensions, coarser groupings too; a leaf "A + B" lies in the groupings A and B.
  Every printed cell is an equation. A leaf that no row shows is hidden.
- **Small** is a cell with fewer people than the minimum, and more than none. It is withheld.
- **Guarded** is every withheld cell that has a row, and every hidden leaf that is small. Over the whole tables that
  fit everything printed, its largest and smallest count differ by `min(minimum, headcount)` or more.
- **An insider** knows what one person of one leaf has done, whatever that may be: that the leaf's count is 1 or more,
  or that it is less than its headcount. No guarded cell is then exact, but one that holds this person alone.
- **Few** are several leaves that have fewer people together than the minimum, and somebody in each. What they count
  together is not the same in all whole tables that fit.
- **The cost** of a table is the number of its withheld cells, margins too, hidden leaves not; of two that cost the
  same, the one whose withheld cells hold fewer people is the cheaper.

A table is small enough where its whole tables can be counted through (`MOST`); the ends of a larger one's cells are
found by whole-number programmes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

ALL = "All"
MOST = 200_000  # whole tables to count through
MOST_CHOICES = 18  # cells that may be withheld or printed: each choice of them is a candidate


class TooManyTables(Exception):
    """There are more whole tables, or more choices, than can be counted through."""


@dataclass(frozen=True, eq=False)
class Table:
    """The cells of a table of leaves.

    Attributes
    ----------
    labels
        Of each cell its row; of hidden leaves, which come last, None.
    members
        Cells × leaves: which leaves a cell sums.
    count, headcount
        Of each leaf.
    """

    labels: list[tuple[str, ...] | None]
    members: np.ndarray
    count: np.ndarray
    headcount: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        return self.members @ self.count

    @property
    def people(self) -> np.ndarray:
        return self.members @ self.headcount

    @property
    def rows(self) -> np.ndarray:
        return np.array([label is not None for label in self.labels], dtype=bool)

    def small(self, minimum: int) -> np.ndarray:
        return (self.people > 0) & (self.people < minimum)

    def few(self, minimum: int) -> np.ndarray:
        """Groups × leaves: several leaves that have fewer people together than the minimum."""
        groups = [np.zeros(len(self.headcount), dtype=np.int64)]
        for leaf in np.flatnonzero((self.headcount > 0) & (self.headcount < minimum)):
            more = [group + (np.arange(len(group)) == leaf) for group in groups]
            groups += [group for group in more if group @ self.headcount < minimum]
        return np.array([group for group in groups if group.sum() > 1]).reshape(-1, len(self.headcount))

    def withheld(self, published: pd.DataFrame, dimensions: Sequence[str]) -> np.ndarray:
        """Which cells a published table of the same leaves leaves out; hidden ones among them."""
        said = dict(
            zip(published[list(dimensions)].itertuples(index=False, name=None), published["withheld"], strict=True)
        )
        assert len(said) == len(published)
        assert said.keys() == {label for label in self.labels if label is not None}
        return np.array([label is None or bool(said[label]) for label in self.labels], dtype=bool)


def table_of(
    counts: pd.DataFrame, dimensions: Sequence[str], nested: Mapping[str, Mapping[str, Sequence[str]]] | None = None
) -> Table:
    """The cells of a table of leaves, of all the margins of its dimensions."""
    members: dict[tuple[str, ...], list[int]] = {}
    for leaf, names in enumerate(counts[list(dimensions)].itertuples(index=False, name=None)):
        covers = [covering(name, (nested or {}).get(each, {})) for each, name in zip(dimensions, names, strict=True)]
        for label in product(*covers):
            members.setdefault(label, []).append(leaf)
    alone = {leaves[0] for leaves in members.values() if len(leaves) == 1}
    hidden = [leaf for leaf in range(len(counts)) if leaf not in alone]
    sums = np.zeros((len(members) + len(hidden), len(counts)), dtype=np.int64)
    for cell, leaves in enumerate([*members.values(), *([leaf] for leaf in hidden)]):
        sums[cell, leaves] = 1
    count, headcount = (counts[name].to_numpy(np.int64) for name in ("numerator", "denominator"))
    return Table([*members, *(None for _ in hidden)], sums, count, headcount)


def covering(name: str, groupings: Mapping[str, Sequence[str]]) -> set[str]:
    """A label, the groupings it lies in, those that these lie in, and the total."""
    found = {name}
    while more := {above for each in found for above in groupings.get(each, ())} - found:
        found |= more
    return found | {ALL}


def whole_tables(table: Table, printed: np.ndarray) -> np.ndarray:
    """Every whole table that fits the printed cells, a row each, leaf by leaf.

    Raises
    ------
    TooManyTables
    """
    equations, told = table.members[printed].astype(np.int32), table.counts[printed]
    found, sums = np.zeros((1, 0), dtype=np.int16), np.zeros((1, len(told)), dtype=np.int32)
    for leaf, headcount in enumerate(table.headcount):
        if len(found) * (headcount + 1) > 4 * MOST:
            raise TooManyTables
        value = np.tile(np.arange(headcount + 1, dtype=np.int32), len(found))
        found = np.column_stack([np.repeat(found, headcount + 1, axis=0), value]).astype(np.int16)
        sums = np.repeat(sums, headcount + 1, axis=0) + np.outer(value, equations[:, leaf])
        room = equations[:, leaf + 1 :] @ table.headcount[leaf + 1 :]
        fits = ((sums <= told) & (sums + room >= told)).all(axis=1)
        found, sums = found[fits], sums[fits]
        if len(found) > MOST:
            raise TooManyTables
    return found


def ranges(table: Table, withheld: np.ndarray) -> np.ndarray:
    """The least and the most of each cell over the whole tables that fit what is printed."""
    try:
        counts = whole_tables(table, ~withheld) @ table.members.T
    except TooManyTables:
        return np.array([ends_by_programme(table, ~withheld, cell) for cell in table.members])
    return np.column_stack([counts.min(axis=0), counts.max(axis=0)])


def ends_by_programme(table: Table, printed: np.ndarray, aim: np.ndarray, *, whole: bool = True) -> tuple[float, float]:
    """The least and the most of a sum of leaves: of whole counts, or of fractions too."""
    equations = LinearConstraint(table.members[printed], table.counts[printed], table.counts[printed])
    ends = []
    for sign in (1, -1):
        found = milp(
            sign * aim,
            integrality=np.full(len(aim), int(whole)),
            bounds=Bounds(0, table.headcount),
            constraints=equations if printed.any() else None,
            options={"mip_rel_gap": 0},
        )
        assert found.success, found.message
        leaves = np.round(found.x).astype(np.int64)
        if not whole:
            ends.append(sign * found.fun)
            continue
        # The table that was found proves the end, whatever the solver's tolerance.
        assert (table.members[printed] @ leaves == table.counts[printed]).all()
        assert (leaves >= 0).all() and (leaves <= table.headcount).all()
        ends.append(int(aim @ leaves))
    return ends[0], ends[1]


@dataclass(frozen=True)
class Knowledge:
    """What a reader knows beside what is printed: nothing, or that somebody of a leaf has done it, or has not."""

    leaf: int | None = None
    done: bool = False

    def fits(self, table: Table, tables: np.ndarray) -> np.ndarray:
        if self.leaf is None:
            return np.ones(len(tables), dtype=bool)
        return tables[:, self.leaf] >= 1 if self.done else tables[:, self.leaf] < table.headcount[self.leaf]

    def needs(self, table: Table, withheld: np.ndarray, minimum: int, few: np.ndarray) -> np.ndarray:
        """By how much the ends of each cell, and of each group of few, have to differ; 0 where nothing is guarded."""
        guarded = withheld & (table.rows | table.small(minimum))
        if self.leaf is None:
            return np.append(np.where(guarded, np.minimum(minimum, table.people), 0), np.ones(len(few), int))
        themselves = (table.people == 1) & (table.headcount[self.leaf] == 1) & (table.members[:, self.leaf] == 1)
        return np.append(np.where(guarded & ~themselves & (table.people > 0), 1, 0), np.zeros(len(few), int))


def readers(table: Table) -> Iterator[Knowledge]:
    """Everybody who may read the table: who knows nobody, and who knows what one person has done."""
    yield Knowledge()
    for leaf, (count, headcount) in enumerate(zip(table.count, table.headcount, strict=True)):
        if count >= 1:
            yield Knowledge(leaf, done=True)
        if count < headcount:
            yield Knowledge(leaf, done=False)


def told(table: Table, withheld: np.ndarray, minimum: int, tables: np.ndarray) -> list[tuple[Knowledge, np.ndarray]]:
    """To which reader which leaves are told, a guarded cell or few, of the whole tables that fit what is printed."""
    few = table.few(minimum)
    sums = np.vstack([table.members, few])
    counts = tables @ sums.T
    found = []
    for reader in readers(table):
        seen = counts[reader.fits(table, tables)]
        short = np.ptp(seen, axis=0) < reader.needs(table, withheld, minimum, few)
        found += [(reader, sums[place]) for place in np.flatnonzero(short)]
    return found


def optimum(table: Table, minimum: int) -> np.ndarray:
    """The cheapest cells to withhold, so that nothing guarded is told to any reader.

    Every choice is tried in the order of its cost. Where one fails because a cell is told to a reader, it is made as
    large as it can be while that cell is still told to that reader. Whatever withholds the cell and lies within the
    larger choice prints more, so it tells the cell too: all these are struck out untried. So it is with a group of few,
    whose cells are always withheld.

    Raises
    ------
    TooManyTables
    """
    always = table.small(minimum) | ~table.rows
    optional = np.flatnonzero((table.people >= minimum) & table.rows)
    if len(optional) > MOST_CHOICES:
        raise TooManyTables
    bits = np.int64(1) << np.arange(len(always), dtype=np.int64)
    few = table.few(minimum)
    guarded = np.append(bits, np.full(len(few), bits[always].max(initial=0)))
    choices, price = bits[always].sum(keepdims=True), np.zeros(1, dtype=np.int64)
    for cell in optional:
        choices = np.concatenate([choices, choices | bits[cell]])
        price = np.concatenate([price, price + 10_000_000 + table.people[cell]])
    choices = choices[np.argsort(price, kind="stable")]
    views = dict(_views(table, bits, few))

    while len(choices):
        choice = choices[0]
        withheld = (choice & bits) != 0
        failed = [
            (view, cell, need)
            for reader, view in views.items()
            for need in [reader.needs(table, withheld, minimum, few)]
            for cell in np.flatnonzero(view.widths(choice) < need)
        ]
        if not failed:
            return withheld
        for view, cell, need in failed:
            larger = choice
            for more in bits[optional]:
                if view.widths(larger | more, cell) < need[cell]:
                    larger |= more
            choices = choices[((choices & guarded[cell]) == 0) | ((choices & ~larger) != 0)]
    raise AssertionError("With everything withheld nothing is told.")


@dataclass(frozen=True, eq=False)
class View:
    """The whole tables that a reader holds possible, those together that differ from the true one in the same cells.

    Attributes
    ----------
    differ
        Of each group of tables, the cells in which they differ, one bit a cell.
    least, most
        Groups × cells, and groups of few: the ends of each in the group of tables.
    """

    differ: np.ndarray
    least: np.ndarray
    most: np.ndarray

    def widths(self, withheld: np.int64, cell: int | slice = slice(None)) -> np.ndarray:
        """How far the ends of the cells are apart, where these cells are withheld and all others are printed."""
        fits = (self.differ & ~withheld) == 0
        return self.most[fits, cell].max(axis=0) - self.least[fits, cell].min(axis=0)


def _views(table: Table, bits: np.ndarray, few: np.ndarray) -> Iterator[tuple[Knowledge, View]]:
    tables = whole_tables(table, np.zeros(len(bits), dtype=bool))
    differ = (tables @ table.members.T != table.counts) @ bits
    order = np.argsort(differ, kind="stable")
    tables, differ = tables[order], differ[order]
    counts = tables @ np.vstack([table.members, few]).T
    for reader in readers(table):
        fits = reader.fits(table, tables)
        starts = np.flatnonzero(np.diff(differ[fits], prepend=-1))
        ends = (end.reduceat(counts[fits], starts) for end in (np.minimum, np.maximum))
        yield reader, View(differ[fits][starts], *ends)


def cost(table: Table, withheld: np.ndarray) -> tuple[int, int]:
    """Withheld cells, and the people they hold."""
    rows = withheld & table.rows
    return int(rows.sum()), int(table.people[rows].sum())
