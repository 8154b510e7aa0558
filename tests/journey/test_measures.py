"""`govstats measures`: any number of schools as one table, from exports that are read once."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

import govstats as package
from govstats.errors import MustFix
from govstats.measures.in_pieces import in_pieces
from govstats.store import STORE, Store, kept_store, pieces_of, write_store
from tests.journey.office import WILLOW, copied, govstats

AS_AT = date(2025, 12, 19)
KEYS = ["measure", "school", "policy", "basis"]
COUNTS = ["numerator", "denominator", "unknown", "excluded"]


@pytest.fixture
def willow(tmp_path: Path) -> Path:
    return copied(tmp_path)


def measured(folder: Path, out: Path, code: int = 0) -> tuple[pd.DataFrame, str]:
    answer = govstats("measures", str(folder), "--as-at", AS_AT.isoformat(), "--out", str(out), cwd=folder)
    assert answer.code == code, answer.err
    return pd.read_csv(out, keep_default_na=False), answer.err


def expected(organisation: package.Organisation) -> pd.DataFrame:
    """What the measures give of the organisation as it is loaded from its exports."""
    names = ["policy_currency", "policy_days_in_date", "reviews_on_time", "acknowledgement_coverage"]
    names += ["reacknowledgement", "induction_coverage", "induction_timeliness"]
    asked = [getattr(package.measures, name) for name in names]
    asked.append(partial(package.measures.acknowledgement_coverage, basis="due"))
    return pd.concat(measure(organisation, AS_AT, by=["school", "policy"]) for measure in asked)


def test_the_table_holds_what_the_measures_give_and_exports_are_read_once(willow: Path, tmp_path: Path) -> None:
    table, said = measured(willow, tmp_path / "first.csv")
    rows = expected(package.load(willow))[[*KEYS, *COUNTS]].sort_values(KEYS, ignore_index=True)
    pd.testing.assert_frame_equal(table[[*KEYS, *COUNTS]].sort_values(KEYS, ignore_index=True), rows, check_dtype=False)
    assert {*table["organisation"]} == {"The Willow Tree Federation"}
    assert {*table["profile"]} == {"internal"}
    assert "Reading the exports" in said
    _, said = measured(willow, tmp_path / "second.csv")
    assert "Reading the exports" not in said
    assert (tmp_path / "first.csv").read_bytes() == (tmp_path / "second.csv").read_bytes()


def broken(store: Path) -> None:
    file = store / "acknowledgements.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(content)


def swapped(store: Path) -> None:
    """A store of other people, whole in itself."""
    staff = pq.read_table(store / "staff.parquet")
    pq.write_table(staff.slice(0, 10), store / "staff.parquet")


def lost(store: Path) -> None:
    (store / "inductions.parquet").unlink()


def export_changed(store: Path) -> None:
    export = next((store.parents[1] / "exports").rglob("Policy portal*.csv"))
    lines = export.read_text("utf-8-sig").splitlines(keepends=True)
    export.write_text("".join(lines[:300]), "utf-8-sig")


@pytest.mark.parametrize("happened", [broken, swapped, lost, export_changed])
def test_a_store_that_is_not_as_it_was_is_made_anew(willow: Path, happened: Callable[[Path], None]) -> None:
    said: list[str] = []
    kept_store(willow, willow / STORE, said.append)
    happened(willow / STORE)
    store = kept_store(willow, willow / STORE, said.append)
    assert said == [f"Reading the exports of {willow}."] * 2
    coverage = partial(package.measures.acknowledgement_coverage, as_at=AS_AT)
    pd.testing.assert_frame_equal(in_pieces(coverage, store), coverage(package.load(willow)))


def test_the_store_holds_staff_numbers_and_no_names_or_addresses(willow: Path) -> None:
    kept_store(willow, willow / STORE, print)
    staff = package.load(willow).records.staff
    written = {
        str(value)
        for file in (willow / STORE).glob("*.parquet")
        for column in pq.read_table(file).columns
        for value in column.unique().to_pylist()
    }
    assert {*staff["person_id"]} <= written
    assert not {*staff["name"], *staff["email"]} - {""} & written


@pytest.fixture
def pieces() -> list[dict[str, pd.DataFrame]]:
    return list(pieces_of(package.load(WILLOW).records, people=60, rows=600))


def store_of(pieces: list[dict[str, pd.DataFrame]], folder: Path) -> Store:
    folder.mkdir()
    write_store(folder, (WILLOW / "govstats.toml").read_bytes(), package.load(WILLOW).records.policies, pieces)
    return Store(folder)


def test_pieces_add_up(pieces: list[dict[str, pd.DataFrame]], tmp_path: Path) -> None:
    store, willow = store_of(pieces, tmp_path / "store"), package.load(WILLOW)
    assert len(store.pieces) == len(pieces) > 3
    for name in ("acknowledgement_coverage", "reacknowledgement", "induction_coverage", "induction_timeliness"):
        for by in (["policy", "school"], []):
            measure = partial(getattr(package.measures, name), as_at=AS_AT, by=by)
            pd.testing.assert_frame_equal(in_pieces(measure, store), measure(willow))


def test_a_store_from_elsewhere_is_looked_through(pieces: list[dict[str, pd.DataFrame]], tmp_path: Path) -> None:
    coverage = partial(package.measures.acknowledgement_coverage, as_at=AS_AT)
    twice = store_of([*pieces, pieces[3]], tmp_path / "twice")
    (twice.folder / "store.json").unlink()
    with pytest.raises(MustFix, match="Somebody stands in two row groups"):
        in_pieces(coverage, twice)
    astray = [*pieces[:-1], pieces[-1] | {"acknowledgements": pieces[0]["acknowledgements"]}]
    with pytest.raises(MustFix, match="not in the same row group"):
        in_pieces(coverage, store_of(astray, tmp_path / "astray"))
    unlike = store_of(pieces, tmp_path / "unlike")
    pq.write_table(pq.read_table(unlike.folder / "inductions.parquet"), unlike.folder / "inductions.parquet")
    with pytest.raises(MustFix, match="unlike numbers of row groups"):
        in_pieces(coverage, unlike)


def test_many_organisations_are_one_table_and_one_that_fails_is_told_of(willow: Path, tmp_path: Path) -> None:
    many = tmp_path / "many"
    shutil.copytree(willow, many / "a")
    shutil.copytree(willow, many / "b")
    (many / "b" / "govstats.toml").write_text("", "utf-8")
    table, said = measured(many, tmp_path / "many.csv", code=5)
    assert "Not counted: b." in said
    assert len(table)
    nothing = govstats("measures", "a/exports", "--as-at", "2025-12-19", "--out", "nothing.csv", cwd=many)
    assert nothing.code == 3
    assert not (many / "nothing.csv").exists()
