"""The workbooks of an organisation's earlier runs, and what the office wrote into them."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from govstats.errors import Problem, messages, problem
from govstats.exports.files import LEFT_BESIDE, WORKBOOKS
from govstats.exports.grid import CHILD
from govstats.exports.opening.columns import Table, column_letters
from govstats.exports.opening.process import ReadingProcess
from govstats.reports.inert import inert
from govstats.reports.locking import PASSWORD
from govstats.reports.workbook.notes import EARLIER, ROW, SHEET, joined, notes_in
from govstats.reports.workbook.sheet import Sheet

START, WHOSE, AS_AT = "Start here", "Action workbook", "As at"
LOG, TAKEN, LEFT = "Run log", "Notes taken over from", "Notes yet to be taken over from"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML cannot hold them, and so no workbook
_TOP = 20  # rows among which the headings are: somebody may have put a line above them

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Earlier:
    """What the office wrote into earlier workbooks.

    Attributes
    ----------
    notes
        As `notes.joined` gives them.
    taken, left
        The runs whose notes these are, and those whose notes could not be read, or not to the last.
    problems
        Why not.
    """

    notes: pd.DataFrame
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def said(self) -> list[tuple[str, str]]:
        """Lines of the run log; from the last of them the next run knows what is yet to be taken over."""
        return [*((TAKEN, run) for run in self.taken), *((LEFT, run) for run in self.left)]


class _NotRead(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_earlier(folders: Iterable[Path], organisation: str, password: str, sheets: Sequence[Sheet]) -> Earlier:
    """Take the notes of the newest workbook that can be read, and of those that it names as yet to be taken over.

    Parameters
    ----------
    folders
        Where the workbooks of earlier runs lie, a folder in each run's own, the newest run first.
    organisation
        Whose they are; another's may lie beside them.
    sheets
        Those of the next workbook, without notes.
    """
    notes: list[pd.DataFrame] = []
    taken: dict[str, None] = {}
    left: dict[str, None] = {}
    problems: list[Problem] = []
    wanted: set[str] | None = None
    with ReadingProcess(CHILD) as reader:
        for folder in folders:
            run = folder.parent.name
            if wanted is not None and run not in wanted:
                continue
            for path in _workbooks_in(folder):
                name = f"{run}/{folder.name}/{path.name}"
                try:
                    tables = _read(path, name, reader, password, sheets)
                except _NotRead as error:
                    problems.append(error.problem)
                    left[run] = None
                    continue
                if _said(tables, START, WHOSE) not in ([], [inert(organisation)]):
                    continue
                if _is_open(path):
                    problems.append(problem("notes-open", file=name))
                    left[run] = None
                notes += notes_in(tables, sheets, " ".join(_said(tables, START, AS_AT)))
                taken[run] = None
                wanted = (wanted or set()) | {*_said(tables, LOG, LEFT)}
    return Earlier(joined(notes), tuple(taken), tuple(left), tuple(problems))


def _workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a run, however they are called by now, the one saved last first."""
    found = folder.iterdir() if folder.is_dir() else ()
    kept = [path for path in found if path.suffix.lower() in WORKBOOKS and not path.name.startswith(LEFT_BESIDE)]
    return sorted(kept, key=lambda path: (-path.stat().st_mtime, path.name))


def _is_open(path: Path) -> bool:
    """Whether Excel or LibreOffice has left its sign beside a file that it has open."""
    return any(path.with_name(name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#"))


def _read(path: Path, name: str, reader: ReadingProcess, password: str, sheets: Sequence[Sheet]) -> Tables:
    """The sheets of a workbook by the titles that govstats gave them."""
    keys = {sheet.title: sheet.key for sheet in sheets if sheet.key} | {EARLIER: (SHEET, ROW), START: (), LOG: ()}
    secret = {"password": password} if password else {}
    try:
        answer = reader.ask(path, sheets=[*keys], **secret)
    except OSError as error:
        raise _NotRead(problem("notes-unreadable", file=name, detail=error.strerror)) from None
    code, _ = ("file-too-hard", {}) if answer is None else answer.get("refused", ("", {}))
    if code == "file-locked":
        raise _NotRead(problem("notes-locked", file=name, variable=PASSWORD))
    if answer is None or code:
        raise _NotRead(problem("notes-unreadable", file=name, detail=messages()[code]["reason"]))
    tables: Tables = {}
    for table in answer["tables"]:
        rows = list(rows_of(table))
        title = table.name if table.name in keys else _renamed(rows, sheets)
        if title:
            top = _headings_in(rows, keys[title])
            if top is None:
                detail = f'the sheet "{table.name}" has no longer the headings {" and ".join(keys[title])}'
                raise _NotRead(problem("notes-unreadable", file=name, sheet=table.name, detail=detail))
            tables[title] = _framed(rows[top], rows[top + 1 :])
    return tables


def _renamed(rows: Sequence[tuple[Any, ...]], sheets: Sequence[Sheet]) -> str:
    """Which sheet one of another title is, by its headings; "" where it is none."""
    for sheet in sheets:
        top = _headings_in(rows, tuple(map(str, sheet.table))) if sheet.key else None
        if top is not None:
            return sheet.title
    return ""


def _headings_in(rows: Sequence[tuple[Any, ...]], headings: tuple[str, ...]) -> int | None:
    return next((place for place, row in enumerate(rows[:_TOP]) if {*headings} <= {*row}), None)


def rows_of(table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet, top to bottom. What is empty is None."""
    columns = [] if isinstance(table.columns, bytes) else table.columns  # bytes are a text file's
    cells = [[_cell(value) for value in values] for _, values in columns]
    codes = [array("i", codes) for codes, _ in columns]
    return zip(*([own[code] for code in places] for own, places in zip(cells, codes, strict=True)), strict=True)


def _cell(value: Any) -> Any:
    match value:
        case str():
            return _CONTROL.sub("", value) if value.strip() else None
        case float() if value.is_integer():
            return int(value)
        case datetime() if value.time() == value.min.time():
            return value.date()
        case _:
            return value


def _framed(headings: Sequence[Any], rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    """Rows under their headings. A column without one is called by its letter, one whose heading is there by both."""
    names: list[str] = []
    for place, heading in enumerate(headings):
        name, letter = "" if heading is None else str(heading), column_letters(place)
        names.append(f"Column {letter}" if not name else f"{name} ({letter})" if name in names else name)
    return pd.DataFrame(rows, columns=names, dtype=object).dropna(how="all")


def _said(tables: Tables, title: str, what: str) -> list[str]:
    """What stands beside a word of one of the sheets of two columns."""
    if title not in tables or tables[title].shape[1] < 2:
        return []
    words, details = tables[title].iloc[:, 0], tables[title].iloc[:, 1]
    return [str(each) for each in details[words == what]]
