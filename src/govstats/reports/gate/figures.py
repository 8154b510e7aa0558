"""Figures read back from a finished file, by key, and compared with the published frame."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from govstats.disclosure import ALL, Published
from govstats.exhibits.page import COVERAGE, INDUCTION
from govstats.reports.gate.web import tables_of
from govstats.reports.inert import inert

_FIGURE = re.compile(r"([\d,]+)(?: to [\d,]+)? of ([\d,]+)")
_VALUES = ("numerator", "denominator", "unknown", "excluded", "at_least", "at_most")
_IN_TIME = "induction_timeliness"


@dataclass(frozen=True)
class Difference:
    """A figure of a file that is not the published one."""

    place: str
    printed: str
    published: str

    @property
    def said(self) -> str:
        return f"{self.place} says {self.printed!r}, and what may be published is {self.published!r}"


Key = tuple[str, str, str, str]  # measure, basis, policy, school


class Figures:
    """The published frame by measure, basis, policy and school, ready to be compared with pages."""

    def __init__(self, published: Published) -> None:
        counts = published.counts
        rows = counts[counts["clause"] == ""].to_dict("records")
        self._schools = {_plain(school): school for school in published.schools}
        self._rows: Mapping[Key, Mapping[str, Any]] = {
            (str(row["measure"]), str(row["basis"]), _plain(str(row["policy"])), str(row["school"])): {
                str(name): value for name, value in row.items()
            }
            for row in rows
        }

    def of_page(self, page: str, school: str) -> Iterator[Difference]:
        """The cells of a page's tables that differ from the frame: coverage and induction, by policy and school.

        Parameters
        ----------
        school
            Whose page it is; "" for the organisation's.
        """
        level = school or ALL
        for name, (headings, rows) in tables_of(page).items():
            columns = self._columns(name, headings, level)
            for row in rows:
                for place, (measure, basis, of) in columns.items():
                    if place < len(row):
                        key = (measure, basis, row[0], of)
                        yield from self._compared(f"{name}, {row[0]}, {headings[place]}", row[place], key)

    def _columns(self, table: str, headings: list[str], level: str) -> dict[int, tuple[str, str, str]]:
        """Which columns of a table hold which measure, on which basis, of which school."""
        schools = {
            place: (COVERAGE, "all", self._schools[heading])
            for place, heading in enumerate(headings)
            if place and heading in self._schools
        }
        if table == "by-school-table":
            return schools
        if table == "all-coverage-table":
            due = {2: (COVERAGE, "due", level)} if headings[2:3] == ["Due to sign"] else {}
            return {**schools, 1: (COVERAGE, "all", level), **due}
        if table == "figure-2":
            return {2: (COVERAGE, "all", level)}
        if table == "new-starters-table":
            return {1: (INDUCTION, "all", level)} | ({2: (_IN_TIME, "due", level)} if len(headings) > 2 else {})
        return {}

    def _compared(self, place: str, cell: str, key: Key) -> Iterator[Difference]:
        printed, row = _FIGURE.search(cell), self._rows.get(key)
        if row is None or (row["withheld"] and pd.isna(row["at_least"])):
            if printed:
                yield Difference(place, cell, "[c]")
            return
        # A number that is told as a range is printed as one.
        told = f"{row['at_least']:,} to {row['at_most']:,}" if row["withheld"] else f"{row['numerator']:,}"
        wanted = f"{told} of {row['denominator']:,}"
        if printed is None and row["denominator"]:
            yield Difference(place, cell, wanted)
        elif printed and printed[0] != wanted:
            yield Difference(place, printed[0], wanted)


def of_measures(content: str, counts: pd.DataFrame) -> Iterator[Difference]:
    """The rows of `measures.csv` that differ from the published frame: changed, lost, or there too often."""
    keys = [str(name) for name in counts.columns if name not in (*_VALUES, "withheld")]
    printed = [dict(row) for row in csv.DictReader(io.StringIO(content, newline=""))]
    wanted = [{str(name): _as_written(value) for name, value in row.items()} for row in counts.to_dict("records")]
    for number, (row, frame) in enumerate(zip(printed, wanted, strict=False), start=2):
        place = f"row {number}"
        if [row.get(key) for key in keys] != [frame[key] for key in keys]:
            yield Difference(place, _said(row, keys), _said(frame, keys))
        else:
            for name in frame.keys() - set(keys):
                if row.get(name) != frame[name]:
                    yield Difference(f"{place}, {name}", str(row.get(name)), frame[name])
    if len(printed) != len(wanted):
        yield Difference("the end", f"{len(printed)} rows", f"{len(wanted)} rows")


def _as_written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if pd.isna(value) else str(inert(str(value)))


def _said(row: Mapping[str, str | None], keys: list[str]) -> str:
    return "/".join(str(row.get(key)) for key in keys if row.get(key))


def _plain(text: str) -> str:
    """A title as a page's cell gives it back."""
    return re.sub(r"\s+", " ", text).strip()
