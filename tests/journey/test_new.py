"""`govstats new`: a folder that says what it lacks, and whose workbooks are read as they are filled in."""

import json
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from govstats.errors import MustFix
from govstats.exports.grid import CHILD, open_file
from govstats.exports.locate import locate
from govstats.exports.opening.process import ReadingProcess
from govstats.records import SOURCES
from govstats.reports import starting
from govstats.reports.blanks import BLANKS, explanations
from govstats.settings import Settings, Source, read_settings
from tests.journey.office import contents, govstats

FILES = {spec.name: f"exports/{spec.label.capitalize()}.xlsx" for spec in BLANKS}
NO_ROWS_YET = """\
Acknowledgements: exports/Acknowledgements.xlsx, sheet "Acknowledgements", headings in row 1, no rows yet
Evidence log: exports/Evidence log.xlsx, sheet "Evidence log", headings in row 1, no rows yet
Incident counts: exports/Incident counts.xlsx, sheet "Incident counts", headings in row 1, no rows yet
Induction log: exports/Induction log.xlsx, sheet "Induction log", headings in row 1, no rows yet
Policy register: exports/Policy register.xlsx, sheet "Policy register", headings in row 1, no rows yet
Staff list: exports/Staff list.xlsx, sheet "Staff list", headings in row 1, no rows yet

Must fix (1)
  No rows: 1
    exports/Policy register.xlsx: The policy register has headings and no usable rows. \
Fill in its rows, or put an export that has rows in its place.
"""
SCHOOL = "Example Primary School"
# What an office types in: true dates as dates, everything else as text or number.
ROWS: dict[str, list[dict[str, Any]]] = {
    "staff": [
        {"person_id": "00417", "name": "Rowan Ashdown", "school": SCHOOL, "start_date": date(2022, 9, 1)},
        {"person_id": "00418", "name": "Bo Lindqvist", "school": SCHOOL, "start_date": date(2025, 9, 1)},
        {"person_id": "00500", "name": "Ife Marlowe", "start_date": date(2025, 9, 1), "end_date": date(2025, 11, 28)},
    ],
    "policies": [
        {"policy": "Social media", "version": "2", "approved": date(2025, 9, 10), "review_due": date(2026, 9, 10)},
        {"policy": "Lone working", "version": "1.10", "approved": date(2024, 9, 10), "review_due": "July 2025"},
    ],
    "acknowledgements": [
        {"person_id": "00417", "policy": "Social media", "acknowledged_on": date(2025, 9, 16), "response": "Yes"},
        {"person_id": "00418", "policy": "Social media", "acknowledged_on": date(2025, 9, 17)},
        {"name": "Ife Marlowe", "policy": "Lone working", "version": "1.10", "acknowledged_on": date(2025, 9, 18)},
        {"person_id": "00417", "policy": "Lone working", "acknowledged_on": None},
    ],
    "inductions": [
        {"person_id": "00418", "policy": "Social media", "inducted_on": date(2025, 9, 2), "inducted_by": "Head"},
        {"person_id": "00500", "policy": "Social media", "inducted_on": date(2025, 9, 2)},
    ],
    "incidents": [
        {"period": "September 2025", "school": SCHOOL, "category": "4.10", "count": 0},
        {"period": date(2025, 10, 1), "policy": "Social media", "category": "4.1(iv)", "count": "c"},
    ],
    "evidence": [
        {"policy": "Social media", "clause": "3.4", "kind": "briefing", "date": date(2025, 9, 1), "count": 2, "of": 3},
    ],
}


@pytest.fixture(scope="session")
def started(shared) -> Path:
    """A new folder with an awkward name, as the command makes it; no test changes it."""

    def make(folder: Path) -> str:
        name = "Oak Hill – St John's & [Nursery] 100% #1"
        answer = govstats("new", name, cwd=folder)
        assert (answer.code, answer.err) == (0, ""), answer
        assert [path.name for path in folder.iterdir()] == [name]
        assert answer.out.splitlines()[0] == f"Made {name}:"
        return str(folder / name)

    return Path(shared("started", make))


@pytest.fixture
def folder(started: Path, tmp_path: Path) -> Path:
    """A copy of it, to be filled in."""
    return Path(shutil.copytree(started, tmp_path / "school"))


def fill(folder: Path, source: str, rows: list[dict[str, Any]]) -> None:
    """Type rows into a blank export, each value under the heading of its field."""
    path = folder / FILES[source]
    book = openpyxl.load_workbook(path)
    fields = [field.name for field in SOURCES[source].fields]
    for row in rows:
        assert set(row) <= set(fields)
        book.worksheets[0].append([row.get(name) or (0 if row.get(name) == 0 else None) for name in fields])
    book.save(path)


def checked(folder: Path) -> dict[str, Any]:
    answer = govstats("check", str(folder), "--json", cwd=folder)
    assert answer.code == 0, answer
    document: dict[str, Any] = json.loads(answer.out)
    return document


