"""The tutorial's picture: its steps are taken in a temporary folder, and the page at their end is looked at."""

import sys
import tempfile
from pathlib import Path

from pack import keep_page
from playwright.sync_api import Browser
from small import HERE

sys.path.insert(0, str(HERE.parents[1]))
from tests.papers.test_newcomer import PAGE, followed


def make(browser: Browser) -> None:
    with tempfile.TemporaryDirectory() as folder:
        followed(Path(folder))
        [page] = (Path(folder) / "reports").glob(PAGE)
        keep_page("tutorial-report.png", page, (1280, 1100), browser)
