"""`Records`: the tables, the rows set aside, and the fingerprints of the files they came from."""

import hashlib
from dataclasses import dataclass
from typing import Literal, TypedDict

import pandas as pd

from govstats.errors import Problem
from govstats.records.fields import SOURCES

Order = Literal["day first", "month first", "ISO", "Excel serial"]


class Place(TypedDict):
    """Where a row of a tidy table stands in its file."""

    file: str
    sheet: str
    row: int


def places_of(frame: pd.DataFrame) -> list[Place]:
    """The place of each row of a tidy table."""
    rows = zip(frame["file"], frame["sheet"], frame["row"], strict=True)
    return [Place(file=file, sheet=sheet, row=int(row)) for file, sheet, row in rows]


def place_beside(here: Place, there: Place) -> str:
    """A row as it is called from another: with its file and sheet only where they are others."""
    elsewhere = (here["file"], here["sheet"]) != (there["file"], there["sheet"])
    parts = (f"row {there['row']}", *((there["file"], there["sheet"]) if elsewhere else ()))
    return ", ".join(part for part in parts if part)


def rows_named(frame: pd.DataFrame) -> str:
    """The rows of a tidy table that one message is about, the first few by their number."""
    rows, few = [str(row) for row in frame["row"]], 5
    more = len(rows) - few
    return ", ".join(rows[:few]) + (f" and {more:,} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class NotRead:
    """A heading that no notice was taken of, and the one that was read in its place; "" where none was."""

    heading: str
    instead: str


@dataclass(frozen=True, slots=True)
class SourceRead:
    """The account of one table of one file: rows_read == rows_used + rows_set_aside."""

    source: str
    file: str
    sheet: str
    header_row: int
    rows_read: int
    rows_used: int
    rows_set_aside: int
    sha256: str
    not_read: tuple[NotRead, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How many cells of a date column were read in which order."""

    file: str
    column: str
    order: Order
    cells: int


@dataclass(frozen=True)
class Records:
    """Tidy tables with one row a record, each with its place (`source, file, sheet, row`).

    Attributes
    ----------
    staff
        One row a post: the fields of the staff list, `name` as one text, `group` (role group).
    policies
        One row a version of a policy (for each school, where the scope is the school).
    acknowledgements, inductions
        One row a record, with `person_id` and the register's `policy` title filled in. Words are categories.
    incidents, evidence
        One row a count or a piece of evidence.
    set_aside
        Every row that is in no table, as a problem with its place, reason and mend.
    unused
        What those rows, and an earlier staff list, say of people: `PERSONAL`, "" where a row says nothing.
    """

    staff: pd.DataFrame
    policies: pd.DataFrame
    acknowledgements: pd.DataFrame
    inductions: pd.DataFrame
    incidents: pd.DataFrame
    evidence: pd.DataFrame
    set_aside: dict[str, tuple[Problem, ...]]
    unused: pd.DataFrame
    sources: tuple[SourceRead, ...]
    read_as: tuple[ReadAs, ...]

    @property
    def given(self) -> frozenset[str]:
        """The sources of which there is at least one file."""
        return frozenset(read.source for read in self.sources)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the contents of all files read, whatever they are called."""
        together = "\n".join(sorted(f"{read.source} {read.sha256}" for read in self.sources))
        return hashlib.sha256(together.encode()).hexdigest()

    def reconciliation(self) -> pd.DataFrame:
        """Rows by source: `source, rows_read, rows_used, rows_set_aside`."""
        table = pd.DataFrame(
            [(read.source, read.rows_read, read.rows_used, read.rows_set_aside) for read in self.sources],
            columns=["source", "rows_read", "rows_used", "rows_set_aside"],
        )
        return (
            table.groupby("source", as_index=False, sort=False)
            .sum()
            .sort_values("source", key=_in_order, ignore_index=True)
        )

    @property
    def mostly_set_aside(self) -> tuple[str, ...]:
        """The sources of which fewer than half of the rows could be used."""
        account = self.reconciliation()
        return tuple(account.loc[account["rows_used"] * 2 < account["rows_read"], "source"])

    def reasons(self) -> pd.DataFrame:
        """Rows set aside by source and reason: `source, reason, rows`."""
        rows = [(source, each.reason) for source, problems in self.set_aside.items() for each in problems]
        table = pd.DataFrame(rows, columns=["source", "reason"])
        counted = table.groupby(["source", "reason"], sort=True).size().rename("rows").reset_index()
        return counted.sort_values("source", key=_in_order, kind="stable", ignore_index=True)


def _in_order(names: pd.Series) -> pd.Series:
    """Sources in the order in which a school thinks of them: people, policies, then what people did."""
    return names.map({name: place for place, name in enumerate(SOURCES)})