def all_rows_used(document: dict[str, Any]) -> dict[str, int]:
    for source in document["sources"]:
        assert (source["rows_used"], source["rows_set_aside"]) == (source["rows_read"], 0), document["problems"]
    return {source["source"]: source["rows_used"] for source in document["sources"]}


def test_it_makes_settings_a_guide_and_a_blank_export_of_each_kind(started: Path) -> None:
    made = {path for path, sha256 in contents(started).items() if sha256}
    assert made == {"govstats.toml", "Start here.txt", *FILES.values()}
    guide = (started / "Start here.txt").read_text("utf-8")
    assert all(Path(file).stem in guide for file in FILES.values())


def test_its_settings_can_be_read_with_and_without_what_is_switched_off(started: Path) -> None:
    assert read_settings(started).school_names == (SCHOOL,)
    text = (started / "govstats.toml").read_text("utf-8")
    switched_on = Settings.model_validate(tomllib.loads(re.sub(r"^#(?! )", "", text, flags=re.M)))
    assert switched_on.meetings
    assert len(switched_on.calendar_terms) == 3
    assert switched_on.schools[0].also


def test_check_says_plainly_which_exports_have_no_rows(started: Path) -> None:
    answer = govstats("check", str(started), cwd=started.parent)
    assert (answer.code, answer.err) == (3, "")
    assert answer.out == NO_ROWS_YET


@pytest.mark.parametrize("spec", BLANKS, ids=lambda spec: spec.name)
def test_every_heading_is_read_as_its_field_and_the_second_sheet_as_nothing(spec, started: Path) -> None:
    path = started / FILES[spec.name]
    with ReadingProcess(CHILD) as reader:
        opened = open_file(path, path.name, reader)
    candidates = [(each.name, Source()) for each in BLANKS]
    [table] = locate(opened, candidates)
    assert [sheet.name for sheet in opened.sheets] == [spec.label.capitalize(), "What to write"]
    assert (table.sheet.name, table.match.spec) == (spec.label.capitalize(), spec)
    assert table.match.columns == {field.name: place for place, field in enumerate(spec.fields)}


@pytest.mark.parametrize("spec", BLANKS, ids=lambda spec: spec.name)
def test_columns_are_ready_to_be_typed_into(spec, started: Path) -> None:
    blank, told = openpyxl.load_workbook(started / FILES[spec.name])
    assert (blank.max_row, blank.freeze_panes, told.freeze_panes) == (1, "A2", "A2")
    lists = {str(each.sqref).partition("2:")[0]: each.formula1 for each in blank.data_validations.dataValidation}
    rows = {heading: (write, needed) for heading, write, needed, _ in told.iter_rows(min_row=2, values_only=True)}
    for cell, field in zip(blank[1], spec.fields, strict=True):
        column, said = blank.column_dimensions[cell.column_letter], explanations()[spec.name][field.name]
        kind = "id" if said.get("as_text") else field.kind
        assert column.number_format == {"id": "@", "date": "dd/mm/yyyy"}.get(kind, "General"), field.name
        # A width is counted in figures, and letters are narrower.
        assert column.width >= 0.9 * len(field.label)
        assert lists.get(cell.column_letter) == ('"' + ",".join(said["words"]) + '"' if "words" in said else None)
        assert (field.kind in ("yes or no", "answer")) <= ("words" in said), field.name
        write, needed = rows[cell.value]
        assert write == said["write"]
        assert needed.startswith("yes") == field.required


@pytest.mark.parametrize("spec", BLANKS, ids=lambda spec: spec.name)
def test_every_column_is_explained_in_short_sentences(spec) -> None:
    assert list(explanations()[spec.name]) == [field.name for field in spec.fields]
    for said in explanations()[spec.name].values():
        assert set(said) <= {"write", "example", "words", "as_text"}
        assert said["write"].endswith(".")
        assert all(len(sentence.split()) <= 25 for sentence in said["write"].split(". "))


def test_no_source_but_the_earlier_staff_list_lacks_a_blank_export() -> None:
    assert set(SOURCES) - {spec.name for spec in BLANKS} == {"earlier_staff"}
    assert set(explanations()) == {spec.name for spec in BLANKS}


def test_rows_typed_in_are_all_used_and_make_a_pack(folder: Path) -> None:
    for source, rows in ROWS.items():
        fill(folder, source, rows)
    document = checked(folder)
    assert all_rows_used(document) == {source: len(rows) for source, rows in ROWS.items()}
    assert {problem["code"] for problem in document["problems"]} == {"date-without-day"}
    term = ("--term", "Autumn 2025", "--as-at", "2025-12-19")
    answer = govstats("report", str(folder), *term, "--no-pdf", "--out", "out", "--json", cwd=folder.parent)
    assert answer.code == 0, answer.err
    files = {file["kind"]: Path(file["path"]) for file in json.loads(answer.out)["files"]}
    chase = openpyxl.load_workbook(files["workbook"])["Chase list"]
    waiting = [(row[1], row[5]) for row in chase.iter_rows(min_row=2, values_only=True)]
    assert sorted(waiting) == [("00417", "Lone working"), ("00418", "Lone working")]
    assert "1 of 2" in files["governor_html"].read_text("utf-8")  # policies in date


