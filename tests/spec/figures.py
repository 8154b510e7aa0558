"""Doors to the statistics: what is published of them, checked through the functions that the exhibits use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from govstats import statistics
from govstats.exhibits.comparing import differ
from govstats.exhibits.wording import proportion
from tests.spec.tables import Table

if TYPE_CHECKING:
    from tests.spec.doors import World

Row = dict[str, str]
Door = Callable[["World", Table], pd.DataFrame]


def _row_by_row(given: tuple[str, ...], answer: Callable[[Row], dict[str, Any]]) -> Door:
    """A door that answers each row of the expected table from its own cells, those of the columns given."""

    def ask(_: World, expected: Table) -> pd.DataFrame:
        rows = [dict(zip(expected.columns, row, strict=True)) for row in expected.rows]
        found = [{name: row[name] for name in given if name in row} | answer(row) for row in rows]
        return pd.DataFrame(found, dtype=object)

    return ask


def _limits(row: Row) -> dict[str, Any]:
    lower, upper = getattr(statistics, row["function"])(*_numbers(row["of"]))
    return {"lower": _as_printed(lower, row["lower"]), "upper": _as_printed(upper, row["upper"])}


def _funnel(row: Row) -> dict[str, Any]:
    people, comparator, done = int(row["people"]), float(row["comparator"]), int(row["done"])
    [limits] = statistics.funnel_limits([people], comparator).to_dict("records")
    by_chance = statistics.expected_false_flags([people], comparator)
    return {
        "least": round(limits["lower"] * people),
        "greatest": round(limits["upper"] * people),
        "flag": statistics.funnel_flag(done, people, comparator),
        "false_flags": f"{by_chance:.1%}",
    }


def _control_limits(row: Row) -> dict[str, Any]:
    values = _numbers(row["values"])
    sizes = [[float(row["each_of"])] * len(values)] if row["each_of"] else []
    try:
        chart = getattr(statistics, row["chart"])(values, *sizes, improvement="up")
    except statistics.TooFewToChart as refusal:
        return {"lower": "", "mean": "", "upper": "", "refused": str(refusal)}
    line = chart.iloc[0]
    return {name: _as_printed(line[name], row[name]) for name in ("lower", "mean", "upper")} | {"refused": ""}


def _differ(row: Row) -> dict[str, Any]:
    names = ("share", "people", "other_share", "other_people")
    return {"differs": differ(*(float(row[name]) for name in names))}


def _said(row: Row) -> dict[str, Any]:
    return {"said": proportion(int(row["done"]), int(row["of"]))}


def _done_by(world: World, expected: Table) -> pd.DataFrame:
    """The curve of the waits, read on the days of the expected table; shares to three decimals."""
    waits = world.given("waits").astype({"entry": int, "duration": int})
    curve = statistics.kaplan_meier(waits["duration"], waits["observed"] == "yes", waits["entry"])
    days = [int(row[expected.columns.index("day")]) for row in expected.rows]
    return statistics.done_by(curve, days).round(3)


def _numbers(text: str) -> list[float]:
    return [float(each) for each in text.split(",")]


def _as_printed(value: float, printed: str) -> str:
    """A number to as many decimals as the source prints."""
    return f"{value:.{len(printed.partition('.')[2])}f}"


FIGURES: dict[str, tuple[Door, set[str]]] = {
    "limits": (_row_by_row(("function", "of", "source"), _limits), set()),
    "funnel": (_row_by_row(("done", "people", "comparator"), _funnel), set()),
    "control_limits": (_row_by_row(("chart", "values", "each_of", "source"), _control_limits), set()),
    "differ": (_row_by_row(("share", "people", "other_share", "other_people"), _differ), set()),
    "words": (_row_by_row(("done", "of"), _said), set()),
    "done_by": (_done_by, {"waits"}),
}
