"""A store, read one piece at a time as records in codes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import govstats.memory  # noqa: F401  # pieces are read on the heap that it sets
from govstats.errors import MustFix, problem
from govstats.records import PERSONAL, Records, SourceRead
from govstats.rules.obligations import Obligations
from govstats.settings import Settings, read_settings
from govstats.store.layout import ABOUT, PEOPLE, POLICIES, REGISTER, WORDS, schema_of

STAFF = "staff.parquet"  # whose presence makes a folder a store
_COLUMNS = PEOPLE | {POLICIES: REGISTER}
_CODES = pa.dictionary(pa.int32(), WORDS)
_AS_WORDS = {WORDS: pd.StringDtype(na_value=np.nan)}
Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Piece:
    """Some people of a store and all that they did, as measures take it."""

    records: Records
    settings: Settings
    obligations: tuple[Obligations, ...] = ()


@dataclass(frozen=True)
class Store:
    """A folder of Parquet files.

    Raises
    ------
    MustFix
        On reading: a file is not there or is broken, lacks a column, or its pieces do not fit together.
    """

    folder: Path

    @cached_property
    def settings(self) -> Settings:
        return read_settings(self.folder)

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The tables of people that are there. Without a list of acknowledgements, nobody can be said to owe one."""
        return tuple(name for name in PEOPLE if name == "staff" or (self.folder / f"{name}.parquet").is_file())

    @cached_property
    def policies(self) -> pd.DataFrame:
        """The register."""
        return _frame(self._table(POLICIES, range(self._opened(POLICIES).num_row_groups)))

    @cached_property
    def pieces(self) -> range:
        numbers = {name: self._opened(name).num_row_groups for name in self.given}
        if len({*numbers.values()}) > 1:
            told = ", ".join(f"{name} {number}" for name, number in numbers.items())
            raise self._broken("acknowledgements", f"The tables have unlike numbers of row groups: {told}")
        if not (self.folder / ABOUT).is_file():
            self._nobody_twice(range(numbers["staff"]))
        return range(numbers["staff"])

    def _nobody_twice(self, pieces: range) -> None:
        """Of a store that govstats did not write: whether each person stands in one piece."""
        file = self._opened("staff")
        together = pa.concat_arrays([pc.unique(file.read_row_group(each, columns=["person_id"])[0]) for each in pieces])
        if pc.count_distinct(together).as_py() != len(together):
            raise self._broken("staff", "Somebody stands in two row groups")

    def piece(self, number: int) -> Piece:
        """The people of a row group."""
        staff = self._table("staff", [number])
        known, codes = _ids(staff)
        people = pd.CategoricalDtype(pd.Index(known, dtype="str"))
        frames = {"staff": _of_people(staff, codes, people)}
        for name in self.given[1:]:
            table = self._table(name, [number])
            found, codes = _ids(table)
            place = pc.index_in(found, value_set=known)
            if place.null_count:
                raise self._broken(name, "A person in it is not in the same row group of staff.parquet")
            frames[name] = _of_people(table, place.to_numpy().take(codes), people)
        return Piece(_records(self.policies, frames), self.settings)

    def register(self) -> Piece:
        """The policies, without people."""
        return Piece(_records(self.policies, {}), self.settings)

    def __iter__(self) -> Iterator[Piece]:
        return map(self.piece, self.pieces)

    def _table(self, name: str, groups: Sequence[int]) -> pa.Table:
        """Some rows of a table: days as days, and the words of people in codes."""
        schema = schema_of(_COLUMNS[name], pa.timestamp("s"), _CODES if name in PEOPLE else WORDS)
        file = self._opened(name, [each.name for each in schema if each.type == _CODES])
        try:
            table = file.read_row_groups(list(groups), columns=schema.names, use_threads=False)
            return table.select(schema.names).cast(schema)
        except (OSError, pa.ArrowException) as error:
            raise self._broken(name, error) from None

    def _opened(self, name: str, coded: Sequence[str] = ()) -> pq.ParquetFile:
        try:
            file = pq.ParquetFile(self.folder / f"{name}.parquet", read_dictionary=coded)
        except (OSError, pa.ArrowException) as error:
            raise self._broken(name, error) from None
        if lacking := [each for each in _COLUMNS[name] if each not in file.schema_arrow.names]:
            raise self._broken(name, f"It has no column {', '.join(lacking)}")
        return file

    def _broken(self, name: str, detail: Any) -> MustFix:
        return MustFix(problem("store-broken", file=f"{name}.parquet", detail=detail))


def is_store(folder: Path) -> bool:
    return (folder / STAFF).is_file()


def _frame(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(types_mapper=_AS_WORDS.get, split_blocks=True, use_threads=False)
    return frame


def _ids(table: pa.Table) -> tuple[pa.Array, Codes]:
    """The different people of a table, and for each row the place of its person among them."""
    ids = table.column("person_id").combine_chunks()
    return ids.dictionary, ids.indices.to_numpy()


def _of_people(table: pa.Table, codes: Codes, people: pd.CategoricalDtype) -> pd.DataFrame:
    """A table with its people in the codes of the staff list."""
    ids = pd.Categorical.from_codes(codes, dtype=people, validate=False)
    return _frame(table.drop_columns("person_id")).assign(person_id=ids)


def _records(policies: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> Records:
    nothing = {name: pd.DataFrame(columns=list(columns)) for name, columns in PEOPLE.items() if name not in frames}
    tables = nothing | frames | {"policies": policies, "incidents": pd.DataFrame(), "evidence": pd.DataFrame()}
    sources = tuple(
        SourceRead(name, f"{name}.parquet", "", 0, len(frame), len(frame), 0, "") for name, frame in frames.items()
    )
    return Records(**tables, set_aside={}, unused=pd.DataFrame(columns=list(PERSONAL)), sources=sources, read_as=())
