"""JupyterLab as `govstats lab` opens it, driven as a business manager would."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.reader import NotJSONError
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from govstats.lab.fields import ALL_SCHOOLS
from govstats.lab.form import STOPPED
from tests.browser.checks import axe
from tests.browser.lab import Lab, lab_in
from tests.journey.office import REGISTER, ROOT, OpenSheet, contents, copied

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

LONGEST = 180  # seconds from the start of the command
SOON = 90_000  # milliseconds that a person waits for an answer
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
NOTEBOOKS = "lab/tree/reports/notebooks"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the bundled organisation."""
    folder = tmp_path_factory.mktemp("office")
    copied(folder)
    return folder


@pytest.fixture(scope="module")
def lab(office: Path) -> Iterator[Lab]:
    with lab_in(office) as lab:
        yield lab


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def write_audience(folder: Path, audience: str) -> int:
    """Write into the register for whom its first version is, and give the row."""
    with OpenSheet(folder / "willow-tree", REGISTER) as sheet:
        [heading] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Audience"]
        sheet.cell(heading.row + 1, heading.column).value = audience
        return int(heading.row) + 1


@contextmanager
def within_three_minutes(office: Path, what: str) -> Iterator[Lab]:
    """A JupyterLab of its own, and how long all of it takes, its start included."""
    begun = time.monotonic()
    with lab_in(office) as lab:
        yield lab
        seconds = time.monotonic() - begun
    print(f"\n{what}: {seconds:.0f} s from the start of govstats lab")
    assert seconds < LONGEST


