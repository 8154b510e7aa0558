"""A line over time, drawn to stretch: its labels are words beside it, and its figures stand in a table."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from govstats.exhibits.markup import joined

HEIGHT = 200


def line(points: Sequence[tuple[date, float]], marked: Sequence[date], target: float, ends: Sequence[str]) -> Markup:
    """Shares from 0% to 100% on days, a target line, and upright lines on marked days.

    Parameters
    ----------
    ends
        What the first and the last point are, in words.
    """
    first, last = points[0][0], points[-1][0]
    width = (last - first).days

    def across(day: date) -> int:
        return (day - first).days

    def up(share: float) -> int:
        return round(HEIGHT * (1 - share))

    upright = "".join(f"M{across(day)} 0V{HEIGHT}" for day in marked if first < day <= last)
    return Markup(
        "<div class=line aria-hidden=true>"
        '<svg viewBox="0 0 {width} {height}" preserveAspectRatio="none">'
        '<path class="mark" {stroke} d="M0 {goal}H{width}{upright}"/><polyline {stroke} points="{way}"/></svg>'
        "<div>{ends}</div></div>"
    ).format(
        stroke=Markup('vector-effect="non-scaling-stroke"'),
        width=width,
        height=HEIGHT,
        goal=up(target),
        upright=upright,
        way=" ".join(f"{across(day)},{up(share)}" for day, share in points),
        ends=joined(Markup("<span>{}</span>").format(each) for each in ends),
    )
