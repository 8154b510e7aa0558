"""The page of one school beside the page that stock papermill and nbconvert make, by the same checks of a browser.

`make benchmark` prints a table; docs/explanation/beside-a-stock-page.md has one with what it was measured on. It
measures; only what the page itself is held to elsewhere is checked, and that both pages have the facts.
"""

import re
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser

import govstats
from govstats.exhibits import Report
from govstats.exhibits.page import COVERAGE
from govstats.exhibits.page import Page as PageOf
from govstats.reports.page import page_of
from tests.benchmarks.stock import ANALYSTS
from tests.benchmarks.test_one_school import SCHOOL
from tests.browser import checks
from tests.browser.conftest import SLOWED, OpenPage, browser, chromium, open_page, seconds_to_open  # noqa: F401
from tests.browser.test_governor_page import VIEWS
from tests.journey.organisations import AS_AT, TERM
from tests.journey.stripped import Fact, stripped, tells

ROUNDS = 5
LINES = "\n{:58}{:>14}{:>14}"
FIGURES = {  # what stands over each figure
    "govstats": ("Figure 1:", "Figure 2:"),
    "stock": ("Days overdue or left before each review", "Share who have acknowledged the version in force"),
}


def made_twice(make: Callable[[Path], None], folder: Path) -> tuple[Path, bool]:
    """A page, and whether it is the same again."""
    pages = []
    for name in ("first", "again"):
        (folder / name).mkdir(parents=True)
        make(folder / name)
        [page] = (folder / name).glob("*.html")
        pages.append(page)
    return pages[0], pages[0].read_bytes() == pages[1].read_bytes()


def faults_of(look: OpenPage, path: Path) -> dict[str, int]:
    """How many faults each check finds, all views together; and what the page asked for."""
    found: dict[str, int] = {}
    opened = look(path)
    for (width, dark), looks in VIEWS.items():
        view = opened.seen(width, dark)
        for name, check in looks.items():
            found[name] = found.get(name, 0) + len(check(view))
    asked = {*opened.requests}
    return found | {"Nu": len(checks.nu([path])), "addresses asked for": len(asked)}


def facts(release: Any) -> list[Fact]:
    """What both pages are about: how many have signed each policy, of how many, and the days to each review."""
    page = PageOf(release, SCHOOL)
    signed = [each for each in page.counts(COVERAGE) if each.done is not None]
    return [
        *(Fact(each.policy, str(each.done)) for each in signed),
        *(Fact(each.policy, str(each.of)) for each in signed),
        *(Fact(each.policy, str(abs(each.days_left))) for each in page.reviews if each.days_left is not None),
    ]


@pytest.mark.slow
@pytest.mark.browser
def test_a_page_beside_a_stock_page(
    browser: Browser,  # noqa: F811
    open_page: OpenPage,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Plotly goes into the page, which can then be sent and opened anywhere, as a governor's has to be.
    monkeypatch.setenv("PLOTLY_RENDERER", "notebook")
    organisation = govstats.load("")
    release = organisation.report(organisation.term(TERM), as_at=AS_AT).published

    def by_govstats(folder: Path) -> None:
        (folder / "page.html").write_text(page_of(Report(release, SCHOOL)), "utf-8")

    told = facts(release)
    columns: dict[str, dict[str, str]] = {}
    for name, make in {"govstats": by_govstats, "stock": ANALYSTS.run}.items():
        path, same = made_twice(make, tmp_path / name)
        whole = path.read_text("utf-8")
        left = stripped(whole)
        took = median(seconds_to_open(browser, path) for _ in range(ROUNDS))
        seen = " ".join(re.sub(r"<[^>]*>", " ", left).split())
        columns[name] = {
            "KB": f"{path.stat().st_size / 1000:,.0f}",
            f"seconds to open, processor slowed {SLOWED} times": f"{took:.2f}",
            "figures seen when stripped": f"{sum(title in seen for title in FIGURES[name])} of {len(FIGURES[name])}",
            "facts told when stripped": f"{sum(tells(left, fact) for fact in told)} of {len(told)}",
            "the same bytes when made again": "yes" if same else "no",
            **{f"faults: {check}": str(many) for check, many in faults_of(open_page, path).items()},
        }
    print(LINES.format("", *columns), end="")
    for what in columns["govstats"]:
        print(LINES.format(what, *(column[what] for column in columns.values())), end="")
    print()
    ours = columns["govstats"]
    assert ours["facts told when stripped"] == f"{len(told)} of {len(told)}"
    assert not {what: many for what, many in ours.items() if what.startswith("faults: ") and many != "0"}
