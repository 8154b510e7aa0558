"""The mark between the cells of a text file: told, or found by what it makes of the first lines."""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator

_MARKS = ",;\t|^"
_SAMPLE_LINES = 60

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def cut(text: str, mark: str, *, strict: bool = False) -> Iterator[list[str]]:
    # A space before a quotation mark would make the mark part of the cell, and the delimiters in it count.
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True, strict=strict)


def told_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`, which it does not count as a row."""
    told = re.match(r"\ufeff?\"?sep=(.)\"?\r?\n?", text)
    return (text[told.end() :], told[1]) if told else (text, "")


def delimiter_of(text: str) -> str:
    """The mark that cuts the first lines into the most columns, as evenly as can be."""
    lines = "\n".join(re.split(r"\r\n|\r|\n", text[:200_000])[:_SAMPLE_LINES])

    def fit(mark: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in cut(lines, mark) if row)
        return max(((count * (width > 1), width) for width, count in widths.items()), default=(0, 0))

    return max(_MARKS, key=fit)
