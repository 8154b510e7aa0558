"""The pages of organisations of every shape in a real browser: small, silent, accessible, whole.

Each page is opened once and seen in every view, by every check. A test is one check, over all pages and views.
"""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from govstats.reports.pack import index_text
from tests.browser import checks
from tests.browser.conftest import OpenPage
from tests.conftest import Shared
from tests.journey.organisations import published
from tests.journey.pages import FIFTY, HUNDREDS, GovernorPage

# One worker makes the pages and holds the browser.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDE, NARROW = 1280, 320
BETWEEN = 900  # the narrowest page that is laid out as a wide one
# WCAG 2.2, success criterion 1.4.12.
WIDE_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
LIGHTEST, HEAVY = 40_000, {FIFTY: 150_000, HUNDREDS: 150_000}  # bytes


def spaced(page: Page) -> list[str]:
    return restyled(page, WIDE_SPACING, checks.sideways_scroll)


def doubled(page: Page) -> list[str]:
    def whole(page: Page) -> list[str]:
        return [*checks.sideways_scroll(page), *checks.small_text(page, least=28)]

    return restyled(page, ":root { font-size: 200% !important }", whole)


def restyled(page: Page, style: str, check: Callable[[Page], list[str]]) -> list[str]:
    """What a check finds while a page has one style more."""
    added = page.add_style_tag(content=style)
    found = check(page)
    added.evaluate("e => e.remove()")
    return found


Check = Callable[[Page], list[str]]
CHECKERS: dict[str, Check] = {"axe": checks.axe, "HTML_CodeSniffer": checks.code_sniffer, "IBM": checks.ibm}
FORM: dict[str, Check] = {
    "text of 14 px or larger": checks.small_text,
    "targets of 24 px or larger": checks.small_targets,
    "no sideways scroll": checks.sideways_scroll,
}
VIEWS: dict[tuple[int, bool], dict[str, Check]] = {
    (WIDE, False): {
        "nothing leads out of the pack": checks.outside_links,
        "tables have captions, scoped headers and no empty cell": checks.tables,
        "15 stops of the Tab key or fewer, each seen": checks.tab_stops,
        "the skip link leads to the main part": checks.skip_link,
        **CHECKERS,
        **FORM,
        "text of twice the size fits": doubled,
    },
    (WIDE, True): CHECKERS,
    (NARROW, False): {**CHECKERS, **FORM, "wide text spacing fits": spaced},
    (NARROW, True): CHECKERS,
    (BETWEEN, False): FORM,
}
SILENT = "it asks for nothing, and the console stays empty"
EVERY = dict.fromkeys([*(name for view in VIEWS.values() for name in view), SILENT])


@pytest.fixture(scope="module")
def index(shared: Shared) -> GovernorPage:
    """The page over the files of a run in which all is: a page that failed, one on paper and one that is not."""

    def make(folder: Path) -> Any:
        _, release = published("two schools", folder)
        files = {
            "governor_html": ("for-governors/Both.html", None),
            "governor_pdf": ("for-governors/Both.pdf", None),
            "trust_html": ("for-governors/Schools-compared.html", None),
            **{kind: (f"{kind}.file", None) for kind in ("measures", "workbook", "calendar", "index")},
        }
        outputs = [{"kind": kind, "path": path, "school": school} for kind, (path, school) in files.items()]
        (folder / "index.html").write_text(index_text(release, outputs, release.schools, "There is no PDF."), "utf-8")
        return str(folder / "index.html")

    return GovernorPage("the index of a run", shared("index", make), {}, [])


@pytest.fixture(scope="module")
def faults(pages: list[GovernorPage], index: GovernorPage, open_page: OpenPage) -> dict[str, list[str]]:
    """What was found, by check: each with its page and its view."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in (*pages, index):
        opened = open_page(page.path)
        for (width, dark), looks in VIEWS.items():
            view, where = opened.seen(width, dark), f"{page.of}, {width} px{', dark' if dark else ''}"
            for name, check in looks.items():
                found[name] += [f"{where}: {fault}" for fault in check(view)]
        found[SILENT] += [f"{page.of}: {said}" for said in (*opened.requests, *opened.console)]
    return found


@pytest.mark.parametrize("check", EVERY)
def test_a_page_in_every_view(faults: dict[str, list[str]], check: str) -> None:
    assert not faults[check], "\n".join(faults[check])


def test_the_nu_checker_says_nothing(pages: list[GovernorPage], index: GovernorPage) -> None:
    assert not checks.nu(page.path for page in (*pages, index))


def test_a_page_is_small(pages: list[GovernorPage]) -> None:
    weights = {page.of: page.path.stat().st_size for page in pages}
    assert not {of: weight for of, weight in weights.items() if weight > HEAVY.get(of, LIGHTEST)}
