"""The child process that reads documents, run as a module: answers with a document's lines, or why it was refused."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from govstats.exports.documents.extraction.kinds import kind_of
from govstats.exports.documents.extraction.lines import LONGEST_TEXT, MOST_CELLS, MOST_LINES, Line, Refused
from govstats.exports.documents.extraction.pdf import read_pdf
from govstats.exports.documents.extraction.plain import read_plain
from govstats.exports.documents.extraction.web import read_web
from govstats.exports.documents.extraction.word import read_word
from govstats.exports.documents.extraction.writer import read_writer
from govstats.exports.opening.serving import hold_memory, serve

MOST_MEMORY = 1 << 30  # bytes
_READERS = {
    "docx": read_word,
    "odt": read_writer,
    "pdf": read_pdf,
    "html": read_web,
    "text": read_plain,
}


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Read the document at a `path`: its `lines` and whether they are the `whole`, or why it was `refused`."""
    try:
        content = Path(question["path"]).read_bytes()
        lines, whole = _clipped(_READERS[kind_of(content)](content))
        return {"lines": [asdict(line) for line in lines], "whole": whole}
    except Refused as refusal:
        return {"refused": refusal.code, "found": refusal.found}
    except MemoryError:
        return {"refused": "document-too-heavy", "found": ""}
    except Exception:  # what a damaged file makes a parser raise is without number
        return {"refused": "document-damaged", "found": ""}


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


if __name__ == "__main__":
    hold_memory(MOST_MEMORY)
    serve(answer)
