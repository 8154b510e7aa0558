"""Delimited text into rows: any delimiter, any line end, and no row lost to a stray quotation mark."""

import csv
import re
from collections import Counter
from collections.abc import Iterator

from govstats.exports.opening.columns import Table, encode
from govstats.exports.opening.decoding import decoded
from govstats.exports.opening.delimiters import cut, delimiter_of, told_delimiter

LARGE = 4_000_000


def read_text(content: bytes) -> tuple[Table, dict[str, str]]:
    """The one table of a text file, and what had to be assumed to read it: an `encoding`, lone `quotes`."""
    if len(content) > LARGE:
        # Imported for large files alone: the import takes longer than a school's export.
        from govstats.exports.opening.large_texts import read_large_text

        if (large := read_large_text(content)) is not None:
            return large, {}
    text, encoding = decoded(content)
    text, mark = told_delimiter(text)
    mark = mark or delimiter_of(text)
    assumed = {"encoding": encoding} if encoding else {}
    if _swallows_rows(text, mark):
        return encode("", _line_by_line(text, mark)), assumed | {"quotes": "lone"}
    return encode("", cut(text, mark)), assumed


def _swallows_rows(text: str, mark: str) -> bool:
    """Whether a quotation mark that never closes, or closes rows later, would make one cell of many rows."""
    if '"' not in text:
        return False
    try:
        # Only the strict reader says that a quotation mark was still open at the end.
        rows = list(cut(text, mark, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    [(usual, _)] = Counter(map(len, rows)).most_common(1) or [(0, 0)]
    # A cell may well have several lines. One that has swallowed rows leaves its own row too short or too long.
    odd = (cell for row in rows if len(row) != usual for cell in row if "\n" in cell or "\r" in cell)
    return any(line.count(mark) >= max(usual - 1, 1) for cell in odd for line in re.split(r"\r\n|\r|\n", cell)[1:])


def _line_by_line(text: str, mark: str) -> Iterator[list[str]]:
    for line in re.split(r"\r\n|\r|\n", text):
        # A line with a lone mark is cut at its delimiters alone, and keeps the mark.
        lone = line.count('"') % 2
        yield line.split(mark) if lone or not line else next(csv.reader([line], delimiter=mark), [])
