"""What the office wrote into the last workbooks, and its way into the next: by what a row is about, never by its place.

Notes are one table: `Sheet` and `Row` say what they are of, `Name` and `Last listed` are for whoever reads them, and
the other columns were written by the office: "Done", "Notes" and those that it added.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from govstats.exports.grid import as_text
from govstats.reports.workbook.sheet import DONE, NOTES, Sheet, row_names

EARLIER = "Earlier notes"
SHEET, ROW, NAME, LISTED = _ABOUT = ("Sheet", "Row", "Name", "Last listed")
_OF = [SHEET, ROW]


def no_notes() -> pd.DataFrame:
    return pd.DataFrame(columns=[*_ABOUT, DONE, NOTES], dtype=object)


def notes_in(tables: Mapping[str, pd.DataFrame], sheets: Iterable[Sheet], listed: str) -> Iterator[pd.DataFrame]:
    """The notes of a workbook.

    Parameters
    ----------
    tables
        Its sheets by their titles. Only text, numbers and days; what is empty is None.
    sheets
        Those of the next workbook, which say what is the office's own.
    listed
        The day as at which the workbook was made, in words.
    """
    if EARLIER in tables:
        yield tables[EARLIER].assign(**{each: None for each in _ABOUT if each not in tables[EARLIER]})
    for sheet in sheets:
        if sheet.key and sheet.title in tables:
            yield _written(tables[sheet.title], sheet, listed)


def _written(table: pd.DataFrame, sheet: Sheet, listed: str) -> pd.DataFrame:
    """What of a sheet the office wrote: all that govstats did not, and whole the rows that it added."""
    own = [heading for heading in table if heading in (DONE, NOTES) or heading not in sheet.table]
    rows, ours = row_names(table, sheet.key), table.drop(columns=own)
    names = ours[NAME].copy() if NAME in ours else pd.Series(None, table.index, dtype=object)
    added = rows == ""
    for place in table.index[added]:
        names[place] = "; ".join(map(as_text, ours.loc[place].dropna())) or None
    notes = table[own].rename(columns={heading: f"{heading} (own)" for heading in _ABOUT})
    about: dict[str, Any] = {SHEET: sheet.title, ROW: rows.mask(added, None), NAME: names, LISTED: listed}
    return notes.assign(**about)[notes.notna().any(axis=1) | (added & names.notna())]


def joined(notes: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Notes of several places as one table, one row for each row of a sheet; the newest first.

    Where two places say something else of the same row, both are kept.
    """
    together = pd.concat([no_notes(), *notes], ignore_index=True).astype(object).drop_duplicates()
    several = together.duplicated(_OF, keep=False) & together[ROW].notna()
    if not several.any():
        return together
    one_each = together[several].groupby(_OF, sort=False, as_index=False).agg(_both)
    return pd.concat([together[~several], one_each], ignore_index=True)


def _both(cells: pd.Series) -> object:
    said = list(dict.fromkeys(cells.dropna()))
    return said[0] if len(said) == 1 else "; ".join(map(str, said)) or None


def carried(sheets: Sequence[Sheet], notes: pd.DataFrame) -> list[Sheet]:
    """The sheets with the notes of their rows and, where there are any on rows that are gone, one more with these."""
    if notes.empty:
        return [*sheets]
    there = {(sheet.title, row) for sheet in sheets if sheet.key for row in sheet.rows}
    gone = [of not in there for of in zip(notes[SHEET], notes[ROW], strict=True)]
    filled = [_filled(sheet, notes[notes[SHEET] == sheet.title]) if sheet.key else sheet for sheet in sheets]
    left = notes[gone].dropna(axis=1, how="all")
    if left.empty:
        return filled
    table = left.reindex(columns=[*_ABOUT, DONE, NOTES, *(each for each in left if each not in no_notes())])
    return [*filled, Sheet(EARLIER, "notes on rows that are no longer listed; they come back if the rows do", table)]


def _filled(sheet: Sheet, notes: pd.DataFrame) -> Sheet:
    by_row = notes.set_index(ROW).drop(columns=[SHEET, NAME, LISTED]).dropna(axis=1, how="all")
    here = by_row[by_row.index.isin(sheet.rows)].dropna(axis=1, how="all")
    written = {str(heading): sheet.rows.map(here[heading]) for heading in here}
    return sheet.with_table(sheet.table.assign(**written))
