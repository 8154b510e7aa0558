"""Every figure of a page is read back from the finished file: another number in any cell is found, and so is a table
that nobody reads back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

import govstats
from govstats.disclosure import Published
from govstats.reports.gate.read_back import OF_DOCUMENTS, of_page
from govstats.reports.kinds import GovernorPage, PackPage, TrustPage, pages_of
from govstats.reports.making import page_meant
from tests.journey.organisations import AS_AT, ORGANISATIONS, TERM, write
from tests.unit.test_trust_overview import trust_of

ORGANISATION = GovernorPage()
ORDINARY = ("seven schools", "vague", "two schools, in public", "two schools, a total in a range")
CELL = re.compile(r"<t[dh][^>]*>([^<>]+)")
TILE = re.compile(r"(?:(?<=<strong class=big>)|(?<=<span>))([^<>]+)")
DAY = re.compile(r"(?:\d+\s)?[A-Z][a-z]+\s\d{4}")
# What a clause says of the register, and how many policies a tile does not name.
OF_REGISTER = re.compile(r"^(?:Adopted|Overdue since|In date|Of \d+ copies)|and \d+ more\. Target")


@dataclass(frozen=True)
class Pages:
    published: Published
    texts: dict[PackPage, str]

    @property
    def first(self) -> str:
        return self.texts[ORGANISATION]

    def differences(self, text: str, page: PackPage = ORGANISATION) -> list[str]:
        return [each.what for each in of_page(text, self.published, page.school)]


def made(name: str, folder: Path, profile: str = "") -> Pages:
    write(name, folder)
    organisation = govstats.load(folder)
    published = organisation.report(organisation.term(TERM), as_at=AS_AT, profile=profile).published
    return Pages(published, {page: page_meant(page, published) for page in pages_of(published, ())})


@pytest.fixture(scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ORDINARY])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return made(request.param, tmp_path_factory.mktemp("organisation"))


def test_a_page_says_what_is_published(pages: Pages) -> None:
    for page, text in pages.texts.items():
        assert not pages.differences(text, page)


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["board", "public", "internal"])
@pytest.mark.parametrize("name", ORGANISATIONS)
def test_a_page_of_any_shape_says_what_is_published(name: str, profile: str, tmp_path: Path) -> None:
    of_profile = made(name, tmp_path, profile)
    for page, text in of_profile.texts.items():
        assert not of_profile.differences(text, page)


def figures(page: str) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Each cell of a table or tile that may tell of people, incidents or rows: the table's name, its text, the cell."""
    for table in re.finditer(r'<table[^>]* id="?([^" >]*).*?</table>', page, re.S):
        if table[1] not in OF_DOCUMENTS:
            yield from ((table[1], table[0], cell) for cell in CELL.finditer(table[0], table[0].index("<tbody>")))
    for tiles in re.finditer(r'<ul class="?tiles"?>.*?</ul>', page, re.S):
        _, second = (tile.start() for tile in islice(re.finditer("<li", tiles[0]), 2))  # the first is about documents
        yield from (("tiles", tiles[0], cell) for cell in TILE.finditer(tiles[0], second))


def changed(cell: str) -> Iterator[str]:
    """A cell with one of its numbers changed, each in turn; and one that is withheld with a number in it."""
    undated = DAY.sub(lambda day: "-" * len(day[0]), cell)
    for number in re.finditer(r"\d+(?:,\d{3})*", undated):
        yield f"{cell[: number.start()]}{int(number[0].replace(',', '')) + 2:,}{cell[number.end() :]}"
    if "[c]" in cell:
        yield cell.replace("[c]", "3 of 4")


def read_back(pages: Pages) -> set[str]:
    """The tables of which each number was changed in turn, and found to be."""
    read = set()
    for page, whole in pages.texts.items():
        for name, text, cell in figures(whole):
            if OF_REGISTER.search(cell[1]):
                continue
            for other in changed(cell[1]):
                spoilt = f"{text[: cell.start(1)]}{other}{text[cell.end(1) :]}"
                assert pages.differences(spoilt, page), f"{name}: {cell[1]} as {other}"
                read.add(name)
    return read


def test_another_number_in_any_cell_is_found(pages: Pages) -> None:
    assert {"tiles", "figure-2", "incidents-table"} <= read_back(pages)


@pytest.mark.parametrize(("schools", "table"), [(3, "compare-table"), (15, "compare-outside-table")])
def test_another_number_in_a_comparison_of_schools_is_found(schools: int, table: str) -> None:
    published, page = trust_of(schools), TrustPage()
    compared = Pages(published, {page: page_meant(page, published)})
    assert not compared.differences(compared.texts[page], page)
    assert {table, "difference-table"} <= read_back(compared)
    for before, after in (("Within the", "Outside the"), ("Behaviour signed", "Pay signed")):
        assert compared.differences(compared.texts[page].replace(before, after), page)


def test_a_bar_is_drawn_where_its_figure_is(pages: Pages) -> None:
    page = pages.first
    [figure] = re.findall(r'<table[^>]* id="?figure-2.*?</table>', page, re.S)
    assert figure.count("<rect") == figure.count("<tr>") - 1 > 0
    widths = re.findall(r" width=[\d.]+%", figure)
    assert len(widths) == figure.count("<rect")
    for width in widths:
        assert pages.differences(figure.replace(width, " width=51.3%", 1))
    assert pages.differences(re.sub("<rect[^>]*>", "", figure, count=1))


@pytest.mark.parametrize("table", ['<table id="new-table">{}</table>', "<table>{}</table>"])
def test_a_table_that_nobody_reads_back_is_found(table: str, pages: Pages) -> None:
    """A new table of a page has to be given its reader, or it stops every pack."""
    page = pages.first.replace("</main>", table.format("<tr><th>Policy</th><td>1 of 2</td></tr>") + "</main>")
    [difference] = pages.differences(page)
    assert "no table that is read back" in difference


def test_a_row_of_another_length_is_found(pages: Pages) -> None:
    page = pages.first
    assert pages.differences(re.sub(r"(<tbody><tr><th[^>]*>[^<]*)", r"\1<td>0", page))
