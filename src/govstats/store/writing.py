"""Records into a store: whole people, sorted by school, in row groups of a size that fits in memory."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from govstats.records import Records
from govstats.settings import FILE_NAME
from govstats.store.layout import ABOUT, LAYOUT, PEOPLE, POLICIES, REGISTER, schema_of

# How much of a nation is held in memory at a time.
PEOPLE_A_PIECE, ROWS_A_PIECE = 50_000, 1_750_000
# Words stay codes as long as their list has room: that of a piece's staff numbers takes a megabyte.
_ROOM = 2**24

Tables = Mapping[str, pd.DataFrame]


def write_store(folder: Path, settings: bytes, policies: pd.DataFrame, pieces: Iterable[Tables]) -> None:
    """Write a store into a folder that is there.

    Parameters
    ----------
    settings
        The contents of a `govstats.toml`.
    policies
        The register, as `Records` has it.
    pieces
        The tables of `PEOPLE`, as `Records` has them, for some people each; nobody is in two pieces. A table that no
        list was given for is in none of them.
    """
    (folder / FILE_NAME).write_bytes(settings)
    with ExitStack() as open_files:
        register = open_files.enter_context(_writer(folder, POLICIES, REGISTER))
        register.write_table(_table(policies, REGISTER))
        writers: dict[str, pq.ParquetWriter] = {}
        for piece in pieces:
            for name, frame in piece.items():
                if name not in writers:
                    writers[name] = open_files.enter_context(_writer(folder, name, PEOPLE[name]))
                table = _table(frame, PEOPLE[name])
                writers[name].write_table(table, row_group_size=max(len(table), 1))
    (folder / ABOUT).write_text(json.dumps({"layout": LAYOUT}), "utf-8")


def pieces_of(
    records: Records, people: int = PEOPLE_A_PIECE, rows: int = ROWS_A_PIECE
) -> Iterator[dict[str, pd.DataFrame]]:
    """The tables of people in pieces of so many people or rows, whichever come first, sorted by school and person."""
    tables = {name: getattr(records, name) for name in PEOPLE if name == "staff" or name in records.given}
    home = records.staff.groupby("person_id")["school"].min()
    order = home.reset_index().sort_values(["school", "person_id"])["person_id"]
    place = {name: pd.Index(order).get_indexer(frame["person_id"]) for name, frame in tables.items()}
    load = sum(np.bincount(places, minlength=len(order)) for places in place.values())
    full = [np.diff(much, prepend=0) > 0 for much in (np.arange(len(order)) // people, np.cumsum(load) // rows)]
    bounds = np.array([0, *(first for first in np.flatnonzero(full[0] | full[1]) if first), len(order)])
    sorted_by = {name: np.argsort(places, kind="stable") for name, places in place.items()}
    cuts = {name: np.searchsorted(place[name][sorted_by[name]], bounds) for name in tables}
    for first, last in zip(range(len(bounds) - 1), range(1, len(bounds)), strict=True):
        yield {
            name: frame.iloc[sorted_by[name][cuts[name][first] : cuts[name][last]]] for name, frame in tables.items()
        }


def _writer(folder: Path, name: str, columns: tuple[str, ...]) -> pq.ParquetWriter:
    schema = schema_of(columns, pa.date32())
    return pq.ParquetWriter(folder / f"{name}.parquet", schema, dictionary_pagesize_limit=_ROOM)


def _table(frame: pd.DataFrame, columns: tuple[str, ...]) -> pa.Table:
    schema = schema_of(columns, pa.timestamp("s"))
    told = {name: (frame[name] != "").map({True: "given", False: ""}) for name in columns if name.endswith("_text")}
    chosen = frame[list(columns)].assign(**told) if "person_id" in columns else frame[list(columns)]
    table = pa.Table.from_pandas(chosen, schema=schema, preserve_index=False)
    return table.cast(schema_of(columns, pa.date32()))
