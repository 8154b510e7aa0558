"""The demo's governor pages in a real browser: small, silent, accessible, whole without scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import checks
from tests.browser.conftest import OpenPage

# One worker makes the demo and holds the browser.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDE, NARROW = 1280, 320
# WCAG 2.2, success criterion 1.4.12.
WIDE_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""


def faults(
    pages: list[Path], open_page: OpenPage, check: Callable[[Page], list[str]], **how: object
) -> dict[str, list[str]]:
    """What a check finds, by page."""
    found = {path.name: check(open_page(path, **how).page) for path in pages}
    return {name: them for name, them in found.items() if them}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing(governor_pages: list[Path], open_page: OpenPage, width: int, dark: bool) -> None:
    assert not faults(governor_pages, open_page, checks.axe, width=width, dark=dark, unfolded=True)


def test_the_nu_checker_says_nothing(governor_pages: list[Path]) -> None:
    assert not checks.nu(governor_pages)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_asks_for_nothing_and_the_console_stays_empty(
    governor_pages: list[Path], open_page: OpenPage, dark: bool
) -> None:
    for path in governor_pages:
        opened = open_page(path, dark=dark, unfolded=True)
        opened.page.wait_for_load_state("networkidle")
        assert not opened.requests
        assert not opened.console


def test_nothing_leads_out_of_the_pack(governor_pages: list[Path], open_page: OpenPage) -> None:
    assert not faults(governor_pages, open_page, checks.outside_links)


def test_nothing_is_lost_without_scripts(governor_pages: list[Path], open_page: OpenPage) -> None:
    for path in governor_pages:
        without, with_scripts = (
            checks.words(open_page(path, script=script, unfolded=True).page) for script in (False, True)
        )
        assert without
        assert without == with_scripts


def test_tables_have_captions_scoped_headers_and_no_empty_cell(governor_pages: list[Path], open_page: OpenPage) -> None:
    assert not faults(governor_pages, open_page, checks.tables)


def test_a_telephone_need_not_scroll_sideways(governor_pages: list[Path], open_page: OpenPage) -> None:
    assert not faults(governor_pages, open_page, checks.sideways_scroll, width=NARROW, unfolded=True)


def test_wide_text_spacing_fits_on_a_telephone(governor_pages: list[Path], open_page: OpenPage) -> None:
    def spaced(page: Page) -> list[str]:
        page.add_style_tag(content=WIDE_SPACING)
        return checks.sideways_scroll(page)

    assert not faults(governor_pages, open_page, spaced, width=NARROW, unfolded=True)


def test_text_of_twice_the_size_fits(governor_pages: list[Path], open_page: OpenPage) -> None:
    def doubled(page: Page) -> list[str]:
        page.add_style_tag(content=":root { font-size: 200% !important }")
        return [*checks.sideways_scroll(page), *checks.small_text(page, least=28)]

    assert not faults(governor_pages, open_page, doubled, unfolded=True)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_text_is_14_px_or_larger(governor_pages: list[Path], open_page: OpenPage, width: int) -> None:
    assert not faults(governor_pages, open_page, checks.small_text, width=width, unfolded=True)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_targets_are_24_px_or_larger(governor_pages: list[Path], open_page: OpenPage, width: int) -> None:
    assert not faults(governor_pages, open_page, checks.small_targets, width=width, unfolded=True)


def test_the_tab_key_stops_15_times_or_fewer_and_where_is_seen(governor_pages: list[Path], open_page: OpenPage) -> None:
    assert not faults(governor_pages, open_page, checks.tab_stops)


def test_the_skip_link_leads_to_the_main_part(governor_pages: list[Path], open_page: OpenPage) -> None:
    assert not faults(governor_pages, open_page, checks.skip_link)


def test_a_page_weighs_less_than_60_kb(governor_pages: list[Path]) -> None:
    weights = {path.name: path.stat().st_size for path in governor_pages}
    assert all(weight < 60_000 for weight in weights.values()), weights
