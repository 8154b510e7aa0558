"""The proof by exchange: with every person exchanged for another, the governors' files are the same, byte for byte.

What differs was told of a person, or stands in an order that tells of one.
"""

import csv
import random
import re
import string
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import govstats as package
from govstats.exhibits import Report
from govstats.reports.pack import measures_text
from govstats.reports.page import page_of
from tests.journey.office import TERM, copied, govstats
from tests.journey.organisations import AS_AT, ORGANISATIONS, table
from tests.journey.organisations import TERM as AUTUMN
from tests.spec.folder import write_folder

# The columns of the demo that hold something of a person, whatever file they stand in.
OF_PEOPLE = {
    "Payroll Number", "Legal Surname", "Legal Forename", "Work Email", "Staff number", "Name", "Led by",
    "Recipient Email", "Email", "Notes", "Owner", "Approved by", "Minute reference",
}  # fmt: skip
# They say that there is nobody, or which body approved, and not who a person is.
KEPT = {"anonymous", "example", "full", "governing", "body", "resources", "standards", "and", "safeguarding"} | {
    "committee", "executive", "headteacher", "head", "of", "school", "chair",
}  # fmt: skip

FOOTER = " Columns / "  # of the export, in the column of the staff numbers


class Exchange:
    """Each word of a personal value for a random one, the same word always for the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._known: dict[str, str] = {}
        self.values: set[str] = set()

    def __call__(self, value: Any) -> Any:
        if not isinstance(value, str) or not value.strip() or FOOTER in value:
            return value
        self.values.add(value)
        return re.sub(r"[^\W\d_]+|\d+", lambda word: self._word(word[0]), value)

    def _word(self, word: str) -> str:
        plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().casefold() or word
        if plain in KEPT:
            return word
        while plain not in self._known:
            letters = string.digits if plain.isdigit() else string.ascii_lowercase
            other = "".join(self._random.choices(letters, k=max(len(plain), 6))).capitalize()
            if other not in self._known.values():  # two people stay two
                self._known[plain] = other
        return self._known[plain]


def exchange_workbook(path: Path, exchange: Exchange) -> None:
    book = openpyxl.load_workbook(path)
    for sheet in book:
        places: set[int] = set()
        for row in sheet.iter_rows():
            found = {cell.column for cell in row if cell.value in OF_PEOPLE}
            if found:
                places = found
                continue
            for cell in row:
                if cell.column in places:
                    cell.value = exchange(cell.value)
    book.save(path)


def exchange_table(path: Path, exchange: Exchange) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    mark = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.reader(text.splitlines(), delimiter=mark))
    places = [place for place, heading in enumerate(rows[0]) if heading in OF_PEOPLE]
    for row in rows[1:]:
        for place in places:
            if place < len(row):
                row[place] = exchange(row[place])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=mark).writerows(rows)


@pytest.fixture(scope="session")
def exchanged(shared: Callable[..., Any]) -> Any:
    """The pack of a demo all of whose people are others, and the values that were exchanged."""

    def make(folder: Path) -> Any:
        willow, exchange = copied(folder), Exchange(5)
        for path in sorted((willow / "exports").rglob("*.xlsx")):
            exchange_workbook(path, exchange)
        for path in sorted((willow / "exports").rglob("*.csv")):
            exchange_table(path, exchange)
        answer = govstats("report", str(willow), *TERM, "--out", "reports", cwd=folder)
        assert answer.code == 0, answer.err
        return {"run": str(next((folder / "reports").iterdir())), "values": sorted(exchange.values)}

    return shared("exchanged", make)


def without_fingerprint(text: str) -> str:
    """A page without the fingerprint of its records, which is that of other files."""
    changed, times = re.subn(r"(?<=Fingerprint of the records: )[0-9a-f]{12}", "…", text)
    assert times <= 1
    return changed


def test_the_files_for_governors_are_the_same_with_other_people(exchanged: Any, demo_pack: Any) -> None:
    assert {"Imran Hesketh", "imran.hesketh@willowtree.example", "004223", "Bo Ng"} <= set(exchanged["values"])
    there = Path(exchanged["run"]) / "for-governors"
    own = Path(demo_pack["run"]) / "for-governors"
    assert sorted(path.name for path in there.iterdir()) == sorted(path.name for path in own.iterdir())
    for path in sorted(own.iterdir()):
        now, before = ((folder / path.name).read_bytes().decode("utf-8") for folder in (there, own))
        assert without_fingerprint(now) == without_fingerprint(before), path.name


def test_the_exchange_was_one(exchanged: Any, demo_pack: Any) -> None:
    """The workbook of the office, which names people, names others."""

    def words(run: str) -> set[str]:
        book = openpyxl.load_workbook(Path(run) / "office-only" / "action-workbook.xlsx")
        return {str(cell) for row in book["By person"].iter_rows(min_row=2, values_only=True) for cell in row[1:3]}

    now, before = words(exchanged["run"]), words(demo_pack["run"])
    assert len(now) == len(before) > 50
    assert not now & before


@pytest.mark.parametrize("name", ["two schools", "vague", "one person", "everything withheld"])
def test_a_small_organisation_is_the_same_with_other_people(name: str, tmp_path: Path) -> None:
    def texts(folder: Path, exchange: Callable[[Any], Any]) -> list[str]:
        people, sources = ("person_id", "email", "owner", "note", "minute_reference"), ORGANISATIONS[name]()
        changed = {
            source: [{key: exchange(value) if key in people else value for key, value in row.items()} for row in rows]
            for source, rows in sources.items()
        }
        folder.mkdir()
        write_folder(folder, [table(source, rows) for source, rows in changed.items()])
        organisation = package.load(folder)
        release = organisation.report(organisation.term(AUTUMN), as_at=AS_AT).published
        pages = [page_of(Report(release, school)) for school in ("", *release.schools)]
        return [*map(without_fingerprint, pages), measures_text(release.counts)]

    assert texts(tmp_path / "own", lambda value: value) == texts(tmp_path / "other", Exchange(7))
