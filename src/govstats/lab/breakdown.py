"""Acknowledgement coverage, broken down as somebody asks: by school, policy, role group, version or date."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ipywidgets import Widget

from govstats.exhibits.marks import Bar
from govstats.exhibits.markup import section, table
from govstats.exhibits.plotly_face import bars_figure, line_figure
from govstats.exhibits.wording import proportion_told
from govstats.lab.office import Asked, OfficeExhibit, question
from govstats.measures import coverage_by
from govstats.measures.breaking_down import BROKEN_DOWN_BY, By
from govstats.organisation import Organisation
from govstats.periods import say_day

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

DRAWN = 40  # bars that a figure can bear; the table has all
LABELS = {"school": "School", "policy": "Policy", "group": "Role group", "version": "Version", "date": "Date"}
NOBODY = ("Nobody", "0 of 0", "0")
Row = Mapping[Hashable, Any]


def drill_down(
    organisation: Organisation,
    as_at: date,
    by: By = "school",
    policy: str | None = None,
    school: str | None = None,
    group: str | None = None,
) -> Asked:
    """Coverage broken down by one thing: a figure with its table, and in JupyterLab the questions to ask it further.

    The figures are not protected, and are for the office only.

    Parameters
    ----------
    by, policy, school, group
        As for `measures.coverage_by`; what the questions begin with.

    Raises
    ------
    ValueError
        As `measures.coverage_by`.
    """
    records, settings = organisation.records, organisation.settings
    first = {"policy": policy, "school": settings.school_named(school or ""), "group": group}
    known = {
        "policy": sorted({*records.policies["policy"]}),
        "school": settings.school_names,
        "group": sorted({*records.staff["group"]}),
    }

    def questions() -> dict[str, Widget]:
        chosen = {"by": question("Broken down by", [(LABELS[each], each) for each in BROKEN_DOWN_BY], by)}
        for name, values in known.items():
            offered = [("All", ""), *((value, value) for value in values)]
            chosen[name] = question(LABELS[name], offered, first[name] or "")
        return chosen

    def answer(by: By, policy: str, school: str, group: str) -> OfficeExhibit:
        return broken_down(organisation, as_at, by, policy or None, school or None, group or None)

    return Asked(broken_down(organisation, as_at, by, policy, school, group), questions, answer)


def broken_down(
    organisation: Organisation,
    as_at: date,
    by: By,
    policy: str | None = None,
    school: str | None = None,
    group: str | None = None,
) -> OfficeExhibit:
    """The exhibit of one breakdown. Lowest first; versions and dates in order of time."""
    counts = coverage_by(organisation, as_at, by, policy, school, group)
    if by not in ("version", "date"):
        lowest = counts["numerator"] / counts["denominator"].clip(lower=1)
        counts = counts.iloc[lowest.argsort(kind="stable")].reset_index(drop=True)
    title = f"Signed by {LABELS[by].lower()}: {', '.join(filter(None, (policy or 'all policies', school, group)))}"
    rows = counts.to_dict("records")
    cells = [(_label(by, row), _words(row), str(row["excluded"])) for row in rows]
    html = section("drill-down", title, table("drilled", title, (LABELS[by], "Signed", "Left out"), cells or [NOBODY]))
    target = organisation.settings.targets.acknowledged
    return OfficeExhibit("drill_down", title, html, counts, title, lambda: _figure(by, rows, target, title))


def _figure(by: By, rows: Sequence[Row], target: float, title: str) -> "Figure":
    if by == "date":
        points = [(row["date"], _share(row)) for row in rows]
        return line_figure(points, [f"{_label(by, row)}: {_words(row)}" for row in rows], (), target, title)
    bars = [Bar(_label(by, row), _share(row), _words(row), _share(row) < target) for row in rows[:DRAWN]]
    return bars_figure(bars, target, title, len(rows))


def _share(row: Row) -> float:
    return float(row["numerator"] / row["denominator"]) if row["denominator"] else 0.0


def _label(by: By, row: Row) -> str:
    if by == "date":
        return say_day(row["date"])
    if by == "version":
        whose = f", {row['school']}" if row["school"] else ""
        return f"{row['version'] or 'no number'}{whose}, on {say_day(row['as_at'])}"
    return str(row[by])


def _words(row: Row) -> str:
    return proportion_told(row["numerator"], row["unknown"], row["denominator"])
