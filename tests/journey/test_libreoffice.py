"""The workbook opens in LibreOffice with every sheet, and what is written into it there comes back."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from govstats.exports.opening.opendocument import read_ods
from tests.journey.office import govstats

NAMES = ("soffice", "libreoffice")


@pytest.fixture(scope="module")
def soffice() -> str:
    """The programme. Without it these tests are skipped; CI fails."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("this test needs LibreOffice (Debian: libreoffice-calc-nogui)")
    return found


def converted(path: Path, soffice: str, folder: Path) -> Path:
    """A workbook as LibreOffice opens it, and saves it in its own format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "ods", "--outdir", str(folder), str(path)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    made = folder / f"{path.stem}.ods"
    assert made.is_file(), done.stdout + done.stderr
    return made


def shown(value: Any) -> str:
    return "" if value is None else str(value).removesuffix(" 00:00:00")


def test_every_sheet_opens_in_libreoffice_with_every_cell(demo_pack: Any, soffice: str, tmp_path: Path) -> None:
    [path] = [Path(file["path"]) for file in demo_pack["files"] if file["kind"] == "workbook"]
    opened = converted(path, soffice, tmp_path)
    tables, _ = read_ods(opened.read_bytes())
    book = openpyxl.load_workbook(path)
    # Each sheet with its filter, and with its headings again on every page.
    with ZipFile(opened) as parts:
        content = parts.read("content.xml").decode("utf-8")
    for part in ('table:display-filter-buttons="true"', "<table:table-header-rows>"):
        assert content.count(part) == len(book.sheetnames)
    assert [table.name for table in tables] == book.sheetnames
    for table, sheet in zip(tables, book, strict=True):
        columns = [[shown(values[code]) for code in memoryview(codes).cast("i")] for codes, values in table.columns]
        meant = [[shown(value) for value in column] for column in sheet.iter_cols(values_only=True)]
        assert [column[: sheet.max_row] for column in columns] == meant, sheet.title


def test_notes_of_a_workbook_saved_by_libreoffice_are_taken_over(demo_pack: Any, soffice: str, tmp_path: Path) -> None:
    run = Path(shutil.copytree(demo_pack["run"], tmp_path / "reports" / Path(demo_pack["run"]).name))
    [path] = run.glob("office-only/*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Chase list"]
    row, column = 7, [cell.value for cell in sheet[1]].index("Notes") + 1
    about = [cell.value for cell in sheet[row]][:8]
    sheet.cell(row, column).value = "Phoned;\nwill sign"
    book.save(path)
    shutil.move(converted(path, soffice, tmp_path), path.with_suffix(".ods"))
    path.unlink()
    answer = govstats("demo", "--no-pdf", "--out", str(tmp_path / "reports"), cwd=tmp_path)
    assert answer.code == 0, answer.err
    [path] = (tmp_path / "reports").glob("*_run-02/office-only/*.xlsx")
    found = [
        each for each in openpyxl.load_workbook(path)["Chase list"].iter_rows(values_only=True) if each[column - 1]
    ]
    assert [list(each[:8]) for each in found[1:]] == [about]
    assert found[1][column - 1] == "Phoned;\nwill sign"
