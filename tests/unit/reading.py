"""An exhibit's page as its reader has it: lines of text, and the rows of its tables."""

import re
from html.parser import HTMLParser

from govstats.exhibits import Exhibit

LONGEST = 25  # words


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.rows: list[tuple[str, ...]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append(())
        if tag in ("th", "td"):
            self.rows[-1] += ("",)
        if tag in ("h1", "h2", "p", "li", "caption"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.get_starttag_text()[:3] in ("<th", "<td"):
            self.rows[-1] = (*self.rows[-1][:-1], self.rows[-1][-1] + data)
        elif self.lines:
            self.lines[-1] += data


def lines_of(exhibit: Exhibit) -> list[str]:
    """Its heading, paragraphs, items and captions in order."""
    return _Reader(exhibit.html).lines


def table_of(exhibit: Exhibit) -> list[tuple[str, ...]]:
    """The rows of its tables, without the headings."""
    return [row for row in _Reader(re.sub(r"<thead>.*?</thead>", "", exhibit.html)).rows if row]


def long_sentences(exhibit: Exhibit, *names: str) -> list[str]:
    """Sentences of more than 25 words, a name counted as one."""
    texts = [*lines_of(exhibit), *(cell for row in table_of(exhibit) for cell in row)]
    for name in sorted(names, key=len, reverse=True):
        texts = [text.replace(name, "Name") for text in texts]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!]) ", text)]
    return [each for each in sentences if len(each.split()) > LONGEST]
