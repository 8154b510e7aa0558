"""What the child process answers: a document's lines, or why it was refused."""

import json
from dataclasses import asdict, replace
from pathlib import Path

from .kinds import kind_of
from .lines import LONGEST_TEXT, MOST_CELLS, MOST_LINES, Line, Refused
from .pdf import read_pdf
from .plain import read_plain
from .web import read_web
from .word import read_word
from .writer import read_writer

_READERS = {
    "docx": read_word,
    "odt": read_writer,
    "pdf": read_pdf,
    "html": read_web,
    "text": read_plain,
}


def answer_for(path: str) -> str:
    """Read a document and answer in JSON: its `lines` and whether they are the `whole`, or why it was `refused`."""
    try:
        content = Path(path).read_bytes()
        lines, whole = _clipped(_READERS[kind_of(content)](content))
        answer = {"lines": [asdict(line) for line in lines], "whole": whole}
    except Refused as refusal:
        answer = {"refused": refusal.code, "found": refusal.found}
    except MemoryError:
        answer = {"refused": "document-too-heavy", "found": ""}
    except Exception:  # what a damaged file makes a parser raise is without number
        answer = {"refused": "document-damaged", "found": ""}
    return json.dumps(answer)


def _clipped(read: tuple[list[Line], bool]) -> tuple[list[Line], bool]:
    """Leave out what lies beyond any front page, so that no document costs its reader more than a long one."""
    lines, whole = read
    if not any(cell.strip() for line in lines for cell in line.cells):
        raise Refused("document-without-text")
    lines = [line if len(line.cells) <= MOST_CELLS else replace(line, cells=(" ".join(line.cells),)) for line in lines]
    room = LONGEST_TEXT
    for place, line in enumerate(lines):
        room -= sum(len(cell) + 1 for cell in line.cells)
        if room < 0 or place == MOST_LINES:
            return lines[:place], False
    return lines, whole
