"""Figures of schools beside each other, for the policy of which the table's caption says that it compares them."""

import re
from collections.abc import Iterator

from govstats.disclosure import Published
from govstats.exhibits.against_chance import Position, compare_schools
from govstats.exhibits.contrast import Contrast, clearest_contrast
from govstats.exhibits.page import COVERAGE, Page
from govstats.exhibits.wording import points
from govstats.reports.gate.read_back.difference import Difference, as_cell, numbers_of
from govstats.reports.gate.read_back.people import People
from govstats.reports.gate.web import Table

_POINTS = re.compile(r"−?\d+")
_CAPTION = re.compile(r"Table \d+: (.+) signed, .+")


class Schools:
    """The published figures of schools, ready to be compared with the tables of a page that sets them side by side."""

    def __init__(self, published: Published, people: People) -> None:
        self._page, self._people = Page(published), people
        self._policies = {as_cell(policy): policy for policy in published.counts["policy"].unique()}

    def against_chance(self, table: Table) -> Iterator[Difference]:
        """Each school with its count, the range that chance gives it, and what is said of it."""
        policy = self._policy(table)
        found = compare_schools(self._page, policy)
        positions = {as_cell(each.school): each for each in found.positions} if found else {}
        for label, signed, expected, said in table.body:
            place, position = f"{table.name}, {label}", positions.get(label)
            yield from self._people.at_school(place, signed, label, as_cell(policy))
            wanted = _range(position)
            if numbers_of(expected) != wanted:
                yield Difference(f"{place}, {table.headings[2]}", expected, " ".join(wanted) or "no range")
            if position is None or said != position.said:
                yield Difference(f"{place}, {table.headings[3]}", said, position.said if position else "no such school")

    def difference(self, table: Table) -> Iterator[Difference]:
        """Two schools with their counts, and how far chance leaves them apart."""
        policy = self._policy(table)
        cells = [self._page.cell(COVERAGE, policy, school) for school in self._page.release.schools]
        wanted = _apart(clearest_contrast([each for each in cells if each]))
        *schools, (_, apart) = table.body
        for label, signed in schools:
            yield from self._people.at_school(f"{table.name}, {label}", signed, label, as_cell(policy))
        if _POINTS.findall(apart) != wanted:
            yield Difference(f"{table.name}, the difference", apart, " ".join(wanted) or "no difference")

    def _policy(self, table: Table) -> str:
        named = _CAPTION.fullmatch(table.caption)
        return self._policies.get(named[1], "") if named else ""


def _range(position: Position | None) -> tuple[str, ...]:
    if position is None or not position.expected or not position.count:
        return ()
    return tuple(str(number) for number in (*dict.fromkeys(position.expected), position.count.of))


def _apart(found: Contrast | None) -> list[str]:
    ends = (found.difference, found.lower, found.upper) if found else ()
    return _POINTS.findall(" ".join(map(points, ends)))
