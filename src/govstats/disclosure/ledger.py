"""The release ledger: what has been published of an organisation, so that a new report can be held against the old.

It lies in the organisation's folder, beside the exports, and is written when a pack is handed over. People stand in it
as scrambled references: enough to see who has come and gone, and personal data all the same.
"""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from govstats.disclosure.cells import ALL
from govstats.disclosure.figures import Edition, Figure
from govstats.disclosure.groups import Group
from govstats.errors import MustFix, problem

REBUILT = "rebuilt"  # the basis of a total of an earlier day, rebuilt from the records
_SOME = 10_000  # rows
_COUNTED = ("numerator", "denominator", "unknown")
FOLDER, RELEASES, PEOPLE = ".govstats", "releases.csv", "people.csv"
# People first: a row must never name a membership that is not there.
FILES = (f"{FOLDER}/{PEOPLE}", f"{FOLDER}/{RELEASES}")
COLUMNS = (
    "release", "as_at", "profile", "measure", "school", "policy", "clause", "group", "audience", "basis",
    "period_start", "period_end", "numerator", "denominator", "unknown", "excluded", "withheld", "at_least", "at_most",
    "definition", "membership",
)  # fmt: skip


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS), dtype="str")


@dataclass(frozen=True)
class Ledger:
    """What releases have printed.

    Attributes
    ----------
    rows
        `COLUMNS`, all of them texts: one row a published cell, in the order in which they were handed over.
        `definition` says what was counted of people, and `membership` which people; both are empty for documents.
    people
        By membership, who they are.
    """

    rows: pd.DataFrame = field(default_factory=_no_rows)
    people: Mapping[str, Group] = field(default_factory=dict)

    def before(self, release: str) -> "Ledger":
        """What had been printed before a release; everything where that has not been handed over."""
        first = int(self.rows["release"].eq(release).argmax()) if release in self else None
        return Ledger(self.rows.iloc[:first], self.people)

    def of_profile(self, profile: str) -> "Ledger":
        """What has been printed for one kind of reader."""
        return Ledger(self.rows[self.rows["profile"] == profile], self.people)

    def through(self, release: str) -> "Ledger":
        """What had been printed when a release had been handed over: the first lines of what there is now."""
        places = self.rows["release"].eq(release).to_numpy().nonzero()[0]
        rows = self.rows.iloc[: places[-1] + 1] if len(places) else self.rows
        named = {*rows["membership"]}
        last = max((place for place, name in enumerate(self.people, start=1) if name in named), default=0)
        return Ledger(rows, dict(islice(self.people.items(), last)))

    def as_files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The files of a ledger, each with its place in the organisation's folder, and bit by bit.

        A later ledger begins with the lines of an earlier one.
        """
        people = pd.DataFrame(
            [(name, " ".join(who.references)) for name, who in self.people.items()], columns=["membership", "people"]
        )
        yield from zip(FILES, map(_in_csv, (people, self.rows)), strict=True)

    def with_release(self, release: str, cells: pd.DataFrame, people: Mapping[str, Group]) -> "Ledger":
        """The ledger with one more release; as it is, where it has that one.

        Parameters
        ----------
        cells
            `COLUMNS` without `release`, as far as they apply.
        people
            By membership, who they are.
        """
        if release in self:
            return self
        rows = as_texts(cells.assign(release=release).reindex(columns=list(COLUMNS)))
        return Ledger(pd.concat([self.rows, rows], ignore_index=True), {**self.people, **people})

    def __contains__(self, release: str) -> bool:
        return bool(self.rows["release"].eq(release).any())

    def figures(self, definition: str, *, in_time: bool = False) -> dict[Edition, list[Figure]]:
        """What was printed of people under a definition, report by report."""
        found: defaultdict[Edition, list[Figure]] = defaultdict(list)
        for row in self._by_definition.get(definition, ()):
            if told := row["numerator"] or row["at_least"]:
                people = self.people[row["membership"]]
                most = None if row["numerator"] else int(row["at_most"])
                # Who may not have to is among them in print, and not among the people of a figure.
                others = int(row["denominator"]) - len(people)
                unsure = int(row["unknown"]) - others if row["numerator"] and row["unknown"] else None
                figure = Figure(people, int(told), in_time, most, unsure)
                found[Edition(date.fromisoformat(row["as_at"]), row["number"])].append(figure)
        return dict(found)

    def figures_on(self, day: date, measure: str, policy: str) -> pd.DataFrame:
        """What a report of a day printed last of a policy, or of all, for the organisation: a row, or none."""
        wanted = {"measure": measure, "as_at": day.isoformat(), "school": ALL, "policy": policy, "basis": "all"}
        rows = self.rows[(self.rows[[*wanted]] == [*wanted.values()]).all(axis=1)]
        return rows[rows["numerator"] != ""].tail(1)

    def totals(self, measure: str) -> pd.DataFrame:
        """By `day`, the last total of a measure that a report printed, its own or one of an earlier day."""
        rows = self.rows[self.rows["measure"].eq(measure) & self.rows["basis"].isin(("all", REBUILT))]
        rows = rows[rows["school"].eq(ALL) & rows["policy"].eq(ALL) & rows["numerator"].ne("")]
        rows = rows.drop_duplicates("period_end", keep="last")
        return rows.assign(day=rows["period_end"].map(date.fromisoformat)).astype(dict.fromkeys(_COUNTED, "Int64"))

    def printed(self, measure: str, policy: str, clause: str, start: str = "") -> list[tuple[int, str]]:
        """The numbers that were printed of a clause or of a period, each with its denominator as it was written."""
        rows = self._by_cell.get((measure, policy, clause, start), ())
        return [(int(row["numerator"]), row["denominator"]) for row in rows if row["numerator"]]

    @cached_property
    def _by_definition(self) -> dict[str, list[dict[str, Any]]]:
        numbered = self.rows.assign(number=pd.factorize(self.rows["release"])[0])
        return _grouped(numbered[numbered["definition"] != ""], "definition")

    @cached_property
    def _by_cell(self) -> dict[tuple[str, ...], list[dict[str, Any]]]:
        return _grouped(self.rows, ["measure", "policy", "clause", "period_start"])


def _in_csv(table: pd.DataFrame) -> Iterator[bytes]:
    """A table as a file, some rows at a time: a trust's is as large as all that it is made of."""
    for first in range(0, max(len(table), 1), _SOME):
        rows = table.iloc[first : first + _SOME]
        yield rows.to_csv(index=False, header=not first, lineterminator="\n").encode()


