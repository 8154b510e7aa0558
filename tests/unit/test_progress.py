"""Progress in words and time: a line for each thing; in a notebook in one place, and only where someone looks on."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import IPython.display
import pytest

from govstats.reports import progress
from govstats.reports.opening import open_report
from govstats.reports.progress import in_notebook, told, told_when_done
from tests.journey.organisations import write

TREES = ["Ash", "Elm", "Oak", "Yew"]


class Clock:
    """A clock that goes on by ten seconds with each tree."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: self.now))

    def trees(self) -> Iterator[str]:
        for tree in TREES:
            self.now += 10
            yield tree


def test_what_is_done_is_told_of_with_the_time_that_the_rest_will_take(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    assert [*told_when_done(Clock(monkeypatch).trees(), 4, str, said.append)] == TREES
    assert said == [
        "  1 of 4: Ash (about 30 seconds left)",
        "  2 of 4: Elm (about 20 seconds left)",
        "  3 of 4: Oak (about 10 seconds left)",
        "  4 of 4: Yew",
    ]


def test_so_is_what_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, said = Clock(monkeypatch), list[str]()
    for _ in told(TREES, str, said.append):
        clock.now += 10
    assert said == [
        "  1 of 4: Ash",
        "  2 of 4: Elm (about 30 seconds left)",
        "  3 of 4: Oak (about 20 seconds left)",
        "  4 of 4: Yew (about 10 seconds left)",
    ]


class Place:
    def __init__(self) -> None:
        self.said: list[str] = []

    def update(self, forms: dict[str, str], **_: Any) -> None:
        self.said.append(forms["text/plain"])


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Place]:
    """The places that were shown."""
    places: list[Place] = []

    def display(*_: Any, **__: Any) -> Place:
        places.append(Place())
        return places[-1]

    monkeypatch.setattr(IPython.display, "display", display)
    return places


def test_it_says_in_one_place_how_far_it_has_come(shown: list[Place], monkeypatch: Any, tmp_path: Any) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "report.ipynb")
    write("one school", tmp_path)
    open_report(str(tmp_path), "Autumn 2025", "2025-12-19", "", "")
    [place] = shown
    assert [words.partition(".")[0] for words in place.said] == [
        "Reading the exports",
        "Counting, and protecting every figure",
        "Ready",
    ]


def test_under_papermill_it_is_quiet(shown: list[Place], monkeypatch: Any) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    in_notebook()("Reading the exports.")
    assert not shown
