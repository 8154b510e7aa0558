"""What `govstats policy` says: rows of a register, and what is worth checking in each document."""

from collections.abc import Iterator, Sequence
from typing import Any

from govstats.exports.documents.document import PolicyDocument
from govstats.exports.documents.row import Dates, Row
from govstats.periods import DateInterval, say_day

DAYS = ("written", "approved", "effective", "reviewed", "review_due")
# The columns of the register that a document can fill, by their canonical names.
REGISTER = ("policy", "version", "written", "approved", "effective", "review_due", "cycle", "audience")
_LABELS = {
    "version": "Version",
    "written": "Written",
    "approved": "Approved",
    "effective": "In force from",
    "reviewed": "Last reviewed",
    "review_due": "Next review",
}


def as_json(documents: Sequence[PolicyDocument]) -> list[dict[str, Any]]:
    return [_document(each) for each in documents]


def _document(document: PolicyDocument) -> dict[str, Any]:
    row = document.row
    return {
        "file": document.file,
        "title": row.title if row else None,
        "version": row.version if row else None,
        **{name: _date(getattr(row, name).date) if row else None for name in DAYS},
        "cycle_months": row.cycle_months if row else None,
        "audience": row.audience if row else None,
        "findings": [{"code": each.code, "text": f"{each.says} {each.mend}"} for each in document.findings],
    }


def _date(date: DateInterval | None) -> dict[str, str | None] | None:
    if date is None:
        return None
    return {
        "text": date.text,
        "earliest": date.earliest.isoformat() if date.earliest else None,
        "latest": date.latest.isoformat() if date.latest else None,
        "precision": date.precision,
    }


def in_words(documents: Sequence[PolicyDocument]) -> Iterator[str]:
    """Lines for a terminal: each document with its findings, then rows to copy into the register."""
    for document in documents:
        yield document.file
        if document.row:
            yield from _row_in_words(document.row)
            yield from (f"    Worth checking: {each.says} {each.mend}" for each in document.findings)
        else:
            yield from (f"    Not read. {each.says} {each.mend}" for each in document.findings)
        yield ""
    rows = [document.row for document in documents if document.row]
    if rows:
        yield "For the policy register (copy the lines and paste them into the sheet):"
        yield "\t".join(REGISTER)
        yield from ("\t".join(_cells(row)) for row in rows)


def _row_in_words(row: Row) -> Iterator[str]:
    yield f"    {'Title':<15}{row.title or 'not found'}"
    for name, label in _LABELS.items():
        said = getattr(row, name)
        yield f"    {label:<15}{_said(said) if isinstance(said, Dates) else said or 'not stated'}"
    cycle = f"every {row.cycle_months} months" if row.cycle_months else "; ".join(each.text for each in row.cycles)
    yield f"    {'Review cycle':<15}{cycle or 'not stated'}"
    yield f"    {'Audience':<15}{row.audience or 'not stated'}"


def _said(dates: Dates) -> str:
    date = dates.date
    if date is None:
        return "not stated"
    if date.latest is None:
        return f'not dated: "{date.text}"'
    if date.earliest and date.earliest < date.latest:
        return f"{date.in_words()} ({say_day(date.earliest)} to {say_day(date.latest)})"
    return date.in_words()


def _cells(row: Row) -> list[str]:
    """The cells of a register's row; they read back as the same days."""
    cells = {name: _cell(getattr(row, name).known) for name in DAYS}
    cells |= {
        "policy": row.title or "",
        "version": row.version or "",
        "cycle": f"{row.cycle_months} months" if row.cycle_months else "; ".join(each.text for each in row.cycles),
        "audience": row.audience or "",
    }
    return [_inert(cells[name]) for name in REGISTER]


def _cell(date: DateInterval | None) -> str:
    if date is None:
        return ""
    return date.earliest.isoformat() if date.earliest and date.precision == "day" else date.in_words()


def _inert(text: str) -> str:
    """A cell that no sheet takes for a formula, and that stays one cell."""
    line = " ".join(text.split())
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line
