"""One sheet of the action workbook: a table with its headings in the first row, and what it is about."""

from dataclasses import dataclass, replace
from typing import Self

import pandas as pd

from govstats.exports.grid import as_text
from govstats.reports.inert import inert

DONE, NOTES = "Done", "Notes"
_BETWEEN = " | "


@dataclass(frozen=True)
class Sheet:
    """A sheet. Where it has a `key`, the headings that tell its rows apart, the office writes into it.

    One that is `on_screen` is for a programme or a filter, and too wide for paper. Its first column is put together
    from the others.
    """

    title: str
    about: str
    table: pd.DataFrame
    key: tuple[str, ...] = ()
    on_screen: bool = False

    @classmethod
    def to_write_in(cls, title: str, about: str, table: pd.DataFrame, key: tuple[str, ...]) -> Self:
        """A sheet whose last columns, "Done" and "Notes", are the office's."""
        return cls(title, about, table.assign(**{DONE: None, NOTES: None}), key)

    @property
    def rows(self) -> pd.Series:
        """What tells each row from the others, as one text."""
        return row_names(self.table, self.key)

    def with_table(self, table: pd.DataFrame) -> Self:
        return replace(self, table=table)


def row_names(table: pd.DataFrame, key: tuple[str, ...]) -> pd.Series:
    """Rows by the cells under some headings, as a spreadsheet shows them; "" where nothing stands in any of them."""
    cells = [[as_text(inert(value)) for value in table[heading]] for heading in key]
    names = [_BETWEEN.join(row) if any(row) else "" for row in zip(*cells, strict=True)]
    return pd.Series(names, index=table.index, dtype="str")
