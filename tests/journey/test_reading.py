"""Exports that only a reader in a process of its own, or a whole folder, can show to be read."""

import csv
import json
from pathlib import Path

import pytest

from tests.journey.office import govstats

SETTINGS = '[organisation]\nname = "Any"\n[[schools]]\nname = "Elm"\n'
REGISTER = "Policy,Version,Approved,Audience\nSocial media,1,2020-09-01,{audience}\n"


def folder_of(tmp_path: Path, audience: str = "all", **files: bytes) -> Path:
    (tmp_path / "govstats.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "register.csv").write_text(REGISTER.format(audience=audience), "utf-8")
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_bytes(content)
    return tmp_path


def checked(folder: Path, code: int = 0) -> dict:
    answer = govstats("check", str(folder), "--json", cwd=folder)
    assert answer.code == code, answer
    return json.loads(answer.out)


def test_a_large_file_with_quotation_marks_is_read(tmp_path):
    path = folder_of(tmp_path) / "staff.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Payroll Number", "Name", "School", "Start Date", "Email"])
        writer.writerows([f"{n:07d}", f"Able{n}, Ann", "Elm", "01/09/2020", f"a{n}@example.org"] for n in range(90_000))
    assert path.stat().st_size > 4_000_000
    [staff] = [each for each in checked(tmp_path)["sources"] if each["source"] == "staff"]
    assert (staff["rows_read"], staff["rows_used"]) == (90_000, 90_000)


def test_a_cell_of_several_lines_under_a_title_keeps_its_row_whole(tmp_path):
    text = (
        "Staff list\nPayroll Number,Name,School,Start Date,Address,Job Title,Leaving Date\n"
        '00417,Ann Able,Elm,01/09/2020,"1 High St,\nFlat 2, Elm Town, Kent",Teacher,31/08/2024\n'
        "00418,Bob Bray,Elm,02/09/2020,x,Teacher,\n"
    )
    document = checked(folder_of(tmp_path, staff=text.encode()))
    [staff] = [each for each in document["sources"] if each["source"] == "staff"]
    assert (staff["rows_read"], staff["rows_used"]) == (2, 2)
    assert "quotes-do-not-close" not in {each["code"] for each in document["problems"]}


def test_an_audience_that_nobody_could_be_counted_in_is_a_question(tmp_path):
    staff = b"Payroll Number,Start Date\n1,01/09/2020\n"
    problems = checked(folder_of(tmp_path, "Those concerned", staff=staff), code=3)["problems"]
    assert [(each["code"], each["found"]) for each in problems if each["severity"] == "must fix"] == [
        ("audience-not-known", "Those concerned")
    ]


def test_a_misspelt_field_of_the_settings_is_named(tmp_path):
    folder = folder_of(tmp_path, staff=b"Payroll Number,Began\n1,01/09/2020\n")
    with (folder / "govstats.toml").open("a", encoding="utf-8") as file:
        file.write('[sources.staff.columns]\nstartdate = "Began"\n')
    mends = [each for each in checked(folder, code=3)["problems"] if each["code"] == "setting-wrong"]
    assert [each["column"] for each in mends] == ["sources.staff.columns"]


@pytest.mark.parametrize(
    ("setting", "began", "mend"),
    [
        ("", "Start", 'If "Start" is it, add  start_date = "Start"  to govstats.toml'),
        ("", "Q", 'Find the heading that holds it, and add  start_date = "its heading"  to govstats.toml'),
        ('start_date = "Joined"', "Q", 'and change  start_date = "Joined"  to  start_date = "its heading"  in gov'),
    ],
)
def test_a_column_that_is_missing_is_named_in_the_settings_once(tmp_path, setting, began, mend):
    folder = folder_of(tmp_path, staff=f"Payroll Number,Job Title,Staff Type,{began}\n1,Cook,Employee,x\n".encode())
    with (folder / "govstats.toml").open("a", encoding="utf-8") as file:
        file.write(f"[sources.staff.columns]\n{setting}\n")
    mends = [each["mend"] for each in checked(folder, code=3)["problems"] if each["code"].startswith("column-")]
    assert [mend in each for each in mends] == [True], mends


def test_what_govstats_keeps_in_the_folder_is_no_export(tmp_path):
    folder = folder_of(tmp_path, staff=b"person_id,school,start_date\nP1,Elm,2024-09-01\n")
    before = checked(folder)
    (folder / ".govstats").mkdir()
    (folder / ".govstats" / "releases.csv").write_text("measure,school,policy\nx,All,All\n", "utf-8")
    assert checked(folder) == before
