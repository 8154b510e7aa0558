"""Every leak by arithmetic that the design of disclosure lists, on tables small enough to be counted through.

A careless page withholds the groups of fewer than five people, here and there a sum besides, and no more. A reader
counts through all tables that fit what it shows, and is left with one number. Of what is published here he learns
nothing, in whichever way it is shown. What a page tells by its form alone is in tests/journey/test_twins.py.
"""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from govstats.disclosure import MINIMUM, protect
from govstats.disclosure.beside import Printed
from govstats.disclosure.figures import Edition, Figure
from govstats.disclosure.groups import Group, number_of
from govstats.statistics import wilson
from tests.disclosure_oracle import Knowledge, Table, table_of, told, whole_tables

# Who has done it of how many, and sums beside the totals | withheld besides | shown are | what is told | what leaks
LEAKS = """
Other 2/3, Aides 9/12, Teachers 17/20             |          | counts    | Other 2          | one beside its total
Other 2/3, Aides 9/12, Teachers 17/20             |          | remaining | Other 2          | the complement
Other 2/3, Aides 9/12, Teachers 17/20             |          | per cents | Other 2          | a percentage
Other 2/3, Aides 9/12, Teachers 17/20             |          | intervals | Other 2          | an interval
Other 2/3, Aides 9/12, Teachers 17/20             |          | points    | Other 2          | a point of a funnel
Other 2/3, Aides 6/10, Teachers 7/10              | All      | bars      | Other 2          | the order of bars
Other 4/4, Aides 4/4, Teachers 17/20              |          | counts    | Other 4          | two groups, both complete
Other 0/4, Aides 0/4, Teachers 17/20              |          | counts    | Aides 0          | two groups, none of them
Head 1/1, Other 1/2, Aides 9/12, Teachers 17/20   |          | counts    | Other 1, to Head | one person as the partner
Ash 17/20, Elm 15/18, Ash + Elm 1/2               |          | counts    | Ash + Elm 1      | people at several schools
Ash 2/3, Elm 15/20, Oak 16/20, but Elm: Ash & Oak | All      | counts    | Ash 2            | all except a school
Ash 20/30, Elm 1/2, Oak 1/2                       |          | counts    | Elm & Oak 2      | those left over
N/Aides 1/2, N/Heads 8/9, S/Aides 1/2, S/Heads 7/9 |         | counts    | N/Aides & S/Aides 2 | left over of all
N/Aides 2/3, N/Heads 5/9, S/Aides 6/8, S/Heads 7/9 | N, All  | counts    | N/Aides 2        | role groups and regions
"""
# Who was counted in both reports, and who in one | counted in the first | and in the second | what is told | when
TIMES = """
stayed 37/40, joined 1/1           | stayed       | stayed, joined | joined 1 | one has joined
stayed 37/40, joined 2/2           | stayed       | stayed, joined | joined 2 | two have joined
stayed 37/40, left 0/1             | stayed, left | stayed         | left 0   | one has left
stayed 37/40, left 1/1, joined 0/2 | stayed, left | stayed, joined | joined 0 | one has left, and two have joined
"""
Shown = Callable[[np.ndarray, np.ndarray], np.ndarray]
# A number is shown in one of these ways: of counts (tables × cells), and of how many people each cell has.
WAYS: dict[str, Shown] = {
    "counts": lambda counts, _: counts,
    "remaining": lambda counts, people: people - counts,
    "per cents": lambda counts, people: np.round(100 * counts / people),
    "intervals": np.vectorize(lambda count, of: "{:.1%} to {:.1%}".format(*wilson(count, of)), otypes=[object]),
    "points": lambda counts, people: np.round(counts / people, 3),
}


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def label_of(name: str, dimensions: int) -> tuple[str, ...]:
    """ "N/Aides" are the aides of the North, and "N" is all of the North."""
    return tuple([*name.split("/"), *["All"] * dimensions][:dimensions])


def read(people: str) -> tuple[pd.DataFrame, dict[str, dict[str, list[str]]]]:
    """Counts of leaves, and which sums they lie in."""
    each = [part.partition(": ") for part in people.split(", ")]
    named = [name.rsplit(" ", 1) for name, _, members in each if not members]
    labels = pd.DataFrame([name.split("/") for name, _ in named]).rename(columns=str)
    done, of = zip(*(map(int, share.split("/")) for _, share in named), strict=True)
    within = {name: name.split(" + ") for name in labels["0"]}
    for title, _, members in each:
        within |= {name: [name, title] for name in members.split(" & ") if name}
    return labels.assign(numerator=done, denominator=of), {"0": within}


