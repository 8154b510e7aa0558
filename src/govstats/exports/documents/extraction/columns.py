"""What stands side by side in a text: cells found by the gaps between them, columns by where cells begin."""

import re
from collections.abc import Sequence

from govstats.exports.documents.extraction.lines import MOST_CELLS

# Two spaces or more, but not those that a typist puts after a sentence.
_GAP = re.compile(r"(?<![.!?:;,\s]) {2,}(?=\S)|(?<=:) {2,}(?=\S)|\s*\t+\s*(?=\S)")

Span = tuple[int, int]


def side_by_side(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Split consecutive lines into cells, one column below the other.

    A cell that is left blank in the middle of a line comes back as "", so that a value stays below its
    heading.

    Examples
    --------
    >>> side_by_side(["Approved    Reviewed    Next review", "May 2023                May 2025"])
    [('Approved', 'Reviewed', 'Next review'), ('May 2023', '', 'May 2025')]
    """
    tabs = {line.strip("\n").count("\t") for line in lines}
    if len(tabs) == 1 and tabs != {0}:
        return [tuple(cell.strip() for cell in line.split("\t")) for line in lines]
    spans = [_spans(line) for line in lines]
    columns = _columns([span for found in spans for span in found])
    rows = []
    for line, found in zip(lines, spans, strict=True):
        places = [_place(span, columns) for span in found]
        texts = [line[start:end] for start, end in found]
        if len(set(places)) < len(places):
            rows.append(tuple(texts))  # running text, whose gaps mean nothing
        else:
            row = dict(zip(places, texts, strict=True))
            rows.append(tuple(row.get(place, "") for place in range(len(columns))))
    return rows


def has_columns(line: str) -> bool:
    return _GAP.search(line.strip()) is not None


def _spans(line: str) -> list[Span]:
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    spans = []
    for gap in _GAP.finditer(line, start, end):
        spans.append((start, gap.start()))
        start = gap.end()
    # A line with so many gaps is no row of a table.
    return [*spans, (start, end)] if len(spans) < MOST_CELLS else [(0, end)]


def _columns(spans: Sequence[Span]) -> list[Span]:
    columns: list[Span] = []
    for start, end in sorted(spans):
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(end, columns[-1][1]))
        else:
            columns.append((start, end))
    return columns


def _place(span: Span, columns: Sequence[Span]) -> int:
    return next(place for place, (start, end) in enumerate(columns) if start <= span[0] < max(end, start + 1))
