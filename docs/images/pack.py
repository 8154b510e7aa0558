"""The pictures of a pack: the governor page on a screen and on a phone, and the first sheets of its PDF."""

import subprocess
from pathlib import Path

from playwright.sync_api import Browser
from small import keep

PAGE = "The-Willow-Tree-Federation"
SIZES = {"governor-report.png": (1280, 1500), "governor-report-phone.png": (390, 1500)}
SHEETS = "governor-report-pdf.png"
# Two sheets beside each other, as they lie on a table.
TABLE = """<body style="margin:0;display:flex;gap:16px;padding:16px;background:#bfbfbf">{}</body>"""
SHEET = '<img width="560" src="{}" alt="">'


def keep_page(name: str, page: Path, size: tuple[int, int], browser: Browser) -> None:
    """The top of a page, as wide and as high as is said."""
    tab = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="light")
    tab.goto(page.resolve().as_uri())
    keep(name, tab.screenshot(), browser)


def make(reports: Path, browser: Browser) -> None:
    [page] = reports.glob(f"*/for-governors/{PAGE}.html")
    for name, size in SIZES.items():
        keep_page(name, page, size, browser)
    options = ["-png", "-r", "100", "-f", "1", "-l", "2"]
    subprocess.run(["pdftoppm", *options, str(page.with_suffix(".pdf")), str(reports / "sheet")], check=True)
    sheets = "".join(SHEET.format(path.name) for path in sorted(reports.glob("sheet-*.png")))
    (reports / "table.html").write_text(TABLE.format(sheets), "utf-8")
    tab = browser.new_page(viewport={"width": 1168, "height": 824})
    tab.goto((reports / "table.html").as_uri())
    keep(SHEETS, tab.screenshot(), browser)
