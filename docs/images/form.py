"""Make the picture of the form: JupyterLab in a fresh office, where one cell of the register is wrong.

python docs/images/form.py
"""

import shutil
import sys
import tempfile
from pathlib import Path

from make import BROWSERS, HERE, LARGEST, small_png
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(HERE.parents[1]))
from tests.browser.lab import Lab, lab_in
from tests.browser.test_lab import button, choose, open_notebook, write_audience
from tests.journey.office import copied

NAME, SIZE = "form.png", {"width": 1180, "height": 1320}


def main() -> None:
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        sys.exit("The picture needs an installed Chromium.")
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder)
        copied(office)
        write_audience(office, "whoever cares")
        with lab_in(office) as lab:
            picture = picture_of(lab, chromium)
    if len(picture) > LARGEST:
        sys.exit(f"{NAME} is too large: {len(picture):,} bytes.")
    (HERE / NAME).write_bytes(picture)
    print(f"Made {NAME}: {SIZE['width']} by {SIZE['height']}, {len(picture):,} bytes")


def picture_of(lab: Lab, chromium: str) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"], env={"LANGUAGE": "en_GB"})
        tab = browser.new_page(viewport=SIZE, locale="en-GB")
        open_notebook(tab, lab, "start_here")
        button(tab, "Check").wait_for(timeout=90_000)
        choose(tab)
        button(tab, "Check").click()
        tab.get_by_text("What was understood").wait_for(timeout=90_000)
        tab.get_by_role("heading", name="1. Choose").scroll_into_view_if_needed()
        return small_png(tab.screenshot(), browser.new_page())


if __name__ == "__main__":
    main()
