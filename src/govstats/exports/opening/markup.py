"""Tables that an MIS writes as markup and calls `.xls`: HTML, SpreadsheetML 2003, flat OpenDocument, web archives."""

import email
import email.policy
import io
import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from govstats.exports.opening.columns import Table, encode
from govstats.exports.opening.decoding import decoded
from govstats.exports.opening.packed import MOST_CELLS
from govstats.exports.opening.refusal import Refused

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.I)


class Layout:
    """A table filled cell by cell, as it stands on the page: spans leave blanks, repeats are written out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[Any]] = []
        self.merged: list[tuple[int, int, int]] = []
        self._taken: dict[int, set[int]] = {}  # row → columns that a cell further up runs down into
        self._cells = 0

    def new_row(self, number: int | None = None) -> None:
        """Begin a row, the next one or the one so numbered (from 0 on)."""
        number = len(self.rows) if number is None else number
        if not len(self.rows) <= number < _LAST_ROW:
            raise Refused("file-damaged")
        self.rows += [[] for _ in range(number - len(self.rows) + 1)]

    def add(self, value: Any, *, at: int | None = None, across: int = 1, down: int = 1, times: int = 1) -> None:
        """Put a cell into the row begun last, at its next free column or at one."""
        if not self.rows:
            self.new_row()
        row, number = self.rows[-1], len(self.rows) - 1
        for _ in range(times):
            place = len(row) if at is None else at
            while at is None and place in self._taken.get(number, ()):
                place += 1
            end = place + max(across, 1)
            self._cells += end - len(row)
            if end > _LAST_COLUMN or self._cells > MOST_CELLS or down > _LAST_ROW:
                raise Refused("sheet-too-large", last=f"column {end:,}", cells=f"{len(self.rows):,} rows of")
            row += [None] * (end - len(row))
            row[place] = value
            if down > 1:
                self.merged.append((number, number + down - 1, place))
                for below in range(number + 1, min(number + down, number + 10_000)):
                    self._taken.setdefault(below, set()).update(range(place, end))

    def table(self) -> Table:
        last = len(self.rows) - 1
        merged = [(first, min(end, last), column) for first, end, column in self.merged if first < last]
        return encode(self.name, self.rows, merged)


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
    return min(int(text), _LAST_ROW) if text and text.strip().isdecimal() else 1


def read_web_archive(content: bytes) -> list[Table]:
    """Every table of a page that was saved as a single file."""
    parts = email.message_from_bytes(content, policy=email.policy.default).walk()
    pages = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"]
    tables = [table for page in pages if isinstance(page, bytes) and b"<t" in page for table in read_html(page)]
    if not tables:
        raise Refused("file-not-a-table", what="a web page without a table")
    return tables


def read_spreadsheetml(content: bytes, wanted: Any = ()) -> tuple[list[Table], dict[str, str]]:
    """The sheets of a workbook written as XML by Excel 2003 and by many an MIS."""
    root = _root(content)
    sheets = []
    for sheet in _all(root, "Worksheet"):
        name = _said(sheet, "Name") or ""
        hidden = any((each.text or "").startswith("SheetHidden") or each.text == "SheetVeryHidden"
                     for each in _all(sheet, "Visible"))  # fmt: skip
        if hidden and name not in wanted:
            continue
        layout = Layout(name)
        for row in _all(sheet, "Row"):
            place = _said(row, "Index")
            layout.new_row(int(place) - 1 if place else None)
            for cell in _all(row, "Cell"):
                at = _said(cell, "Index")
                layout.add(
                    _value(next(_all(cell, "Data"), None)),
                    at=int(at) - 1 if at else None,
                    across=int(_said(cell, "MergeAcross") or 0) + 1,
                    down=int(_said(cell, "MergeDown") or 0) + 1,
                )
        sheets.append(layout.table())
    return sheets, {"epoch": "1904"} if next(_all(root, "Date1904"), None) is not None else {}


def _value(data: ElementTree.Element | None) -> Any:
    if data is None:
        return None
    text = "".join(data.itertext())
    match _said(data, "Type"):
        case "Number":
            return float(text)
        case "Boolean":
            return text.strip() == "1"
        case "DateTime":
            moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
            return moment.date() if moment.time() == moment.min.time() else moment
        case _:
            return text


def read_flat_ods(content: bytes) -> list[Table]:
    """The sheets of a spreadsheet of LibreOffice that was saved as one XML file."""
    sheets = []
    for sheet in _all(_root(content), "table"):
        layout = Layout(_said(sheet, "name") or "")
        for row in _all(sheet, "table-row"):
            cells = [(each, int(_said(each, "number-columns-repeated") or 1)) for each in row]
            filled = any("".join(cell.itertext()).strip() for cell, _ in cells)
            repeats = int(_said(row, "number-rows-repeated") or 1)
            # The rows below a table are one row, repeated to the end of the sheet.
            for _ in range(repeats if filled or repeats < 1000 else 1):
                layout.new_row()
                for cell, times in cells:
                    text = "\n".join("".join(each.itertext()) for each in _all(cell, "p")) or None
                    value = _said(cell, "date-value") or _said(cell, "value") or text
                    layout.add(value, times=times if text else min(times, 1000))
        sheets.append(layout.table())
    return sheets


def _root(content: bytes) -> ElementTree.Element:
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content[:4096]:
        raise Refused("file-damaged")  # no spreadsheet program writes one; entities can be made to fill the memory
    try:
        return ElementTree.parse(io.BytesIO(content)).getroot()
    except (ElementTree.ParseError, LookupError, ValueError):
        raise Refused("file-damaged") from None


def _all(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Every element below of one name, in whatever name space."""
    return (each for each in element.iter() if each.tag.rpartition("}")[2] == name)


def _said(element: ElementTree.Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
