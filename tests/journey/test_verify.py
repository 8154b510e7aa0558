"""A pack held against its manifest and its inputs: whatever byte has changed, the file is named, and the figure."""

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import govstats
from govstats.errors import MustFix
from govstats.reports.manifest import MANIFEST
from govstats.reports.pack import WORKBOOK, make_pack
from govstats.reports.parameters import ReleaseParameters
from govstats.reports.printing import copy_to_print, find_browser, print_page
from govstats.reports.verifying import verify
from tests.conftest import Shared
from tests.examples import EXAMPLES
from tests.journey.office import contents
from tests.journey.office import govstats as command
from tests.journey.organisations import REGISTER, inducted, plain, signed, staff, write_sources

BYTES = min(100, EXAMPLES // 15)  # 20 in CI
# Of a pack, and below, of what it was made of.
OUTPUTS = (
    "for-governors/*.html", "for-governors/*.pdf", "for-governors/*.csv", "office-only/*.xlsx", "office-only/*.ics",
    "index.html", MANIFEST,
)  # fmt: skip
# Where a file is first another one: a line, a page, a cell, a part of it, or a figure and what stands in the file.
PLACE = r"{0}(, line \d+, says|: )|first figure that differs is .* in [\w/-]+{0}, and"
INPUTS = ("*.csv", "*.xlsx", "*.toml", ".govstats/*.csv")
KEEPER = "Oke Adeyemi"  # who keeps the log of inductions, and in whose home everything lies

# What is changed | the files that are named | what is said to differ first | in the pack | worked out again
CASES = """
a signature after the day | acknowledgements.csv    | Social networking, of those | 33 of 35              | 32 of 35
a leaver in the workbook  | staff.xlsx              | have acknowledged Acceptable use | 29 to 36 of 36 | 33 of 35
another target            | govstats.toml           | Federation.html, line        | 95%                   | 50%
a clause of one's own     | social-networking.toml  | Social networking, clause Adoption | 1 of 1 | not there
another name for a file   | acknowledgements.csv is now called signed.csv; govstats.toml | | |
a file lost               | evidence.csv            | cannot be worked out again   | evidence.csv          |
the log of a keeper       | called after a person; Oke Adeyemi.csv |               |                       |
another figure            | measures.csv            | acknowledged Complaints, of those | 35 of 35 | 33 of 35
a row less                | measures.csv            | in date of Complaints | not there       | 0 of 1
no table at all           | measures.csv            | is in date of | not there             | 77 differ
another number on a page  | The-Spec-Federation.html | Federation.html, line   | "35 of 35 (94%)"      | "33 of 35
a page lost               | The-Spec-Federation.html |                             |                       |
a note in the workbook    | action-workbook.xlsx    | action-workbook.xlsx: sheet "Chase list", cell M2 | |
a workbook saved again    | action-workbook.xlsx    | action-workbook.xlsx: every cell is as it was made | |
a row of the workbook lost | action-workbook.xlsx   | action-workbook.xlsx: sheet "Start here", cell A1 | |
a review moved in a diary | policy-calendar.ics     | policy-calendar.ics, line    | due: Pay        | due: Accept
another number on paper   | The-Spec-Federation.pdf | Federation.pdf: page         | "35of35               |
no PDF at all             | The-Spec-Federation.pdf | Federation.pdf: it can no longer be opened | |
another link in the index | index.html              | index.html, line       | Our figures     | The published figures
the workbook renamed      | office-only/action-workbook.xlsx is now called office-only/Chase list.xlsx | | |
a page renamed, and a copy | is now called for-governors/Autumn.html; no file of this pack | | |
a file and a copy of it   | no file of this pack    |                              |                       |
a file of somebody else   | minutes.docx            |                              |                       |
a file that Excel leaves  |                         |                              |                       |
a later report            |                         |                              |                       |
the ledger forgotten      | people.csv; releases.csv | acknowledged Acceptable use | 29 to 36 of 36        | 34 of 36
the ledger unreadable     | releases.csv            | cannot be worked out again   | .govstats/releases    |
settings unreadable       | govstats.toml           | cannot be worked out again   | govstats.toml         |
"""


@dataclass(frozen=True)
class Packs:
    """Two packs of one folder: the later was held against the earlier, since when somebody had joined."""

    folder: Path
    earlier: Path
    later: Path

    def files(self, kind: str) -> list[Path]:
        """Those of a kind of file of the later pack, or of what it was made of."""
        return sorted(path for top in (self.later, self.folder) for path in top.glob(kind))


@pytest.fixture(scope="session")
def made(shared: Shared) -> list[str]:
    """The two packs, and the folder that they were made of, as paths from the folder in which they lie."""

    def make(folder: Path) -> Any:
        school = folder / KEEPER / "school"
        school.mkdir(parents=True)
        old, new = staff(35), staff(1, start="2025-12-01", name=KEEPER)
        titles = [each["policy"] for each in REGISTER]
        signatures = [*signed(old[:33], titles), *signed(new, titles, "2025-12-02")]
        inductions = inducted(new, titles, "2025-12-02")
        write_sources(plain(staff=[*old, *new], acknowledgements=signatures, inductions=inductions), school)
        as_an_office_has_it(school)
        runs = [pack_of(school, folder / KEEPER / "reports", day) for day in ("2025-11-28", "2025-12-19")]
        return [str(path) for path in (folder, *(path.relative_to(folder) for path in (school, *runs)))]

    found: list[str] = shared("verified", make)
    return found


def as_an_office_has_it(school: Path) -> None:
    """The staff list as a workbook, the log of inductions under its keeper's name."""
    book = openpyxl.Workbook()
    for line in (school / "staff.csv").read_text("utf-8").splitlines():
        book.worksheets[0].append(line.split(","))
    book.save(school / "staff.xlsx")
    (school / "staff.csv").unlink()
    (school / "inductions.csv").rename(school / f"{KEEPER}.csv")
    settings = (school / "govstats.toml").read_text("utf-8")
    settings = settings.replace('"staff.csv"', '"staff.xlsx"').replace('"inductions.csv"', f'"{KEEPER}.csv"')
    (school / "govstats.toml").write_text(settings, "utf-8")


def pack_of(folder: Path, out: Path, as_at: str) -> Path:
    parameters = ReleaseParameters(folder=str(folder), as_at=as_at)
    return make_pack(govstats.load(folder), parameters, (), out, lambda _: None).run


@pytest.fixture
def packs(made: list[str], tmp_path: Path) -> Packs:
    """A copy, which a test may spoil."""
    shutil.copytree(made[0], tmp_path / "copy")
    return Packs(*(tmp_path / "copy" / path for path in made[1:]))


def replaced(path: Path, before: str, after: str, start: str = "") -> None:
    """Put a text in the place of another, where it first stands after `start`."""
    text = path.read_bytes().decode("utf-8")  # with its line ends as they are
    head, found, tail = text.partition(start) if start else ("", "", text)
    assert before in tail
    path.write_text(head + found + tail.replace(before, after, 1), "utf-8", newline="")


def saved_again(path: Path, change: Callable[[Any], object]) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def without_row(path: Path, row: int) -> None:
    saved_again(path, lambda book: book.worksheets[0].delete_rows(row))


def note_in(sheet: Any) -> None:
    """What the office writes beside the first row."""
    [notes] = [cell.column for cell in sheet[1] if cell.value == "Notes"]
    sheet.cell(2, notes, "Asked on Monday")


def printed_again(path: Path) -> None:
    """A PDF with another number in the first of its tables."""
    browser, page = find_browser(), path.with_suffix(".html").read_text("utf-8")
    assert browser
    path.write_bytes(print_page(browser, copy_to_print(page.replace("33 of 35", "35 of 35", 1))))


def obligations(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('[[clause]]\nid = "9"\nsays = "Be kind."\nevidence = "briefing"\n', "utf-8")


def another_name(folder: Path) -> None:
    (folder / "acknowledgements.csv").rename(folder / "signed.csv")
    replaced(folder / "govstats.toml", '"acknowledgements.csv"', '"signed.csv"')


def renamed_and_copied(governors: Path) -> None:
    page = (governors / "The-Spec-Federation.html").rename(governors / "Autumn.html")
    shutil.copy(page, governors / "Copy.html")


def later_report(folder: Path) -> None:
    """Hand over one more: the ledger has its lines below those of the packs before."""
    organisation = govstats.load(folder)
    organisation.remember(organisation.release(organisation.term("Autumn 2025"), date(2025, 12, 18)))


SPOILT: dict[str, Callable[[Path, Path], object]] = {
    "a signature after the day": lambda folder, _: replaced(
        folder / "acknowledgements.csv", "2025-09-10", "2025-12-20"
    ),
    "a leaver in the workbook": lambda folder, _: without_row(folder / "staff.xlsx", 37),
    "another target": lambda folder, _: replaced(
        folder / "govstats.toml", "[targets]", "[targets]\nacknowledged = 0.5"
    ),
    "a clause of one's own": lambda folder, _: obligations(folder / "obligations/social-networking.toml"),
    "another name for a file": lambda folder, _: another_name(folder),
    "a file lost": lambda folder, _: (folder / "evidence.csv").unlink(),
    "the log of a keeper": lambda folder, _: replaced(folder / f"{KEEPER}.csv", "2025-12-02", "2025-12-03"),
    "another figure": lambda _, run: replaced(
        run / "for-governors/measures.csv", "33,35", "35,35", "Complaints,,,,due"
    ),
    "a row less": lambda _, run: replaced(
        run / "for-governors/measures.csv", "policy_currency,All,Complaints,,,,,,2025-12-19,0,1,0,0,false,,\n", ""
    ),
    "no table at all": lambda _, run: (run / "for-governors/measures.csv").write_bytes(b"\0\xff"),
    "another number on a page": lambda _, run: replaced(
        run / "for-governors/The-Spec-Federation.html", "33 of 35", "35 of 35"
    ),
    "a page lost": lambda _, run: (run / "for-governors/The-Spec-Federation.html").unlink(),
    "a note in the workbook": lambda _, run: saved_again(run / WORKBOOK, lambda book: note_in(book["Chase list"])),
    "a workbook saved again": lambda _, run: saved_again(run / WORKBOOK, lambda _: None),
    "a row of the workbook lost": lambda _, run: without_row(run / WORKBOOK, 1),
    "a review moved in a diary": lambda _, run: replaced(
        run / "office-only/policy-calendar.ics", "Review due: Acceptable use", "Review due: Pay"
    ),
    "another number on paper": lambda _, run: printed_again(run / "for-governors/The-Spec-Federation.pdf"),
    "no PDF at all": lambda _, run: (run / "for-governors/The-Spec-Federation.pdf").write_bytes(b"%PDF-1.5"),
    "another link in the index": lambda _, run: replaced(run / "index.html", "The published", "Our"),
    "the workbook renamed": lambda _, run: (run / WORKBOOK).rename(run / "office-only/Chase list.xlsx"),
    "a page renamed, and a copy": lambda _, run: renamed_and_copied(run / "for-governors"),
    "a file and a copy of it": lambda _, run: shutil.copy(run / "for-governors/measures.csv", run / "copy.csv"),
    "a file of somebody else": lambda _, run: (run / "for-governors/minutes.docx").write_bytes(b"minutes"),
    "a file that Excel leaves": lambda _, run: (run / "office-only/~$action-workbook.xlsx").write_bytes(b"open"),
    "a later report": lambda folder, _: later_report(folder),
    "the ledger forgotten": lambda folder, _: shutil.rmtree(folder / ".govstats"),
    "the ledger unreadable": lambda folder, _: (folder / ".govstats/releases.csv").write_bytes(b"\0"),
    "settings unreadable": lambda folder, _: replaced(folder / "govstats.toml", "[organisation]", "[organisation"),
}


def cases() -> list[Any]:
    rows = [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()]
    printed = pytest.mark.skipif(find_browser() is None, reason="there is no browser that prints")
    return [
        pytest.param(name, files, said, id=name, marks=[printed] if ".pdf" in files else [])
        for name, files, *said in rows
    ]


@pytest.mark.parametrize(("change", "files", "said"), cases())
def test_what_has_changed_is_named_and_so_is_the_figure(change: str, files: str, said: list[str], packs: Packs) -> None:
    SPOILT[change](packs.folder, packs.later)
    verified = verify(packs.later)
    assert verified.as_it_was is not any((files, *said))
    for name, sentence in zip(filter(None, files.split("; ")), verified.files, strict=True):
        assert name in sentence
    assert bool(verified.differences) is any(said), verified.differences
    first = "".join(verified.differences[:1])
    assert re.search(".*".join(map(re.escape, said)), first), first


def test_a_pack_is_as_it_was_also_after_later_ones(packs: Packs) -> None:
    for run in (packs.earlier, packs.later):
        assert verify(run).as_it_was


def test_a_pack_that_differs_is_held_against_the_reports_before_it_and_no_later_ones(packs: Packs) -> None:
    """Beside itself, or the pack after it, one person less would make a range of the number."""
    without_row(packs.folder / "staff.xlsx", 2)
    first, *_ = verify(packs.earlier).differences
    assert "33 of 35 in for-governors/measures.csv, and 32 of 34 when" in first


def test_every_byte_counts(packs: Packs) -> None:
    """Of whatever kind of file: the file is named, and the first place, or the first figure, that is another."""
    kinds = [kind for kind in (*OUTPUTS, *INPUTS) if packs.files(kind)]
    for seed in range(BYTES):
        choose, kind = random.Random(seed), kinds[seed % len(kinds)]
        path = choose.choice(packs.files(kind))
        whole = path.read_bytes()
        place = choose.randrange(len(whole))
        other = bytes([choose.choice([byte for byte in range(256) if byte != whole[place]])])
        path.write_bytes(whole[:place] + other + whole[place + 1 :])
        what = f"seed {seed}: byte {place} of {path.name}, {whole[place : place + 1]!r} as {other!r}"
        try:
            verified = verify(packs.later)
            words = [*verified.in_words()]
            named = path.name if path.stem != KEEPER else "called after a person"
            assert any(named in said for said in verified.files), what
            if kind in OUTPUTS:
                assert any(re.search(PLACE.format(re.escape(path.name)), said) for said in words), (what, words)
            else:
                figure = any("first figure that differs" in said or "worked out again. " in said for said in words)
                assert figure is not any("every figure is the same" in said for said in words), (what, words)
        except MustFix as error:
            assert re.search(r"manifest.* not as it was written \((line \d+|the entry \w+)\)", str(error)), what
            assert path.name == MANIFEST, what
        path.write_bytes(whole)


def test_the_command_says_so_and_writes_nothing(packs: Packs, tmp_path: Path) -> None:
    before = contents(tmp_path)
    answer = command("verify", str(packs.later), cwd=tmp_path)
    assert (answer.code, answer.err) == (0, "")
    assert "every figure is the same" in answer.out
    assert contents(tmp_path) == before
    SPOILT["a note in the workbook"](packs.folder, packs.later)
    for path in packs.files("for-governors/*.pdf"):
        head, found, tail = path.read_bytes().partition(b"/Type/ObjStm")  # a reader has much to say of what is in it
        path.write_bytes(head + found + tail.replace(b"stream\n", b"stream\n\xff", 1))
    answer = command("verify", str(packs.later), cwd=tmp_path)
    assert (answer.code, answer.err) == (3, "")
    assert "every figure is the same" in answer.out
    SPOILT["another figure"](packs.folder, packs.later)
    answer = command("verify", str(packs.later), cwd=tmp_path)
    assert (answer.code, answer.err) == (3, "")
    assert "for-governors/measures.csv is not as it was made" in answer.out
    assert "35 of 35" in answer.out


def test_the_demo_is_held_against_what_comes_with_govstats(demo_pack: Any, tmp_path: Path) -> None:
    answer = command("verify", demo_pack["run"], cwd=tmp_path)
    assert answer.code == 0, answer.out + answer.err


def test_a_folder_that_lies_elsewhere_is_asked_for(packs: Packs, tmp_path: Path) -> None:
    moved = packs.folder.rename(tmp_path / "moved")
    with pytest.raises(MustFix, match="govstats verify RUN FOLDER"):
        verify(packs.later)
    assert verify(packs.later, moved).as_it_was


def test_a_folder_without_a_manifest_is_no_pack(tmp_path: Path) -> None:
    answer = command("verify", str(tmp_path), cwd=tmp_path)
    assert (answer.code, answer.out) == (3, "")
    assert "There is no pack in" in answer.err


def test_no_manifest_names_a_person(packs: Packs) -> None:
    text = (packs.later / MANIFEST).read_text("utf-8")
    assert "Adeyemi" not in text
    assert "../../school" in text
