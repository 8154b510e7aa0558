"""What `govstats check` says: what was understood, what was set aside, what to mend."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from govstats.errors import Problem, in_order
from govstats.records import SOURCES, ReadAs, SourceRead

EXAMPLES = 5
_JSON_FIELDS = ("code", "severity", "file", "sheet", "row", "column", "found", "expected", "mend", "rows_affected")


def as_json(sources: Sequence[SourceRead], problems: Sequence[Problem], read_as: Sequence[ReadAs]) -> dict[str, Any]:
    return {
        "sources": [asdict(read) for read in sources],
        "problems": [{name: getattr(each, name) for name in _JSON_FIELDS} for each in problems],
        "read_as": [asdict(each) for each in read_as],
    }


def in_words(sources: Sequence[SourceRead], problems: Sequence[Problem], read_as: Sequence[ReadAs]) -> Iterator[str]:
    """Lines for a terminal: each file's account, then problems grouped by cause, at most five examples each."""
    for read in sources:
        place = read.file + (f', sheet "{read.sheet}"' if read.sheet else "")
        table = f"{SOURCES[read.source].label.capitalize()}: {place}, headings in row {read.header_row}"
        if read.rows_read == 0:
            yield f"{table}, no rows yet"
            continue
        yield table
        yield f"    {read.rows_read:,} rows read = {read.rows_used:,} used + {read.rows_set_aside:,} set aside"
    turned = [each for each in read_as if each.order == "month first"]
    for each in turned:
        yield f"{each.file}, {each.column}: {each.cells:,} cells read as month/day/year, because some can only be that."
    ordinary = sum(each.cells for each in read_as if each.order == "day first")
    if ordinary:
        yield f"{ordinary:,} cells read as day/month/year."
    for severity, title in (("must fix", "Must fix"), ("worth checking", "Worth checking")):
        chosen = [each for each in in_order(problems) if each.severity == severity]
        if chosen:
            yield ""
            yield f"{title} ({len(chosen)})"
            yield from _by_cause(chosen)


def _by_cause(problems: Sequence[Problem]) -> Iterator[str]:
    for _, group in groupby(problems, key=lambda each: each.code):
        alike = list(group)
        yield f"  {alike[0].reason[0].upper()}{alike[0].reason[1:]}: {len(alike)}"
        yield from (f"    {each}" for each in alike[:EXAMPLES])
        if len(alike) > EXAMPLES:
            yield f"    … and {len(alike) - EXAMPLES} more."
