"""Delimited text of a size at which reading row by row is felt: the same table, many times faster, or none.

Whatever is out of the ordinary (rows of several lengths, lone quotation marks, other encodings) is left to the patient
reader of `texts`.
"""

import csv
import io

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow

from govstats.exports.opening.columns import Table, repeats
from govstats.exports.opening.delimiters import delimiter_of

_HEAD = 200_000
_SAMPLE = 50_000


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
    ragged = False

    def skip(_: object) -> str:
        nonlocal ragged
        ragged = True
        return "skip"

    try:
        table = arrow.read_csv(
            pa.py_buffer(content).slice(start),
            arrow.ReadOptions(column_names=names, block_size=1 << 22),
            arrow.ParseOptions(
                delimiter=mark, newlines_in_values=quoted, ignore_empty_lines=False, invalid_row_handler=skip
            ),
            arrow.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False),
        )
    except pa.ArrowException:
        return None
    columns = [column.combine_chunks() for column in table.columns]
    if ragged or (quoted and any(_has_line_ends(column) for column in columns)):
        return None
    coded = pa.table([_coded(column) for column in columns], names)
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, coded.schema) as writer:
        writer.write_table(coded)
    return Table("", table.num_rows, stream.getvalue().to_pybytes(), [])


def _has_line_ends(column: pa.Array) -> bool:
    found = pc.match_substring_regex(column, r"[\r\n]")
    return bool(pc.any(found).as_py())


def _coded(column: pa.Array) -> pa.Array:
    sample = column[:_SAMPLE]
    return column.dictionary_encode() if repeats(len(sample.unique()), len(sample)) else column
