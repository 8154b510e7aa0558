"""A PDF against the page that it prints: what paper adds, and what may not be lost on the way."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count

from govstats.reports.gate.piece import Piece
from govstats.reports.gate.spelling import words_of
from govstats.reports.gate.web import read_html, tables_of


def as_printed(page: str, sheets: int) -> str:
    """A page with what a browser adds on paper: numbers of lists, headings again on a new sheet, page numbers."""
    numbered = re.sub(r"<ol>.*?</ol>", lambda found: _numbered(found[0]), page, flags=re.S)
    return numbered + "".join(f"<p>{escape(line)}</p>" for line in (*_headings_again(page), *_feet(sheets)))


def _numbered(items: str) -> str:
    numbers = count(1)
    return re.sub("<li>", lambda _: f"<li>{next(numbers)}. ", items)


def _headings_again(page: str) -> Iterator[str]:
    """A table that goes on overleaf has its headings above any of its rows."""
    for table in tables_of(page):
        yield from (" ".join((*table.headings, *row)) for row in table.body)


def _feet(sheets: int) -> Iterator[str]:
    return (f"Page {number} of {sheets}" for number in range(1, sheets + 1))


def lost_on_paper(printed: Iterable[Piece], page: str) -> Iterator[str]:
    """The texts of a page that do not stand in its PDF, one after the other.

    Lines break anew, and a long word may break too: letters and digits are compared, not what lies between.
    """
    found = "".join(_run(piece.text) for piece in printed if piece.shown)
    read = 0
    for piece in read_html(page.encode("utf-8")):
        wanted = _run(piece.text) if piece.shown else ""
        at = found.find(wanted, read)
        if at < 0:
            yield piece.text
        else:
            read = at + len(wanted)


def _run(text: str) -> str:
    return "".join(words_of(text))
