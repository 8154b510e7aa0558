"""Files opened into sheets of raw cells, with rows where the spreadsheet shows them."""

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from govstats.errors import MustFix, problem

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[0]` is row 1 of the spreadsheet. `name` is "" for a text file."""

    name: str
    rows: list[list[Any]]


@dataclass(frozen=True)
class OpenedFile:
    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def open_file(path: Path, shown_as: str) -> OpenedFile:
    """Read every visible sheet of a workbook, or the one table of a text file.

    Raises
    ------
    MustFix
        The file is empty or is no spreadsheet.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MustFix(problem("file-unreadable", file=shown_as, detail=error.strerror)) from None
    if not content.strip():
        raise MustFix(problem("file-empty", file=shown_as))
    sheets = _text_sheets(content) if path.suffix.lower() in TEXTS else _workbook_sheets(path, shown_as)
    if not any(_filled(cell) for sheet in sheets for row in sheet.rows for cell in row):
        raise MustFix(problem("file-empty", file=shown_as))
    return OpenedFile(shown_as, hashlib.sha256(content).hexdigest(), sheets)


def _filled(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _workbook_sheets(path: Path, shown_as: str) -> tuple[Sheet, ...]:
    try:
        workbook = CalamineWorkbook.from_path(path)
        visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        return tuple(
            # Rows are kept from row 1 on, so that a row number is the one that Excel shows.
            Sheet(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in visible
        )
    except (CalamineError, OSError) as error:
        raise MustFix(problem("file-unreadable", file=shown_as, detail=error)) from None


def _text_sheets(content: bytes) -> tuple[Sheet, ...]:
    text = _decoded(content)
    lines = text.splitlines()
    delimiter = max(",;\t|", key=lambda mark: _regular(lines[:20], mark))
    return (Sheet("", list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))),)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _regular(lines: list[str], mark: str) -> tuple[int, int]:
    """How well a delimiter fits: lines that have it, then how often it stands in the first of them."""
    counts = [line.count(mark) for line in lines if line.strip()]
    return sum(count > 0 for count in counts), max(counts, default=0)
