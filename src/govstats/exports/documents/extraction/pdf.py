"""PDF: each page laid out as it is seen, so that a value stays beside its label."""

import io
import time

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from govstats.exports.documents.extraction.columns import has_columns, side_by_side
from govstats.exports.documents.extraction.lines import Line, Refused

# What a policy says of itself stands on its first or last pages.
FIRST_PAGES, LAST_PAGES = 60, 5
SECONDS = 10.0


def read_pdf(content: bytes) -> tuple[list[Line], bool]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("document-locked")
        count = len(reader.pages)
    except (DependencyError, FileNotDecryptedError):
        raise Refused("document-locked") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError):
        raise Refused("document-damaged") from None
    if not count:
        raise Refused("document-damaged")
    wanted = [place for place in range(count) if place < FIRST_PAGES or place >= count - LAST_PAGES]
    lines: list[Line] = []
    started, read = time.monotonic(), 0
    for place in wanted:
        if time.monotonic() - started > SECONDS:
            break
        lines += page_lines(_text_of(reader, place), first_block=len(lines))
        read += 1
    return [*lines, *_form_fields(reader)], read == count


def _text_of(reader: PdfReader, place: int) -> str:
    page = reader.pages[place]
    try:
        return page.extract_text(extraction_mode="layout")
    except Exception:  # a page that cannot be laid out may still be read in the order it was drawn
        try:
            return page.extract_text()
        except Exception:
            return ""


def page_lines(text: str, *, first_block: int = 0) -> list[Line]:
    """Lines of a laid-out page; consecutive lines with gaps are rows of one table, a blank line ends a block.

    Examples
    --------
    >>> [line.cells for line in page_lines("Behaviour policy\\n\\nApproved    May 2024\\nReview    May 2025")]
    [('Behaviour policy',), ('Approved', 'May 2024'), ('Review', 'May 2025')]
    """
    lines: list[Line] = []
    block = first_block + 1
    waiting: list[str] = []
    for line in [*text.replace("\f", "\n\n").splitlines(), ""]:
        if has_columns(line):
            waiting.append(line)
            continue
        if waiting:
            lines += [Line(cells, "text", block) for cells in side_by_side(waiting)]
            waiting = []
        if line.strip():
            lines.append(Line((line.strip(),), "text", block))
        else:
            block += 1
    return lines


def _form_fields(reader: PdfReader) -> list[Line]:
    """What was typed into the fields of a form, which is no part of the page's own text."""
    try:
        fields = reader.get_form_text_fields() or {}
    except Exception:
        return []
    return [Line((str(name), str(value)), "text", -1, table=True) for name, value in fields.items() if value]
