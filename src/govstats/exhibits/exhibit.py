"""An exhibit: one finding with two faces, interactive in JupyterLab and script-free in the export."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

PLOTLY = "application/vnd.plotly.v1+json"
# Plotly offers to upload a chart's data unless it is told not to.
AT_HOME = {"showSendToCloud": False, "displaylogo": False}
# Not "responsive": in JupyterLab the height that such a chart finds is its own, which is gone once it is drawn again.
# It follows the width all the same.
PLOTLY_CONFIG = AT_HOME | {"displayModeBar": False, "responsive": False}


@dataclass(frozen=True)
class Exhibit:
    """A finding in words, its figures, and how it is drawn.

    Attributes
    ----------
    name
        Its place in the report, for example "coverage".
    title
        The sentence that states the finding.
    data
        The figures shown, one row an item.
    html
        The script-free face: what an exported page holds.
    alt
        What the figure shows, in words; "" where there is no figure.
    page_title
        What a browser's tab says; only the report's header has one.
    """

    name: str
    title: str
    html: Markup
    data: pd.DataFrame = field(default_factory=pd.DataFrame)
    alt: str = ""
    draw: "Callable[[], Figure] | None" = None
    page_title: str = ""

    @property
    def figure(self) -> "Figure | None":
        """The Plotly figure, drawn when it is asked for; None for words and tables."""
        if self.draw is None:
            return None
        _keep_at_home()
        return self.draw()

    @property
    def mark(self) -> dict[str, Any]:
        """By what an exported notebook knows an exhibit from any other output."""
        return {"govstats": {"exhibit": self.name, "page_title": self.page_title}}

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle: dict[str, Any] = {"text/html": str(self.html), "text/plain": self.title}
        if (figure := self.figure) is not None:
            bundle[PLOTLY] = json.loads(figure.to_json()) | {"config": PLOTLY_CONFIG}
        return bundle, self.mark


@cache
def _keep_at_home() -> None:
    """Let no figure be shown with a button that uploads its data, nor one that is shown without its exhibit."""
    import plotly.io

    for name in ("plotly_mimetype", "notebook"):
        plotly.io.renderers[name].config.update(AT_HOME)
