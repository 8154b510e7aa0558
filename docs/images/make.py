"""Make the pictures of the papers, with an installed Chromium and pdftoppm.

make pictures
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import lab
import pack
import tutorial
from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
ARGUMENTS = ["--no-sandbox", "--lang=en-GB"]


def main() -> None:
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None or shutil.which("pdftoppm") is None:
        sys.exit("The pictures need an installed Chromium, and pdftoppm of poppler-utils.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, "-m", "govstats", "demo", "--out", folder], check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        pack.make(Path(folder), browser)
        lab.make(browser)
        tutorial.make(browser)
        browser.close()


if __name__ == "__main__":
    main()
