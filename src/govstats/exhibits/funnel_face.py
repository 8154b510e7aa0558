"""The funnel: each school's share by its number of people, with the limits that chance alone gives."""

from typing import TYPE_CHECKING

from govstats.exhibits.against_chance import Comparison
from govstats.exhibits.count import cell_words
from govstats.exhibits.plotly_face import BLUE, GREY, INK, PLUM, blank_figure
from govstats.statistics import funnel_limits

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 410  # pixels
STEPS = 300  # points of a limit's line
NAMED = 12  # marks that can bear a name before names hide each other; hovering names them all


def funnel_figure(found: Comparison, title: str) -> "Figure":
    """Dots between stepped limits at 95% and 99.8%. A few schools outside them are named at their marks."""
    from plotly.graph_objects import Scatter

    counts = [each.count for each in found.compared if each.count]
    sizes = [count.of for count in counts]
    outside = [each in found.outside for each in found.compared]
    named = len(found.outside) <= NAMED
    figure = blank_figure(title, HEIGHT)
    figure.update_layout(margin={"l": 70, "r": 70, "b": 60})
    figure.update_xaxes(title="People who have to sign")
    figure.update_yaxes(title="Signed", tickformat=".0%")
    least, most = max(1, min(sizes) - 2), max(sizes) + 2
    line = list(range(least, most + 1, max(1, (most - least) // STEPS)))
    for confidence, dash, label in ((0.95, "dash", "95%"), (0.998, "dot", "99.8%")):
        limits = funnel_limits(line, found.everyone.share, confidence)
        for side in ("lower", "upper"):
            # The last step bears the limit's name, so that no legend is needed.
            names = [""] * (len(line) - 1) + [label]
            figure.add_trace(
                Scatter(
                    x=line, y=limits[side], mode="lines+text", text=names, textposition="middle right",
                    line={"color": INK if confidence == 0.95 else GREY, "dash": dash, "width": 1.5, "shape": "hv"},
                    hoverinfo="skip", cliponaxis=False,
                )
            )  # fmt: skip
    figure.add_hline(
        y=found.everyone.share,
        line={"color": INK, "width": 2},
        annotation_text=f"All schools together: {found.everyone.least}",
        annotation_position="bottom left",
    )
    figure.add_trace(
        Scatter(
            x=sizes,
            y=[count.share for count in counts],
            mode="markers+text",
            text=[each.school if out and named else "" for each, out in zip(found.compared, outside, strict=True)],
            textposition="bottom center",
            cliponaxis=False,
            hovertext=[f"{each.school}: {cell_words(each.count)}. {each.said}." for each in found.compared],
            hoverinfo="text",
            marker={
                "size": 11,
                "symbol": ["diamond" if out else "circle" for out in outside],
                "color": [PLUM if out else BLUE for out in outside],
            },
        )
    )
    return figure