def open_notebook(tab: Page, lab: Lab, name: str) -> None:
    """Open it alone, without what was open before, whose kernel would pass for its own."""
    tab.goto(lab.page(f"{NOTEBOOKS}/{name}.ipynb") + "&reset")
    # A kernel has to be there, or what is run is lost.
    expect(tab.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible(timeout=SOON)
    expect(tab.get_by_text("| Idle")).to_be_visible(timeout=SOON)


def run_all(tab: Page) -> None:
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def button(tab: Page, name: str) -> Locator:
    return tab.get_by_role("button", name=name, exact=True)


def choose(tab: Page) -> None:
    tab.get_by_label("Folder", exact=True).select_option(label="The Willow Tree Federation (willow-tree)")
    tab.get_by_label("Term", exact=True).select_option("Autumn 2025")
    tab.get_by_label("As at", exact=True).fill("2025-12-19")
    tab.get_by_label("School", exact=True).select_option("Oakfield Primary School")


def test_from_a_fresh_start_to_the_report(tab: Page, tmp_path: Path) -> None:
    """The form appears by itself, at its top. Choose, check, mend what is named, check again, make, open the report."""
    office = tmp_path
    copied(office)
    write_audience(office, "whoever cares")
    with within_three_minutes(office, "start_here, to the open report") as lab:
        elsewhere = requests_elsewhere(tab.context, lab)
        tab.set_viewport_size({"width": 1366, "height": 625})
        open_notebook(tab, lab, "start_here")
        expect(button(tab, "Make the pack")).to_be_disabled(timeout=SOON)
        expect(tab.get_by_role("heading", name="Start here")).to_be_in_viewport(timeout=SOON)
        choose(tab)
        button(tab, "Check").click()
        expect(tab.get_by_text("1 thing stops the report.")).to_be_visible(timeout=SOON)
        stopping = tab.get_by_role("row").filter(has_text="whoever cares")
        expect(stopping).to_contain_text(f'{REGISTER}, sheet "Register"')
        expect(stopping.get_by_role("cell").first).to_have_text(str(write_audience(office, "employed")))
        expect(button(tab, "Make the pack")).to_be_disabled()
        button(tab, "Check").click()
        expect(tab.get_by_text("Nothing must be fixed: a report can be made.")).to_be_visible(timeout=SOON)
        button(tab, "Make the pack").press("Enter")
        report = tab.get_by_role("link", name="Oakfield Primary School: web page")
        expect(report).to_be_visible(timeout=SOON)
        expect(tab.get_by_role("link", name="Oakfield Primary School: PDF")).to_be_visible()
        with tab.context.expect_page() as opened:
            report.click()
        expect(opened.value.get_by_role("heading", level=1)).to_be_visible(timeout=SOON)
        expect(opened.value.locator("body")).to_contain_text("Oakfield Primary School")
    assert not elsewhere
    said = lab.said.read_text("utf-8")
    assert "opens in your browser" in said and "rozen" not in said and "Warning" not in said and "WARN" not in said


def test_interrupt_kernel_stops_a_pack_and_earlier_ones_are_as_they_were(tab: Page, tmp_path: Path) -> None:
    """The pack of one school is made, and that of all is stopped once the words of its progress move."""
    copied(tmp_path)
    with lab_in(tmp_path) as lab:
        open_notebook(tab, lab, "start_here")
        choose(tab)
        button(tab, "Check").click()
        button(tab, "Make the pack").click(timeout=SOON)
        expect(tab.get_by_text("Made 1 governor page")).to_be_visible(timeout=SOON)
        [earlier] = (tmp_path / "reports").glob("*_run-*")
        before = contents(earlier)
        tab.get_by_label("School", exact=True).select_option(label=ALL_SCHOOLS)
        button(tab, "Check").click()
        button(tab, "Make the pack").click(timeout=SOON)
        moving = tab.get_by_role("listitem").filter(has_text=re.compile(r"Making \d governor pages.*\d of \d: "))
        expect(moving).to_be_visible(timeout=SOON)
        tab.get_by_role("menuitem", name="Kernel", exact=True).click()
        tab.get_by_role("menuitem", name="Interrupt Kernel").click()
        expect(tab.get_by_text(STOPPED)).to_be_visible()
        expect(button(tab, "Make the pack")).to_be_enabled()
        assert list((tmp_path / "reports").glob("*_run-*")) == [earlier]
        assert contents(earlier) == before


def test_from_a_fresh_start_to_an_answer_of_the_analysts(tab: Page, tmp_path: Path) -> None:
    """Run All; hover over a chart; sort a table; change a what-if, and the figure changes."""
    with within_three_minutes(tmp_path, "explore, to a changed what-if") as lab:
        elsewhere = requests_elsewhere(tab.context, lab)
        open_notebook(tab, lab, "explore")
        run_all(tab)
        what_if = chart(tab, "had to sign in 14 days")
        expect(what_if).to_be_visible(timeout=SOON)
        coverage = chart(tab, "Who has acknowledged the version in force")
        hover(tab, coverage.locator(".bars .point").first, label := coverage.locator(".hoverlayer .hovertext"))
        expect(label).to_contain_text("Behaviour")
        high = height_of(coverage)
        tab.keyboard.press("Control+b")  # without the list of files there is more room
        tab.wait_for_timeout(1000)
        assert height_of(coverage) == high > 100
        tab.keyboard.press("Control+b")
        assert cut_off(tab) == [[]] * 5
        before = what_if.evaluate("chart => chart.data[0].x")
        answer(tab, "Days allowed", "200")
        changed = chart(tab, "had to sign in 200 days")
        expect(changed).to_be_visible(timeout=SOON)
        assert changed.evaluate("chart => chart.data[0].x") != before
        tab.get_by_label("Asked to sign").select_option(label="Volunteers and governors")
        expect(chart(tab, "of volunteers and governors had to sign in 200 days")).to_be_visible(timeout=SOON)
        tab.get_by_label("Broken down by").select_option(label="Role group")
        expect(chart(tab, "Signed by role group: Supporting pupils")).to_be_visible(timeout=SOON)
        heading = tab.locator("th").filter(has_text=re.compile(r"^\s*number\s*$"))
        reasons = tab.locator("table.dataTable").filter(has=heading)
        reasons.locator(heading).click()
        sorted_up = [int(each) for each in reasons.locator("tbody td:last-child").all_inner_texts()]
        assert len(sorted_up) == 10 and sorted_up == sorted(sorted_up)
    assert not elsewhere


def chart(tab: Page, title: str) -> Locator:
    return tab.locator(".jp-RenderedPlotly").filter(has=tab.locator(".gtitle").filter(has_text=title))


def cut_off(tab: Page) -> list[list[str]]:
    """By chart, the texts that go beyond it."""
    found: list[list[str]] = tab.locator(".js-plotly-plot").evaluate_all(
        """charts => charts.map(chart => {
            const all = chart.querySelector(".main-svg").getBoundingClientRect()
            const within = ({left, right, top, bottom}) =>
                left >= all.left && right <= all.right && top >= all.top && bottom <= all.bottom
            return [...chart.querySelectorAll(".main-svg text")]
                .filter(text => !within(text.getBoundingClientRect())).map(text => text.textContent)
        })"""
    )
    return found


def height_of(drawn: Locator) -> float:
    box = drawn.bounding_box()
    assert box
    return box["height"]


def hover(tab: Page, mark: Locator, label: Locator) -> None:
    """Move the mouse over a mark until its label appears: while cells above are run, the page still moves."""
    for _ in range(20):
        mark.scroll_into_view_if_needed()
        tab.wait_for_timeout(500)
        box = mark.bounding_box()
        assert box
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        tab.mouse.move(middle[0], middle[1] - 3)
        tab.mouse.move(*middle, steps=3)
        tab.wait_for_timeout(500)
        if label.count():
            return


def answer(tab: Page, question: str, number: str) -> None:
    """Write a number beside its slider, as a person does who knows it."""
    told = tab.locator(".widget-slider").filter(has_text=question).locator(".widget-readout")
    told.click()
    tab.keyboard.press("Control+a")
    tab.keyboard.type(number)
    tab.keyboard.press("Enter")


def test_what_jupyterlab_exports_shows_nothing_of_people(tab: Page, lab: Lab, office: Path) -> None:
    """ "Save and Export Notebook As” of the notebook as it lies there, executed."""
    open_notebook(tab, lab, "explore")
    run_all(tab)
    executed(tab, office / "reports/notebooks/explore.ipynb")
    assert "001090" in (office / "reports/notebooks/explore.ipynb").read_text("utf-8")
    page = tab.request.get(lab.page("nbconvert/html/reports/notebooks/explore.ipynb")).text()
    assert "Whistleblowing" in page and "Explore" in page
    assert "001090" not in page and "Adeyinka" not in page


def executed(tab: Page, path: Path) -> list[Any]:
    """The code cells of a notebook, saved until the last of them has its number: a form shows none."""
    end = time.monotonic() + SOON / 1000
    while time.monotonic() < end:
        tab.keyboard.press("Control+s")
        tab.wait_for_timeout(1000)
        with suppress(NotJSONError):  # it is being written
            code = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
            if all(cell.execution_count for cell in code):
                return code
    pytest.fail(f"{path.name} was not run whole")


@pytest.mark.parametrize("name", NAMES)
def test_run_all_runs_the_whole_notebook_and_no_chart_is_cut_off_or_offers_an_upload(
    name: str, tab: Page, lab: Lab, office: Path
) -> None:
    open_notebook(tab, lab, name)
    run_all(tab)
    outputs = [output for cell in executed(tab, office / f"reports/notebooks/{name}.ipynb") for output in cell.outputs]
    assert outputs
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
    charts = [data for output in outputs if (data := output.data.get("application/vnd.plotly.v1+json"))]
    assert all(chart["config"]["showSendToCloud"] is False for chart in charts)
    assert not any(cut_off(tab))
    for drawn in tab.locator(".js-plotly-plot").all():
        assert not drawn.locator("[data-title*=hare]").count()


def test_the_launcher_offers_every_notebook_in_the_order_of_use(tab: Page, lab: Lab) -> None:
    open_notebook(tab, lab, "explore")
    tab.get_by_role("menuitem", name="File", exact=True).click()
    tab.get_by_role("menuitem", name="New Launcher").click()
    cards = tab.locator(".jp-LauncherCard[data-category=Notebook] .jp-LauncherCard-label")
    expect(cards.first).to_be_visible(timeout=SOON)
    *ours, _ = cards.all_inner_texts()  # last comes an empty notebook
    assert ours[0] == "Start here"
    assert sorted(name.casefold().replace(" ", "_") for name in ours) == NAMES


def test_as_a_plain_page_it_is_a_form_without_code(tab: Page, lab: Lab) -> None:
    """Voilà's page: each question has its label, the keyboard is enough, and axe finds nothing in it."""
    tab.goto(lab.page("voila/render/reports/notebooks/start_here.ipynb"))
    expect(button(tab, "Make the pack")).to_be_disabled(timeout=SOON)
    words = tab.locator("body").inner_text()
    assert "1. Choose" in words and "steps.choose" not in words and "Run All" not in words
    tab.get_by_label("Folder", exact=True).focus()
    names = [tab.evaluate("document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText")]
    while len(names) < 20 and names[-1] != "Check":
        tab.keyboard.press("Tab")
        names.append(tab.evaluate("document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText"))
    assert list(dict.fromkeys(names)) == ["Folder", "Term", "As at", "School", "More choices", "Check"]
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("What was understood")).to_be_visible(timeout=SOON)
    # The landmarks of the page are Voilà's.
    assert not [fault for fault in axe(tab) if not fault.startswith("region ")]


def requests_elsewhere(context: BrowserContext, lab: Lab) -> list[str]:
    asked: list[str] = []
    own = (lab.address, lab.address.replace("http", "ws"), "data:", "blob:")
    context.on("request", lambda request: None if request.url.startswith(own) else asked.append(request.url))
    return asked
