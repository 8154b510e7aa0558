"""Many problems of one kind: five on the screen in the order of the files, all of them in the workbook."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.journey.office import govstats

FILES = {
    "govstats.toml": '[organisation]\nname = "Elm"\n[[schools]]\nname = "Elm"\n',
    "staff.csv": "staff number,name,start date\n0417,Rowan Ashdown,01/09/2022\n",
    "register.csv": "policy,approved,review date\nSocial media,10/09/2025,10/09/2026\n",
    # Rows 2 to 11 and 2 to 3: the tenth row comes after the ninth, though "10" comes before "9".
    "signed b.csv": "staff number,policy,date signed\n" + "9901,Social media,16/09/2025\n" * 2,
    "signed a.csv": "staff number,policy,date signed\n" + "9902,Social media,16/09/2025\n" * 10,
    "inducted.csv": "staff number,policy,induction date\n0417,Social media,TBC\n",
}
IN_ORDER = [("signed a.csv", row) for row in range(2, 12)] + [("signed b.csv", row) for row in range(2, 4)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    elm = tmp_path / "elm"
    elm.mkdir()
    for name, text in FILES.items():
        (elm / name).write_text(text, "utf-8")
    return elm


def examples(words: str) -> list[tuple[str, int]]:
    return [(file, int(row)) for file, row in re.findall(r"^    (signed .\.csv), row (\d+), ", words, re.M)]


def test_five_examples_are_shown_and_the_rest_are_counted(folder: Path) -> None:
    answer = govstats("check", str(folder), cwd=folder)
    assert answer.code == 0, answer.err
    assert "  Person not on the staff list: 12\n" in answer.out
    assert examples(answer.out) == IN_ORDER[:5]
    assert answer.out.count("    … and 7 more.\n") == 1


def test_what_must_be_fixed_comes_first(folder: Path) -> None:
    (folder / "empty.csv").write_text("", "utf-8")
    (folder / "register.csv").write_text(FILES["register.csv"] + ",10/09/2025,\n", "utf-8")
    answer = govstats("check", str(folder), cwd=folder)
    assert answer.code == 3
    titles = re.findall(r"^(?:  )?(\w.+?)(?: \(\d+\)|: \d+)$", answer.out, re.M)
    assert titles == [
        "Must fix",
        "File is empty",
        "Worth checking",
        "A required cell is blank",
        "A date cannot be read",
    ]


def test_all_of_them_are_in_the_workbook(folder: Path) -> None:
    options = ("--term", "Autumn 2025", "--no-pdf", "--out", "out", "--json")
    answer = govstats("report", str(folder), *options, cwd=folder.parent)
    assert answer.code == 0, answer.err
    [workbook] = [file["path"] for file in json.loads(answer.out)["files"] if file["kind"] == "workbook"]
    headings, *rows = openpyxl.load_workbook(workbook)["Data problems"].iter_rows(values_only=True)
    code, file, row = (headings.index(name) for name in ("Code", "File", "Row"))
    assert [(each[file], each[row]) for each in rows if each[code] == "person-not-on-list"] == IN_ORDER


def test_a_policy_that_the_settings_misspell_for_a_whole_file_is_told_of_first_and_once(folder: Path) -> None:
    (folder / "form.csv").write_text("staff number,date signed\n" + "0417,16/09/2025\n" * 7, "utf-8")
    source = '[[sources.acknowledgements]]\nfile = "form.csv"\npolicy = "Social meddia"\n'
    (folder / "govstats.toml").write_text(FILES["govstats.toml"] + source, "utf-8")
    answer = govstats("check", str(folder), cwd=folder)
    said = "  A title of the settings is not in the register: 1\n    govstats.toml, sources.acknowledgements.policy: "
    before, found, after = answer.out.partition(said)
    assert found, answer.out
    assert "(rows set aside: 7). If it is Social media, write that title there.\n" in after.splitlines(keepends=True)[0]
    assert "form.csv, row 2: " in after
    assert "form.csv, row" not in before
    assert "[policies]" not in answer.out


def test_a_cycle_that_can_be_read_two_ways_is_asked_about_until_it_is_written_as_offered(folder: Path) -> None:
    def check(cycle: str) -> list[dict[str, object]]:
        (folder / "register.csv").write_text(
            f"policy,approved,review cycle\nSocial media,10/09/2025,{cycle}\n", "utf-8"
        )
        answer = govstats("check", str(folder), "--json", cwd=folder)
        assert answer.code == 0, answer.err
        return [each for each in json.loads(answer.out)["problems"] if each["code"] == "cycle-ambiguous"]

    [asked] = check("bi-annually")
    assert asked.items() >= {"file": "register.csv", "row": 2, "found": "bi-annually"}.items()
    offered = re.findall(r"\d+ months", str(asked["mend"]))
    assert offered == ["6 months", "24 months"]
    assert [check(cycle) for cycle in offered] == [[], []]


PLAIN = {
    "staff.csv": ("staff number,name,start date", "0417,Rowan Ashdown,01/09/2022"),
    "register.csv": ("policy,approved", "Social media,10/09/2025"),
    "signed a.csv": ("staff number,policy,date signed", "0417,Social media,16/09/2025"),
}
# file | headings that it has besides, none of them known | their cells | which of them may hold what field
LEFT = """
staff.csv    | left us on,post ref        | 31/08/2025,P9        | end_date = "left us on"
staff.csv    | left us on                 |                      |
staff.csv    | date of birth,salary       | 13/05/1990,32000     |
staff.csv    | who                        | Agency worker        | staff_type = "who"
staff.csv    | kind,pupils?             | Employee,Y           | staff_type = "kind"; contact_with_children = "pupils?"
register.csv | due again,who it is for    | 10/09/2026,All staff | review_due = "due again"; audience = "who it is for"
register.csv | last reviewed,notes        | 10/09/2025,see Jan   |
signed a.csv | ver no.,device             | 2,Phone              | version = "ver no."
signed a.csv | id,start time              | 1,16/09/2025         |
signed a.csv | do you agree?              | No                   | response = "do you agree?"
"""


@pytest.mark.parametrize("case", LEFT.strip().splitlines())
def test_a_column_that_nothing_is_read_from_is_told_and_asked_about_where_figures_hang_on_it(
    folder: Path, case: str
) -> None:
    file, headings, cells, lines = (cell.strip() for cell in case.split("|"))
    (folder / file).write_text(f"{PLAIN[file][0]},{headings}\n{PLAIN[file][1]},{cells}\n", "utf-8")
    document = json.loads(govstats("check", str(folder), "--json", cwd=folder).out)
    [account] = [each for each in document["sources"] if each["file"] == file]
    assert [each["heading"] for each in account["not_read"]] == headings.split(",")
    asked = [each["mend"] for each in document["problems"] if each["code"] == "column-not-known"]
    assert ["; ".join(re.findall(r"  (\w+ = \".+?\")  ", mend)) for mend in asked] == [lines] * bool(lines)


def test_a_column_that_is_read_in_place_of_another_is_named(folder: Path) -> None:
    rows = "staff number,name,start date,fte,date started at the school\n0417,Rowan Ashdown,01/09/2022,1,01/09/2021\n"
    (folder / "staff.csv").write_text(rows, "utf-8")
    answer = govstats("check", str(folder), cwd=folder)
    assert '    not read: start date ("date started at the school" is read), fte\n' in answer.out


@pytest.mark.parametrize(("heading", "code"), [("left us on", None), ("left us", "column-named-lacking"), ("", None)])
def test_a_question_about_a_column_is_answered_in_the_settings(folder: Path, heading: str, code: str | None) -> None:
    rows = "staff number,name,start date,left us on\n0417,Rowan Ashdown,01/09/2022,31/08/2025\n"
    (folder / "staff.csv").write_text(rows, "utf-8")
    with (folder / "govstats.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'[sources.staff.columns]\nend_date = "{heading}"\n')
    document = json.loads(govstats("check", str(folder), "--json", cwd=folder).out)
    assert [each["code"] for each in document["problems"] if each["code"].startswith("column-")] == [code] * bool(code)
