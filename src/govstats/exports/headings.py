"""Headings of a file matched to canonical fields, through synonyms kept as data."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from govstats.records import SOURCES, SourceSpec


def heading_key(text: str) -> str:
    """A heading without case, punctuation, accents of typography and line breaks."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("_", " ")))


@cache
def _synonyms() -> dict[str, dict[str, tuple[str, ...]]]:
    lists = tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))
    return {
        spec.name: {
            field.name: (heading_key(field.name), *lists[spec.name].get(field.name, ())) for field in spec.fields
        }
        for spec in SOURCES.values()
    }


@dataclass(frozen=True)
class Match:
    """How the headings of one row fit one source.

    `columns` is field → place of its column; `twice` is field → the places that fit it equally well.
    """

    spec: SourceSpec
    columns: dict[str, int]
    twice: dict[str, tuple[int, ...]]
    given: frozenset[str]  # fields that settings fill for the whole file

    @property
    def missing(self) -> tuple[str, ...]:
        has = self.columns.keys() | self.twice.keys() | self.given
        absent = tuple(field.name for field in self.spec.required if field.name not in has)
        if self.spec.one_of and not has & set(self.spec.one_of):
            return (*absent, self.spec.one_of[0])
        return absent

    @property
    def score(self) -> int:
        return len(self.columns) + len(self.twice)


def match_headings(
    headings: Sequence[str],
    spec: SourceSpec,
    named: Mapping[str, str],
    given: frozenset[str] = frozenset(),
) -> Match:
    """Fit one row of headings to a source. `named` is field → heading, from the settings, and wins."""
    keys = [heading_key(heading) for heading in headings]
    columns: dict[str, int] = {}
    twice: dict[str, tuple[int, ...]] = {}
    for field in spec.fields:
        synonyms = (heading_key(named[field.name]),) if field.name in named else _synonyms()[spec.name][field.name]
        for synonym in synonyms:
            places = tuple(place for place, key in enumerate(keys) if _fits(key, synonym))
            if places:
                if len(places) == 1:
                    columns[field.name] = places[0]
                else:
                    twice[field.name] = places
                break
    return Match(spec, columns, twice, given)


def _fits(key: str, synonym: str) -> bool:
    return key.startswith(synonym[:-1]) if synonym.endswith("*") else key == synonym
