"""Exhibits for the office: figures that are not protected, and so have no mark by which a page could take them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd
from ipywidgets import HTML, Dropdown, IntSlider, Output, VBox, Widget

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import paragraph
from govstats.lab.saying import look, shown
from govstats.lab.seen import somebody_answers


class OfficeExhibit(Exhibit):
    """An exhibit of counts as they are. Pages are made of marked exhibits, and this one has no mark."""

    @property
    def mark(self) -> dict[str, Any]:
        return {}


class Asked:
    """An office exhibit that answers to questions: with widgets where somebody sees it, else as it begins.

    Attributes
    ----------
    exhibit
        What it shows now.
    data
        Its figures, one row an item.
    """

    def __init__(self, first: Exhibit, questions: Sequence[Widget], answer: Callable[[], Exhibit]) -> None:
        self.exhibit, self._questions, self._answer = first, questions, answer
        self._notice, self._shown = HTML(), Output()
        for question in questions:
            question.observe(self._asked, "value")

    @property
    def data(self) -> pd.DataFrame:
        return self.exhibit.data

    @property
    def title(self) -> str:
        return self.exhibit.title

    def _asked(self, _: object) -> None:
        try:
            self.exhibit, self._notice.value = self._answer(), ""
        except ValueError as error:
            self._notice.value = shown(paragraph(f"◆ {error}", "verdict bad"))
        self._show()

    def _show(self) -> None:
        data, _ = self.exhibit._repr_mimebundle_()
        self._shown.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if not somebody_answers():
            return self.exhibit._repr_mimebundle_(**options)
        self._show()
        box = VBox([HTML(look()), *self._questions, self._notice, self._shown])
        return box._repr_mimebundle_(**options)


def question(label: str, options: Iterable[tuple[str, Any]], value: Any) -> Dropdown:
    """A list to choose from, at its first entry where the value is none of them."""
    offered = [*options]
    chosen = value if value in [each for _, each in offered] else offered[0][1]
    return _field(Dropdown(description=label, options=offered, value=chosen))


def number(label: str, least: int, most: int, value: int, **options: Any) -> IntSlider:
    """A whole number to choose. The answer comes when the handle is let go of."""
    most = max(most, value)
    return _field(IntSlider(description=label, min=least, max=most, value=value, continuous_update=False, **options))


def _field(widget: Any) -> Any:
    widget.add_class("govstats-field")
    return widget
