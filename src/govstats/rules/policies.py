"""The policies of the lists, by the titles under which a register may have them."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

_DEFAULTS: dict[str, Any] = dict.fromkeys(("also", "hints", "part_of", "applies", "phases"), ()) | {
    "only_if": {},
    "document": "policy",
    "rules": {},
}
_YEARS = re.compile(r"\b20\d\d(?:\s*[-/\N{EN DASH}]\s*(?:20)?\d\d)?\b")


def plain_name(words: str) -> str:
    """A title or a source without what tells it from no other: case, punctuation, "the" and "policy" at its ends.

    >>> plain_name("The Safeguarding & Child Protection Policy")
    'safeguarding and child protection'
    >>> plain_name("S.E.N.D. policy")
    'send'
    """
    plain = unicodedata.normalize("NFKC", words).casefold().replace("&", " and ").replace("_", " ")
    plain = re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}]|(?<=\b[a-z])\.(?=[a-z]\b)", "", plain)
    return " ".join(re.findall(r"\w+", plain)).removeprefix("the ").removesuffix(" policies").removesuffix(" policy")


@cache
def policies() -> tuple[dict[str, Any], ...]:
    """Every entry of `policies.toml`, which says what its parts mean."""
    listed = tomli.loads(files(__package__).joinpath("policies.toml").read_text("utf-8"))["policy"]
    return tuple(_DEFAULTS | policy for policy in listed)


def policy_named(words: str) -> dict[str, Any] | None:
    """The entry that a statutory key or a title means; None where it is known for none.

    A year tells no policy from another.

    >>> policy_named("Accessibility plan (2024-27)")["key"]
    'accessibility-plan'
    """
    return _by_name().get(plain_name(words)) or _by_name().get(plain_name(_YEARS.sub(" ", words)))


def names_of(entry: dict[str, Any]) -> tuple[str, ...]:
    """The titles that can mean one policy only, and its statutory key."""
    return (entry["key"], entry["title"], *entry["also"])


@cache
def _by_name() -> dict[str, dict[str, Any]]:
    return {plain_name(name): each for each in policies() for name in names_of(each)}
