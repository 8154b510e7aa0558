"""The published figures as a table: `measures.csv` row by row."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

import pandas as pd

from govstats.disclosure.margins import BAND
from govstats.measures.shape import COUNTS
from govstats.reports.gate.read_back.difference import Difference
from govstats.reports.inert import inert

_VALUES = (*COUNTS, *BAND)


def of_measures(content: bytes, counts: pd.DataFrame) -> Iterator[Difference]:
    """The rows of `measures.csv` that differ from the published frame: changed, lost, or there too often."""
    names = [*map(str, counts.columns)]
    keys = [name for name in names if name not in (*_VALUES, "withheld")]
    printed = csv.DictReader(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""))
    wanted = (dict(zip(names, map(_as_written, row), strict=True)) for row in counts.itertuples(index=False, name=None))
    read = 0
    # Row by row, for a trust has a hundred thousand.
    for number, (row, frame) in enumerate(zip_longest(printed, wanted), start=2):
        place = f"row {number}"
        read += row is not None
        if row is None or frame is None:
            continue
        if [row.get(key) for key in keys] != [frame[key] for key in keys]:
            yield Difference(place, _said(row, keys), _said(frame, keys))
        else:
            for name in frame.keys() - set(keys):
                if row.get(name) != frame[name]:
                    yield Difference(f"{place}, {name}", str(row.get(name)), frame[name])
    if read != len(counts):
        yield Difference("the end", f"{read} rows", f"{len(counts)} rows")


def _as_written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if pd.isna(value) else str(inert(str(value)))


def _said(row: Mapping[str, str | None], keys: list[str]) -> str:
    return "/".join(str(row.get(key)) for key in keys if row.get(key))
