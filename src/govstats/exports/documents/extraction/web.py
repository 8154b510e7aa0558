"""Web pages (.html): headings, paragraphs, tables and lists of terms."""

import re
from html.parser import HTMLParser

from govstats.exports.documents.extraction.kinds import decoded
from govstats.exports.documents.extraction.lines import LONGEST_TEXT, Kind, Line

_LONGEST_PAGE = 10 * LONGEST_TEXT  # most of a page may be pictures and styles

_NOT_SHOWN = {"script", "style", "template", "noscript", "title"}
_TABLES = {"table", "dl"}
_ROWS = {"tr", "dt"}
_CELLS = {"td", "th", "dt", "dd"}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "main", "li", "ul", "ol", "hr", "pre", "blockquote"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}


def read_web(content: bytes) -> tuple[list[Line], bool]:
    text = decoded(content)
    return lines_of_page(text[:_LONGEST_PAGE]), len(text) <= _LONGEST_PAGE


def lines_of_page(text: str) -> list[Line]:
    """Read the lines of a page, or of a piece of one.

    Examples
    --------
    >>> [line.cells for line in lines_of_page("<tr><th>Review date<td>May 2025</tr><p>Annual</p>")]
    [('Review date', 'May 2025'), ('Annual',)]
    """
    page = _Page()
    page.feed(text)
    page.close()
    page.end_block()
    return page.lines


class _Page(HTMLParser):
    """Tags need not be closed in a page, so a cell or block ends where the next begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._text: list[str] = []
        self._cells: list[str] | None = None  # of the open row
        self._in_cell = False
        self._kind: Kind = "text"
        self._block = 0
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._hidden:
            return
        if tag in _NOT_SHOWN:
            self._hidden = tag
        elif tag == "br":
            self._text.append("\n")
        elif tag in _TABLES or tag in _HEADINGS or tag in _ROWS:
            self.end_block()
            self._block += tag not in _ROWS
            if tag in _HEADINGS:
                self._kind = "title" if tag == "h1" else "heading"
        elif tag in _BLOCKS:
            self._break()
        if tag in _CELLS:
            self._end_cell()
            self._in_cell, self._text = True, []
            self._cells = self._cells or []

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden = "" if tag == self._hidden else self._hidden
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "tr" or tag in _TABLES or tag in _HEADINGS:
            self.end_block()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(re.sub(r"\s+", " ", data))

    def end_block(self) -> None:
        if self._cells is not None:
            self._end_cell()
            self.lines.append(Line(tuple(self._cells), "text", self._block, table=True))
            self._cells = None
        else:
            said = [line for line in self._said().split("\n") if line]
            self._block += bool(said)
            self.lines += [Line((line,), self._kind, self._block) for line in said]
        self._kind, self._text = "text", []

    def _break(self) -> None:
        if self._in_cell:
            self._text.append("\n")
        elif self._cells is None:
            self.end_block()

    def _end_cell(self) -> None:
        if self._in_cell and self._cells is not None:
            self._cells.append(self._said())
        self._in_cell, self._text = False, []

    def _said(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._text).split("\n"))
        return "\n".join(line for line in lines if line)
