"""The fixed wording: what govstats itself says on pages and in tables, whoever they are about."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from govstats.errors import messages
from govstats.exports.words import meanings
from govstats.reports.gate.spelling import folded, words_of
from govstats.rules import rule_packs

_ROOMS = ("exhibits", "disclosure", "measures", "periods", "rules", "settings")
_MODULES = ("records/fields.py", "reports/calendar_file.py", "reports/manifest.py", "reports/pack.py")
_OF_A_CALENDAR = "BEGIN VCALENDAR VEVENT VALUE DATE END"  # and the names that calendar_file.py has


@dataclass(frozen=True)
class Wording:
    """The fixed wording.

    Attributes
    ----------
    words
        Each of its words.
    running
        Its texts, word by word, with a space around each word and a bar between texts.
    signs
        Its texts as a reader sees them.
    """

    words: frozenset[str]
    running: str
    signs: str


@cache
def fixed_wording() -> Wording:
    texts = [*dict.fromkeys(_texts())]
    by_word = [words_of(text) for text in texts]
    return Wording(
        frozenset(word for words in by_word for word in words),
        " | ".join(f" {' '.join(words)} " for words in by_word),
        folded("\n".join(texts)),
    )


def _texts() -> tuple[str, ...]:
    """The exhibits' wording, the reasons for setting a row aside, the rules and the page's template."""
    package = Path(__file__).parents[2]
    modules = [module for room in _ROOMS for module in sorted((package / room).rglob("*.py"))]
    template = (path.read_text("utf-8") for path in sorted((package / "reports" / "template").iterdir()))
    return (
        *_of_modules([*modules, *(package / module for module in _MODULES)]),
        _OF_A_CALENDAR,
        *(f"{each.name} {each.source} {each.id}" for each in rule_packs()),
        *template,
        *meanings("approving_bodies").values(),
        *(message["reason"] for message in messages().values()),  # the rest of a message never reaches a page
    )


def _of_modules(modules: Iterable[Path]) -> Iterator[str]:
    for module in modules:
        yield from _texts_of(ast.parse(module.read_text("utf-8")))


def _texts_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring is read by nobody but a programmer, and its examples name people
    if isinstance(node, ast.keyword) and node.arg:
        yield node.arg  # a column of a table that is published
    for inside in ast.iter_child_nodes(node):
        yield from _texts_of(inside)
