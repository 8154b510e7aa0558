"""When a figure has moved: more than one, more than two points, and more than chance; else no clear change."""

import pandas as pd
import pytest

from govstats.exhibits.comparing import change_of_documents, change_of_people, differ
from govstats.exhibits.count import Count
from govstats.exhibits.headline import headline
from govstats.exhibits.page import COVERAGE, IN_TIME, INDUCTION
from tests.unit.pages import count as figure
from tests.unit.pages import page

# now | then | policies | said. A count with + has that many of whom it cannot be told.
PEOPLE = """
170 of 180   | 140 of 180     | 1  | Up from 140 of 180 (78%)
140 of 180   | 170 of 180     | 1  | Down from 170 of 180 (94%)
160 of 180   | 155 of 180     | 1  | No clear change: chance may give that
45 of 50     | 43 of 50       | 1  | No clear change: chance may give that
1870 of 2280 | 1930 of 2220   | 13 | No clear change: a person signs many policies
1870 of 2280 | 1930 of 2220   | 1  | Down from 1,930 of 2,220 (87%)
1500 of 2280 | 1930 of 2220   | 13 | Down from 1,930 of 2,220 (87%)
900 of 1000  | 885 of 1000    | 1  | No clear change: within two points
9900 of 9999 | 9701 of 9999   | 1  | No clear change: within two points
9900 of 9999 | 9600 of 9999   | 1  | Up from 9,600 of 9,999 (96%)
20 of 20     | 19 of 20       | 1  | No clear change: one person
20 of 20     | 8 of 20        | 1  | Up from 8 of 20 (40%)
19 of 19     | 8 of 19        | 1  | Too few people
30 of 30     | 8 of 19        | 1  | Too few people
260 of 260   | 100 of 260     | 14 | Too few people
140+30 of 180 | 170 of 180    | 1  | No clear change: nearly all of them may have signed
170 of 180   | 140+30 of 180  | 1  | No clear change: nearly all of them may have signed
150 of 150   | none           | 1  | First report
150 of 150   | 0 of 0         | 1  | First report
"""

# now | then | said
DOCUMENTS = """
9 of 16    | 12 of 16  | Down from 12 of 16
12 of 16   | 9 of 16   | Up from 9 of 16
9 of 16    | 9 of 12   | Down from 9 of 12
9 of 16    | 10 of 16  | No clear change: one policy
1 of 1     | 0 of 1    | No clear change: one policy
2 of 2     | 0 of 2    | Up from 0 of 2
16 of 16   | 16 of 16  | No clear change
98 of 200  | 101 of 200 | No clear change: within two points
96 of 200  | 101 of 200 | Down from 101 of 200
9 of 16    | none      | First report
9 of 16    | 0 of 0    | First report
0 of 0     | 9 of 16   | First report
"""

# share, people | share, people | whether they differ
GROUPS = """
0.90, 180 | 0.75, 180  | True
0.75, 180 | 0.90, 180  | True
0.90, 180 | 0.89, 180  | False
0.90, 19  | 0.20, 180  | None
0.90, 180 | 0.20, 19.9 | None
1.00, 20  | 0.60, 20.5 | True
"""


def cases(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


def count(words: str) -> Count | None:
    if words == "none":
        return None
    done, of = words.split(" of ")
    sure, _, unknown = done.partition("+")
    return Count("All", "All", int(sure), int(of), int(unknown or 0), 0)


def agrees(said: str, expected: str) -> bool:
    """What follows a colon in the table says why, and is not printed."""
    return said.startswith(expected.partition(":")[0]) and (said.endswith(" 22 July 2025") or said == "First report")


@pytest.mark.parametrize(("now", "then", "policies", "expected"), cases(PEOPLE))
def test_people(now: str, then: str, policies: str, expected: str) -> None:
    counted = count(now)
    assert counted
    said = change_of_people(counted, count(then), int(policies), "22 July 2025")
    assert agrees(said, expected), said


@pytest.mark.parametrize(("now", "then", "expected"), cases(DOCUMENTS))
def test_documents(now: str, then: str, expected: str) -> None:
    first, second = ((each.done or 0, each.of) if each else None for each in (count(now), count(then)))
    assert first
    said = change_of_documents(first, second, "22 July 2025")
    assert agrees(said, expected), said


@pytest.mark.parametrize(("one", "other", "expected"), cases(GROUPS))
def test_groups(one: str, other: str, expected: str) -> None:
    numbers = [float(number) for group in (one, other) for number in group.split(",")]
    assert str(differ(*numbers)) == expected


def test_a_withheld_figure_is_not_compared() -> None:
    now = Count("All", "All", 150, 180, 0, 0)
    assert change_of_people(now, Count("All", "All", None, 180, 0, 0), 1, "22 July 2025").endswith("is withheld")


# measure | now | then | school | what its tile says
TILES = """
coverage  | 170 of 180 | 140 of 180 |           | Up from 140 of 180 (78%) on 22 July 2025
coverage  | 170 of 180 | none       |           | First report
coverage  | 170 of 180 | 140 of 180 | Ash Grove | The change is shown for all schools together
induction | 30 of 40   | 10 of 40   |           | Up from 10 of 40 (25%) on 22 July 2025
induction | 9 of 12    | 10 of 40   |           | Too few people to compare with 22 July 2025
induction | 30 of 40   | 0 of 0     |           | None was due on 22 July 2025
induction | 30 of 40   | none       |           | First report
"""


@pytest.mark.parametrize(("measure", "now", "then", "school", "expected"), cases(TILES))
def test_the_tiles_keep_to_it(measure: str, now: str, then: str, school: str, expected: str) -> None:
    name, place = {"coverage": COVERAGE, "induction": IN_TIME}[measure], {"school": school or "All"}
    first, second = count(now), count(then)
    assert first
    counts = [figure(name, first.done, first.of, **place), figure(name, first.done, first.of, policy="Safety", **place)]
    counts.append(figure(INDUCTION, first.done, first.of, policy="Safety"))
    before = [figure(name, second.done, second.of, period_end="2025-07-22")] if second else []
    release = {"counts": pd.DataFrame(counts), "before": pd.DataFrame(before, columns=list(counts[0]))}
    said = headline(page(school, **release)).data["change"]
    assert expected in list(said)
