"""Documents in the OpenDocument format (.odt), of LibreOffice and others.

Element names: OASIS, Open Document Format for Office Applications 1.3, part 3.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from govstats.exports.documents.extraction.archive import Archive, below
from govstats.exports.documents.extraction.lines import Kind, Line, Refused

_NOT_THERE = {"tracked-changes", "annotation", "note", "forms", "sequence-decls", "variable-decls"}
_PAGE_ENDS: dict[str, Kind] = {
    "header": "header",
    "header-first": "header",
    "footer": "footer",
    "footer-first": "footer",
}


def read_writer(content: bytes) -> tuple[list[Line], bool]:
    archive = Archive(content)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.bytes_of("META-INF/manifest.xml"):
        raise Refused("document-locked")
    tree = archive.part("content.xml")
    titles = {"Title"} | {
        style.get("name", "") for style in below(tree, "style") if style.get("parent-style-name") == "Title"
    }
    body = _Body(titles)
    text = next(below(tree, "text"), None)
    if text is None:
        raise Refused("document-damaged")
    lines = list(body.lines(text, "text"))
    if "styles.xml" in archive.names:
        for end in below(archive.part("styles.xml"), *_PAGE_ENDS):
            lines += body.lines(end, _PAGE_ENDS[end.tag])
    return lines, True


class _Body:
    def __init__(self, titles: set[str]) -> None:
        self._titles = titles
        self._block = 0

    def lines(self, element: Element, kind: Kind) -> Iterator[Line]:
        for child in element:
            if child.tag in ("p", "h"):
                self._block += 1
                for line in text_of(child).split("\n"):
                    yield Line(tuple(line.split("\t")), self._kind_of(child, kind), self._block)
                for box in below(child, "text-box"):
                    yield from self.lines(box, kind)
            elif child.tag == "table":
                yield from self._table(child, kind)
            elif child.tag not in _NOT_THERE:
                yield from self.lines(child, kind)

    def _table(self, table: Element, kind: Kind) -> Iterator[Line]:
        self._block += 1
        block = self._block
        for row in below(table, "table-row"):
            cells = [cell for cell in row if cell.tag in ("table-cell", "covered-table-cell")]
            texts = ("\n".join(text_of(each) for each in below(cell, "p", "h")) for cell in cells)
            yield Line(tuple(text.replace("\t", " ") for text in texts), kind, block, table=True)

    def _kind_of(self, paragraph: Element, kind: Kind) -> Kind:
        if kind != "text":
            return kind
        if paragraph.get("style-name") in self._titles:
            return "title"
        return "heading" if paragraph.tag == "h" else "text"


def text_of(paragraph: Element) -> str:
    """The words of a paragraph, in which spaces, tabs and line breaks are elements."""
    return "".join(_words(paragraph))


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "tab":
            yield "\t"
        elif child.tag == "line-break":
            yield "\n"
        elif child.tag == "s":
            count = child.get("c", "1")
            yield " " * (min(int(count), 100) if count.isdecimal() else 1)
        elif child.tag == "placeholder":
            yield f"[{(child.text or '').strip('<>')}]"
        elif child.tag not in _NOT_THERE and child.tag != "text-box":
            yield from _words(child)
        yield child.tail or ""
