"""A store, read one piece at a time as records in codes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from govstats.errors import MustFix, problem
from govstats.records import PERSONAL, Records, SourceRead
from govstats.rules.obligations import Obligations
from govstats.settings import Settings, read_settings
from govstats.store.layout import ABOUT, PEOPLE, POLICIES, REGISTER, schema_of

# Piece after piece asks for as much memory. Arrow's own pool gives it back each time, which costs more than reading.
pa.set_memory_pool(pa.system_memory_pool())
STAFF = "staff.parquet"  # whose presence makes a folder a store
_WORDS = {pa.string(): pd.StringDtype(na_value=np.nan)}


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
        file = self._opened(POLICIES, REGISTER)
        return _in_words(self._table(POLICIES, REGISTER, range(file.num_row_groups)))

    @cached_property
    def pieces(self) -> range:
        numbers = {name: self._opened(name, PEOPLE[name]).num_row_groups for name in self.given}
        if len({*numbers.values()}) > 1:
            told = ", ".join(f"{name} {number}" for name, number in numbers.items())
            raise self._broken("acknowledgements", f"The tables have unlike numbers of row groups: {told}")
        if not (self.folder / ABOUT).is_file():
            self._nobody_twice(range(numbers["staff"]))
        return range(numbers["staff"])

    def _nobody_twice(self, pieces: range) -> None:
        """Of a store that govstats did not write: whether each person stands in one piece."""
        file = self._opened("staff", PEOPLE["staff"])
        together = pa.concat_arrays([pc.unique(file.read_row_group(each, columns=["person_id"])[0]) for each in pieces])
        if pc.count_distinct(together).as_py() != len(together):
            raise self._broken("staff", "Somebody stands in two row groups")

    def piece(self, number: int) -> Piece:
        """The people of a row group."""
        staff = self._table("staff", PEOPLE["staff"], [number])
        ids = staff.column("person_id").combine_chunks().dictionary_encode()
        known, people = ids.dictionary, pd.CategoricalDtype(pd.Index(ids.dictionary, dtype="str"))
        frames = {"staff": _in_words(staff).assign(person_id=_in_codes(ids.indices, people))}
        for name in self.given[1:]:
            table = self._table(name, PEOPLE[name], [number], coded=True)
            place = pc.index_in(table.column("person_id").combine_chunks().dictionary, value_set=known)
            if place.null_count:
                raise self._broken(name, "A person in it is not in the same row group of staff.parquet")
            frames[name] = pd.DataFrame(dict(_columns(table, place, people)), copy=False)
        return Piece(_records(self.policies, frames), self.settings)

    def register(self) -> Piece:
        """The policies, without people."""
        return Piece(_records(self.policies, {}), self.settings)

    def __iter__(self) -> Iterator[Piece]:
        return map(self.piece, self.pieces)

    def _table(self, name: str, columns: tuple[str, ...], groups: Sequence[int], *, coded: bool = False) -> pa.Table:
        file = self._opened(name, columns, coded=coded)
        try:
            return file.read_row_groups(list(groups), columns=list(columns), use_threads=False)
        except (OSError, pa.ArrowException) as error:
            raise self._broken(name, error) from None

    def _opened(self, name: str, columns: tuple[str, ...], *, coded: bool = False) -> pq.ParquetFile:
        schema = schema_of(columns, pa.date32())
        words = [kind.name for kind in schema if kind.type == pa.string()] if coded else None
        try:
            file = pq.ParquetFile(self.folder / f"{name}.parquet", read_dictionary=words)
        except (OSError, pa.ArrowException) as error:
            raise self._broken(name, error) from None
        if lacking := [each for each in columns if each not in file.schema_arrow.names]:
            raise self._broken(name, f"It has no column {', '.join(lacking)}")
        return file

    def _broken(self, name: str, detail: Any) -> MustFix:
        return MustFix(problem("store-broken", file=f"{name}.parquet", detail=detail))


def is_store(folder: Path) -> bool:
    return (folder / STAFF).is_file()


def _in_words(table: pa.Table) -> pd.DataFrame:
    """A table that is not long, its words as words and its days as days."""
    table = table.cast(schema_of(table.column_names, pa.timestamp("s")))
    frame: pd.DataFrame = table.to_pandas(types_mapper=_WORDS.get, split_blocks=True, use_threads=False)
    return frame


def _columns(table: pa.Table, place: pa.Array, people: pd.CategoricalDtype) -> Iterator[tuple[str, Any]]:
    """The columns of a long table: words in codes, people in those of the staff list, days as days."""
    for name, column in zip(table.column_names, table.columns, strict=True):
        column = column.combine_chunks()
        if name == "person_id":
            yield name, _in_codes(place.take(column.indices), people)
        elif pa.types.is_dictionary(column.type):
            yield name, _in_codes(column.indices, pd.CategoricalDtype(pd.Index(column.dictionary, dtype="str")))
        else:
            yield name, column.cast(pa.timestamp("s")).to_numpy(zero_copy_only=False)


def _in_codes(codes: pa.Array, words: pd.CategoricalDtype) -> pd.Categorical:
    return pd.Categorical.from_codes(codes.to_numpy(), dtype=words, validate=False)


def _records(policies: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> Records:
    nothing = {name: pd.DataFrame(columns=list(columns)) for name, columns in PEOPLE.items()}
    tables = nothing | frames | {"policies": policies, "incidents": pd.DataFrame(), "evidence": pd.DataFrame()}
    sources = tuple(
        SourceRead(name, f"{name}.parquet", "", 0, len(frame), len(frame), 0, "") for name, frame in frames.items()
    )
    return Records(**tables, set_aside={}, unused=pd.DataFrame(columns=list(PERSONAL)), sources=sources, read_as=())
