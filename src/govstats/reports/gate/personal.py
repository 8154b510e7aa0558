"""The personal values of the input, and where they stand in a text."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from govstats.records import Records
from govstats.reports.gate.spelling import folded, words_of

_NAMES = ("name", "forename", "surname")
_NOTE = 4  # words: a shorter note is a word of the office, such as "done in assembly"
_LONG_NUMBER = 5  # digits: a shorter number is also a count or a day
_JOINED = 8  # letters: a shorter name may stand by chance inside another word

Words = tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """A personal value in a text: its words, and the places of the first and of the one after the last of them.

    A name without a letter, such as an emoji, lies between two words: both places are that of the second.
    """

    value: Words
    start: int
    end: int

    @property
    def said(self) -> str:
        return " ".join(self.value)

    @property
    def is_number(self) -> bool:
        return all(word.isdigit() for word in self.value)


class PersonalValues:
    """Every value of the input that belongs to a person: names, e-mail addresses, references and notes.

    Attributes
    ----------
    roles
        What stands in the columns for owners, approvers and those who induct, and is not on a list of people. A
        "Resources committee" is no person, so these are told from the words of the page where they are none but those.
    """

    def __init__(self, records: Records) -> None:
        people = (records.staff, records.acknowledgements, records.inductions, records.unused)
        names = {words_of(name) for name in _texts(people, *_NAMES)}
        deeds = (records.policies, records.inductions, records.unused)
        roles = {words_of(name) for name in _texts(deeds, "approved_by", "owner", "inducted_by")} - {()} - names
        names |= roles
        self.roles = {order for name in roles for order in _orders(name)}
        references = {words_of(value) for value in _texts(people, "person_id", "email")}
        # Several numbers may stand in one cell.
        references |= {
            (word,) for value in references if len(value) > 1 for word in value if word.isdigit() and is_long(word)
        }
        notes = {words_of(note) for note in _texts((records.evidence, records.unused), "note")}
        whole = {order for name in names if len(name) > 1 for order in _orders(name)}
        # A single letter is no name that could be told from any other letter.
        single = {(word,) for name in names for word in name if len(word) > 1 and not word.isdigit()}
        whole |= {note for note in notes if len(note) >= _NOTE}
        self._signs = {folded(name) for name in _texts(people, *_NAMES) if not words_of(name) and _drawn(name)}
        self._joined = {"".join(name): name for name in whole if len("".join(name)) >= _JOINED}
        self._by_first: dict[str, list[Words]] = defaultdict(list)
        for value in sorted((whole | single | references) - {()}):
            self._by_first[value[0]].append(value)

    def in_text(self, text: str) -> Iterator[Hit]:
        """Every personal value of a text, whoever put it there."""
        words = words_of(text)
        for start in range(len(words)):
            for value in self._by_first.get(words[start], ()):
                end = start + len(value)
                if words[start:end] == value:
                    yield Hit(value, start, end)
        if self._signs and not text.isascii():
            plain = folded(text)
            for sign in sorted(self._signs):
                for found in re.finditer(re.escape(sign), plain):
                    before = len(words_of(plain[: found.start()]))
                    yield Hit((sign,), before, before)

    def run_together(self, text: str) -> Iterator[Hit]:
        """Whole names without a space between their parts, as "janesmith" or "J a n e S m i t h"."""
        words = words_of(text)
        run = "".join(words)
        yield from (Hit(name, 0, len(words)) for joined, name in self._joined.items() if joined in run)


def holds_reference(word: str) -> bool:
    """Whether a word of letters and digits can only be a reference.

    >>> holds_reference("zx0099"), holds_reference("kcsie2025"), holds_reference("v2")
    (True, False, False)
    """
    return any(map(is_long, re.findall(r"\d+", word)))


def is_long(number: str) -> bool:
    """Whether a number can only be a reference: it is long, or has a leading nought.

    >>> is_long("12436"), is_long("0142"), is_long("142")
    (True, True, False)
    """
    return len(number) >= _LONG_NUMBER or (number.startswith("0") and number != "0")


def stands_alone(number: Words, text: str) -> bool:
    """Whether a number stands in a text as itself, and not as part of a date, a decimal or a larger number.

    Of several parts it stands so with a sign between them: two numbers beside each other are two numbers.

    >>> stands_alone(("01",), "2025-09-01"), stands_alone(("12436",), "number 12436.")
    (False, True)
    >>> stands_alone(("3", "11"), "3.11.4 and 3 11"), stands_alone(("3", "11"), "number 3/11")
    (False, True)
    """
    written = r"[^\w\s.,]".join(number)
    return re.search(rf"(?<![\d.,/:-]){written}(?!\d|[.,/:-]\d)", folded(text)) is not None


def _texts(frames: Iterable[pd.DataFrame], *columns: str) -> set[str]:
    kept = (frame[column].unique() for frame in frames for column in columns if column in frame)
    return {str(text) for text in chain.from_iterable(kept) if isinstance(text, str) and text.strip()}


def _orders(name: Words) -> tuple[Words, ...]:
    """A name as written, first word last, last word first, and backwards."""
    return name, (*name[1:], name[0]), (name[-1], *name[:-1]), name[::-1]


def _drawn(name: str) -> bool:
    """Whether a name without a letter has a sign by which it could be known, such as an emoji."""
    return not name.isascii() and any(unicodedata.category(sign) == "So" for sign in name)
