"""An installed Chromium that opens governors' pages."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.checks import CHECKERS

HEIGHT = 800
SLOWED = 4  # times, as an old phone is slower
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FLAGS = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass
class Opened:
    """A page in the browser, and what it did while it was opened and looked at."""

    page: Page
    requests: list[str] = field(default_factory=list)
    """Addresses asked for, other than the file itself."""
    console: list[str] = field(default_factory=list)
    """Messages on the browser's console, whatever their kind, and script errors."""

    def seen(self, width: int, dark: bool) -> Page:
        """The page at another width, in light or dark."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        return self.page


OpenPage = Callable[..., Opened]


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The path of the browser. Without one, or without a checker, tests are skipped; CI fails."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    missing = [
        what
        for what, there in {
            "Chromium": found,
            "a Java runtime": shutil.which("java"),
            "npm's packages (npm ci --ignore-scripts in tests/browser)": all(map(Path.exists, CHECKERS)),
        }.items()
        if not there
    ]
    if missing:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"browser tests need {', '.join(missing)}")
    assert found
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser, for one module: while Playwright is open, asyncio cannot be used elsewhere."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a file: ``open_page(path, width=1280, dark=False)``, with every ``<details>`` unfolded.

    The page's policy is set aside, so that the checkers can be put in. One page is open at a time.
    """
    contexts: list[BrowserContext] = []

    def open_page(path: Path, width: int = 1280, dark: bool = False) -> Opened:
        while contexts:
            contexts.pop().close()
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            bypass_csp=True,
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        address = path.resolve().as_uri()

        def note_request(url: str) -> None:
            if url.partition("#")[0] != address and not url.startswith("data:"):
                opened.requests.append(url)

        opened.page.on("request", lambda request: note_request(request.url))
        opened.page.on("console", lambda message: opened.console.append(message.text))
        opened.page.on("pageerror", lambda error: opened.console.append(str(error)))
        opened.page.goto(address)
        opened.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        return opened

    yield open_page
    for context in contexts:
        context.close()


def seconds_to_open(browser: Browser, path: Path) -> float:
    """Until a page is loaded and painted, with the processor slowed."""
    page = browser.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    took = time.perf_counter() - start
    page.close()
    return took
