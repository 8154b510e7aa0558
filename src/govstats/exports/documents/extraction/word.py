"""Word's documents (.docx): paragraphs, tables, text boxes, content controls, headers and footers.

Element names: ECMA-376, Part 1, chapter 17 (WordprocessingML).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from govstats.exports.documents.extraction.archive import Archive, below
from govstats.exports.documents.extraction.lines import Kind, Line, Refused

# Deleted or hidden text, instructions of fields, and the second form of what Word wrote twice.
_NOT_THERE = {"del", "moveFrom", "instrText", "delText", "Fallback", "annotationRef", "footnoteReference", "rPr", "pPr"}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OF_PAGES = re.compile(r"word/(header|footer)\d*\.xml")


def read_word(content: bytes) -> tuple[list[Line], bool]:
    archive = Archive(content)
    lines = list(_Body("text").lines(archive.part(_main_part(archive))))
    for name in sorted(filter(_OF_PAGES.fullmatch, archive.names)):
        kind: Kind = "header" if "header" in name else "footer"
        lines += _Body(kind, first_block=len(lines) + 1_000_000).lines(archive.part(name))
    return lines, True


def _main_part(archive: Archive) -> str:
    """The part with the text; it is called word/document.xml by custom, not by rule."""
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    for link in below(archive.part("_rels/.rels"), "Relationship"):
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    raise Refused("document-damaged")


class _Body:
    """One part of a document, walked from top to bottom."""

    def __init__(self, kind: Kind, first_block: int = 0) -> None:
        self._kind = kind
        self._block = first_block

    def lines(self, element: Element) -> Iterator[Line]:
        for child in element:
            if child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "tbl":
                yield from self._table(child)
            elif child.tag not in _NOT_THERE:  # sections, content controls, insertions: what they hold counts
                yield from self.lines(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        for box in _text_boxes(paragraph):
            yield from self.lines(box)
        self._block += 1
        kind = _kind_of(paragraph) if self._kind == "text" else self._kind
        for line in text_of(paragraph).split("\n"):
            yield Line(tuple(line.split("\t")), kind, self._block)

    def _table(self, table: Element) -> Iterator[Line]:
        self._block += 1
        block, nested = self._block, []
        for row in _of_this_table(table, "tr"):
            cells: list[str] = []
            for cell in _of_this_table(row, "tc"):
                paragraphs = _of_this_table(cell, "p")
                cells.append("\n".join(text_of(each) for each in paragraphs).replace("\t", " "))
                cells += [""] * (_span(cell) - 1)
                nested += list(_of_this_table(cell, "tbl"))
                nested += [box for each in _of_this_table(cell, "p") for box in _text_boxes(each)]
            yield Line(tuple(cells), self._kind, block, table=True)
        for inner in nested:
            yield from self._table(inner) if inner.tag == "tbl" else self.lines(inner)


def text_of(element: Element) -> str:
    """The words of a paragraph, without what is deleted, hidden or in a text box."""
    return "".join(_words(element))


def _words(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == "t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == "sdt" and next(below(child, "showingPlcHdr"), None) is not None:
            yield f"[{''.join(_words(child)).strip('[] ')}]"  # a control that nobody has filled in
        elif child.tag not in _NOT_THERE and child.tag != "txbxContent" and not _is_hidden(child):
            yield from _words(child)


def _is_hidden(run: Element) -> bool:
    hidden = run.find("rPr/vanish") if run.tag == "r" else None
    return hidden is not None and hidden.get("val") not in ("0", "false")


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for child in paragraph:
        if child.tag == "txbxContent":
            yield child
        elif child.tag not in _NOT_THERE:
            yield from _text_boxes(child)


def _of_this_table(element: Element, wanted: str) -> Iterator[Element]:
    """The rows, cells or paragraphs of a table itself, also those within content controls."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag not in _NOT_THERE and child.tag not in ("tbl", "tr", "tc", "p"):
            yield from _of_this_table(child, wanted)


def _span(cell: Element) -> int:
    spans = cell.find("tcPr/gridSpan")
    written = spans.get("val", "") if spans is not None else ""
    return min(int(written), 63) if written.isdecimal() and int(written) else 1


def _kind_of(paragraph: Element) -> Kind:
    style = paragraph.find("pPr/pStyle")
    name = style.get("val", "").casefold() if style is not None else ""
    if name == "title":
        return "title"
    if name.startswith("heading") or paragraph.find("pPr/outlineLvl") is not None:
        return "heading"
    runs = [run for run in below(paragraph, "r") if text_of(run).strip()]
    return "heading" if runs and all(run.find("rPr/b") is not None for run in runs) else "text"
