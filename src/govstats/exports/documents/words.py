"""The words of policy documents, kept as data (`words.toml`)."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from govstats.periods.words import tidy


@cache
def words_of(part: str) -> Any:
    """One part of `words.toml`.

    >>> words_of("title")["model"][0]
    'model'
    """
    return tomli.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))[part]


def plain(text: str) -> str:
    """A label or phrase without case, punctuation at its edges, numbering and line breaks.

    >>> plain("3. Date of next review:"), plain("review_due")
    ('date of next review', 'review due')
    """
    bare = re.sub(r"^[\W_]*\d{1,2}(?:\.\d{1,2})*[.)]?\s+", "", text).replace("_", " ")
    return tidy(bare).strip(" '?#>&/")


@cache
def phrases(part: str, name: str) -> re.Pattern[str]:
    """Find any phrase of a list as whole words, the longest first."""
    return any_of(words_of(part)[name])


def any_of(listed: Iterable[str]) -> re.Pattern[str]:
    """Find any of these phrases as whole words, the longest first.

    >>> any_of(["all staff", "all staff employed"]).search("To all staff employed.")[0]
    'all staff employed'
    """
    longest_first = sorted(listed, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.I)


def meanings(part: Mapping[str, list[str]]) -> dict[str, str]:
    """Phrase → the name of its list."""
    return {phrase: name for name, listed in part.items() for phrase in listed}
