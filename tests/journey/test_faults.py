"""What may be wrong, and what the office is told: one plain message, an exit code, and nothing half-made."""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govstats.cli import app
from govstats.engine.meanwhile import Meanwhile
from govstats.reports.verifying import verify
from tests.journey.office import STAFF, TERM, WILLOW, OpenSheet, contents, copied, govstats, heading_row
from tests.journey.organisations import write

# What is wrong | options after `report willow-tree` | exit code | what the message holds
FAULTS = """
column deleted       |                                         | 3 | Staff list 19-12-2025.xlsx; Start date; start_date
file emptied         |                                         | 3 | Staff list 19-12-2025.xlsx; empty; Export it again
another file emptied |                                         | 3 | Governor sign-off.csv; empty; Export it again
every row set aside  |                                         | 3 | Staff list 19-12-2025.xlsx; no usable rows
no staff list        |                                         | 3 | staff list; Staff number, Start date
no folder            |                                         | 3 | no folder; willow-tree; govstats.toml
no govstats.toml     |                                         | 3 | no govstats.toml; willow-tree
broken TOML          |                                         | 3 | govstats.toml; TOML
unknown setting      |                                         | 3 | govstats.toml; colours
no such term         | --term "Autmn 2025"                     | 3 | "Autmn 2025"; Autumn 2025; Autumn 2024
a term without a year | --term Autumn                           | 3 | "Autumn"; Autumn 2025
a term not yet begun | --term "Autumn 2099"                    | 3 | Autumn 2099; begins on
before the term      | --term "Autumn 2025" --as-at 2025-08-31 | 3 | 2025-08-31; Autumn 2025
after the term       | --term "Autumn 2025" --as-at 2026-01-04 | 3 | 2026-01-04; Autumn 2025
a day to come        | --term "Summer 2026" --as-at 2099-01-01 | 3 | 2099-01-01; Summer 2026
no day               | --term "Autumn 2025" --as-at tomorrow   | 3 | "tomorrow"; 2025-12-19
no such school       | --term "Autumn 2025" --school Elm       | 3 | "Elm"; Oakfield Primary School
no such profile      | --term "Autumn 2025" --profile press    | 3 | "press"; board; public
a pack for the office | --term "Autumn 2025" --profile internal | 3 | withholds nothing; JupyterLab
no term              | --as-at 2025-12-19                      | 2 | --term
no such option       | --term "Autumn 2025" --colour red       | 2 | --colour
"""


def delete_column(folder: Path) -> None:
    with OpenSheet(folder, STAFF) as sheet:
        row = sheet[heading_row(sheet, "Payroll Number")]
        [place] = [cell.column for cell in row if cell.value == "Date Started at the School"]
        sheet.delete_cols(place)


def blank_references(folder: Path) -> None:
    with OpenSheet(folder, STAFF) as sheet:
        first = heading_row(sheet, "Payroll Number") + 1
        [place] = [cell.column for cell in sheet[first - 1] if cell.value == "Payroll Number"]
        for row in range(first, sheet.max_row + 1):
            sheet.cell(row, place).value = None


