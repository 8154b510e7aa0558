"""One document from its file to its row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from govstats.errors import MustFix, Problem, problem
from govstats.exports.documents.audience import audiences_in
from govstats.exports.documents.extraction.lines import Line
from govstats.exports.documents.findings import Read, findings_of
from govstats.exports.documents.in_sentences import sentences_of, statements_in_sentences
from govstats.exports.documents.opening import CHILD, open_document
from govstats.exports.documents.row import Row, make_row
from govstats.exports.documents.statements import front_of, statements_of
from govstats.exports.documents.title import title_of
from govstats.exports.documents.values import month_first_in
from govstats.exports.documents.version import versions_in
from govstats.exports.opening.process import ReadingProcess

_FIRST_LINES = 60  # in which a version may stand without a label


@dataclass(frozen=True)
class PolicyDocument:
    """A document that was asked for.

    Parameters
    ----------
    row
        What it says of itself; None if it cannot be read, and then `findings` says why.
    findings
        What is worth checking, or the one thing that must be fixed.
    """

    file: str
    row: Row | None
    findings: tuple[Problem, ...]


def read_documents(files: Iterable[str]) -> list[PolicyDocument]:
    """Read documents in the order given, and go on after one that cannot be read."""
    documents: list[PolicyDocument] = []
    places: set[Path] = set()
    with ReadingProcess(CHILD) as reader:
        for file in files:
            name, place = _printable(file), Path(file).absolute()
            try:
                opened = open_document(Path(file), name, reader)
                found = document_of(name, opened.lines, whole=opened.whole)
            except MustFix as error:
                found = PolicyDocument(name, None, error.problems)
            if place in places:
                found = replace(found, findings=(*found.findings, problem("document-given-twice", file=name)))
            places.add(place)
            documents.append(found)
    return documents


def _printable(file: str) -> str:
    """The name of a file without what no screen can show, such as half a character or a bell."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "?", file)


def document_of(file: str, lines: tuple[Line, ...], *, whole: bool = True) -> PolicyDocument:
    """Read the lines of a document.

    Examples
    --------
    >>> lines = (Line(("Behaviour policy",)), Line(("Approved: 12 March 2024",)), Line(("Review: annually",)))
    >>> row = document_of("behaviour.docx", lines).row
    >>> row.title, row.approved.date.in_words(), row.cycle_due.in_words()
    ('Behaviour policy', '12 March 2024', '12 March 2025')
    """
    front = front_of(lines)
    labelled = statements_of(front)
    sentences = list(sentences_of(lines))
    statements = [*labelled, *statements_in_sentences(sentences)]
    month_first = month_first_in(said.value for said in labelled)
    audiences = audiences_in(sentences, labelled)
    body = [line for line in front if line.kind != "footer"][:_FIRST_LINES]
    foot = [line for line in front if line.kind == "footer"]
    row = make_row(
        statements,
        title_of(lines, labelled),
        list(versions_in([*body, *foot])),
        audiences[0][0] if audiences else None,
        month_first=month_first,
    )
    found = findings_of(Read(row, sentences, audiences, whole, month_first))
    return PolicyDocument(file, row, tuple({(each.code, each.says): each for each in found}.values()))
