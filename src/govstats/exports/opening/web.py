"""Tables of web pages, which an MIS calls `.xls`, and of pages saved as a single file."""

import email
import email.policy
import re
from html.parser import HTMLParser

from govstats.exports.opening.columns import Table
from govstats.exports.opening.decoding import decoded
from govstats.exports.opening.layout import LONGEST_SPAN, Layout
from govstats.exports.opening.refusal import Refused

_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.I)


def read_html(content: bytes) -> list[Table]:
    """Every table of a page, those within others first met and apart."""
    told = _CHARSET.search(content[:4096])
    try:
        text = content.decode(told[1].decode("ascii")) if told else decoded(content).text
    except (LookupError, UnicodeDecodeError):
        text = decoded(content).text
    page = _Page()
    page.feed(text)
    page.close()
    tables = [layout for layout in page.found if layout.rows]
    if not tables:
        raise Refused("file-not-a-table", what="a web page without a table")
    return [layout.table() for layout in tables]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Layout] = []
        self._open: list[Layout] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "table":
                self._end_cell()
                self._open.append(Layout(f"Table {len(self.found) + 1}" if self.found else ""))
                self.found.append(self._open[-1])
            case "tr" if self._open:
                self._end_cell()
                self._open[-1].new_row()
            case "td" | "th" if self._open:
                self._end_cell()
                known = dict(attrs)
                self._cell, self._span = [], (_number(known.get("colspan")), _number(known.get("rowspan")))
            case "br" | "p" | "div" if self._cell is not None:
                self._cell.append("\n")
            case "script" | "style":
                self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "td" | "th" | "tr":
                self._end_cell()
            case "table" if self._open:
                self._end_cell()
                self._open.pop()
            case "script" | "style":
                self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is not None and self._open:
            across, down = self._span
            self._open[-1].add("".join(self._cell).strip(), across=across, down=down)
        self._cell = None


def _number(text: str | None) -> int:
    return min(int(text), LONGEST_SPAN) if text and text.strip().isdecimal() else 1


def read_web_archive(content: bytes) -> list[Table]:
    """Every table of a page that was saved as a single file."""
    parts = email.message_from_bytes(content, policy=email.policy.default).walk()
    pages = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"]
    tables = [table for page in pages if isinstance(page, bytes) and b"<t" in page for table in read_html(page)]
    if not tables:
        raise Refused("file-not-a-table", what="a web page without a table")
    return tables
