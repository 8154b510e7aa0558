"""The interactive face of an exhibit, for JupyterLab. `graph_objects` only: plotly.express costs many times as much."""

from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from govstats.exhibits.marks import Bar, Dot

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# The palette of the Government Analysis Function.
BLUE, PLUM, ORANGE, GREY, INK = "#12436D", "#801650", "#F46A25", "#BFBFBF", "#0b0c0c"
TITLE, LABEL = 90, 54  # letters of a line: in JupyterLab a chart may have some 800 pixels
ROW, LINE, GAP = 30, 18, 8  # pixels


def bars_figure(rows: Sequence[Bar], target: float, title: str, of: int = 0) -> "Figure":
    """Ranked horizontal bars from zero to 100%, or from end to end of a range, with the target as a line.

    The words of each row are the labels of an axis on the right: the browser measures them, and makes them room.
    """
    from plotly.graph_objects import Bar as PlotlyBar
    from plotly.graph_objects import Scatter

    labels, words = [row.label for row in rows], [row.words for row in rows]
    figure = _ranked(title, labels, of)
    figure.add_trace(
        PlotlyBar(
            base=[0.0 if row.most is None else row.share for row in rows],
            x=[row.share if row.most is None else row.most - row.share for row in rows],
            y=labels,
            orientation="h",
            hovertext=words,
            hoverinfo="y+text",
            marker={
                "color": [ORANGE if row.below else BLUE for row in rows],
                "line": {"color": INK, "width": [1.0 if row.below else 0.0 for row in rows]},
            },
        )
    )
    # An axis is drawn where something stands on it.
    figure.add_trace(Scatter(x=[None] * len(rows), y=labels, yaxis="y2", hoverinfo="skip"))
    figure.update_layout(
        yaxis2={
            "matches": "y", "overlaying": "y", "side": "right", "automargin": True, "showgrid": False,
            "tickvals": labels, "ticktext": words, "ticklabelstandoff": GAP,
        }
    )  # fmt: skip
    figure.add_vline(x=target, line={"color": INK, "dash": "dash", "width": 2})
    # Between long names and long words little room is left, in which more labels would be turned.
    quarters = {0: "0%", 0.25: "", 0.5: "50%", 0.75: "", 1: "100%"}
    figure.update_xaxes(range=[0, 1.02], tickvals=[*quarters], ticktext=[*quarters.values()], tickangle=0)
    return figure


def dots_figure(rows: Sequence[Dot], title: str, of: int = 0) -> "Figure":
    """Days overdue (left) or left (right) against the as-at line."""
    from plotly.graph_objects import Scatter

    figure = _ranked(title, [row.label for row in rows], of)
    for row in rows:
        if row.days is None:
            # It has no place on the scale, and is shown all the same.
            figure.add_annotation(x=0, y=row.label, text=row.words, showarrow=False, xanchor="left", xshift=8)
            continue
        figure.add_shape(
            type="line", x0=0, x1=row.days, y0=row.label, y1=row.label, line={"color": GREY, "width": 3}, layer="below"
        )
    days = [row.days for row in rows]
    figure.add_trace(
        Scatter(
            x=days,
            y=[row.label for row in rows],
            mode="text",
            text=[row.words[0] for row in rows],
            textfont={"size": 18, "color": [PLUM if day is not None and day < 0 else BLUE for day in days]},
            hovertext=[f"{row.words}; {row.due}" for row in rows],
            hoverinfo="y+text",
        )
    )
    figure.add_vline(x=0, line={"color": INK, "dash": "dash", "width": 2})
    figure.update_xaxes(title="Days before (−) or after the as-at date")
    return figure


def counts_figure(rows: Sequence[tuple[str, int, str]], title: str) -> "Figure":
    """Horizontal bars of whole numbers from zero, in the order given; each row is its label, number and words."""
    from plotly.graph_objects import Bar as PlotlyBar

    labels, numbers, words = zip(*rows, strict=True)
    figure = _ranked(title, labels)
    figure.add_trace(
        PlotlyBar(
            x=numbers,
            y=labels,
            orientation="h",
            text=[f"{number:,}" for number in numbers],
            textposition="outside",
            cliponaxis=False,
            hovertext=words,
            hoverinfo="y+text",
            marker={"color": BLUE},
        )
    )
    figure.update_xaxes(range=[0, 1.1 * max(numbers)], tickformat=",d")
    return figure


def line_figure(
    points: Sequence[tuple[date, float]],
    words: Sequence[str],
    marked: Sequence[tuple[date, str]],
    target: float,
    title: str,
) -> "Figure":
    """A line of shares over time with the target, and an upright line on each marked day, which hovering names."""
    from plotly.graph_objects import Scatter

    figure = blank_figure(title, 9 * ROW)
    days, shares = zip(*points, strict=True)
    figure.add_trace(
        Scatter(
            x=days,
            y=shares,
            mode="lines+markers",
            text=words,
            hoverinfo="text",
            line={"color": BLUE, "width": 3},
            marker={"size": 9},
        )
    )
    shown = [(day, what) for day, what in marked if days[0] < day <= days[-1]]
    for day in sorted({day for day, _ in shown}):
        figure.add_vline(x=day, line={"color": GREY, "width": 2}, layer="below")
    figure.add_trace(
        Scatter(
            x=[day for day, _ in shown],
            y=[0.0] * len(shown),
            mode="markers",
            text=[f"In force: {what}" for _, what in shown],
            hoverinfo="text",
            marker={"symbol": "line-ns", "size": 12, "color": GREY, "line": {"color": GREY, "width": 2}},
        )
    )
    figure.add_hline(y=target, line={"color": INK, "dash": "dash", "width": 2})
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    return figure


def _ranked(title: str, labels: Sequence[str], of: int = 0) -> "Figure":
    """A figure with a row for each label, the first on top. Where there are more, its title says `of` how many."""
    if of > len(labels):
        title += f"\n(the first {len(labels):,} of {of:,})"
    told = ["<br>".join(wrap(label, LABEL)) for label in labels]
    further = max((each.count("<br>") for each in told), default=0)
    figure = blank_figure(title, max(len(labels), 1) * (ROW + LINE * further))
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        tickvals=labels,
        ticktext=told,
        range=[len(labels) - 0.5, -0.5],  # of its own accord the browser leaves rows empty at both ends
    )
    return figure


def blank_figure(title: str, height: int) -> "Figure":
    """A figure without marks, under a title of one line or more."""
    from plotly.graph_objects import Figure

    lines = [part for line in title.splitlines() for part in wrap(line, TITLE)]
    top = 50 + 24 * max(len(lines) - 1, 0)
    return Figure(
        layout={
            "title": {"text": "<br>".join(lines), "x": 0, "xanchor": "left", "font": {"size": 17}},
            "template": "none",  # the default template adds some kilobytes to every figure
            "font": {"family": "system-ui, sans-serif", "size": 14, "color": INK},
            "margin": {"l": 10, "r": 40, "t": top, "b": 40},
            "height": top + height + 60,
            "showlegend": False,
            "yaxis": {"automargin": True, "ticklabelstandoff": GAP},
            "bargap": 0.35,
        }
    )
