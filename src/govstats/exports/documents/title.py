"""The title of a document, as its front page prints it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from govstats.exports.documents.extraction.lines import Line
from govstats.exports.documents.in_lines import ENTRY_OF_CONTENTS
from govstats.exports.documents.labels import labels_in, whole_label
from govstats.exports.documents.statement import Statement
from govstats.exports.documents.values import dates_in
from govstats.exports.documents.words import phrases, plain, words_of

_FIRST_LINES = 60
_LONGEST, _LONGEST_TEXT = 22, 200  # words, characters
_MOST_LINES_ABOVE = 3
_FULL_LINE = 50  # characters
_SAYS = re.compile(r"(?:this|it|we|our|all|staff|the)\b.*\b(?:is|are|was|were|will|has|have|must|should|aims)\b", re.I)


def title_of(lines: Sequence[Line], statements: Sequence[Statement]) -> str | None:
    """Return the title: at a label, else the first line that reads like one, headings before others.

    Examples
    --------
    >>> title_of([Line(("Our School",)), Line(("Anti-bullying and",)), Line(("Behaviour Policy",))], [])
    'Anti-bullying and Behaviour Policy'
    """
    for said in statements:
        if said.meaning.fields == ("title",) and said.value and not any(dates_in(said.value)):
            return " ".join(said.value.split())
    body = [line for line in lines if line.kind not in ("header", "footer")][:_FIRST_LINES]
    headers = [line for line in lines if line.kind == "header"]
    for kinds in (("title",), ("heading",), ("title", "heading", "text"), ("header",)):
        source = headers if kinds == ("header",) else body
        for place, line in enumerate(source):
            if line.kind in kinds and not _is_row(line) and _reads_like_a_title(_text(line)):
                if _ends_in_a_sentence(source, place):
                    continue
                return _whole_title(source, place)
    return next((_text(line) for line in body if line.kind == "title" and not _is_apart(line)), None)


def _text(line: Line) -> str:
    return " ".join(" ".join(line.cells).split())


def _is_row(line: Line) -> bool:
    return line.table or sum(bool(cell.strip()) for cell in line.cells) > 1


def _reads_like_a_title(text: str) -> bool:
    if len(text) > _LONGEST_TEXT:
        return False
    if (
        plain(text) in words_of("title")["never"]
        or len(text.split()) > _LONGEST
        or ENTRY_OF_CONTENTS.search(text)
        or _SAYS.match(text)
    ):
        return False
    if (
        text.endswith((".", ":", ";", ",", "?"))
        or whole_label(text)
        or any(label.start == 0 for label in labels_in(text))
    ):
        return False
    return phrases("title", "words").search(text) is not None


def _ends_in_a_sentence(lines: Sequence[Line], place: int) -> bool:
    if len(_text(lines[place])) < _FULL_LINE:
        return False
    together = takewhile(lambda each: each.block == lines[place].block, lines[place:])
    return _text(list(together)[-1]).endswith(".")


def _whole_title(lines: Sequence[Line], place: int) -> str:
    """A title may run over several lines: "Safeguarding and / Child Protection / Policy"."""
    first = last = place
    while last + 1 < len(lines) and _leads_on(_text(lines[last])) and not labels_in(_text(lines[last + 1])):
        last += 1
    while first > 0 and place - first < _MOST_LINES_ABOVE and _belongs(lines[first - 1], lines[first], first == place):
        first -= 1
    whole = " ".join(_text(line) for line in lines[first : last + 1])
    labels = labels_in(whole)
    return whole[: labels[0].start].rstrip(" (|,;\u00b7\u2013\u2014-") if labels else whole


def _leads_on(text: str) -> bool:
    return text.split()[-1].casefold() in words_of("title")["leads_on"] if text else False


def _belongs(above: Line, line: Line, alone: bool) -> bool:
    if _is_apart(above):
        return False
    is_word = alone and len(_text(line).split()) == 1 and above.block == line.block
    return _leads_on(_text(above)) or is_word


def _is_apart(line: Line) -> bool:
    text = _text(line)
    return line.table or not text or len(text) > _LONGEST_TEXT or bool(labels_in(text)) or any(dates_in(text))
