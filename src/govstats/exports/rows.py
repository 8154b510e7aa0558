"""A located table into tidy rows and rows set aside: every row below the headings is one or the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.cells import Column, as_text, read_column
from govstats.exports.grid import OpenedFile
from govstats.exports.locate import Located
from govstats.records import Field, ReadAs
from govstats.settings import Settings

_TOTAL = re.compile(r"(grand |sub)?-?totals?\b|\d+ columns? ?/ ?\d+ rows?\b|end of (report|list)\b", re.I)


@dataclass(frozen=True)
class ReadTable:
    """A table read: `frame` has the columns of its source and the place of each row."""

    located: Located
    file: str
    sha256: str
    rows_read: int
    frame: pd.DataFrame
    set_aside: tuple[Problem, ...]
    read_as: tuple[ReadAs, ...]


def read_table(opened: OpenedFile, located: Located, settings: Settings) -> ReadTable:
    """Read the rows below the headings.

    A row is set aside when it is a repeated heading or a total, when a required cell is blank, or when
    a cell that a record cannot do without cannot be read. Nothing else is left out.
    """
    spec, headings = located.match.spec, located.headings
    cells = [
        (number, row)
        for number, row in enumerate(located.sheet.rows[located.header + 1 :], start=located.header + 2)
        if any(as_text(cell) for cell in row)
    ]
    aside: dict[int, Problem] = {}

    def set_aside(place: int, code: str, field: Field | None = None, found: str = "") -> None:
        aside.setdefault(
            place,
            problem(
                code,
                file=opened.name,
                sheet=located.sheet.name,
                row=cells[place][0],
                column=located.heading(field.name) if field else "",
                found=found,
                label=field.label if field else "",
            ),
        )

    for place, (_, row) in enumerate(cells):
        texts = [as_text(cell) for cell in row]
        if [text for text in texts if text] == [heading for heading in headings if heading]:
            set_aside(place, "row-heading-again")
        elif total := next((text for text in texts if text), "") if _is_total(texts, located) else "":
            set_aside(place, "row-total-or-footer", found=total)

    columns: dict[str, Any] = {}
    read_as: list[ReadAs] = []
    # Rows already set aside take no part in settling how a column's dates are written.
    kept = [place for place in range(len(cells)) if place not in aside]
    for field in spec.fields:
        if field.name in located.match.columns:
            values = _cells_of([cells[place][1] for place in kept], located.match.columns[field.name])
        else:
            values = [_constant(field, located)] * len(kept)
        heading = located.heading(field.name) if field.name in located.match.columns else field.label
        column = read_column(field, values, settings, file=opened.name, heading=heading)
        columns |= column.columns
        read_as += column.read_as
        if field.name in located.match.columns:
            _note_unread(field, column, values, kept, set_aside)

    frame = pd.DataFrame(columns).assign(
        source=spec.name,
        file=opened.name,
        sheet=located.sheet.name,
        row=[cells[place][0] for place in kept],
    )
    used = np.array([place not in aside for place in kept], dtype=bool)
    return ReadTable(
        located,
        opened.name,
        opened.sha256,
        len(cells),
        frame[used].reset_index(drop=True),
        tuple(aside[place] for place in sorted(aside)),
        tuple(read_as),
    )


def _is_total(texts: Sequence[str], located: Located) -> bool:
    filled = [text for text in texts if text]
    # A record may begin with "Total"; only a row that is mostly blank is taken for a footer.
    return bool(_TOTAL.match(filled[0])) and len(filled) <= max(2, len(located.match.columns) // 2)


def _cells_of(rows: Sequence[Sequence[Any]], place: int) -> list[Any]:
    return [row[place] if place < len(row) else None for row in rows]


def _constant(field: Field, located: Located) -> Any:
    """What the settings say for a whole file, or nothing."""
    return getattr(located.source, field.name, None) if field.name in ("policy", "school") else None


def _note_unread(field: Field, column: Column, values: Sequence[Any], kept: Sequence[int], set_aside: Any) -> None:
    for place, value in enumerate(values):
        text = as_text(value)
        if not text and field.required and not field.blank_allowed:
            set_aside(kept[place], "cell-blank", field)
        elif field.name == "person_id" and _names_several(text):
            set_aside(kept[place], "several-people-in-a-cell", field, text)
        # Optional dates that cannot be read stay as "not known"; a measure then cannot tell, and says so.
        elif place in column.unread and (field.required or field.kind != "date"):
            set_aside(kept[place], column.unread[place], field, text)


def _names_several(text: str) -> bool:
    return bool(re.search(r"[,;/&]| and ", text))
