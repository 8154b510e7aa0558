"""A report held against earlier ones: 50 and 300 schools beside one, 50 beside three.

`make benchmark` prints the times, in seconds of the processor. Beside the smallest stands what is plainer: each school
asked for by itself, after those before it. It measures; only that the total stands and something gives way is checked.
"""

import random
import time
from datetime import date
from functools import partial

import pytest

from govstats.disclosure.beside import Printed
from govstats.disclosure.figures import Edition, Figure
from govstats.disclosure.groups import Group, number_of

SIZES = [(50, 1), (50, 3), (300, 1)]


def reports(schools: int, many: int) -> list[dict[str, Figure]]:
    """The figures of a policy, report by report: at each school a few sign, join and leave between two of them."""
    draw = random.Random(2025)
    staff = {
        f"School {number:03}": {f"{number}-{place}": draw.random() < 0.8 for place in range(draw.randint(20, 60))}
        for number in range(schools)
    }
    found = []
    for term in range(many):
        everybody = {person: signed for people in staff.values() for person, signed in people.items()}
        crowds = {"All": everybody, **staff}
        found.append(
            {name: Figure(Group.of(map(number_of, people)), sum(people.values())) for name, people in crowds.items()}
        )
        for name, people in staff.items():
            stayed = {person: signed for person, signed in people.items() if draw.random() > 0.01}
            joined = {f"{name}, joined {term}-{place}": draw.random() < 0.7 for place in range(draw.randrange(3))}
            staff[name] = {person: signed or draw.random() < 0.05 for person, signed in stayed.items()} | joined
    return found


def seconds(work: partial) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(("schools", "earlier"), SIZES)
def test_a_report_is_held_against_earlier_ones(schools, earlier):
    *before, now = reports(schools, earlier + 1)
    editions = {Edition(date(2020 + term, 12, 19), term): [*each.values()] for term, each in enumerate(before)}
    printed = Printed(date(2025, 12, 19), editions)
    taken = seconds(partial(printed.add_some, now))
    exact = sum(figure.most is None for figure in printed.figures)
    assert 0 < exact < len(now)
    print(
        f"\n{schools} schools beside {earlier} earlier: {exact} of {len(now)} figures as they are, "
        f"{len(printed.figures) - exact} as ranges\n{'all together':32}{taken:>10.2f} s"
    )
    if (schools, earlier) == SIZES[0]:
        one_by_one = Printed(date(2025, 12, 19), editions)
        alone = seconds(partial(lambda: [one_by_one.add_if_safe(figure) for figure in now.values()]))
        print(f"{'one after another':32}{alone:>10.2f} s, {alone / taken:.0f} times as long")
