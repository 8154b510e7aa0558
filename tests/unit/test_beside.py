"""Which further figures may be printed of the same people: a specification by example, and an oracle that counts."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govstats.disclosure.beside import Figure, Printed
from govstats.disclosure.groups import Group
from tests.examples import EXAMPLES

# Of people p01 to p25: what is printed, then what is to stand beside it (first to last, how many of them, in time).
CASES = """
printed               | beside                | may stand | why
1-20 14               | 1-20 14               | yes       | the same figure again
1-20 14               | 1-15 10               | yes       | the five others are a group that a board may see
1-20 14               | 1-17 12               | no        | three others, of whom two have done it
1-20 14               | 21-25 4               | yes       | other people
1-20 14               | 21-24 4               | no        | fewer than five
1-20 14               | 1-0 0                 | yes       | nobody, so nothing is told
1-20 14               | 1-17 9 in time        | yes       | of the three others, from none to all may have done it still
1-20 14               | 1-17 13 in time       | no        | at most one of the three others has done it
1-20 20               | 1-17 17 in time       | yes       | that all have done it is told already
1-20 14, 1-15 10      | 6-20 11               | yes       | each apart by five
1-20 14, 1-10 8       | 1-12 9                | no        | two of the second ten
1-12 9 in time        | 1-14 10 in time       | no        | two others
"""


def rows() -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in CASES.strip().splitlines()[1:]]


def figure(words: str) -> Figure:
    span, done, *in_time = words.split()
    first, last = map(int, span.split("-"))
    return Figure(Group.of(range(first, last + 1)), int(done), bool(in_time))


@pytest.mark.parametrize(("printed", "beside", "may_stand", "why"), rows(), ids=lambda words: words)
def test_figure_beside_others(printed: str, beside: str, may_stand: str, why: str) -> None:
    already = Printed()
    for words in printed.split(", "):
        assert already.add_if_safe(figure(words))
    assert already.allows(figure(beside)) == (may_stand == "yes"), why


@st.composite
def crowds(draw: st.DrawFn) -> list[Figure]:
    """Three figures about overlapping groups of a crowd of which everybody's state is known to the test."""
    states = draw(st.lists(st.sampled_from(["not", "late", "in time"]), min_size=5, max_size=12))
    found = []
    for _ in range(3):
        chosen = draw(st.lists(st.booleans(), min_size=len(states), max_size=len(states)))
        in_time = draw(st.booleans())
        counts = ("in time",) if in_time else ("in time", "late")
        members = [place for place, taken in enumerate(chosen) if taken]
        done = sum(states[place] in counts for place in members)
        found.append(Figure(Group.of(members), done, in_time))
    return found


@settings(max_examples=EXAMPLES, deadline=None)
@given(crowds())
def test_no_few_become_better_known(figures: list[Figure]) -> None:
    """Every state of the crowd is tried: what is admitted narrows no group of fewer than five."""
    printed, admitted = Printed(), []
    for each in figures:
        if printed.add_if_safe(each):
            before, after = feasible(admitted, figures), feasible([*admitted, each], figures)
            for group in small_groups([*admitted, each]):
                needs = min(5, len(group))
                for was, now in zip(before(group), after(group), strict=True):
                    assert now >= min(needs, was), (admitted, each, group)
            admitted.append(each)


def small_groups(figures: list[Figure]) -> set[frozenset[int]]:
    atoms: dict[tuple[bool, ...], set[int]] = {}
    for person in set().union(*(each.people for each in figures)):
        atoms.setdefault(tuple(person in each.people for each in figures), set()).add(person)
    apart = {frozenset(people) for people in atoms.values()}
    apart |= {frozenset(one.people) - frozenset(other.people) for one, other in product(figures, repeat=2)}
    return {group for group in apart if 0 < len(group) < 5}


def feasible(printed: list[Figure], all_figures: list[Figure]):
    """How wide the count of a group can be, of those who have done it and of those in time, by trying every table."""
    atoms: dict[tuple[bool, ...], set[int]] = {}
    for person in sorted(set().union(*(each.people for each in all_figures))):
        atoms.setdefault(tuple(person in each.people for each in all_figures), set()).add(person)
    groups = list(atoms.values())
    tables = [
        table
        for table in product(*([(i, d) for d in range(len(g) + 1) for i in range(d + 1)] for g in groups))
        if all(
            each.done
            == sum(table[place][0 if each.in_time else 1] for place, g in enumerate(groups) if g <= {*each.people})
            for each in printed
        )
    ]

    def widths(group: frozenset[int]) -> tuple[int, int]:
        places = [place for place, g in enumerate(groups) if g <= group]
        found = [[sum(table[place][kind] for place in places) for table in tables] for kind in (1, 0)]
        done, in_time = (max(counts) - min(counts) for counts in found)
        return done, in_time

    return widths
