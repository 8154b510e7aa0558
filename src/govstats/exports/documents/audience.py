"""Whom a document names as those who have to read it."""

import re
from collections.abc import Iterator, Sequence

from govstats.exports.documents.statement import Statement
from govstats.exports.documents.words import any_of, words_of


def audiences_in(sentences: Sequence[str], statements: Sequence[Statement]) -> list[tuple[str, str]]:
    """Kind of the register and the sentence that names it, the clearest first, each kind once.

    Examples
    --------
    >>> audiences_in(["This policy applies to all staff employed by the school."], [])
    [('employed', 'This policy applies to all staff employed by the school.')]
    """
    found: dict[str, str] = {}
    for said in [each.value for each in statements if each.meaning.fields == ("audience",)]:
        if kind := _audience(said):
            found.setdefault(kind, said)
    for asked in (_APPLIES, _SHARED):
        for sentence in sentences:
            place = asked.search(sentence)
            if place and (kind := _audience(sentence[place.end() :])):
                found.setdefault(kind, sentence)
    return list(found.items())


_POLICY = r"\b(?:this|the|our) (?:[\w&'\u2019-]+ ){0,4}?(?:policy|document|procedure|code|guidance)\b"
_APPLIES = re.compile(
    rf"{_POLICY}(?: document)? (?:applies|is applicable|apply|is relevant|is intended for|is for|covers) ?(?:to )?",
    re.I,
)
_SHARED = re.compile(
    rf"{_POLICY}(?: document)? (?:is|are|will be|must be|should be|shall be) "
    r"(?:\w+ )?(?:shared with|(?:given|issued|made known|circulated) to|(?:read|signed|read and signed) by"
    r"|brought to the attention of)",
    re.I,
)


def _audience(text: str) -> str | None:
    """The kind of the register that a phrase names; the phrase that stands first, then the longest, decides."""
    hits: Iterator[tuple[int, int, str]] = (
        (0 if kind == "contact" else found.start(), -len(found[0]), kind)
        for kind, listed in words_of("audience").items()
        if (found := any_of(listed).search(text))
    )
    return min(hits, default=(0, 0, None))[2]