def change_settings(change: Callable[[str], str]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        settings = folder / "govstats.toml"
        settings.write_text(change(settings.read_text("utf-8")), "utf-8")

    return spoil


SPOILT: dict[str, Callable[[Path], object]] = {
    "column deleted": delete_column,
    "file emptied": lambda folder: (folder / "exports" / STAFF).write_bytes(b""),
    "another file emptied": lambda folder: (folder / "exports" / "Governor sign-off.csv").write_bytes(b""),
    "every row set aside": blank_references,
    "no staff list": lambda folder: (folder / "exports" / STAFF).unlink(),
    "no folder": lambda folder: folder.rename(folder.with_name("elsewhere")),
    "no govstats.toml": lambda folder: (folder / "govstats.toml").unlink(),
    "broken TOML": change_settings(lambda text: text.replace("[organisation]", "[organisation")),
    "unknown setting": change_settings(lambda text: text.replace("[targets]", '[targets]\ncolours = "red"')),
}
REPORT = {"run", "files", "problems", "failed"}
CHECK = {"sources", "problems", "read_as"}
PROBLEM = {"code", "severity", "file", "sheet", "row", "column", "found", "expected", "mend", "rows_affected"}
WHOLE = {"source", "file", "sheet", "header_row", "rows_read", "rows_used", "rows_set_aside", "sha256", "not_read"}


def cases() -> list[tuple[str, list[str], int, list[str]]]:
    found = []
    for line in FAULTS.strip().splitlines():
        fault, options, code, words = (cell.strip() for cell in line.split("|"))
        quoted = [part.split() if place % 2 == 0 else [part] for place, part in enumerate(options.split('"'))]
        options_of = [word for part in quoted for word in part]
        found.append((fault, options_of or list(TERM), int(code), words.split("; ")))
    return found


CASES = [pytest.param(*case, id=case[0]) for case in cases()]


def spoilt(fault: str, tmp_path: Path) -> Path:
    folder = copied(tmp_path)
    SPOILT.get(fault, lambda _: None)(folder)
    return folder


def is_plain(message: str, words: list[str]) -> None:
    """The words the office needs, and none of the machine's."""
    assert not [word for word in words if word not in message], message
    for machine in ("Traceback", 'File "', "Error:", "pydantic", "inputs are not permitted", "mistake of its own"):
        assert machine not in message


@pytest.mark.parametrize(("fault", "options", "code", "words"), CASES)
def test_a_report_is_refused_in_one_plain_message(fault, options, code, words, tmp_path):
    folder = spoilt(fault, tmp_path)
    answer = govstats("report", str(folder), *options, "--out", "out", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert (answer.code, answer.out) == (code, ""), answer
    *before, message = answer.err.splitlines()
    is_plain(message.removeprefix("Error: "), words)
    assert not before or (code == 2 and before[0].startswith("Usage:")), "one message"
    left = {path.name for path in tmp_path.iterdir()} - {folder.name, "elsewhere", "out"}
    assert not left
    assert not list((tmp_path / "out").glob("*"))


@pytest.mark.parametrize("fault", ["another file emptied", "no govstats.toml", "no such school"])
def test_a_program_is_told_in_json(fault, tmp_path):
    [(options, code, words)] = [case[1:] for case in cases() if case[0] == fault]
    folder = spoilt(fault, tmp_path)
    answer = govstats("report", str(folder), *options, "--out", "out", "--json", cwd=tmp_path)
    assert answer.code == code, answer
    document = json.loads(answer.out)
    assert set(document) == REPORT
    assert (document["run"], document["files"], document["failed"]) == (None, [], [])
    assert document["problems"]["must fix"] == 1
    is_plain(answer.err, words)


def test_a_program_is_told_in_json_where_nothing_can_be_written(tmp_path):
    (tmp_path / "out").write_text("not a folder", "utf-8")
    answer = govstats("report", str(WILLOW), *TERM, "--school", "Oakfield", "--out", "out", "--json", cwd=tmp_path)
    assert answer.code == 3, answer
    assert set(json.loads(answer.out)) == REPORT
    is_plain(answer.err, ["out"])


@pytest.mark.parametrize("fault", SPOILT)
def test_check_finds_it_before_a_report_does(fault, tmp_path):
    answer = govstats("check", str(spoilt(fault, tmp_path)), "--json", cwd=tmp_path)
    assert answer.code == 3, answer.err
    document = json.loads(answer.out)
    assert set(document) == CHECK
    assert all(set(source) == WHOLE for source in document["sources"])
    assert all(set(problem) == PROBLEM for problem in document["problems"])
    [problem] = [problem for problem in document["problems"] if problem["severity"] == "must fix"]
    assert problem["mend"]
    read_whole = {source["file"] for source in document["sources"]}
    assert problem["file"] not in read_whole or fault == "every row set aside"


@pytest.mark.parametrize("fault", ["another file emptied", "broken TOML"])
def test_check_says_it_in_words(fault, tmp_path):
    answer = govstats("check", str(spoilt(fault, tmp_path)), cwd=tmp_path)
    assert answer.code == 3, answer.err
    [words] = [case[3] for case in cases() if case[0] == fault]
    is_plain(answer.out + answer.err, words)


@pytest.mark.parametrize("command", ["demo", "new x", "check willow-tree", "report willow-tree --term Autumn"])
@pytest.mark.parametrize("fault", ["ImportError", "RecursionError"])
def test_a_fault_of_govstats_itself_is_one_message_and_a_log(command, fault, tmp_path):
    folder = copied(tmp_path)
    before = contents(tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pandas.py").write_text(f'raise {fault}("the inside of it")', "utf-8")
    path = os.pathsep.join([str(broken), *filter(None, [os.environ.get("PYTHONPATH")])])
    nothing_written = {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(broken)}
    answer = govstats(*command.split(), cwd=folder.parent, PYTHONPATH=path, **nothing_written)
    assert (answer.code, answer.out) == (1, "")
    [message] = answer.err.splitlines()
    assert message.startswith("govstats made a mistake of its own. The details are in ")
    assert "inside" not in message
    [log] = broken.glob("govstats-*.log")
    assert str(log) in message
    assert "the inside of it" in log.read_text("utf-8")
    assert {path: sha256 for path, sha256 in contents(tmp_path).items() if not path.startswith("broken")} == before


def test_letters_that_a_terminal_lacks_stop_nothing(tmp_path):
    folder = copied(tmp_path)
    (folder / "exports" / STAFF).rename(folder / "exports" / "Łódź.xlsx")
    answer = govstats("check", str(folder), cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert answer.code == 0, answer.err
    assert "\\u0141\\xf3d\\u017a.xlsx" in answer.out


@dataclass(frozen=True)
class Office:
    """A small organisation with a good pack, and the command, in this process."""

    folder: Path
    out: Path

    def report(self) -> tuple[int, str]:
        words = ["report", str(self.folder), *TERM, "--out", str(self.out)]
        answer = CliRunner().invoke(app, words)
        return answer.exit_code, answer.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    made = Office(folder / "school", folder / "out")
    made.folder.mkdir()
    write("one person", made.folder)
    code, said = made.report()
    assert code == 0, said
    return made


# When it comes | what the system says | what the office is told
UNWRITABLE = """
a folder is made         | EACCES       | may not be written to; Choose another folder
a folder is made         | EROFS        | may not be written to; Choose another folder
a folder is made         | ENAMETOOLONG | path is too long; shorter name
the workbook is written  | ENOSPC       | the disk is full; Make room
the files are settled    | ENOSPC       | the disk is full; Make room
the ledger is written    | EACCES       | may not be written to; people.csv
the folder gets its name | EACCES       | may not be written to; If a program has a file of it open, close that
the folder gets its name | EIO          | Input/output error; See that the folder is there
"""
STAGES = {
    "a folder is made": (tempfile, "mkdtemp"),
    "the workbook is written": (Meanwhile, "ask"),
    "the files are settled": (os, "fsync"),
    "the ledger is written": (Path, "replace"),
    "the folder gets its name": (Path, "rename"),
}


def refuse(monkeypatch: pytest.MonkeyPatch, stage: str, number: str) -> None:
    """Let the system answer so when a run comes to a stage."""

    answered = getattr(*STAGES[stage])

    def refused(path: object = "", *more: object, **named: object) -> object:
        if isinstance(path, Path) and path.suffix == ".part":
            return answered(path, *more, **named)  # a page gets its name, long before
        code = getattr(errno, number)
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(*STAGES[stage], refused)


@pytest.mark.parametrize("row", UNWRITABLE.strip().splitlines())
def test_what_cannot_be_written_loses_nothing_and_says_what_to_do(
    row: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, number, words = (cell.strip() for cell in row.split("|"))
    before = contents(office.out.parent)
    refuse(monkeypatch, stage, number)
    code, said = office.report()
    assert code == 3, said
    is_plain(said, words.split("; "))
    assert contents(office.out.parent) == before


def test_a_pack_that_is_remembered_and_did_not_get_its_name_can_be_made_again(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = Office(office.folder, tmp_path / "elsewhere")
    shutil.rmtree(office.folder / ".govstats")
    with monkeypatch.context() as broken:
        refuse(broken, "the folder gets its name", "EACCES")
        assert again.report()[0] == 3
    assert (office.folder / ".govstats").is_dir()
    assert again.report()[0] == 0
    [run] = again.out.iterdir()
    assert verify(run).as_it_was
    [first, *_] = sorted(office.out.iterdir())
    assert contents(run / "for-governors") == contents(first / "for-governors")
