"""Section D, over time: coverage at the ends of months, with the days on which versions came into force."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from govstats.disclosure import ALL
from govstats.exhibits.comparing import POINTS
from govstats.exhibits.count import Count
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.line import line
from govstats.exhibits.markup import paragraph, section, table
from govstats.exhibits.page import COVERAGE, Page
from govstats.exhibits.plotly_face import line_figure
from govstats.exhibits.wording import counted
from govstats.periods import say_day

FEWEST = 3  # points; two are a comparison, which the top of the page has
NOT_KNOWN = "That needs leavers on the staff list, signatures from before, and 20 people who must sign."
HOW = "Each row counts who was in post on the day, and the versions then in force."


@dataclass(frozen=True)
class Point:
    """Coverage on one day."""

    day: date
    count: Count

    @property
    def row(self) -> tuple[str, str]:
        return say_day(self.day), self.count.proportion


def over_time(page: Page) -> Exhibit | None:
    """A line over a year; None of one school, in public, and where nothing of today is told."""
    today = page.total(COVERAGE)
    if page.school or page.public or "acknowledgements" not in page.release.given:
        return None
    if today is None or today.done is None or not today.of:
        return None
    points, left_out = _points(page, today), int(page.release.over_time["withheld"].sum())
    if len(points) < FEWEST:
        title = "Coverage over time cannot be shown"
        why = "Beside today's figure, earlier ones would tell of too few people." if left_out else NOT_KNOWN
        return Exhibit("over_time", title, section("over-time", title, paragraph(why)))
    first = points[0]
    title = f"Coverage over time: {_course(points)}"
    target, begun = page.release.targets.acknowledged, sorted({*page.release.begun["day"]})
    shares = [(each.day, each.count.share) for each in points]
    ends = [f"{say_day(each.day)}: {each.count.least}" for each in (first, points[-1])]
    caption = "Figure 3: Signatures given, of those asked for"
    key = f"Level dashes mark the {target:.0%} target, upright ones the days of new versions."
    notes = [f"{key} {HOW}"]
    if left_out:
        are = "is" if left_out == 1 else "are"
        notes.append(f"{counted(left_out, 'month-end')} {are} left out: beside others it would tell of too few.")
    html = section(
        "over-time",
        title,
        line(shares, begun, target, ends),
        table(
            "figure-3",
            caption,
            ("Day", "Signed"),
            [each.row for each in points],
            numbers=[1],
            notes=notes,
        ),
    )
    data = pd.DataFrame(
        [(each.day, each.count.done, each.count.of, each.count.unknown) for each in points],
        columns=["day", "numerator", "denominator", "unknown"],
    )
    versions = [(row["day"], row["policy"]) for row in page.release.begun.to_dict("records")]
    words = [": ".join(each.row) for each in points]
    return Exhibit(
        "over_time",
        title,
        html,
        data,
        f"{caption}. {title}.",
        lambda: line_figure(shares, words, versions, target, caption),
    )


def _course(points: list[Point]) -> str:
    """Where the line begins and ends, and its highest or lowest point where it turns by more than two points."""
    first, last = points[0], points[-1]
    ends = sorted(each.count.share for each in (first, last))
    low, high = (pick(points, key=lambda each: each.count.share) for pick in (min, max))
    turns = [each for each in (high, low) if not ends[0] - POINTS <= each.count.share <= ends[1] + POINTS]
    after = "".join(f", after {each.count.least} on {say_day(each.day)}" for each in turns[:1])
    return f"{first.count.least} on {say_day(first.day)}, {last.count.least} now{after}"


def _points(page: Page, today: Count) -> list[Point]:
    """Those that are told, in order of time, and today's."""
    told = page.release.over_time[~page.release.over_time["withheld"].astype(bool)].sort_values("day")
    earlier = [
        Point(row["day"], Count(ALL, ALL, row["numerator"], row["denominator"], row["unknown"], 0))
        for row in told.to_dict("records")
    ]
    return [*earlier, Point(page.release.as_at, today)]
