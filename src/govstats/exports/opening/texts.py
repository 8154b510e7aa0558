"""Delimited text into rows: any delimiter, any line end, and no row lost to a stray quotation mark."""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator

from govstats.exports.opening.columns import Table, encode
from govstats.exports.opening.decoding import decoded

_MARKS = ",;\t|^"
_SAMPLE_LINES = 60
LARGE = 4_000_000

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def read_text(content: bytes) -> tuple[Table, dict[str, str]]:
    """The one table of a text file, and what had to be assumed to read it: an `encoding`, lone `quotes`."""
    if len(content) > LARGE:
        # Imported for large files alone: the import takes longer than a school's export.
        from govstats.exports.opening.large_texts import read_large_text

        if (large := read_large_text(content)) is not None:
            return large, {}
    text, encoding = decoded(content)
    text, mark = _told_delimiter(text)
    mark = mark or delimiter_of(text)
    assumed = {"encoding": encoding} if encoding else {}
    if _swallows_rows(text, mark):
        return encode("", _line_by_line(text, mark)), assumed | {"quotes": "lone"}
    return encode("", _cut(text, mark)), assumed


def _cut(text: str, mark: str, *, strict: bool = False) -> Iterator[list[str]]:
    # A space before a quotation mark would make the mark part of the cell, and the delimiters in it count.
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True, strict=strict)


def _told_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`, which it does not count as a row."""
    told = re.match(r"\ufeff?\"?sep=(.)\"?\r?\n?", text)
    return (text[told.end() :], told[1]) if told else (text, "")


def delimiter_of(text: str) -> str:
    """The mark that cuts the first lines into the most columns, as evenly as can be."""
    lines = "\n".join(re.split(r"\r\n|\r|\n", text[:200_000])[:_SAMPLE_LINES])

    def fit(mark: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _cut(lines, mark) if row)
        return max(((count * (width > 1), width) for width, count in widths.items()), default=(0, 0))

    return max(_MARKS, key=fit)


def _swallows_rows(text: str, mark: str) -> bool:
    """Whether a quotation mark that never closes, or closes rows later, would make one cell of many rows."""
    if '"' not in text:
        return False
    try:
        # Only the strict reader says that a quotation mark was still open at the end.
        rows = _cut(text, mark, strict=True)
        width = 0
        for row in rows:
            width = width or len(row)
            for cell in row:
                if "\n" in cell or "\r" in cell:
                    lines = re.split(r"\r\n|\r|\n", cell)
                    # A line of a true text in a cell seldom has as many delimiters as a row.
                    if any(line.count(mark) >= max(width - 1, 2) for line in lines[1:]):
                        return True
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _line_by_line(text: str, mark: str) -> Iterator[list[str]]:
    for line in re.split(r"\r\n|\r|\n", text):
        # A line with a lone mark is cut at its delimiters alone, and keeps the mark.
        lone = line.count('"') % 2
        yield line.split(mark) if lone or not line else next(csv.reader([line], delimiter=mark), [])
