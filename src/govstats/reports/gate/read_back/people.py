"""Figures of signatures and inductions: by policy and school in tables and bars, in the tiles, and their pace."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from govstats.disclosure import ALL, Published
from govstats.disclosure.margins import BAND
from govstats.exhibits.many_schools import EVERY_POLICY, in_bands
from govstats.exhibits.page import COVERAGE, INDUCTION, Page
from govstats.exhibits.wording import per_cent
from govstats.measures.remembered import remembered
from govstats.periods import say_day
from govstats.reports.gate.read_back.difference import NUMBER, WITHHELD, Difference, as_cell, numbers_of, undated
from govstats.reports.gate.web import Table

_FIGURE = re.compile(rf"{NUMBER}(?: to {NUMBER})? of {NUMBER}")
_IN_TIME = "induction_timeliness"
_FINE = 1_000_000  # a share as a count, for the rounding of counts

# What a tile is of: a measure and its basis.
_TILES = {
    "Policies signed": (COVERAGE, "all"),
    "Inductions done": (INDUCTION, "all"),
    "Inducted in time": (_IN_TIME, "due"),
}
_OF_POLICIES = re.compile(rf", in {NUMBER} of {NUMBER} policies")

Key = tuple[str, str, str]  # measure, basis, school
_AT_ONCE = 128  # of which figures are kept: all those of a page, and not all those of a trust


@dataclass(frozen=True)
class Told:
    """What may be printed of one figure: the ways to write its count, and the numbers that may stand beside it.

    `bar` is where its bar begins and ends, as shares; `least` the least share that it can be. Of what is not `known` of
    anybody, a page may say just that.
    """

    counts: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    bar: tuple[float, float] = (0.0, 0.0)
    of: int = 0
    least: float = 0.0
    known: bool = True

    @classmethod
    def of_row(cls, row: Mapping[Any, Any]) -> "Told":
        of, ranged = int(row["denominator"]), not pd.isna(row["at_least"])
        if row["withheld"] and not ranged:
            return cls()
        least = int(row["at_least"] if ranged else row["numerator"])
        most = int(row["at_most"]) if ranged else least + int(row["unknown"])
        whole, span = f"{least:,} of {of:,}", f"{least:,} to {most:,} of {of:,}"
        shares = {number for end in (least, most) for number in numbers_of(per_cent(end, of))}
        counts = (span,) if ranged else (whole, span) if most > least else (whole,)
        bar = (least / of if ranged else 0.0, most / of if ranged else least / of) if of else (0.0, 0.0)
        known = ranged or int(row["unknown"]) < of
        return cls(counts, frozenset({*shares, str(most)}), bar, of, least / of if of else 0.0, known)


class People:
    """The published figures of signatures and inductions, ready to be compared with the tables of a page.

    Parameters
    ----------
    school
        Whose page it is; "" for the organisation's.
    """

    def __init__(self, published: Published, school: str) -> None:
        self._level, self._pace, self._line = school or ALL, published.pace, published.over_time
        self._today = say_day(published.as_at)
        self._goal = published.targets.acknowledged
        self._target = f"Target {self._goal:.0%}"
        self._schools = {as_cell(each): each for each in published.schools}
        self._page = Page(published, school)
        self._now, self._before = all_told(published.counts), all_told(published.before)

    def figure(self, table: Table) -> Iterator[Difference]:
        """The bars: the count in words, and where each bar begins and ends."""
        yield from self._cells(table, {2: (COVERAGE, "all", self._level)})
        for row, bars in zip(table.body, table.drawn[1:], strict=True):
            told = self._now.get(COVERAGE, "all", self._level, row[0]) or Told()
            start, end = told.bar
            wanted = [(_per_cent(start), _per_cent(end - start))] if told.counts else []
            if bars != wanted:
                yield Difference(f"the bar of {row[0]}", str(bars), str(wanted or WITHHELD))

    def by_school(self, table: Table) -> Iterator[Difference]:
        """Schools as columns, or as rows where they are many."""
        if table.headings[0] != "School":
            yield from self._cells(table, self._at_schools(table))
            return
        policies = [ALL if heading == EVERY_POLICY else heading for heading in table.headings]
        for label, *cells in table.body:
            school = self._schools.get(label, "")
            for policy, cell in zip(policies[1:], cells, strict=True):
                told = self._now.get(COVERAGE, "all", school, policy)
                yield from _compared(f"{table.name}, {label}, {policy}", cell, told)

    def at_school(self, place: str, cell: str, label: str, policy: str) -> Iterator[Difference]:
        """One cell: how many have signed a policy at the school that a page so names."""
        yield from _compared(place, cell, self._now.get(COVERAGE, "all", self._schools.get(label, ""), policy))

    def bands(self, table: Table) -> Iterator[Difference]:
        """How many schools lie in each band of shares."""
        everyone = [self._now.get(COVERAGE, "all", school, ALL) or Told() for school in self._schools.values()]
        shares = [told.least if told.counts and told.of else None for told in everyone]
        wanted = {band: f"{many:,}" for band, many in in_bands(shares, self._goal)}
        for band, many in table.body:
            if wanted.get(band) != many:
                yield Difference(f"{table.name}, {band}", many, wanted.get(band, "no such band"))

    def everywhere(self, table: Table) -> Iterator[Difference]:
        due = {2: (COVERAGE, "due", self._level)} if table.headings[2:3] == ["Due to sign"] else {}
        yield from self._cells(table, {1: (COVERAGE, "all", self._level), **due})

    def starters(self, table: Table) -> Iterator[Difference]:
        yield from self._cells(table, {1: (INDUCTION, "all", self._level), 2: (_IN_TIME, "due", self._level)})

    def tiles(self, table: Table) -> Iterator[Difference]:
        for fact, value, detail, moved in table.rows:
            counted = f"{value} {detail}".replace(self._target, "")
            if fact.startswith("Lowest"):
                if not detail.endswith(self._target):
                    yield Difference(fact, detail, self._target)
                yield from self._lowest(fact, value, detail.replace(f". {self._target}", ""), undated(moved))
            elif kind := _TILES.get(fact):
                told = (self._now.get(*kind, self._level, ALL), self._before.get(*kind, self._level, ALL))
                some, counted = _OF_POLICIES.search(counted), _OF_POLICIES.sub("", counted)
                if some and numbers_of(some[0]) != self._policies(*kind):
                    yield Difference(f"{fact}, policies", some[0], " of ".join(self._policies(*kind)))
                yield from _compared(fact, counted, told[0], needed=False)
                yield from _compared(f"{fact}, before", undated(moved), told[1], needed=False)
            elif fact != "Policies in date" and numbers_of(f"{value} {detail} {undated(moved)}"):
                yield Difference(fact, value, "no figure that is read back")

    def _policies(self, measure: str, basis: str) -> tuple[str, str]:
        """Of how many policies something is told, and of how many there are, as they are printed."""
        of = [told for policy, told in self._now.policies(measure, basis, self._level).items() if policy != ALL]
        return str(sum(bool(told.counts) for told in of)), str(len(of))

    def _lowest(self, fact: str, value: str, detail: str, moved: str) -> Iterator[Difference]:
        detail = detail.removesuffix(self._new_since(detail))
        policy, _, counted = detail.rpartition(": ") if ": " in detail else (detail, "", "")
        key = (COVERAGE, "all", self._level, policy)
        if told := self._now.get(*key):
            yield from _compared(f"{fact}, {policy}", f"{value} {undated(counted)}", told, needed=False)
            yield from _compared(f"{fact}, {policy}, before", moved, self._before.get(*key), needed=False)
            return
        # Of several ranges that begin alike the tile says where they begin, and not whose they are.
        here = self._now.policies(COVERAGE, "all", self._level).values()
        if not any({*numbers_of(f"{value} {moved}")} <= each.beside for each in [Told(), *here]):
            yield Difference(fact, f"{value} {moved}", "a share of a policy")

    def _new_since(self, detail: str) -> str:
        """What a tile says of when its policy was new: a vague date and a school's name may hold numbers."""
        said = ((as_cell(each), as_cell(self._page.new_since(each))) for each in self._page.policies)
        return next((new for policy, new in said if detail.startswith(f"{policy}: ") and detail.endswith(new)), "")

    def over_time(self, table: Table) -> Iterator[Difference]:
        """The points of the line: each day with its count."""
        rows = self._line[~self._line["withheld"].astype(bool)].to_dict("records")
        told = {say_day(row["day"]): Told.of_row(row | dict.fromkeys(BAND)) for row in rows}
        told[self._today] = self._now.get(COVERAGE, "all", self._level, ALL) or Told()
        for day, cell in table.body:
            yield from _compared(f"{table.name}, {day}", cell, told.get(day))

    def pace(self, measure: str, table: Table) -> Iterator[Difference]:
        frame = self._pace[self._pace["measure"] == measure]
        rows = {as_cell(f"{row['policy']} ({row['people']:,})"): row["policy"] for row in frame.to_dict("records")}
        for label, *cells in table.body:
            of = frame[frame["policy"] == rows.get(label, "")].set_index("day")
            if of.empty:
                yield Difference(f"{table.name}, {label}", label, "no such policy with so many people")
            for heading, cell in zip(table.headings[1:], cells, strict=True):
                day = int(heading.removeprefix("Day "))
                wanted = _share(of.loc[day]) if day in of.index else ""
                if numbers_of(cell) != numbers_of(wanted):
                    yield Difference(f"{table.name}, {label}, {heading}", cell, wanted or WITHHELD)

    def _at_schools(self, table: Table) -> dict[int, Key]:
        return {
            place: (COVERAGE, "all", self._schools[heading])
            for place, heading in enumerate(table.headings)
            if place and heading in self._schools
        }

    def _cells(self, table: Table, columns: Mapping[int, Key]) -> Iterator[Difference]:
        for policy, *cells in table.body:
            for place, cell in enumerate(cells, start=1):
                told = self._now.get(*columns[place], policy) if place in columns else None
                yield from _compared(f"{table.name}, {policy}, {table.headings[place]}", cell, told)


