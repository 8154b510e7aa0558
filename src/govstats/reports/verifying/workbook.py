"""Where an action workbook is no longer as it was made: the first cell."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from govstats.errors import messages
from govstats.exports.grid import CHILD
from govstats.exports.opening.columns import column_letters
from govstats.exports.opening.process import ReadingProcess
from govstats.reports.verifying.damage import place_damaged
from govstats.reports.workbook.earlier import LOG, rows_of

Rows = list[tuple[Any, ...]]
_DAMAGED = "file-damaged"


class _Unreadable(Exception):
    """A workbook that cannot be read. `code` is that of the message which says why."""

    def __init__(self, code: str) -> None:
        super().__init__(messages()[code]["reason"])
        self.code = code


def place_differing(path: Path, meant: Path, password: str) -> str:
    """The first cell that is not as in the workbook as it would be made now; the run log tells of the run alone."""
    with ReadingProcess(CHILD) as reader:
        wanted = _sheets(reader, meant, password)
        try:
            found = _sheets(reader, path, password)
        except _Unreadable as error:
            return (place_damaged(path, meant) if error.code == _DAMAGED else "") or str(error)
    for title, rows in wanted.items():
        if title not in found:
            return f'the sheet "{title}" is gone'
        if title != LOG and (cell := next(_cells_differing(found[title], rows), "")):
            return f'sheet "{title}", cell {cell}'
    more = [title for title in found if title not in wanted]
    return f'the sheet "{more[0]}" is new' if more else "every cell is as it was made"


def _sheets(reader: ReadingProcess, path: Path, password: str) -> dict[str, Rows]:
    answer = reader.ask(path, sheets=[], **{"password": password} if password else {})
    code, _ = ("file-too-hard", {}) if answer is None else answer.get("refused", ("", {}))
    if answer is None or code:
        raise _Unreadable(code)
    return {table.name: list(rows_of(table)) for table in answer["tables"]}


def _cells_differing(found: Rows, wanted: Rows) -> Iterator[str]:
    for row, (here, there) in enumerate(zip_longest(found, wanted, fillvalue=()), start=1):
        if here[:1] != (LOG,) or there[:1] != (LOG,):
            for place, (one, other) in enumerate(zip_longest(here, there)):
                if one != other:
                    yield f"{column_letters(place)}{row}"
