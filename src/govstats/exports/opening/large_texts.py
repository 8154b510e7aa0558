"""Delimited text of a size at which reading row by row is felt: the same table, many times faster, or none.

Whatever is out of the ordinary (rows of several lengths, lone quotation marks, other encodings) is left to the patient
reader of `texts`.
"""

import csv
import io
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow

from govstats.exports.opening.columns import Table, repeats
from govstats.exports.opening.delimiters import delimiter_of

_HEAD = 200_000
_BLOCK = 1 << 20


def read_large_text(content: bytes) -> Table | None:
    """The table of an ordinary file in UTF-8; None where only the patient reader is exact."""
    start = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    head = content[start:_HEAD].decode("utf-8", errors="ignore")
    mark = delimiter_of(head)
    width = len(next(csv.reader(io.StringIO(head, newline=""), delimiter=mark), []))
    quoted, spaced = b'"' in content, mark.encode() + b' "' in content
    if spaced or b"\x00" in content or head.lower().startswith(("sep=", '"sep=')) or width < 2:
        return None
    names = [str(place) for place in range(width)]
    try:
        blocks = arrow.open_csv(
            pa.py_buffer(content).slice(start),
            arrow.ReadOptions(column_names=names, block_size=_BLOCK),
            arrow.ParseOptions(delimiter=mark, newlines_in_values=quoted, ignore_empty_lines=False),
            arrow.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False),
        )
        return _table(blocks, quoted)
    except pa.ArrowException:  # of a row that is shorter or longer than the first, among others
        return None


def _table(blocks: Iterable[pa.RecordBatch], quoted: bool) -> Table | None:
    """Blocks of rows one after the other, each let go when it is coded, so that a long file takes little memory."""
    stream, height, repeating, writer = io.BytesIO(), 0, list[bool](), None
    for block in blocks:
        if quoted and any(map(_has_line_ends, block.columns)):
            return None
        repeating = repeating or [repeats(len(column.unique()), len(column)) for column in block.columns]
        coded = [
            column.dictionary_encode() if again else column
            for column, again in zip(block.columns, repeating, strict=True)
        ]
        written = pa.record_batch(coded, block.schema.names)
        writer = writer or pa.ipc.new_stream(stream, written.schema)
        writer.write_batch(written)
        height += block.num_rows
    if writer is None:
        return None
    writer.close()
    pa.default_memory_pool().release_unused()  # whoever asked has the answer to work through
    return Table("", height, stream.getvalue(), [])


def _has_line_ends(column: pa.Array) -> bool:
    found = pc.match_substring_regex(column, r"[\r\n]")
    return bool(pc.any(found).as_py())
