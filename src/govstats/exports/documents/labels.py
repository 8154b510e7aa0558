"""Labels: what "Date ratified by the Full Governing Body" or "Next policy review" asks for.

A label is known by the kinds of words it is made of, not by a list of labels.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from govstats.exports.documents.values import dates_in, opens_value
from govstats.exports.documents.words import any_of, meanings, plain, words_of

Clock = Literal["", "central", "school"]

_LONGEST, _LONGEST_TEXT = 12, 200  # words, characters
_DAY = {"approval": "approved", "force": "effective", "issue": "published", "writing": "written"}
_DONE = ("reviewed",)
_ENDED = re.compile(r"\s*\)?\s*(?:[:?]|[._\u2026]{3,}|(?:\. ?){3,}|\.{2,}|[-\u2013\u2014=](?=\s)|\u2192|$)")
_OF_ANOTHER = re.compile(r"\b(?:review|approval|revision|publication) of (?:the |our |this |its )?([\w-]+)")
_AGREED_REVIEW = re.compile(r"\bagreed (?:policy )?review\b")
_MARKS = ".,;:|()/\u00b7\u2022\u2013\u2014-"
_BETWEEN = r"(?:[ \t\n]*[/,&\u2019'][ \t\n]*|-|[ \t\n]+)"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label asks for.

    Parameters
    ----------
    fields
        The fields it gives a value to; none for a label that only ends the value before it.
    bare
        Whether a review is neither said to be next nor to be done ("Review date").
    by
        Whether it may ask for a person or a body as well.
    clock
        Whose review it is, where a policy has a central one and one of the school.
    """

    fields: tuple[str, ...]
    bare: bool = False
    by: bool = False
    clock: Clock = ""


@dataclass(frozen=True, slots=True)
class Label:
    start: int
    end: int  # of what sets it off from its value, too
    text: str
    meaning: Meaning
    ended: bool  # by a colon, a line of dots or the end of the text


def meaning_of(text: str) -> Meaning | None:
    """Return what a label means, None if it is none.

    Examples
    --------
    >>> meaning_of("Date ratified by the Full Governing Body").fields
    ('approved',)
    >>> meaning_of("To Review By").fields, meaning_of("Reviewed by").fields
    (('review_due',), ('reviewed',))
    >>> meaning_of("Review Date").bare, meaning_of("Our school") is None
    (True, True)
    """
    phrase = plain(text)
    by = re.search(r"\b(?:by|with)\b", phrase) is not None
    field = meanings(words_of("whole_label")).get(phrase)
    if field in ("person", "date"):
        return Meaning((), by=True)
    if field and phrase != "review":
        return Meaning((field,), by=by)
    other = _OF_ANOTHER.search(phrase)
    if other and not _kinds_of(other[1]):
        return None  # the review of something else: "Next review of the equality objectives"
    has = {kind for word in _word().findall(phrase) for kind in _kinds_of(word)}
    return _by_kinds(phrase, has, by=by or "person" in has)


def _by_kinds(phrase: str, has: set[str], *, by: bool) -> Meaning | None:
    days = [field for kind, field in _DAY.items() if kind in has]
    reviews, renews = bool(has & {"review", "change"}), "renewal" in has
    is_next = "next" in has or renews
    if "cycle" in has and (reviews or renews) and not days:
        return Meaning(("cycle",))
    if reviews and (is_next or not days or _AGREED_REVIEW.search(phrase)):
        return _review(phrase, has, is_next=is_next, by=by)
    if renews:
        return Meaning(("review_due",), by=by)
    if is_next and days and "effective" not in days:
        return Meaning((), by=True)  # what is to be approved or published has not been
    if days:
        return Meaning((days[0], *_DONE) if reviews else (days[0],), by=by)
    if "version" in has:
        return Meaning(("written",) if "date" in has else ("version",))
    return None


def _review(phrase: str, has: set[str], *, is_next: bool, by: bool) -> Meaning:
    central, school = "central" in has, "school" in has
    clock: Clock = "" if central == school else "central" if central else "school"
    if is_next or re.match(r"(?:to|must|should) review\b", phrase):
        return Meaning(("review_due",), by=by, clock=clock)
    done = "last" in has or "change" in has or re.search(r"\b(?:re-?)?reviewed\b", phrase) is not None
    return Meaning(_DONE, by=by, clock=clock) if done else Meaning(("review_due",), bare=True, by=by, clock=clock)


