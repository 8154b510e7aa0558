"""Figures of rows: how many were read, used and set aside, and why."""

from collections.abc import Iterator

import pandas as pd

from govstats.disclosure import Published
from govstats.records import SOURCES
from govstats.reports.gate.read_back.difference import Difference, numbers_of
from govstats.reports.gate.web import Table


def account(published: Published, table: Table) -> Iterator[Difference]:
    """The cells of the account that differ from the frame."""
    columns = ("rows_read", "rows_used", "rows_set_aside")
    rows = {
        _label(row["source"]): tuple(row[name] for name in columns if pd.notna(row[name]))
        for row in published.account.to_dict("records")
    }
    for label, *cells in table.body:
        yield from _compared(f"{table.name}, {label}", cells, rows.get(label, ()))


def reasons(published: Published, table: Table) -> Iterator[Difference]:
    """The reasons that differ from the frame, with the rows of each: those of a source stand in one cell."""
    wanted: dict[str, list[str]] = {}
    for row in published.reasons.to_dict("records"):
        wanted.setdefault(_label(row["source"]), []).append(f"{row['reason']} ({row['rows']:,})".casefold())
    printed = {label: cell.casefold().split("; ") for label, cell in table.body}
    for label in {**printed, **wanted}:
        found, meant = (sorted(rows.get(label, [])) for rows in (printed, wanted))
        if found != meant:
            yield Difference(f"{table.name}, {label}", "; ".join(found), "; ".join(meant) or "no such row")


def _compared(place: str, cells: list[str], wanted: tuple[int, ...]) -> Iterator[Difference]:
    printed = " ".join(cells)
    if numbers_of(printed) != tuple(map(str, wanted)):
        yield Difference(place, printed, " ".join(map(str, wanted)) or "no such row")


def _label(source: str) -> str:
    return SOURCES[source].label.capitalize()