def test_the_examples_of_the_second_sheets_are_rows_that_can_be_read(folder: Path) -> None:
    for source, said in explanations().items():
        fill(folder, source, [{name: each["example"] for name, each in said.items()}])
    document = checked(folder)
    assert all_rows_used(document) == dict.fromkeys(explanations(), 1)
    assert document["problems"] == []


@pytest.mark.parametrize("spec", BLANKS, ids=lambda spec: spec.name)
def test_every_word_of_a_drop_down_list_is_read(spec, folder: Path) -> None:
    for source, said in explanations().items():
        example = {name: each["example"] for name, each in said.items()}
        if source == spec.name:
            choices = [(name, word) for name, each in said.items() for word in each.get("words", ())]
            rows = [example | {name: word} for name, word in choices] or [example]
            fill(folder, source, rows)
        elif source in ("staff", "policies"):
            fill(folder, source, [example])
    assert all_rows_used(checked(folder))[spec.name] > 0


def test_a_blank_list_of_what_people_did_is_worth_checking(folder: Path) -> None:
    for source in ("staff", "policies"):
        fill(folder, source, ROWS[source])
    found = {(problem["code"], problem["file"]) for problem in checked(folder)["problems"]}
    blank = {("source-blank", FILES["acknowledgements"]), ("source-blank", FILES["inductions"])}
    assert found - {("date-without-day", FILES["policies"])} == blank
    (folder / FILES["inductions"]).unlink()
    found = {(problem["code"], problem["file"]) for problem in checked(folder)["problems"]}
    assert found >= {("source-blank", FILES["acknowledgements"]), ("source-absent", "")}


@pytest.mark.parametrize("profile", ["board", "public"])
def test_a_staff_list_of_nobody_makes_a_pack_and_is_worth_checking(folder: Path, profile: str) -> None:
    fill(folder, "policies", ROWS["policies"])
    document = checked(folder)
    assert ("staff-blank", FILES["staff"]) in {(each["code"], each["file"]) for each in document["problems"]}
    assert all_rows_used(document)["staff"] == 0
    term = ("--term", "Autumn 2025", "--as-at", "2025-12-19", "--profile", profile)
    answer = govstats("report", str(folder), *term, "--no-pdf", "--out", "out", "--json", cwd=folder.parent)
    assert answer.code == 0, answer.err
    [page] = [Path(file["path"]) for file in json.loads(answer.out)["files"] if file["kind"] == "governor_html"]
    said = page.read_text("utf-8")
    assert "The staff list holds nobody, so it cannot be said who has read the policies." in said
    assert "Nobody in post" not in said


def test_an_empty_folder_is_filled_and_stays_itself(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"")
    answer = govstats("new", ".", cwd=tmp_path)
    assert answer.code == 0, answer.err
    assert {path.name for path in tmp_path.iterdir()} == {"govstats.toml", "Start here.txt", "exports", ".DS_Store"}
    assert govstats("check", ".", cwd=tmp_path).code == 3


@pytest.mark.parametrize("there", ["a folder with a file in it", "a file"])
def test_nothing_that_is_there_is_touched(there: str, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    if there == "a file":
        taken.write_text("kept", "utf-8")
    else:
        taken.mkdir()
        (taken / "kept.xlsx").write_text("kept", "utf-8")
    before = contents(tmp_path)
    answer = govstats("new", "taken", cwd=tmp_path)
    assert (answer.code, answer.out) == (3, "")
    [message] = answer.err.splitlines()
    assert message.startswith('"taken" is there already')
    assert contents(tmp_path) == before


@pytest.mark.parametrize("empty", [True, False], ids=["an empty folder", "no folder"])
def test_nothing_is_left_behind_where_it_fails(empty: bool, tmp_path: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if empty:
        (tmp_path / "school").mkdir()
    before = contents(tmp_path)
    monkeypatch.setattr(starting, "give_name", full)
    with pytest.raises(OSError, match="No space"):
        starting.start_folder(tmp_path / "school")
    assert contents(tmp_path) == before


def test_what_cannot_be_written_is_one_plain_message(tmp_path: Path) -> None:
    answer = govstats("new", "x" * 300, cwd=tmp_path)
    assert (answer.code, answer.out) == (3, "")
    assert re.fullmatch(r"Nothing was written, because this path is too long: .*\n", answer.err)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_there_already_is_refused_in_python_too(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("", "utf-8")
    with pytest.raises(MustFix, match="no empty folder"):
        starting.start_folder(tmp_path)
