"""A file into lines, or one sentence on why it cannot be read."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govstats.errors import MustFix, problem
from govstats.exports.documents.extraction.lines import Line
from govstats.exports.opening.process import ReadingProcess
from govstats.text import visible

CHILD = "govstats.exports.documents.extraction.answer"
LARGEST_FILE = 100 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Opened:
    """The lines of a document, and whether they are all of it."""

    lines: tuple[Line, ...]
    whole: bool


def open_document(path: Path, shown_as: str, reader: ReadingProcess) -> Opened:
    """Have the lines of a document read.

    Raises
    ------
    MustFix
        The file is not there, is no document, is locked, damaged, empty or too heavy.
    """
    _demand_file(path, shown_as)
    answer = reader.ask(path)
    if answer is None:
        raise MustFix(problem("document-too-heavy", file=shown_as))
    if "refused" in answer:
        code, found = answer["refused"], answer["found"]
        raise MustFix(problem(code, file=shown_as, found=found))
    return opened_from(answer)


def opened_from(answer: dict[str, Any]) -> Opened:
    """The lines of a child's answer, without what cannot be seen."""
    lines = (
        Line(tuple(map(shown, line["cells"])), line["kind"], line["block"], line["table"]) for line in answer["lines"]
    )
    return Opened(tuple(lines), answer["whole"])


def _demand_file(path: Path, shown_as: str) -> None:
    try:
        if path.is_dir():
            raise MustFix(problem("document-is-folder", file=shown_as))
        if not path.exists():
            is_pattern = any(mark in path.name for mark in "*?[")
            raise MustFix(problem("document-pattern-missing" if is_pattern else "document-missing", file=shown_as))
        if not path.is_file():  # a pipe or a device would never end
            raise MustFix(problem("document-other-kind", file=shown_as))
        if path.stat().st_size > LARGEST_FILE:
            raise MustFix(problem("document-too-heavy", file=shown_as))
        with path.open("rb") as file:
            file.read(1)
    except ValueError:  # a name that no file can have
        raise MustFix(problem("document-missing", file=shown_as)) from None
    except OSError as error:
        raise MustFix(problem("document-not-readable", file=shown_as, detail=error.strerror or "")) from None


def shown(text: str) -> str:
    """A text without what no reader sees, and without the signs of a font of its own, such as bullets."""
    if text.isascii() and text.isprintable():
        return text
    kept = (mark for mark in visible(text) if unicodedata.category(mark) != "Co")
    return re.sub(r"[^\S\n\t]", " ", "".join(kept))
