"""Governors' pages on paper: tagged, titled, on A4, nothing lost, nothing torn apart, the same bytes again."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

import govstats
from govstats.reports import pack
from govstats.reports.printing import copy_to_print, find_browser, print_page
from tests.conftest import Shared
from tests.journey.pages import GovernorPage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

A4 = (595, 842)  # points
MOST_BYTES, MOST_SHEETS = 200_000, 4


# What is open, and what begins only where it has ended; and what ends with all of these in it.
BLOCKS = ("p", "ul", "ol", "dl", "table", "details", "section", "div", "h2")
ENDED_BY = {
    "p": BLOCKS, "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "caption": ("thead", "tbody"),
    "thead": ("tbody",), "tr": ("tr", "tbody"),
}  # fmt: skip
AROUND = ("ul", "ol", "dl", "table", "details", "section", "div", "main")


class Texts(HTMLParser):
    """What a page says, by what it is: headings, captions, rows of tables, rows of headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {name: [] for name in ("h1", "h2", "caption", "tr", "p", "dt", "dd", "li")}
        self.heads: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _: object) -> None:
        while self._open and tag in ENDED_BY.get(self._open[-1], ()):  # HTML lets its end be left out
            self._open.pop()
        if tag == "thead":
            self.heads.append("")
        if tag in (*self.found, "thead"):
            self._open.append(tag)
            if tag in self.found:
                self.found[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        elif tag in AROUND:
            while self._open and self._open[-1] in ENDED_BY:
                self._open.pop()

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            if tag in self.found:
                self.found[tag][-1] += data
            else:
                self.heads[-1] += data


def run(text: str) -> str:
    """A text without what a line break may change."""
    return re.sub(r"[\W_]+", "", text).casefold()


@dataclass(frozen=True)
class Printed:
    """A page, and the PDF that was printed from it."""

    of: str
    page: str
    path: Path

    @cached_property
    def texts(self) -> Texts:
        return Texts(self.page)

    @cached_property
    def sheets(self) -> list[str]:
        """The text layer, sheet by sheet; each begins with its number."""
        return poppler("pdftotext", "-raw", str(self.path), "-").split("\f")[:-1]


@pytest.fixture(scope="module")
def printed(pages: list[GovernorPage], shared: Shared) -> list[Printed]:
    """Every page on paper."""
    browser = find_browser()
    assert browser

    def make(folder: Path) -> Any:
        for page in pages:
            (folder / f"{page.of}.pdf").write_bytes(print_page(browser, copy_to_print(page.html)))
        return str(folder)

    folder = Path(shared("printed", make))
    return [Printed(page.of, page.html, folder / f"{page.of}.pdf") for page in pages]


def poppler(*command: str) -> str:
    """What a reader of PDF files that govstats does not use has to say."""
    assert shutil.which(command[0]), f"{command[0]}, of poppler-utils, is needed"
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def test_it_is_tagged_on_a4_with_language_title_and_no_field(printed: list[Printed]) -> None:
    for each in printed:
        about = dict(re.findall(r"^(.+?): +(.*)$", poppler("pdfinfo", str(each.path)), re.M))
        assert (about["Tagged"], about["Form"], about["JavaScript"]) == ("yes", "none", "no")
        assert about["Title"] in each.page
        assert not {"CreationDate", "ModDate"} & {*about}
        reader = pypdf.PdfReader(each.path, strict=True)
        assert reader.trailer["/Root"]["/Lang"] == "en-GB"
        assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
        sizes = {(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in reader.pages}
        assert sizes == {A4}
        assert not [sheet for sheet in reader.pages if "/Annots" in sheet]


def test_every_font_is_embedded(printed: list[Printed]) -> None:
    for each in printed:
        fonts = poppler("pdffonts", str(each.path)).splitlines()[2:]
        assert fonts
        assert not [font for font in fonts if font.split()[-5] != "yes"]


def test_its_bookmarks_are_the_headings(printed: list[Printed]) -> None:
    for each in printed:
        top, below = pypdf.PdfReader(each.path).outline
        for marks, tag in (([top], "h1"), (below, "h2")):
            assert [mark.title for mark in marks] == [" ".join(text.split()) for text in each.texts.found[tag]]


def elements(found: Any, kind: str) -> Iterator[Any]:
    """The elements of a kind, wherever they hang in the tree by which a PDF is read aloud."""
    found = found.get_object()
    if isinstance(found, list):
        for each in found:
            yield from elements(each, kind)
    elif isinstance(found, dict):
        if found.get("/S") == kind:
            yield found
        if "/K" in found:
            yield from elements(found["/K"], kind)


def test_every_table_and_figure_has_caption_scoped_headers_and_no_empty_cell(printed: list[Printed]) -> None:
    for each in printed:
        tree = pypdf.PdfReader(each.path).trailer["/Root"]["/StructTreeRoot"]
        tables = list(elements(tree, "/Table"))
        assert len(tables) == each.page.count("<table")
        assert not [figure for figure in elements(tree, "/Figure") if "/Alt" not in figure]
        for table in tables:
            assert len(list(elements(table, "/Caption"))) == 1
            heads = list(elements(table, "/TH"))
            scopes = [[told["/Scope"] for told in head["/A"] if "/Scope" in told] for head in heads]
            assert {scope for [scope] in scopes} == {"/Column", "/Row"}
            assert not [cell for kind in ("/TH", "/TD") for cell in elements(table, kind) if "/K" not in cell]


def test_every_fact_stands_in_it_beside_its_item(printed: list[Printed]) -> None:
    """A row of a table, a tile, an item of a list, a sentence: whole, but for where a sheet ends."""
    for each in printed:
        said = run("".join(sheet.partition("\n")[2] for sheet in each.sheets))
        texts = Texts(copy_to_print(each.page)).found
        assert {kind for kind in texts if texts[kind]} == {*texts}
        assert not [text for kind in texts for text in texts[kind] if run(text) not in said], each.of


def test_no_heading_caption_or_row_of_headings_ends_a_sheet(printed: list[Printed]) -> None:
    for each in printed:
        texts = each.texts
        orphans = {run(text) for text in (*texts.found["h2"], *texts.found["caption"], *texts.heads)}
        ends = [run(sheet) for sheet in each.sheets]
        assert not [text for text in orphans for end in ends if end.endswith(text)], each.of


def test_its_sheets_are_numbered_and_the_annex_begins_a_sheet_of_its_own(printed: list[Printed]) -> None:
    for each in printed:
        last = len(each.sheets)
        numbered = [f"Page {number} of {last}" for number in range(1, last + 1)]
        assert [sheet.partition("\n")[0] for sheet in each.sheets] == numbered
        annex = re.search(r"id=annex><h2[^>]*>(.*?)</h2>", each.page)
        assert annex
        body = next(at for at, sheet in enumerate(each.sheets) if run(sheet).find(run(annex[1])) in range(20))
        assert 1 <= body <= MOST_SHEETS, each.of


def test_it_weighs_200_kb_or_less(printed: list[Printed]) -> None:
    weights = {each.of: each.path.stat().st_size for each in printed}
    assert all(weight <= MOST_BYTES for weight in weights.values()), weights


def test_it_is_the_same_wherever_it_is_printed_and_leaves_nothing_behind(
    printed: list[Printed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = printed[-1]
    for name, value in {"TZ": "Pacific/Auckland", "LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    browser = find_browser()
    assert browser
    assert print_page(browser, copy_to_print(last.page)) == last.path.read_bytes()
    assert not list(tmp_path.iterdir())


# Names and staff numbers that are also what paper adds to a page, or what stands at the edge of one.
STAFF = """person_id,forename,surname,school,start_date
1,Page,Table,Elm,2024-09-01
2,Of,Figure,Elm,2024-09-01
3,Will,Status,Elm,2024-09-01
4,Elm,Policy,Elm,2024-09-01
5,May,Show,Elm,2024-09-01
6,In,Date,Elm,2024-09-01
"""
REGISTER = "policy,version,approved,review_due\n" + "".join(
    f"{name},1,2024-09-01,2025-0{month}-01\n" for month, name in enumerate(("Health", "Safety", "Lone working"), 1)
)
SETTINGS = '[organisation]\nname = "Elm"\nkind = "school"\n[[schools]]\nname = "Elm"\n'


def test_the_gate_takes_what_paper_adds_for_nobody(tmp_path: Path) -> None:
    for name, text in {"govstats.toml": SETTINGS, "staff.csv": STAFF, "register.csv": REGISTER}.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "signed.csv").write_text(
        "person_id,policy,acknowledged_on\n" + "".join(f"{number},Health,2025-09-10\n" for number in range(1, 5)),
        "utf-8",
    )
    parameters = pack.ReleaseParameters(folder=str(tmp_path))
    made = pack.make_pack(govstats.load(tmp_path), parameters, (), tmp_path / "out", lambda _: None)
    [path] = [file.path for file in made.of_kind("governor_pdf")]
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(path.read_bytes())).pages)
    assert "Page 1 of " in text
    assert "1. " in text


def test_a_word_wider_than_the_paper_is_printed_whole(tmp_path: Path) -> None:
    """Of a school and of a policy, and beside seven schools more: no column is pushed off the paper."""
    schools = ["W" * 300, *(f"{letter * 5}.{letter * 40}" for letter in "ABCDEFG")]
    policies = ["M" * 300, "Health", "Safety"]
    names = "".join(f'[[schools]]\nname = "{school}"\n' for school in schools)
    (tmp_path / "govstats.toml").write_text(f'[organisation]\nname = "Elm"\nkind = "federation"\n{names}', "utf-8")
    people = [(f"P{place}-{number}", school) for place, school in enumerate(schools) for number in range(12)]
    for name, heading, rows in (
        ("staff", "person_id,school,start_date", [f"{number},{school},2024-09-01" for number, school in people]),
        ("register", "policy,version,approved", [f"{policy},1,2024-09-01" for policy in policies]),
        (
            "signed",
            "person_id,policy,acknowledged_on",
            [f"{number},{policy},2025-09-10" for policy in policies for number, _ in people[::2]],
        ),
    ):
        (tmp_path / f"{name}.csv").write_text("\n".join([heading, *rows, ""]), "utf-8")
    parameters = pack.ReleaseParameters(folder=str(tmp_path))
    made = pack.make_pack(govstats.load(tmp_path), parameters, (), tmp_path / "out", lambda _: None)
    printed = {file.school: pypdf.PdfReader(file.path) for file in made.of_kind("governor_pdf")}
    assert set(printed) == {None, *schools}
    texts = {of: run("".join(sheet.extract_text() for sheet in pdf.pages)) for of, pdf in printed.items()}
    assert not [name for name in (*schools, *policies) if run(name) not in texts[None]]
    assert not [(of, name) for of in schools for name in (of, *policies) if run(name) not in texts[of]]
