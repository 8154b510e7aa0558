"""What would follow from another target, other days allowed, or another audience: today's figures beside those."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
from ipywidgets import Widget

from govstats.exhibits.marks import Bar
from govstats.exhibits.markup import section, table
from govstats.exhibits.plotly_face import GREY, INK, bars_figure
from govstats.exhibits.wording import counted, opened, proportion_told
from govstats.lab.office import Asked, OfficeExhibit, number, question
from govstats.measures import acknowledgement_coverage
from govstats.organisation import Organisation
from govstats.records import SOURCES

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

AUDIENCES = {
    "all": "everyone on the staff list",
    "employed": "employees",
    "contact": "people in contact with children",
    "employee;agency": "employees and agency staff",
    "volunteer;governor": "volunteers and governors",
}
REGISTER = "those whom the register asks"
DAYS = 365
_COUNTS = ["numerator", "denominator", "unknown"]
Row = Mapping[Hashable, Any]


def what_if(
    organisation: Organisation,
    as_at: date,
    target: float | None = None,
    grace_days: int | None = None,
    audience: str | None = None,
) -> Asked:
    """Who of those due has signed, policy by policy, as the settings are and as they might be.

    Both are counted by `measures.acknowledgement_coverage` on the `due` basis. The figures are not protected, and are
    for the office only. In JupyterLab the three values can be changed below the cell.

    Parameters
    ----------
    target, grace_days
        In place of the settings' `acknowledged` and `grace_days`.
    audience
        In place of the register's, as for `acknowledgement_coverage`. The title names the column that the staff list
        lacks to tell it.

    Raises
    ------
    ValueError
        A target cannot have that value, or there is no such audience.
    """
    now = organisation.settings.targets
    aim = now.acknowledged if target is None else target
    days = now.grace_days if grace_days is None else grace_days
    offered = [("As the register says", ""), *((opened(words), name) for name, words in AUDIENCES.items())]
    if audience and audience not in AUDIENCES:
        offered.append((audience, audience))

    def questions() -> dict[str, Widget]:
        return {
            "per_cent": number("Target, %", 1, 100, round(aim * 100)),
            "grace_days": number("Days allowed", 0, DAYS, days),
            "audience": question("Asked to sign", offered, audience or ""),
        }

    def answer(per_cent: int, grace_days: int, audience: str) -> OfficeExhibit:
        return changed(organisation, as_at, per_cent / 100, grace_days, audience or None)

    return Asked(changed(organisation, as_at, aim, days, audience), questions, answer)


def changed(
    organisation: Organisation, as_at: date, target: float, grace_days: int, audience: str | None
) -> OfficeExhibit:
    """The exhibit of one change. Its data have each policy's counts `_now` and as they would be.

    A policy is `below` the target, or `perhaps` where what cannot be told may bring it there.
    """
    other = organisation.with_targets(acknowledged=target, grace_days=grace_days)
    data = _due(other, as_at, audience).merge(
        _due(organisation, as_at, None), on="policy", how="outer", suffixes=("", "_now")
    )
    data = data.fillna(0).astype(dict.fromkeys([*_COUNTS, *(f"{name}_now" for name in _COUNTS)], "int64"))
    data = data.iloc[_shares(data, "").argsort(kind="stable")].reset_index(drop=True)
    aims = {"": target, "_now": organisation.settings.targets.acknowledged}
    for when, aim in aims.items():
        short = (_shares(data, when) < aim) & (data[f"denominator{when}"] > 0)
        reached = (data[f"numerator{when}"] + data[f"unknown{when}"]) / data[f"denominator{when}"].clip(lower=1) >= aim
        data[f"below{when}"], data[f"perhaps{when}"] = short & ~reached, short & reached
    lines = [*_title(data, target, grace_days, audience), *_column_missing(organisation, audience)]
    title = " ".join(lines)
    rows = data.to_dict("records")
    cells = [(row["policy"], _words(row, "_now"), _words(row, "")) for row in rows] or [("None", "0 of 0", "0 of 0")]
    html = section("what-if", title, table("what-if-table", title, ("Policy", "As it is", "As it would be"), cells))
    return OfficeExhibit("what_if", title, html, data, title, lambda: _figure(rows, aims, "\n".join(lines)))


def _due(organisation: Organisation, as_at: date, audience: str | None) -> pd.DataFrame:
    counts = acknowledgement_coverage(organisation, as_at, by=["policy"], basis="due", audience=audience)
    return counts[["policy", *_COUNTS]]


def _shares(data: pd.DataFrame, when: str) -> pd.Series:
    return data[f"numerator{when}"] / data[f"denominator{when}"].clip(lower=1)


def _title(data: pd.DataFrame, target: float, grace_days: int, audience: str | None) -> tuple[str, str]:
    """What is asked, and what would follow: the lines above a figure."""
    whom = AUDIENCES.get(audience, audience) if audience else REGISTER
    if_so = f"If {target:.0%} of {whom} had to sign in {counted(grace_days, 'day')}"
    policies = counted(len(data), "policy", "policies")
    return f"{if_so}:", f"{_below(data, '', f' of {policies} below target')}. As it is: {_below(data, '_now')}."


def _column_missing(organisation: Organisation, audience: str | None) -> Iterator[str]:
    """What the staff list lacks, where an audience can be told of nobody for want of it."""
    staff, column = organisation.records.staff, "contact_with_children"
    asked = {audience, *organisation.records.policies["audience"]}
    if "contact" in asked and len(staff) and not staff[column].isin(["yes", "no"]).any():
        label = SOURCES["staff"].field(column).label
        yield f'In the staff list the column "{label}" is missing or blank.'


def _below(data: pd.DataFrame, when: str, of: str = "") -> str:
    perhaps = data[f"perhaps{when}"].sum()
    return f"{data[f'below{when}'].sum()}{of}" + (f", and {perhaps} of which it cannot be told" if perhaps else "")


def _figure(rows: Sequence[Row], aims: Mapping[str, float], title: str) -> "Figure":
    """Bars of what would be, and an upright mark on each for what is."""
    from plotly.graph_objects import Scatter

    bars = [Bar(row["policy"], _share(row, ""), _words(row, ""), row["below"] or row["perhaps"]) for row in rows]
    figure = bars_figure(bars, aims[""], title)
    figure.add_trace(
        Scatter(
            x=[_share(row, "_now") for row in rows],
            y=[row["policy"] for row in rows],
            mode="markers",
            text=[f"Now {_words(row, '_now')}" for row in rows],
            hoverinfo="y+text",
            marker={"symbol": "line-ns", "size": 20, "line": {"color": INK, "width": 3}},
        )
    )
    figure.add_vline(x=aims["_now"], line={"color": GREY, "dash": "dot", "width": 2})
    return figure


def _share(row: Row, when: str) -> float:
    of = row[f"denominator{when}"]
    return float(row[f"numerator{when}"] / of) if of else 0.0


def _words(row: Row, when: str) -> str:
    return proportion_told(*(row[f"{count}{when}"] for count in ("numerator", "unknown", "denominator")))