class AllTold:
    """What may be printed of each figure of a frame, by measure, basis, school and policy."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._rows = frame.groupby(["measure", "basis", "school"], sort=False, observed=True).indices
        self._read = lru_cache(maxsize=_AT_ONCE)(self._policies)

    def policies(self, measure: str, basis: str, school: str) -> Mapping[str, Told]:
        return self._read(measure, basis, school)

    def _policies(self, *key: str) -> Mapping[str, Told]:
        rows = self._frame.iloc[self._rows.get(key, [])].to_dict("records")
        return {as_cell(str(row["policy"])): Told.of_row(row) for row in rows}

    def get(self, measure: str, basis: str, school: str, policy: str) -> Told | None:
        return self.policies(measure, basis, school).get(policy)


all_told = remembered(AllTold)  # every page of a run is read back against the same


def _compared(place: str, cell: str, told: Told | None, *, needed: bool = True) -> Iterator[Difference]:
    """A cell against what may be printed in it. What is published must stand there, if it is `needed`."""
    if told is None or not told.counts:
        if numbers_of(cell):
            yield Difference(place, cell, WITHHELD)
        return
    printed = _FIGURE.search(cell)
    if printed and printed[0] not in told.counts:
        yield Difference(place, printed[0], told.counts[0])
    elif {*numbers_of(_FIGURE.sub("", cell, count=1))} - told.beside or (
        needed and told.of and told.known and not printed
    ):
        yield Difference(place, cell, told.counts[0])


def _share(row: pd.Series) -> str:
    chance = "" if pd.isna(row["lower"]) else f" ({_rounded(row['lower'])} to {_rounded(row['upper'])})"
    return f"{_rounded(row['done'])}{chance}"


def _rounded(share: float) -> str:
    return per_cent(round(share * _FINE), _FINE)


def _per_cent(part: float) -> str:
    return f"{100 * part:.1f}".removesuffix(".0") + "%"
