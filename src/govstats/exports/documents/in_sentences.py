"""Sentences in which a policy speaks of itself: "This policy was approved on … and is reviewed every two years"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from govstats.exports.documents.extraction.lines import Line
from govstats.exports.documents.labels import Meaning
from govstats.exports.documents.statement import Statement
from govstats.exports.documents.values import read_value
from govstats.exports.documents.words import any_of, meanings, words_of
from govstats.periods import parse_frequency

_LONGEST = 600  # characters
_SHORT = 70
_FULL_LINE = 50
_NEAR = 90  # characters from a verb to its date

_END = re.compile(r"(?<=[.!?])[\"'\u2019)]?\s+(?=[\"'\u2018(\[]?[A-Z0-9])|\n")
_NOT_AN_END = re.compile(
    r"\b(?:e\.g|i\.e|etc|no|approx|dr|mr|mrs|ms|st|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$", re.I
)

_WORDS = r"(?:[\w&'\u2019-]+\s+){0,5}?"
_PAPER = r"(?:policy|policies|document|procedures?|statement|guidance|plan|code|scheme)\b"

# What is reviewed has to be the policy itself: named ahead of the verb, or as what the verb does it to.
_SUBJECT = re.compile(
    rf"\b(?:this|the|our|all)\s+{_WORDS}{_PAPER}"
    r"|^(?-i:It|Policy|Review|Reviewed|Approved|Adopted|Ratified|Last|Next|Its|The next|The review|The date)\b",
    re.I,
)
_OBJECT = re.compile(
    rf"\s+(?:and \w+ )?(?:of )?(?:(?:the )?(?:effectiveness|implementation|impact|operation|suitability) of )?"
    rf"(?:it\b|(?:this|the|our)\s+{_WORDS}{_PAPER})",
    re.I,
)
_OF_ANOTHER = re.compile(rf"\s+of (?!(?:this|the|our|its)\s+{_WORDS}{_PAPER}|it\b)", re.I)
_TO_COME = re.compile(
    r"\b(?:will|shall|should|must|to|due|next|may|can|would)\b"
    r"(?:\W+(?:next|then|also|again|be|for|have|on|it|been|formally|routinely))*\W*$",
    re.I,
)
_OF_NOW = re.compile(r"\b(?:is|are|gets)(?:\W+(?:then|also|formally|routinely|subject to|next))*\W*$", re.I)
_REVIEWED_LAST = re.compile(
    r"\b(?:last|latest|previous|previously|recently|was|were|has been)\b\W*(?:last |most recently )?$", re.I
)
_FOR_REVIEW = re.compile(r"\b(?:due|next|for|date of the next|date of next|subject to)\b[\w ]{0,14}$", re.I)


def sentences_of(lines: Sequence[Line]) -> Iterator[str]:
    """The sentences of a document; the lines of a paragraph belong together.

    Examples
    --------
    >>> list(sentences_of([Line(("It is reviewed",)), Line(("annually. Staff sign it.",))]))
    ['It is reviewed annually.', 'Staff sign it.']
    """
    before = ""
    for (_, is_row), block in groupby(lines, key=lambda line: (line.block, _is_row(line))):
        if is_row:
            pieces = [cell.replace("\n", " ") for line in block for cell in line.cells]
        else:
            pieces = _paragraphs([" ".join(line.cells).strip() for line in block])
        for piece in pieces:
            text = " ".join(piece.split())
            if before and text[:1].islower() and before[-1] not in ".!?:;":
                before = f"{before} {text}"  # a paragraph that was broken in two
                continue
            yield from _split(before)
            before = text
    yield from _split(before)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Join the lines that a full line, or one that ends in the middle of a sentence, goes on in."""
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        if paragraphs and (len(last) >= _FULL_LINE or line[:1].islower()):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
        last = line
    return paragraphs


def _is_row(line: Line) -> bool:
    """Whether the cells of a line have nothing to do with each other; gaps in a long line are those of set text."""
    filled = [cell for cell in line.cells if cell.strip()]
    return line.table or (len(filled) > 1 and len(" ".join(filled)) < _SHORT)


def _split(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        if not _NOT_AN_END.search(text[max(0, end.start() - 8) : end.start()]):
            yield text[start : end.start()].strip()
            start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def statements_in_sentences(sentences: Iterable[str]) -> Iterator[Statement]:
    """What a document says of its own approval and review in whole sentences.

    Examples
    --------
    >>> sentence = "The governors adopted this policy on 4 May 2024 and review it every two years."
    >>> [(said.meaning.fields, read_value(said.value).frequency.months) for said in statements_in_sentences([sentence])]
    [(('approved',), None), (('cycle',), 24)]
    """
    for sentence in sentences:
        if len(sentence) <= _LONGEST:
            yield from _statements_of(sentence)


def _statements_of(sentence: str) -> Iterator[Statement]:
    verbs = [verb for verb in _VERBS.finditer(sentence) if _about_the_policy(sentence, verb)]
    ends = [verb.start() for verb in verbs[1:]] + [len(sentence)]
    for verb, end in zip(verbs, ends[: len(verbs)], strict=True):
        ahead = sentence[: verb.start()]
        value = read_value(sentence[verb.end() : min(end, verb.end() + _NEAR)])
        until = value.text.startswith("until ")  # "remains in force until …"
        meaning = Meaning(("review_due",)) if until else _meaning(ahead, verb[0].casefold())
        if value.dates and meaning:
            yield Statement(verb[0], meaning, value.dates[0].text, "sentence")
        if _KINDS[verb[0].casefold()] == "reviewed":
            # "reviewed on an annual basis", "subject to an annual review"
            cycle = value.frequency if value.frequency.kind != "unknown" else parse_frequency(_last_words(ahead))
            if cycle.kind in ("every", "ambiguous", "live document"):
                yield Statement(verb[0], Meaning(("cycle",)), cycle.text.rstrip(" .,;"), "sentence")


def _last_words(text: str) -> str:
    return " ".join(text.split()[-3:])


def _about_the_policy(sentence: str, verb: re.Match[str]) -> bool:
    ahead, behind = sentence[: verb.start()], sentence[verb.end() :]
    if _OF_ANOTHER.match(behind):
        return False
    subjects = list(_SUBJECT.finditer(sentence[: verb.end()]))
    if subjects and not re.search(r"\b(?:if|unless|which|who|that)\b", ahead[subjects[-1].end() :]):
        return True
    return _OBJECT.match(behind) is not None


def _meaning(ahead: str, verb: str) -> Meaning | None:
    """What a verb with a date says, by what stands before it: "was reviewed" is done, "will be reviewed" is due."""
    kind = _KINDS[verb]
    to_come = _TO_COME.search(ahead) is not None
    if kind != "reviewed":
        return None if to_come and kind != "effective" else Meaning((kind,))
    if verb in ("review", "reviews"):
        if _REVIEWED_LAST.search(ahead):
            return Meaning(("reviewed",))
        return Meaning(("review_due",)) if to_come or _FOR_REVIEW.search(ahead) else None
    return Meaning(("review_due",)) if to_come or _OF_NOW.search(ahead) else Meaning(("reviewed",))


_KINDS = meanings(words_of("sentence"))
_VERBS = any_of(_KINDS)