def whole_label(cell: str) -> Label | None:
    """Return the label that a cell of a table is, all of it."""
    text = cell.strip()
    ended = text.endswith((":", "?"))
    if not text or len(text) > _LONGEST_TEXT or len(text.split()) > _LONGEST or any(dates_in(text)):
        return None
    made_of_label_words = _run().fullmatch(re.sub(r"[()]", " ", text).strip(" :?*.-\u2013")) is not None
    meaning = meaning_of(text) if made_of_label_words or ended or plain(text) in _whole_labels() else None
    return Label(0, len(cell), text.rstrip(" :?"), meaning, ended) if meaning else None


def names_a_body(text: str) -> bool:
    """Whether a text is no more than the name of a body or an office.

    Examples
    --------
    >>> names_a_body("Full Governing Body"), names_a_body("Minute 14")
    (True, False)
    """
    kinds = {kind for word in _word().findall(text) for kind in _kinds_of(word)}
    return _run().fullmatch(text.strip(" .,;")) is not None and kinds <= {
        "body",
        "central",
        "school",
        "filler",
        "person",
    }


def labels_in(text: str) -> list[Label]:
    """Find the labels in a line, each of which has its value behind it.

    Examples
    --------
    >>> [label.text for label in labels_in("Last review: 2015/2016 Next Review: 2016/2017")]
    ['Last review', 'Next Review']
    >>> labels_in("Staff review their settings once a year.")
    []
    """
    found = _labels_behind(text, [])
    first_colon = text.find(":")
    if first_colon > 0 and not (found and found[0].start < first_colon):
        # The first words of a line that end in a colon may name a body that nobody could list.
        label = whole_label(text[: first_colon + 1])
        return _labels_behind(text, [label]) if label else found
    return found


def _labels_behind(text: str, before: Sequence[Label]) -> list[Label]:
    found = list(before)
    for run in _run().finditer(text, found[-1].end if found else 0):
        start = _without_value_words(text, found, run)
        label = _label_at(text, start, run.end(), found)
        if label:
            found.append(label)
    return found


def _label_at(text: str, start: int, end: int, before: Sequence[Label]) -> Label | None:
    phrase, after = text[start:end], text[end:]
    ended = _ENDED.match(after)
    if not phrase or not (ended or opens_value(after)):
        return None
    # In the middle of a line a label begins with a capital letter or behind a mark.
    ahead = text[:start].rstrip()
    if ahead and ahead[-1] not in _MARKS and not (before and phrase[0].isupper()):
        return None
    if before and ended and not ended[0].strip() and ahead[-1:] not in _MARKS:
        return None  # the last words of a value: "Title: Behaviour Policy"
    meaning = meaning_of(phrase)
    return Label(start, end + (ended.end() if ended else 0), phrase, meaning, bool(ended)) if meaning else None


def _without_value_words(text: str, before: Sequence[Label], run: re.Match[str]) -> int:
    """Where a label begins that follows the value of another: "Approved by: Governing Body Review date: …"."""
    if not before or text[before[-1].end : run.start()].strip():
        return run.start()
    words = list(_word().finditer(text, run.start(), run.end()))
    if before[-1].meaning.fields == ("status",):
        words = words[1:]  # "Status: Approved Version: 2"
    for word in words:
        kinds = set(_kinds_of(word[0]))
        if kinds - {"body", "filler", "school", "central", "person"}:
            return word.start()
    return run.end()


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, listed in words_of("label").items():
        for word in listed:
            found[word] = (*found.get(word, ()), kind)
    return found


def _kinds_of(word: str) -> tuple[str, ...]:
    return _kinds().get(" ".join(word.casefold().replace("\u2019", "'").split()), ())


@cache
def _word() -> re.Pattern[str]:
    return any_of(_kinds())


@cache
def _whole_labels() -> frozenset[str]:
    return frozenset(meanings(words_of("whole_label")))


@cache
def _run() -> re.Pattern[str]:
    """One or more words of labels, and nothing else between them."""
    words = [*_kinds(), *_whole_labels()]
    word = any_of(words).pattern.replace("'", "['\u2019]").replace("\\ ", r"[ \t\n_]+")
    return re.compile(rf"{word}(?:{_BETWEEN}{word})*\)?", re.I)
