"""More schools than a table has columns: those furthest from the target first, and every one in the annex."""

import re

import pytest

from govstats.exhibits.page import Page
from govstats.exhibits.schools import all_coverage, by_school
from govstats.reports.gate.read_back import of_page
from tests.unit.made_up import release
from tests.unit.reading import table_of


def trust(schools: int):
    """Schools of 40 people, of whom 20 to 40 have signed; of every tenth school nothing is told."""
    signed = {f"School {at:03}": 40 if at % 10 == 7 else (20 + at % 21, 40) for at in range(schools)}
    return release(signed, every_policy=True)


# Schools | columns of the body's table and its rows | tables of the annex beside that of policies, and their rows
SHAPES = """
6   | 7 |  1 | 0 |   0
7   | 2 |  7 | 2 |  14
50  | 2 | 12 | 2 | 100
60  | 2 | 12 | 2 | 120
61  | 2 | 20 | 1 |  61
600 | 2 | 20 | 1 | 600
601 | 2 | 20 | 1 |   5
"""


@pytest.mark.parametrize("line", SHAPES.strip().splitlines())
def test_schools_are_columns_then_rows_then_bands(line: str) -> None:
    schools, *shape = map(int, line.split("|"))
    published = trust(schools)
    body, annex = by_school(Page(published)), all_coverage(Page(published))
    assert body
    html = annex.html if annex else ""
    every = re.findall(r'<table id="(?:every-school-\d|bands)-table".*?</table>', html)
    rows = table_of(body)
    assert [len(rows[0]), len(rows), len(every), sum(each.count("<tr>") - 1 for each in every)] == shape
    assert not [*of_page(body.html + html, published, "")]


def test_the_lowest_come_first_and_what_is_withheld_does_not() -> None:
    body = by_school(Page(trust(50)))
    assert body
    assert [[*row] for row in table_of(body)][:4] == [
        ["School 000", "20 of 40 (50%)"],
        ["School 021", "20 of 40 (50%)"],
        ["School 042", "20 of 40 (50%)"],
        ["School 001", "21 of 40 (53%)"],
    ]


def test_another_number_of_schools_in_a_band_is_found() -> None:
    published = trust(601)
    annex = all_coverage(Page(published))
    assert annex
    [bands] = re.findall(r'<table id="bands-table".*?</table>', annex.html)
    for number in re.findall(r"<td>(\d+)<", bands):
        assert [*of_page(bands.replace(f"<td>{number}<", f"<td>{int(number) + 1}<"), published, "")]
