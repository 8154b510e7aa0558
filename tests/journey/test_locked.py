"""The workbook says that it names people, wherever somebody looks, and opens with its password only."""

import io
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.exceptions import InvalidKeyError

from govstats.reports.locking import PASSWORD
from tests.journey.office import govstats
from tests.journey.organisations import write

NEVER = "never for governors"
SECRET = "correct horse, battéry & staple"


def test_a_workbook_says_that_it_names_people(demo_pack: Any) -> None:
    [path] = [Path(file["path"]) for file in demo_pack["files"] if file["kind"] == "workbook"]
    assert path.parent.name == "office-only"
    book = openpyxl.load_workbook(path)
    assert NEVER in book.properties.subject
    first = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert book.worksheets[0].title == "Start here"
    assert any("Never for governors" in text for text in first)
    assert len(book.worksheets) == 10
    for sheet in book:
        assert NEVER in sheet.oddHeader.center.text, sheet.title
        assert "&P" in sheet.oddFooter.right.text
        assert sheet.page_setup.paperSize == 9
    governors = Path(demo_pack["run"]) / "for-governors"
    assert not [file for file in governors.rglob("*") if file.suffix not in (".html", ".csv")]


@pytest.fixture
def small(tmp_path: Path) -> list[str]:
    folder = tmp_path / "small"
    folder.mkdir()
    write("one person", folder)
    return ["report", str(folder), "--term", "Autumn 2025", "--as-at", "2025-12-19", "--no-pdf", "--out", "out"]


def test_a_workbook_opens_with_its_password_only(small: list[str], tmp_path: Path) -> None:
    answer = govstats(*small, cwd=tmp_path, **{PASSWORD: SECRET})
    assert answer.code == 0, answer.err
    assert SECRET not in answer.out + answer.err
    [run] = (tmp_path / "out").iterdir()
    [path] = run.rglob("*.xlsx")
    assert not [file for file in run.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]
    with pytest.raises(Exception, match="zip"):
        openpyxl.load_workbook(path)
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        assert locked.is_encrypted()
        with pytest.raises(InvalidKeyError):
            locked.load_key(password="another", verify_password=True)
        locked.load_key(password=SECRET, verify_password=True)
        opened = io.BytesIO()
        locked.decrypt(opened, verify_integrity=True)
    assert "Chase list" in openpyxl.load_workbook(opened).sheetnames


@pytest.mark.parametrize("password", ["", "  ", "x" * 256])
def test_a_password_that_would_lock_nothing_stops_the_pack(password: str, small: list[str], tmp_path: Path) -> None:
    answer = govstats(*small, cwd=tmp_path, **{PASSWORD: password})
    assert (answer.code, answer.out) == (3, "")
    assert PASSWORD in answer.err
    assert not list(tmp_path.glob("out/*"))
