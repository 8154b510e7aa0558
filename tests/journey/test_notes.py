"""Done marks and notes: what the office writes into a workbook is in the next one, however it handles the file."""

import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import govstats
from govstats.errors import Problem
from govstats.reports.inert import inert
from govstats.reports.locking import PASSWORD, save
from govstats.reports.pack import make_pack
from govstats.reports.parameters import ReleaseParameters
from tests.examples import EXAMPLES

SETTINGS = '[organisation]\nname = "Elm"\nkind = "school"\n[[schools]]\nname = "Elm"\n'
POLICIES = """policy,version,approved,review_due
Lone working,1,2024-09-01,2026-09-01
Drugs,2,2024-09-01,2026-09-01
"""
CHASE, EARLIER = "Chase list", "Earlier notes"
Row = tuple[Any, ...]


class Office:
    """A school that makes a workbook, writes into it, and makes the next one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "reports"
        (folder / "elm").mkdir(parents=True)
        for name, text in {"govstats.toml": SETTINGS, "register.csv": POLICIES}.items():
            (folder / "elm" / name).write_text(text, "utf-8")
        self.signs()

    def has(self, *people: str) -> None:
        """Who is on the staff list."""
        rows = [f"00{ord(name[0])},{name},Elm,2023-09-01" for name in people]
        (self.folder / "elm" / "staff.csv").write_text("\n".join(["person_id,name,school,start_date", *rows]), "utf-8")

    def signs(self, *signed: tuple[str, str]) -> None:
        rows = [f"00{ord(name[0])},{policy},2025-10-01" for name, policy in signed]
        text = "\n".join(["person_id,policy,acknowledged_on", *rows])
        (self.folder / "elm" / "signed.csv").write_text(text, "utf-8")

    def makes(self) -> list[Problem]:
        """Make the pack of the next run, without a page; what it says of earlier notes."""
        parameters = ReleaseParameters(folder=str(self.folder / "elm"), as_at="2025-12-19")
        elm = govstats.load(self.folder / "elm")
        pack = make_pack(elm, parameters, (), self.out, lambda _: None, pdf=False)
        return [each for each in pack.problems if each not in elm.problems]

    @property
    def newest(self) -> Path:
        [path] = max(self.out.iterdir()).glob("office-only/*.xlsx")
        return path

    def writes(self, written: dict[tuple[str, str], Row], sheet: str = CHASE) -> None:
        """Put Done and Notes into the rows of so many people and policies, and add rows for those that have none."""
        book = openpyxl.load_workbook(self.newest)
        table = book[sheet]
        headings = [cell.value for cell in table[1]]
        for row in table.iter_rows(min_row=2):
            cells = dict(zip(headings, row, strict=True))
            mine = written.get((cells["Name"].value, cells["Policy"].value if sheet == CHASE else ""))
            for heading, value in zip(("Done", "Notes"), mine or (), strict=False):
                cells[heading].value = value
                if isinstance(value, str):
                    cells[heading].data_type = "s"  # typed as a text, whatever it begins with
        book.save(self.newest)

    def reads(self) -> dict[tuple[str, str], Row]:
        """What the newest workbook has of Done and Notes, by sheet and name."""
        book = openpyxl.load_workbook(self.newest)
        found: dict[tuple[str, str], Row] = {}
        for title in {CHASE, EARLIER} & {*book.sheetnames}:
            headings, *rows = book[title].iter_rows(values_only=True)
            for row in rows:
                cells = dict(zip(headings, row, strict=True))
                about = cells["Policy"] if title == CHASE else cells["Row"].split(" | ")[1]
                if cells["Done"] or cells["Notes"]:
                    found[title, f"{cells['Name']}, {about}"] = (cells["Done"], cells["Notes"])
        return found


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.has("Ann", "Bob", "Cat")
    return made


def test_nothing_is_lost_over_three_runs_with_people_who_join_and_leave(office: Office) -> None:
    assert office.makes() == office.makes() == []
    office.writes(
        {("Ann", "Drugs"): ("yes", None), ("Bob", "Drugs"): (None, "Away on Mondays"), ("Cat", "Drugs"): (1, "x")}
    )
    office.has("Dee", "Ann", "Cat")
    office.makes()
    assert office.reads() == {
        (CHASE, "Ann, Drugs"): ("yes", None),
        (CHASE, "Cat, Drugs"): (1, "x"),
        (EARLIER, "Bob, Drugs"): (None, "Away on Mondays"),
    }
    office.writes({("Bob", ""): ("asked", "Away on Tuesdays")}, EARLIER)
    office.writes({("Dee", "Lone working"): (None, "New here")})
    office.has("Dee", "Bob", "Cat", "Ann")
    office.signs(("Ann", "Drugs"))
    office.makes()
    assert office.reads() == {
        (CHASE, "Bob, Drugs"): ("asked", "Away on Tuesdays"),
        (CHASE, "Cat, Drugs"): (1, "x"),
        (CHASE, "Dee, Lone working"): (None, "New here"),
        (EARLIER, "Ann, Drugs"): ("yes", None),
    }


# What a cell can hold: no half characters, and of the marks of control only the end of a line.
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n")


@settings(max_examples=max(EXAMPLES // 100, 3), deadline=None)
@example(["=1+1", "+44 7700 900123", "'-", "🦉‍\u200b", " two\n lines ", "''=x"])
@given(st.lists(st.text(LETTERS, min_size=1), min_size=6, max_size=6))
def test_a_note_of_any_letters_is_the_same_after_three_runs(
    tmp_path_factory: pytest.TempPathFactory, notes: list[str]
) -> None:
    office = Office(tmp_path_factory.mktemp("notes"))
    office.has("Ann", "Bob", "Cat")
    office.makes()
    rows = [(name, policy) for name in ("Ann", "Bob", "Cat") for policy in ("Drugs", "Lone working")]
    written = dict(zip(rows, notes, strict=True))
    office.writes({row: (None, note) for row, note in written.items()})
    for people in (["Ann", "Cat"], ["Ann", "Bob", "Cat"]):
        office.has(*people)
        office.makes()
    read = {of: note for (_, of), (_, note) in office.reads().items()}
    assert read == {f"{name}, {policy}": inert(note) for (name, policy), note in written.items() if note.strip()}


def sort(book: Any) -> None:
    rows = [[cell.value for cell in row] for row in book[CHASE].iter_rows(min_row=2)]
    random.Random(1).shuffle(rows)
    for place, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            book[CHASE].cell(place, column).value = value


def move_a_column(book: Any) -> None:
    book[CHASE].insert_cols(1)
    book[CHASE].cell(1, 1, "Mine")


def add_a_line_above(book: Any) -> None:
    book[CHASE].insert_rows(1)
    book[CHASE].cell(1, 1, "For Jo")


def rename_the_sheet(book: Any) -> None:
    book[CHASE].title = "For Jo"


def hide_the_sheet(book: Any) -> None:
    book[CHASE].sheet_state = "hidden"


def throw_other_sheets_away(book: Any) -> None:
    for title in ("Start here", "By person", "Run log"):
        del book[title]


@pytest.mark.parametrize(
    "handle", [sort, move_a_column, add_a_line_above, rename_the_sheet, hide_the_sheet, throw_other_sheets_away]
)
def test_notes_are_found_however_the_office_has_left_the_sheet(handle: Callable[[Any], None], office: Office) -> None:
    office.makes()
    office.writes({("Bob", "Drugs"): ("yes", "Away"), ("Cat", "Lone working"): (None, "x")})
    meant = office.reads()
    book = openpyxl.load_workbook(office.newest)
    handle(book)
    book.save(office.newest)
    office.newest.rename(office.newest.with_name("Jo, final (2).xlsx"))
    assert office.makes() == []
    assert office.reads() == meant


def test_columns_and_rows_that_the_office_adds_go_with_it(office: Office) -> None:
    office.makes()
    book = openpyxl.load_workbook(office.newest)
    sheet = book[CHASE]
    last = sheet.max_column
    sheet.cell(1, last + 1, "Phoned")
    sheet.cell(3, last + 1, "Monday")
    sheet.cell(3, last + 2, "no heading")
    sheet.cell(sheet.max_row + 1, 3, "Ask the agency")
    wanted = [sheet.cell(3, column).value for column in (3, 6)]
    book.save(office.newest)
    office.makes()
    office.makes()
    book = openpyxl.load_workbook(office.newest)
    headings, *rows = book[CHASE].iter_rows(values_only=True)
    [row] = [row for row in rows if [row[2], row[5]] == wanted]
    assert row[headings.index("Phoned") :] == ("Monday", "no heading")
    assert [row[:3] for row in book[EARLIER].iter_rows(min_row=2, values_only=True)] == [
        (CHASE, None, "Ask the agency")
    ]


def lock(path: Path) -> None:
    save(openpyxl.load_workbook(path), path, "old secret")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def take_out_a_column(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book[CHASE].delete_cols(2)
    book.save(path)


def leave_open(path: Path) -> None:
    path.with_name(f"~${path.name}").write_bytes(b"Jo")


# What becomes of a workbook | what is said of it
UNREAD = {
    lock: "locked with a password",
    cut_off: "file is damaged",
    take_out_a_column: "no longer the headings Reference and Policy and Version",
    leave_open: "is open in a spreadsheet program",
}


@pytest.mark.parametrize("spoil", UNREAD)
def test_a_workbook_that_cannot_be_read_is_told_of_and_tried_again(
    spoil: Callable[[Path], None], office: Office, tmp_path: Path
) -> None:
    office.makes()
    office.writes({("Bob", "Drugs"): ("yes", "Away")})
    first, kept = office.newest, tmp_path / "kept.xlsx"
    shutil.copy(first, kept)
    spoil(first)
    for _ in range(2):
        [said] = office.makes()
        assert UNREAD[spoil] in str(said)
        assert said.file == first.relative_to(office.out).as_posix()
    office.writes({("Cat", "Drugs"): (None, "x")})
    shutil.copy(kept, first)
    first.with_name(f"~${first.name}").unlink(missing_ok=True)
    assert office.makes() == []
    assert office.reads() == {(CHASE, "Bob, Drugs"): ("yes", "Away"), (CHASE, "Cat, Drugs"): (None, "x")}
    assert office.makes() == []


def test_a_locked_workbook_is_read_with_its_password(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.makes()
    office.writes({("Bob", "Drugs"): ("yes", "Away")})
    meant = office.reads()
    lock(office.newest)
    monkeypatch.setenv(PASSWORD, "old secret")
    assert office.makes() == []
    with office.newest.open("rb") as file:
        opened = io.BytesIO()
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password="old secret")
        locked.decrypt(opened)
    office.newest.write_bytes(opened.getvalue())
    assert office.reads() == meant


def test_another_organisation_that_is_called_much_the_same_has_notes_of_its_own(office: Office, tmp_path: Path) -> None:
    office.makes()
    office.writes({("Bob", "Drugs"): ("yes", "Away")})
    settings_ = tmp_path / "elm" / "govstats.toml"
    settings_.write_text(SETTINGS.replace('"Elm"', '"Elm!"', 1), "utf-8")
    office.makes()
    assert office.reads() == {}
