"""The pages of organisations of every shape in a real browser: small, silent, accessible, whole.

Each page is opened once a view, and every check looks at it then. A test is one check, over all pages and views.
"""

import re
from collections import defaultdict
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import checks
from tests.browser.conftest import OpenPage
from tests.journey.pages import COMPARED, FEDERATION, FIFTY, HUNDREDS, GovernorPage

# One worker makes the pages and holds the browser.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDE, NARROW = 1280, 320
BETWEEN = 900  # the narrowest page that is laid out as a wide one
# WCAG 2.2, success criterion 1.4.12.
WIDE_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
LIGHTEST, HEAVY = 46_900, {FIFTY: 150_000, HUNDREDS: 150_000}  # bytes


def spaced(page: Page) -> list[str]:
    page.add_style_tag(content=WIDE_SPACING)
    return checks.sideways_scroll(page)


def doubled(page: Page) -> list[str]:
    page.add_style_tag(content=":root { font-size: 200% !important }")
    return [*checks.sideways_scroll(page), *checks.small_text(page, least=28)]


Check = Callable[[Page], list[str]]
# What each view is looked at by, in order: the last ones change the page.
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
# In the dark only colours are others. These pages have every kind of element; a test holds them to it.
IN_THE_DARK = (FEDERATION, FIFTY, COMPARED, "all covered", "everything withheld")
# Its 600 rows are alike, and a checker goes through every one: it is seen wide only.
SAMPLED = {HUNDREDS: tuple(CHECKERS)}


@pytest.fixture(scope="module")
def faults(pages: list[GovernorPage], open_page: OpenPage) -> dict[str, list[str]]:
    """What was found, by check: each with its page and its view."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        for (width, dark), looks in VIEWS.items():
            if dark and page.of not in IN_THE_DARK:
                continue
            opened = open_page(page.path, width, dark)
            where = f"{page.of}, {width} px{', dark' if dark else ''}"
            for name, check in looks.items():
                if name not in SAMPLED.get(page.of, ()) or (width, dark) == (WIDE, False):
                    found[name] += [f"{where}: {fault}" for fault in check(opened.page)]
            found[SILENT] += [f"{where}: {said}" for said in (*opened.requests, *opened.console)]
    return found


@pytest.mark.parametrize("check", EVERY)
def test_a_page_in_every_view(faults: dict[str, list[str]], check: str) -> None:
    assert not faults[check], "\n".join(faults[check])


def test_the_pages_seen_in_the_dark_have_every_kind_of_element(pages: list[GovernorPage]) -> None:
    kinds = {page.of: {*re.findall(r'<([a-z]\w*)(?: class="([^"]*)")?', page.html)} for page in pages}
    seen = set().union(*(kinds[of] for of in IN_THE_DARK))
    assert not {of: more for of, every in kinds.items() if (more := every - seen)}


def test_the_nu_checker_says_nothing(pages: list[GovernorPage]) -> None:
    assert not checks.nu(page.path for page in pages)


def test_a_page_is_small(pages: list[GovernorPage]) -> None:
    weights = {page.of: page.path.stat().st_size for page in pages}
    assert not {of: weight for of, weight in weights.items() if weight > HEAVY.get(of, LIGHTEST)}
