"""What a page says: its text line by line, as it is read aloud, and where it says nothing."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "caption", "figcaption", "summary", "tr"}
CELLS = {"td", "th"}
HOLDERS = {"ul", "ol", "dl", "table", "tbody", "section", "details"}
# Parts of one line, each said by itself: the parts of a tile, and who is to do a thing and when.
APART = {"fact", "big", "chg", "who"}


@dataclass
class Line:
    """One line: a heading, a paragraph, an item, or a row whose cells are its parts.

    `kind` is its tag; "tile" and "name" for those of the page's head, "label" for what only a screen reader says.
    """

    kind: str
    parts: list[str] = field(default_factory=lambda: [""])

    @property
    def text(self) -> str:
        return " | ".join(part.strip() for part in self.parts if part.strip())

    @property
    def sentences(self) -> list[str]:
        if self.kind in ("tr", "tile"):
            return [self.text]
        said = (re.split(r"(?<=[.?!]) +(?=[\dA-Z\[])", part.strip()) for part in self.parts)
        return [sentence for part in said for sentence in part if sentence]


class Spoken(HTMLParser):
    """The lines of some HTML, in order, and its faults: an empty cell, an empty list, text that stands in no line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.faults: list[str] = []
        self._open: list[tuple[str, bool, Line | None, int]] = []
        self.feed(html)
        self.close()
        self.lines = [line for line in self.lines if line.text]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        hidden = given.get("aria-hidden") == "true" or any(silent for _, silent, _, _ in self._open)
        line = None
        if tag in BLOCKS:
            tile = tag == "li" and any("tiles" in name for name, _, _, _ in self._open)
            line = Line("tile" if tile else "name" if "org" in classes else tag)
            self.lines.append(line)
        elif (tag in CELLS or classes & APART) and self._line:
            self._line.parts.append("")
        self._open.append((f"{tag} {' '.join(classes)}", hidden, line, len(self.lines)))
        if label := given.get("aria-label") or given.get("alt"):
            self.lines.append(Line("label", [label]))

    def handle_data(self, data: str) -> None:
        if any(silent for _, silent, _, _ in self._open):
            return
        if self._line:
            # A space that keeps a line from breaking is said like any other.
            self._line.parts[-1] += data.replace("\u00a0", " ")
        elif data.strip():
            self.faults.append(f"{data.strip()!r} stands in no paragraph")

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, hidden, line, begun = self._open.pop()
            opened = name.split()[0]
            if opened in CELLS and self._line and not self._line.parts[-1].strip() and not hidden:
                self.faults.append(f"an empty cell after {self._line.text!r}")
            if line and not line.text:
                self.faults.append(f"an empty {opened}")
            if opened in HOLDERS and not any(each.text for each in self.lines[begun:]):
                self.faults.append(f"an empty {opened}")
            if opened == tag:
                return

    @property
    def _line(self) -> Line | None:
        """The innermost line that is open."""
        return next((line for _, _, line, _ in reversed(self._open) if line), None)
