"""Since when a version is new, and at which schools: a vague date stays vague, and nobody else's copy is called new."""

from datetime import date
from typing import Any

import pytest

from govstats.exhibits.headline import headline
from govstats.exhibits.page import COVERAGE, Page
from govstats.measures.reviews import IN_DATE
from govstats.reports.gate.read_back.people import People
from govstats.reports.gate.web import tables_of
from tests.unit.pages import count, frame, page, review

NEW, NEWER, OLD = date(2025, 10, 7), date(2025, 12, 1), date(2024, 10, 8)


def with_copies(*copies: tuple[str, date, str], school: str = "", **given: Any) -> Page:
    """First aid with its copies: the school, the day from which it was surely in force, and that day in words."""
    rows = [review("First aid", IN_DATE, school=at, began=day, began_said=said) for at, day, said in copies]
    return page(school, reviews=frame(rows[0], rows), **given)


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ("7 October 2025", ", new since 7 October 2025"),
        ("October 2025", ", new since October 2025"),
        ("Autumn 2025", ", new since Autumn 2025"),
        ("by 31 October 2025", ", new by 31 October 2025"),
        ("1 October 2025 to 7 October 2025", ", new since a day from 1 October 2025 to 7 October 2025"),
    ],
)
def test_a_vague_date_stays_vague(said: str, since: str) -> None:
    assert with_copies(("", NEW, said)).new_since("First aid") == since


@pytest.mark.parametrize(
    ("copies", "school", "since"),
    [
        ([("Ash Grove", NEW), ("Beech Lane", NEW)], "", ", new since then"),
        ([("Ash Grove", NEW), ("Beech Lane", NEWER)], "", ", new since then or later"),
        ([("Ash Grove", NEW), ("Beech Lane", OLD)], "", ", new since then at Ash Grove"),
        ([("Ash Grove", NEW), ("Beech Lane", OLD)], "Ash Grove", ", new since then"),
        ([("Ash Grove", NEW), ("Beech Lane", OLD)], "Beech Lane", ""),
        ([("", NEW), ("Ash Grove", OLD)], "", ", new since then at Beech Lane"),
        ([("", OLD), ("Ash Grove", NEW)], "Ash Grove", ", new since then"),
        ([("", OLD)], "", ""),
    ],
)
def test_copies_that_are_not_new_are_not_called_so(copies: list[tuple[str, date]], school: str, since: str) -> None:
    said = {NEW: "then", NEWER: "later", OLD: "once"}
    shown = with_copies(*((at, day, said[day]) for at, day in copies), school=school)
    assert shown.new_since("First aid") == since


@pytest.mark.parametrize(
    ("said", "since"), [("Autumn 2025", "since Autumn 2025"), ("by 31 October 2025", "by 31 October 2025")]
)
def test_the_gate_takes_it_for_no_figure_and_knows_its_words(said: str, since: str) -> None:
    rows = [count(COVERAGE, 30, 41, policy="First aid"), count(COVERAGE, 30, 41)]
    copies = ("School 1", NEW, said), ("School 2", OLD, "once")
    shown = with_copies(*copies, schools=("School 1", "School 2"), counts=frame(rows[0], rows))
    tile = f"First aid: 30 of 41 have signed, new {since} at School 1."
    html = str(headline(shown).html)
    assert tile in html
    for change, found in (("", ""), ("School 1", "School 2"), ("30 of", "31 of"), ("2025 at", "2024 at")):
        [tiles] = tables_of(html.replace(tile, tile.replace(change, found)))
        assert bool([*People(shown.release, "").tiles(tiles)]) == (change != found)