def left_possible(table: Table, printed: np.ndarray, way: str) -> np.ndarray:
    """The whole tables that fit what a page shows of the printed cells."""
    tables = whole_tables(table, np.zeros(len(table.labels), dtype=bool))

    def shown(tables: np.ndarray) -> np.ndarray:
        counts = tables @ table.members.T
        if way != "bars":
            return WAYS[way](counts[:, printed], table.people[printed])
        # A bar without a number is drawn all the same, in its place among the others.
        bars = [label is not None and "All" not in label for label in table.labels]
        order = np.argsort(-(counts / table.people)[:, bars], axis=1, kind="stable")
        return np.hstack([counts[:, printed], order])

    return tables[(shown(tables) == shown(table.count[np.newaxis])).all(axis=1)]


def number_told(table: Table, tables: np.ndarray, told_of: str) -> tuple[int, int, int]:
    """The least and the most that a cell can be to a reader; and what it is said to be."""
    said, _, reader = told_of.partition(", to ")
    name, number = said.rsplit(" ", 1)
    counts = tables @ table.members.T
    if reader:
        leaf = int(table.members[table.labels.index((reader,))].argmax())
        counts = counts[Knowledge(leaf, done=bool(table.count[leaf])).fits(table, tables)]
    dimensions = len(table.labels[0] or ())
    cell = sum(counts[:, table.labels.index(label_of(each, dimensions))] for each in name.split(" & "))
    return int(cell.min()), int(cell.max()), int(number)


@pytest.mark.parametrize(("people", "besides", "way", "tells", "leak"), rows(LEAKS), ids=lambda each: each)
def test_a_careless_page_leaks_and_ours_does_not(people: str, besides: str, way: str, tells: str, leak: str) -> None:
    counts, nested = read(people)
    dimensions = [*counts.columns[:-2]]
    table = table_of(counts, dimensions, nested)

    more = [label_of(name, len(dimensions)) for name in besides.split(", ")]
    careless = table.small(MINIMUM) | ~table.rows | np.array([label in more for label in table.labels])
    least, most, number = number_told(table, left_possible(table, ~careless, way), tells)
    assert least == most == number, f"a careless page does not tell it: {leak}"

    ours = table.withheld(protect(counts, dimensions, nested=nested), dimensions)
    for each in WAYS:
        assert not told(table, ours, MINIMUM, left_possible(table, ~ours, each)), f"told by {each}: {leak}"


@pytest.mark.parametrize(("people", "first", "second", "tells", "leak"), rows(TIMES), ids=lambda each: each)
def test_two_careless_reports_leak_and_ours_do_not(people: str, first: str, second: str, tells: str, leak: str) -> None:
    counts, _ = read(people)
    table = table_of(counts, ["0"])
    then, now = (np.isin(counts["0"], part.split(", ")) for part in (first, second))
    # Those counted twice are taken not to have changed.
    tables = whole_tables(table, np.zeros(len(table.labels), dtype=bool))
    known = tables[(tables @ then == table.count @ then) & (tables @ now == table.count @ now)]
    least, most, number = number_told(table, known, tells)
    assert least == most == number, f"two careless reports do not tell it: {leak}"

    ours = _printed_beside(counts, then, now)
    known = tables[(tables @ then == table.count @ then) & (ours[0] <= tables @ now) & (tables @ now <= ours[1])]
    least, most, _ = number_told(table, known, tells)
    of = table.people[table.labels.index((tells.split()[0],))]
    assert most - least == of, f"told: {leak}"


def _printed_beside(counts: pd.DataFrame, then: np.ndarray, now: np.ndarray) -> tuple[int, int]:
    """The total of the second report, from its least to its most, beside that of the first."""

    def total(counted: np.ndarray) -> Figure:
        who = counts[counted]
        people = (
            number_of(name, str(number))
            for name, of in zip(who["0"], who["denominator"], strict=True)
            for number in range(of)
        )
        return Figure(Group.of(people), int(who["numerator"].sum()))

    printed = Printed(date(2025, 12, 19), {Edition(date(2025, 7, 22), 0): [total(then)]})
    figure = printed.add_some({"All": total(now)})["All"]
    assert figure is not None
    return figure.ends
