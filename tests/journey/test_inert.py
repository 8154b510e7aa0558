"""Words that would run in a browser or a spreadsheet come out as words, wherever an export holds them."""

import csv
import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journey.office import STAFF, TERM, OpenSheet, append_row, copied, govstats, heading_row

# {} stands for a word of the place: a title may be read by governors, a name may not.
ATTACKS = """
<script>alert("{}")</script>
<img src=x onerror=alert({})>
<svg/onload=alert({})>
"><iframe src=//{}.example></iframe>
' onmouseover='{}
</title></style><body onload={}>
<!-- {} --><b>
&lt;script&gt;{}&lt;/script&gt;
<a href="javascript:{}">read</a>
{{{{ {} }}}}{{% raw %}}
${{{}}}
=HYPERLINK("https://{}.example","read")
=cmd|' /C {}'!A0
+{}+1
-{}
@SUM({})
\t={}
{}\u202e=1+1
'={}
"{}",=1
""".strip("\n").splitlines()


def attacks(word: str) -> list[str]:
    return [attack.format(*[word] * attack.count("{}")) for attack in ATTACKS]


@pytest.fixture(scope="session")
def attacked(shared: Any) -> Any:
    """The pack of a copied demo whose titles, names, roles and numbers are attacks, and the words of `check`."""

    def make(folder: Path) -> Any:
        willow = copied(folder)
        with OpenSheet(willow, "Policy register 2025-26.xlsx") as sheet:
            row = heading_row(sheet, "Policy")
            for title in attacks("wobble"):
                append_row(sheet, row, {"Policy": title, "Version": "1", "Approved": "01/09/2025", "Owner": title})
        with OpenSheet(willow, STAFF) as sheet:
            row = heading_row(sheet, "Payroll Number")
            for place, words in enumerate(attacks("qzqzq")):
                person = {"Payroll Number": f"9900{place:02d}", "Legal Surname": words, "Job Title": words}
                append_row(
                    sheet, row, person | {"Establishment": "Oakfield", "Date Started at the School": "01/09/2025"}
                )
        with (willow / "exports" / "Governor sign-off.csv").open("a", encoding="utf-8", newline="") as signed:
            for words in attacks("qzqzq"):  # numbers of nobody, in messages and in the workbook
                csv.writer(signed, delimiter=";").writerow((words, words, "3", "03/11/2025", "Signed"))
        answer = govstats("report", str(willow), *TERM, "--out", "reports", cwd=folder)
        assert answer.code == 0, answer.err
        return str(next((folder / "reports").iterdir()))

    return shared("attacked", make)


class Tags(HTMLParser):
    """What of a page a browser would act on, apart from the address of an attack in its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.acting: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        addresses = ("href", "src", "action", "formaction", "data", "srcset", "xlink:href")
        self.acting += [
            (name, value)
            for name, value in attrs
            if name.startswith("on") or (name in addresses and not (value or "").startswith("#"))
        ]


def test_a_page_holds_the_words_and_none_of_the_tags(attacked: str, demo_pack: Any) -> None:
    texts = [Path(file["path"]).read_text("utf-8") for file in demo_pack["files"] if file["kind"].endswith("_html")]
    own = set().union(*(Tags(text).names for text in texts))
    pages = sorted((Path(attacked) / "for-governors").glob("*.html"))
    assert len(pages) == 5
    for page in pages:
        text = page.read_text("utf-8")
        assert "wobble" in text
        assert not Tags(text).names - own
        assert not Tags(text).acting


def test_a_page_runs_nothing_sends_nothing_and_asks_for_nothing(attacked: str) -> None:
    """Its policy allows one style sheet, by its fingerprint, and no script, form, picture or address at all."""
    for page in sorted((Path(attacked) / "for-governors").glob("*.html")):
        text = page.read_text("utf-8")
        [policy] = re.findall(r'http-equiv="?Content-Security-Policy"? content="([^"]*)"', text)
        [style] = re.findall(r"<style>(.*?)</style>", text, re.S)
        fingerprint = b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy == (f"default-src 'none'; style-src 'sha256-{fingerprint}'; base-uri 'none'; form-action 'none'")
        assert text.index("Content-Security-Policy") < text.index("<title>")
        names = Tags(text).names
        assert not names & {"form", "input", "button", "script", "iframe", "object", "embed", "link", "base", "img"}
        assert not re.search(r"url\(|@import|style=|http-equiv=\"refresh", text)


def test_a_cell_of_the_figures_begins_with_nothing_that_runs(attacked: str) -> None:
    with (Path(attacked) / "for-governors" / "measures.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert sum("wobble" in cell for cell in cells) >= len(ATTACKS)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_workbook_holds_no_formula_and_leads_nowhere(attacked: str) -> None:
    book = openpyxl.load_workbook(Path(attacked) / "office-only" / "action-workbook.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = [str(cell.value) for cell in cells]
    assert sum("qzqzq" in text for text in texts) >= len(ATTACKS)
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [text for text in texts if text.startswith(("=", "+", "@", "\t", "\r"))]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert len(links) == len(book.sheetnames) - 1
    assert not [link for link in links if link.target or not link.location]
