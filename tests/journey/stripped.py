"""A page as a mail filter leaves it: without script, style, drawings and pictures; and the facts in it."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

STRIPPED = re.compile(r"<(script|style|svg)\b.*?</\1\s*>|<(?:img|link|canvas|iframe|object)\b[^>]*>", re.S | re.I)
LINES = {"tr", "li", "p", "dt", "dd", "div", "h1", "h2", "h3", "pre", "caption"}


class Fact(NamedTuple):
    item: str
    value: str


def stripped(page: str) -> str:
    # A drawing may hold another one.
    before, after = "", page
    while before != after:
        before, after = after, STRIPPED.sub("", after)
    return after


class _Tables(HTMLParser):
    """The tables of a page, and what is written in their drawings, row by row and cell by cell."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_data(self, data: str) -> None:
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            # Words after a table are not of its last cell.
            self.tables.append([])


def facts_of(page: str) -> list[Fact]:
    """Every cell of every table as a fact: of which item, under which heading, it says what."""
    return [
        Fact(f"{row[0]}, {heading}", value)
        for head, *body in filter(None, _Tables(page).tables)
        for row in body
        for heading, value in zip(head[1:], row[1:], strict=True)
    ]


def tells(page: str, fact: Fact) -> bool:
    """Whether one line of a page, such as a row of a table, has both the item and the value as words of their own."""
    wanted = [re.compile(rf"(?<![\w.,]){re.escape(each)}(?:\.0+)?(?![\w%]|[.,]\d)") for each in fact]
    return any(all(word.search(line) for word in wanted) for line in lines_of(page))


def lines_of(page: str) -> list[str]:
    found = _Lines()
    found.feed(page)
    return [" ".join(line.split()) for line in found.lines]


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag in LINES:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in LINES:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += f" {data}"
