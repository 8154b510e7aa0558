"""The style of an exported page: the rules for what is on it and no other, under a policy that allows them."""

import re
from pathlib import Path

import pytest

from govstats import reports
from govstats.reports.style import fingerprint, own_style, used

TEMPLATE = Path(reports.__file__).parent / "template"
SHEET = (TEMPLATE / "style.css").read_text("utf-8").rstrip("\n")
PAGE = """<meta http-equiv="Content-Security-Policy" content="style-src '{}'"><style>{}</style><body>{}</body>"""


def style_of(page: str) -> str:
    [style] = re.findall("<style>(.*?)</style>", page, re.S)
    return str(style)


def cut_to(body: str, sheet: str = SHEET) -> str:
    return style_of(own_style(PAGE.format(fingerprint(sheet), sheet, body)))


def test_a_page_that_has_everything_keeps_the_whole_sheet() -> None:
    everything = set(re.findall(r"\[[\w-]+|[.#]?[\w-]+", SHEET))
    assert used(SHEET, everything) == SHEET.replace("\n", "")


def test_the_template_names_the_fingerprint_of_its_sheet() -> None:
    assert (TEMPLATE / "style.sha256").read_text("utf-8").strip() == fingerprint(SHEET)


def test_the_policy_allows_the_style_that_is_left() -> None:
    page = own_style(PAGE.format(fingerprint(SHEET), SHEET, "<p>Safety"))
    assert f"style-src '{fingerprint(style_of(page))}'" in page
    assert "table" not in style_of(page)


@pytest.mark.parametrize(
    ("rule", "body", "stays"),
    [
        ("p{margin:0}", "<p>Safety", True),
        ("p{margin:0}", "<pre>Safety", False),
        (".note{margin:0}", '<p class="big note">Safety', True),
        (".note{margin:0}", "<p class=notes>Safety", False),
        (".note{margin:0}", "<p>class=note", False),
        ("#annex h2{margin:0}", "<section id=annex><h2>Annex", True),
        ("#annex h2{margin:0}", "<section id=annex>Annex", False),
        (".lab [data-l]::before{content:attr(data-l)}", '<table class="w lab"><td data-l="Due by">x', True),
        (".lab [data-l]::before{content:attr(data-l)}", '<table class="w lab"><td>x', False),
        ("th:is(:first-child,:nth-last-child(2)){margin:0}", "<th>x", True),
        ("td:not(.n)>svg:has(rect){margin:0}", "<td><svg></svg>", True),
        ("*{margin:0}", "Safety", True),
        (":root{margin:0}", "Safety", True),
        ("@page{size:A4;@bottom-right{content:counter(page)}}", "Safety", True),
        ("@media print{p{margin:0}}", "<p>Safety", True),
        ("@media print{p{margin:0}}", "Safety", False),
    ],
)
def test_a_rule_stays_where_something_on_the_page_may_have_it(rule: str, body: str, stays: bool) -> None:
    assert cut_to(body, rule) == (rule if stays else "")


def test_of_several_selectors_those_stay_that_find_something() -> None:
    assert cut_to("<p><svg><line></svg>", ".a,p:is(:first-child,.b),line,td{margin:0}") == (
        "p:is(:first-child,.b),line{margin:0}"
    )
