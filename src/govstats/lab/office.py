"""Exhibits for the office: figures that are not protected, and so have no mark by which a page could take them."""

from collections.abc import Callable, Iterable, Mapping
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

    Parameters
    ----------
    first
        What it shows before anything is changed.
    questions
        Makes a widget for each question, by the name of what it asks for.
    answer
        The exhibit that the widgets' values ask for, by those names.

    Attributes
    ----------
    exhibit
        What it shows now.
    """

    def __init__(
        self, first: Exhibit, questions: Callable[[], Mapping[str, Widget]], answer: Callable[..., Exhibit]
    ) -> None:
        self.exhibit, self._questions, self._answer = first, questions, answer

    @property
    def data(self) -> pd.DataFrame:
        """Its figures, one row an item."""
        return self.exhibit.data

    @property
    def title(self) -> str:
        return self.exhibit.title

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if not somebody_answers():
            return self.exhibit._repr_mimebundle_(**options)
        return self._asking()._repr_mimebundle_(**options)

    def _asking(self) -> VBox:
        questions, notice, shown_now = self._questions(), HTML(), Output()

        def show() -> None:
            data, _ = self.exhibit._repr_mimebundle_()
            shown_now.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)

        def changed(_: object) -> None:
            try:
                self.exhibit = self._answer(**{name: widget.value for name, widget in questions.items()})
            except ValueError as error:
                notice.value = shown(paragraph(f"◆ {error}", "verdict bad"))
            else:
                notice.value = ""
                show()

        for widget in questions.values():
            widget.observe(changed, "value")
        show()
        return VBox([HTML(look()), *questions.values(), notice, shown_now])


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
