"""What `govstats check` says: what was understood, what was set aside, what to mend."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from govstats.errors import Problem, in_order
from govstats.records import SOURCES, NotRead, ReadAs, SourceRead
from govstats.text import listed, shortened

EXAMPLES = 5
COLUMNS = 12
READY = "Nothing must be fixed: a report can be made."
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
        if read.not_read:
            yield f"    not read: {columns_in_words(read.not_read)}"
    yield from dates_in_words(read_as)
    for part in parts(problems):
        yield ""
        yield f"{part.title} ({part.number})"
        for cause in part.causes:
            yield f"  {cause.title}: {len(cause.problems)}"
            yield from (f"    {each}" for each in cause.problems[:EXAMPLES])
            if len(cause.problems) > EXAMPLES:
                yield f"    … and {len(cause.problems) - EXAMPLES} more."


def columns_in_words(not_read: Sequence[NotRead]) -> str:
    """The columns that no notice was taken of; those come first in whose place another was read."""
    instead = (f'{shortened(each.heading)} ("{shortened(each.instead)}" is read)' for each in not_read if each.instead)
    return listed([*instead, *(shortened(each.heading) for each in not_read if not each.instead)], COLUMNS)


def dates_in_words(read_as: Sequence[ReadAs]) -> Iterator[str]:
    """In which order days and months were read."""
    turned = [each for each in read_as if each.order == "month first"]
    for each in turned:
        yield f"{each.file}, {each.column}: {each.cells:,} cells read as month/day/year, because some can only be that."
    ordinary = sum(each.cells for each in read_as if each.order == "day first")
    if ordinary:
        yield f"{ordinary:,} cells read as day/month/year."


@dataclass(frozen=True)
class Cause:
    """Problems that have the same cause, in the order of files and rows."""

    problems: Sequence[Problem]

    @property
    def title(self) -> str:
        reason = self.problems[0].reason
        return f"{reason[0].upper()}{reason[1:]}"


@dataclass(frozen=True)
class Part:
    """What must be fixed, or what is worth checking."""

    title: str
    causes: Sequence[Cause]

    @property
    def stops(self) -> bool:
        """Whether no report can be made because of it."""
        return self.causes[0].problems[0].severity == "must fix"

    @property
    def number(self) -> int:
        return sum(len(cause.problems) for cause in self.causes)


def parts(problems: Sequence[Problem]) -> Iterator[Part]:
    """Problems by their weight and then by their cause; nothing where there is none."""
    for severity, alike in groupby(in_order(problems), key=lambda each: each.severity):
        causes = groupby(alike, key=lambda each: each.code)
        yield Part(severity.capitalize(), [Cause(list(group)) for _, group in causes])
