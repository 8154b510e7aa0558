"""The line over time: its words, its figures in a table, its drawing, and the same in JupyterLab."""

import re
from datetime import date

import pandas as pd
import pytest

from govstats.disclosure.over_time import POINTS, VERSIONS
from govstats.exhibits.over_time import over_time
from govstats.exhibits.page import COVERAGE
from tests.unit.pages import count, page
from tests.unit.reading import table_of
from tests.unit.test_ranges_said import text_of

# The day and the count of each point, "c" for one that is withheld.
GROWN = {date(2025, 10, 31): 100, date(2025, 8, 31): None, date(2025, 6, 30): 60}


TYPES = {**dict.fromkeys(("numerator", "denominator", "unknown"), "Int64"), "withheld": bool}


def line(points: dict[date, int | None], school: str = "", **given: object) -> object:
    rows = [(day, done, None if done is None else 200, None if done is None else 0, done is None)
            for day, done in points.items()]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(POINTS)).astype(TYPES)
    counts = pd.DataFrame([count(COVERAGE, 150, 200), count(COVERAGE, 150, 200, policy="Safety")])
    begun = pd.DataFrame([(date(2025, 11, 20), "Safety", "2")], columns=list(VERSIONS))
    return over_time(page(school, counts=counts, over_time=frame, begun=begun, **given))


def test_it_says_how_coverage_has_moved_and_what_is_left_out() -> None:
    exhibit = line(GROWN)
    assert exhibit.title == "Coverage over time: 30% on 30 June 2025, 75% now"
    assert table_of(exhibit) == [
        ("30 June 2025", "60 of 200 (30%)"),
        ("31 October 2025", "100 of 200 (50%)"),
        ("19 December 2025", "150 of 200 (75%)"),
    ]
    assert "1 month-end is left out" in text_of(exhibit)


def test_a_line_that_turns_says_where() -> None:
    peak = line({date(2025, 10, 31): 190, date(2025, 6, 30): 60})
    assert peak.title == "Coverage over time: 30% on 30 June 2025, 75% now, after 95% on 31 October 2025"
    dip = line({date(2025, 10, 31): 20, date(2025, 6, 30): 60})
    assert dip.title == "Coverage over time: 30% on 30 June 2025, 75% now, after 10% on 31 October 2025"
    hardly = line({date(2025, 10, 31): 153, date(2025, 6, 30): 60})
    assert hardly.title == "Coverage over time: 30% on 30 June 2025, 75% now"


def test_the_drawing_is_hidden_from_whoever_hears_the_table_and_is_drawn_to_scale() -> None:
    html = str(line(GROWN).html)
    assert "<div class=line aria-hidden=true>" in html
    [points] = re.findall(r'<polyline [^>]*points="([^"]*)"', html)
    assert points == "0,140 123,100 172,50"  # days since the first, and 200 less two for each per cent
    assert 'd="M0 10H172M143 0V200"' in html  # 95%, and 20 November


def test_jupyterlab_draws_the_same_points() -> None:
    exhibit = line(GROWN)
    shares, versions = exhibit.figure.data
    assert list(shares.y) == [0.3, 0.5, 0.75]
    assert list(exhibit.data["numerator"]) == [60, 100, 150]
    assert list(versions.text) == ["In force: Safety"]


@pytest.mark.parametrize(
    ("points", "why"),
    [({}, "That needs leavers on the staff list"), (dict.fromkeys(GROWN), "would tell of too few people")],
)
def test_where_there_is_no_line_it_says_why(points: dict[date, int | None], why: str) -> None:
    exhibit = line(points)
    assert exhibit.title == "Coverage over time cannot be shown"
    assert why in text_of(exhibit)


def test_it_is_of_the_organisation_and_for_a_board() -> None:
    assert line(GROWN, "Ash Grove") is None
    assert line(GROWN, profile="public") is None
