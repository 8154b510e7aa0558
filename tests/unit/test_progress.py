"""Progress in a notebook: words in one place for a person who looks on, and nothing where nobody does."""

from typing import Any

import IPython.display
import pytest

from govstats.reports.opening import open_report
from govstats.reports.progress import in_notebook
from tests.journey.organisations import write


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
