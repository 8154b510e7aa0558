"""The pictures of JupyterLab in a fresh office: the form, where one cell is wrong, and the analyst's notebook."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page
from small import HERE, keep

sys.path.insert(0, str(HERE.parents[1]))
from tests.browser.lab import Lab, lab_in
from tests.browser.test_lab import SOON, button, chart, choose, open_notebook, run_all, write_audience
from tests.journey.office import copied

FORM, EXPLORE = {"width": 1180, "height": 1320}, {"width": 1180, "height": 980}


def make(browser: Browser) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder)
        copied(office)
        write_audience(office, "whoever cares")
        with lab_in(office) as lab:
            keep("form.png", form(lab, browser.new_page(viewport=FORM, locale="en-GB")), browser)
            keep("explore.png", explore(lab, browser.new_page(viewport=EXPLORE, locale="en-GB")), browser)


def form(lab: Lab, tab: Page) -> bytes:
    open_notebook(tab, lab, "start_here")
    button(tab, "Check").wait_for(timeout=SOON)
    choose(tab)
    button(tab, "Check").click()
    tab.get_by_text("What was understood").wait_for(timeout=SOON)
    tab.get_by_role("heading", name="1. Choose").scroll_into_view_if_needed()
    return tab.screenshot()


def explore(lab: Lab, tab: Page) -> bytes:
    open_notebook(tab, lab, "explore")
    tab.keyboard.press("Control+b")  # the list of files gives way
    run_all(tab)
    chart(tab, "had to sign in 14 days").wait_for(timeout=SOON)
    tab.get_by_text("| Idle").wait_for(timeout=SOON)
    tab.wait_for_timeout(2000)
    heading = tab.get_by_role("heading", name="What if?")
    heading.evaluate("heading => heading.scrollIntoView({block: 'start'})")
    tab.wait_for_timeout(1000)
    heading.evaluate("heading => heading.scrollIntoView({block: 'start'})")
    tab.wait_for_timeout(1000)
    return tab.screenshot()
