"""Plain text, and the marks that Markdown and reStructuredText put into it."""

import re
from collections.abc import Iterator

from govstats.exports.documents.extraction.columns import has_columns, side_by_side
from govstats.exports.documents.extraction.kinds import decoded
from govstats.exports.documents.extraction.lines import LONGEST_TEXT, Kind, Line
from govstats.exports.documents.extraction.web import lines_of_page

_HTML_TABLE = re.compile(r"(<table\b.*?</table>)", re.I | re.S)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")

_BORDER = re.compile(r"\s*\+[-=+:]{3,}\+\s*")  # of a grid
_DASHES = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*")  # below the headings of a table
_UNDERLINE = re.compile(r"\s*(?:([=\-~^#*+\"'`])\1{2,}[ \t]*)+")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t#]*")
_FIELD = re.compile(r":([^:\n]{1,60}):[ \t]+(.*)")
_DIRECTIVE = re.compile(r"\.\. ")
_BULLET = re.compile(r"(?:>[ \t]*)*(?:[-*+\u2022\u25aa\uf0b7][ \t]+)?")
_NEW_ROW, _NEXT_CELL = re.compile(r"\s*\* - ?(.*)"), re.compile(r"\s+- ?(.*)")
_ALL_BOLD = re.compile(r"\s*(\*\*|__)[^*_]+\1\s*")

_EMPHASIS = (
    (re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)"), r"\1"),  # a link keeps its words
    (re.compile(r"~~[^~]{1,500}~~"), ""),
    (re.compile(r"(\*{1,3})(?=[^\s*])([^*]{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,2})(?=[^\W_])([^_]{1,500}?)(?<=[^\s_])\1(?![\w_])"), r"\2"),
    (re.compile(r"`{1,2}([^`\n]{1,300})`{1,2}_?"), r"\1"),
    (re.compile(r"<br ?/?>", re.I), "\n"),
    (re.compile(r"</?(?:b|i|u|p|em|strong|span|sup|sub|small|div|center|font)\b[^>\n]*>", re.I), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])"), r"\1"),
)


def read_plain(content: bytes) -> tuple[list[Line], bool]:
    everything = decoded(content)
    text = everything[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    lines: list[Line] = []
    for piece in _HTML_TABLE.split(text):
        found = lines_of_page(piece) if _HTML_TABLE.match(piece) else _lines(piece)
        first = max((line.block for line in lines), default=0) + 1
        lines += [Line(line.cells, line.kind, line.block + first, line.table) for line in found]
    return lines, len(everything) <= LONGEST_TEXT


def _lines(text: str) -> Iterator[Line]:
    """Lines of a text; a blank line ends a block.

    Examples
    --------
    >>> [line.cells for line in _lines("**Review date:** May 2025\\n| Version | 2 |\\n|---|---|")]
    [('Review date: May 2025',), ('Version', '2')]
    """
    for block, paragraph in enumerate(_BLANK_LINE.split(text)):
        bold = _ALL_BOLD.fullmatch(paragraph) is not None
        for mark, words in _EMPHASIS:
            paragraph = mark.sub(words, paragraph)
        yield from _block(paragraph.split("\n"), block, "heading" if bold else "text")


def _block(lines: list[str], block: int, kind: Kind) -> Iterator[Line]:
    if any(_BORDER.fullmatch(line) for line in lines):
        yield from _grid(lines, block)
        return
    waiting: list[str] = []  # lines with gaps, which may be the rows of a table

    def rows() -> Iterator[Line]:
        yield from (Line(cells, kind, block) for cells in side_by_side(waiting))
        waiting.clear()

    listed: list[str] = []  # the open row of a list-table
    piped = any(_DASHES.fullmatch(line) for line in lines)
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if _DASHES.fullmatch(line) or _UNDERLINE.fullmatch(line) or _DIRECTIVE.match(line):
            continue
        if found := _NEW_ROW.fullmatch(line) or (listed and _NEXT_CELL.fullmatch(line)):
            if listed and _NEW_ROW.fullmatch(line):
                yield Line(tuple(listed), kind, block, table=True)
                listed = []
            listed.append(found[1].strip())
            continue
        if line.count("|") > (0 if piped else 1):
            yield Line(tuple(cell.strip() for cell in line.strip().strip("|").split("|")), kind, block, table=True)
        elif has_columns(line):
            waiting.append(line)
            continue
        elif line.strip():
            yield from rows() if waiting else ()
            yield _one(line, block, kind, underlined=bool(_UNDERLINE.fullmatch(below)))
    if listed:
        yield Line(tuple(listed), kind, block, table=True)
    yield from rows() if waiting else ()


def _one(line: str, block: int, kind: Kind, *, underlined: bool) -> Line:
    plain = line.strip()
    if heading := _HEADING.fullmatch(plain):
        return Line((heading[2],), "title" if heading[1] == "#" else "heading", block)
    if field := _FIELD.fullmatch(plain):
        return Line((f"{field[1]}: {field[2]}",), kind, block)
    return Line((_BULLET.sub("", plain, count=1),), "heading" if underlined else kind, block)


def _grid(lines: list[str], block: int) -> Iterator[Line]:
    """Rows of a grid drawn with plus signs, bars and dashes; a row may be several lines high."""
    row: list[list[str]] = []
    for line in [*lines, "+---+"]:
        if not _BORDER.fullmatch(line):
            row.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif row:
            width = max(len(cells) for cells in row)
            padded = [cells + [""] * (width - len(cells)) for cells in row]
            yield Line(
                tuple("\n".join(filter(None, column)) for column in zip(*padded, strict=True)),
                "text",
                block,
                table=True,
            )
            row = []