def as_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows as a ledger has them. Column by column: of a trust, all as objects take three times as much."""
    return pd.DataFrame({name: _texts(rows[name]) for name in rows}, rows.index)


def _texts(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.StringDtype):
        return column.fillna("")
    return column.astype(object).where(column.notna(), "").astype("str")


def _grouped(rows: pd.DataFrame, by: Any) -> dict[Any, list[dict[str, str]]]:
    records: dict[Any, list[Any]] = {key: group.to_dict("records") for key, group in rows.groupby(by, sort=False)}
    return records


def read_ledger(folder: Path) -> Ledger:
    """The ledger of an organisation's folder; empty where nothing has been handed over.

    Raises
    ------
    MustFix
        It cannot be read, so that nothing can be held against it.
    """
    place = folder / FOLDER
    if not place.exists():
        return Ledger()
    try:
        rows, people = (
            pd.read_csv(place / name, dtype="str", keep_default_na=False, encoding="utf-8")
            for name in (RELEASES, PEOPLE)
        )
        members = {
            str(name): Group.referred_to(str(who).split())
            for name, who in zip(people["membership"], people["people"], strict=True)
        }
        if tuple(rows.columns) != COLUMNS or not {*rows["membership"]} - {""} <= members.keys():
            raise ValueError
    except (OSError, ValueError, KeyError):
        raise MustFix(problem("ledger-unreadable", file=f"{FOLDER}/{RELEASES}")) from None
    return Ledger(rows, members)


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Put a ledger in the place of the one that is there: whole, or not at all."""
    (folder / FOLDER).mkdir(exist_ok=True)
    for name, content in ledger.as_files():
        draft = folder / f"{name}.new"
        try:
            with draft.open("wb") as file:
                file.writelines(content)
                file.flush()
                os.fsync(file.fileno())  # a name must not be on the disk before what it is the name of
            draft.replace(folder / name)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
