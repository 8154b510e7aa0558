"""A page into pieces: its text, attributes, comments, scripts, style, declarations and names of tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from govstats.reports.gate.piece import Piece

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_HIDDEN = frozenset({"script", "style", "template", "noscript", "title"})
# HTML lets the end of these be left out: what of them is open ends where the next one begins.
_CELLS = frozenset({"td", "th"})
_ENDED_BY = {"td": _CELLS, "th": _CELLS, "tr": _CELLS | {"tr"}}
_ENDS_A_CELL = _CELLS | {"caption", "tr", "thead", "tbody", "table"}
# What stands around one of these reads as one text with it; any other tag begins a text of its own.
_INLINE = frozenset({"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"})


def read_html(content: bytes) -> Iterator[Piece]:
    """Every text of a page, with the line on which it stands."""
    page = _Page()
    page.feed(content.decode("utf-8"))
    page.close()
    page.end_all()
    yield from page.pieces


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._open: list[str] = []
        self._blocks: list[list[str]] = [[]]

    def _add(self, place: str, text: str, *, shown: bool = False, joins: bool = False) -> None:
        self.pieces.append(Piece(place, text, f"line {self.getpos()[0]}", shown, joins=joins))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("the name of a tag", tag)
        for name, value in attrs:
            self._add(f"the name of an attribute of {tag}", name)
            if value:
                self._add(f"the attribute {name} of {tag}", value)
        if tag in _VOID:
            return
        while self._open and self._open[-1] in _ENDED_BY.get(tag, ()):
            self._close()
        self._open.append(tag)
        if tag not in _INLINE:
            self._blocks.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            self._add("the name of a tag", tag)
            return
        while self._close() != tag:
            pass

    def _close(self) -> str:
        tag = self._open.pop()
        if tag not in _INLINE:
            self._end_block(tag)
        return tag

    def _end_block(self, tag: str) -> None:
        parts = self._blocks.pop()
        if len(parts) > 1:  # a single text is a piece already
            self._add(f"the words of {tag}", " ".join(parts), joins=True)
            self._add(f"the words of {tag}", "".join(parts), joins=True)

    def end_all(self) -> None:
        while self._open:
            self._close()
        self._end_block("the page")

    def handle_data(self, data: str) -> None:
        if data.isspace():
            return
        inside = self._open[-1] if self._open else "the page"
        self._add(f"the text of {inside}", data, shown=inside not in _HIDDEN)
        self._blocks[-1].append(data)

    def handle_comment(self, data: str) -> None:
        self._add("a comment", data)

    def handle_decl(self, decl: str) -> None:
        self._add("a declaration", decl)

    def unknown_decl(self, data: str) -> None:
        self._add("a declaration", data)

    def handle_pi(self, data: str) -> None:
        self._add("an instruction", data)


@dataclass
class Table:
    """A table of a page, or its tiles, as texts. `name` and `caption` are "" where it has none.

    `drawn` has by row the bars of its drawing: place and width in per cents, as the page writes them.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    drawn: list[list[tuple[str, str]]] = field(default_factory=list)
    caption: str = ""

    @property
    def headings(self) -> list[str]:
        return self.rows[0] if self.rows else []

    @property
    def body(self) -> list[list[str]]:
        return self.rows[1:]

    def even(self) -> "Table":
        """The table itself.

        Raises
        ------
        ValueError
            Its rows are not of one length, so that a cell may stand under another's heading.
        """
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")
        return self


TILES = "tiles"


def tables_of(content: str) -> list[Table]:
    """The tables of a page, in order. The tiles at its top are one too: a row a tile, and no headings."""
    reader = _Tables()
    reader.feed(content)
    reader.close()
    return reader.tables


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._open: list[Table] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "table" or (tag == "ul" and values.get("class") == TILES):
            self.tables.append(Table(TILES if tag == "ul" else values.get("id", "")))
            self._open.append(self.tables[-1])
        if not self._open:
            return
        table, tiles = self._open[-1], self._open[-1].name == TILES
        if tag in _ENDED_BY:
            self._end_cell()
        if tag == ("li" if tiles else "tr"):
            table.rows.append([])
            table.drawn.append([])
        elif tag in (("span", "strong") if tiles else ("caption", "td", "th")):
            self._cell = []
        elif tag == "rect" and table.drawn:
            table.drawn[-1].append((values.get("x", "0%"), values.get("width", "")))

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            return
        tiles = self._open[-1].name == TILES
        if tag in (("span", "strong") if tiles else _ENDS_A_CELL):
            self._end_cell()
        if tag == ("ul" if tiles else "table"):
            self._open.pop()

    def _end_cell(self) -> None:
        if self._cell is not None:
            table, text = self._open[-1], re.sub(r"\s+", " ", "".join(self._cell)).strip()
            if table.rows:
                table.rows[-1].append(text)
            else:
                table.caption = text
        self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)
