"""The last gate: a finished governor file is read again and searched for every personal value of the input."""

import ast
import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pandas as pd

from govstats import exhibits
from govstats.disclosure import Published
from govstats.errors import messages
from govstats.measures.shape import COUNTS
from govstats.records import Records
from govstats.rules import rule_packs
from govstats.settings import Settings

_NAMES = ("name", "forename", "surname")
_PEOPLE_OF_THE_REGISTER = ("approved_by", "owner")
_OF_A_CLAUSE = ("clause", "says", "prompt", "prompt_source")


def folded(text: str) -> str:
    """Text without case, accents and marks of direction, in which a name is found however it is written."""
    plain = unicodedata.normalize("NFKD", text)
    kept = (mark for mark in plain if not unicodedata.combining(mark) and unicodedata.category(mark) != "Cf")
    return "".join(kept).casefold()


def words_of(text: str) -> list[str]:
    """The words of a text. "O'Hara-Smith's" is four: an apostrophe or a hyphen may be written in many ways."""
    return re.findall(r"[^\W_]+", folded(text))


class PersonalValues:
    """Every value of the input that belongs to a person.

    Attributes
    ----------
    phrases
        Whole names, in both orders, as runs of words.
    words
        Single names.
    literal
        E-mail addresses and staff numbers.
    """

    def __init__(self, records: Records, allowed: frozenset[str]) -> None:
        people = (records.staff, records.acknowledgements, records.inductions)
        names = {name for frame in people for column in _NAMES for name in frame[column].unique()}
        spelt = {tuple(words_of(name)) for name in names} - {()}
        # A register names people and roles in the same columns; a "Resources committee" is no person.
        owners = {name for column in _PEOPLE_OF_THE_REGISTER for name in records.policies[column].unique()}
        spelt |= {words for name in owners if (words := tuple(words_of(name))) and not allowed >= set(words)}
        self.phrases = {" ".join(order) for name in spelt if len(name) > 1 for order in _orders(name)}
        # A single letter is no name that could be told from any other letter.
        self.words = {word for name in spelt for word in name if len(word) > 1 and not word.isdigit()}
        addresses = {email for frame in people for email in frame["email"].unique() if email}
        references = {number for frame in people for number in frame["person_id"].unique() if number}
        self.literal = {folded(value) for value in addresses | references}


def _orders(name: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A name as written, first word last, and last word first."""
    return name, (*name[1:], name[0]), (name[-1], *name[:-1])


def find_personal(text: str, personal: PersonalValues, allowed: frozenset[str]) -> list[str]:
    """The personal values that a finished file holds: in its text, attributes, comments, style or metadata.

    `allowed` are the words that the fixed wording, the settings and the titles put there; a single name
    that is also such a word is no hit, a whole name always is.
    """
    hits: set[str] = set()
    for reading in _readings(text):
        words = words_of(reading)
        running, plain = f" {' '.join(words)} ", folded(reading)
        hits |= {phrase for phrase in personal.phrases if f" {phrase} " in running}
        hits |= (personal.words & set(words)) - allowed
        hits |= {value for value in personal.literal - allowed if _stands_in(plain, value)}
    return sorted(hits)


def _readings(text: str) -> set[str]:
    """A file as a reader, a browser and a search may see it: a tag may part two names or split one in two."""
    # The style sheet is the template's own, and full of numbers.
    source = html.unescape(text.replace(_style(), ""))
    return {source, unquote(source), re.sub(r"<[^>]*>", " ", source), re.sub(r"<[^>]*>", "", source)}


def _stands_in(plain: str, value: str) -> bool:
    if not value.isdigit():
        return re.search(rf"(?<![\w.]){re.escape(value)}(?!\w)", plain) is not None
    # A short number is also a count or a day; only a long one, or one with a leading nought, tells a person.
    # Part of a date, a decimal or a larger number is no reference.
    long = len(value) > 4 or value.startswith("0")
    return long and re.search(rf"(?<![\d.,/:-]){value}(?![\d]|[.,/:-]\d)", plain) is not None


@cache
def _style() -> str:
    return (Path(__file__).parent / "template" / "style.css").read_text("utf-8")


def allowed_words(settings: Settings, register: pd.DataFrame, published: Published) -> frozenset[str]:
    """The words that anyone may read: the package's own wording, the settings' names, the register's titles, what the
    policies oblige to, and the published counts as numbers.
    """
    own = [
        settings.organisation.name,
        *settings.school_names,
        *(meeting.body for meeting in settings.meetings),
        *(name for column in ("policy", "version") for name in register[column].unique()),
        *(words for column in _OF_A_CLAUSE for words in published.clauses[column].unique()),
        *published.lacking["title"].unique(),
    ]
    printed = {str(number) for column in COUNTS for number in published.counts[column].dropna()}
    return _fixed_words() | {word for text in own for word in words_of(text)} | printed


@cache
def _fixed_words() -> frozenset[str]:
    """Every word of the exhibits' wording, the reasons for setting a row aside, the rules and the page's template."""
    package = Path(exhibits.__file__).parent
    texts: list[str] = [each.name + " " + each.source + " " + each.id for each in rule_packs()]
    for place in (package, *(package.parent / room for room in ("measures", "periods", "rules"))):
        for module in sorted(place.glob("*.py")):
            texts += (node.value for node in ast.walk(ast.parse(module.read_text("utf-8"))) if _is_text(node))  # type: ignore[attr-defined]
    texts += (path.read_text("utf-8") for path in sorted((package.parent / "reports" / "template").iterdir()))
    texts += (message["reason"] for message in messages().values())  # the rest of a message never reaches a page
    texts += [(package.parent / "records" / "fields.py").read_text("utf-8")]
    return frozenset(word for text in texts for word in words_of(text))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def search_files(paths: Iterable[Path], personal: PersonalValues, allowed: frozenset[str]) -> Mapping[Path, list[str]]:
    """The files that hold a personal value, with what they hold."""
    found = {path: find_personal(path.read_text("utf-8"), personal, allowed) for path in paths}
    return {path: hits for path, hits in found.items() if hits}
