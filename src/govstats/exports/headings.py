"""Headings of a file matched to canonical fields, through synonyms kept as data."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files

import tomli

from govstats.exports.opening.columns import column_letters
from govstats.records import SOURCES, SourceSpec

# A heading with the letter of its column, to tell two alike apart: "Start Date [F]".
_WITH_COLUMN = re.compile(r"(?P<heading>.*?)\s*\[(?P<letters>[A-Z]{1,3})\]")


@lru_cache(maxsize=1 << 16)
def heading_key(text: str) -> str:
    """A heading without case, punctuation, accents of typography and line breaks."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("_", " ")))


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomli.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))


@cache
def _synonyms(source: str) -> dict[str, tuple[str, ...]]:
    spec = SOURCES[source]
    listed = _lists()[spec.headings]
    return {
        field.name: tuple(dict.fromkeys((heading_key(field.name), *listed.get(field.name, ()))))
        for field in spec.fields
    }


@cache
def _names(source: str) -> frozenset[str]:
    names = [name for names in _synonyms(source).values() for name in names if not name.endswith("*")]
    return frozenset([*names, *_run_together(source)])


@cache
def known_headings(sources: tuple[str, ...]) -> frozenset[str]:
    """All that a column of some sources may be called, as `heading_key` gives it."""
    return frozenset().union(*map(_names, sources))


@cache
def _run_together(source: str) -> dict[str, str]:
    """Names without their spaces → the names."""
    return {name.replace(" ", ""): name for names in _synonyms(source).values() for name in names}


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
    keys: Sequence[str],
    spec: SourceSpec,
    named: Mapping[str, str],
    given: frozenset[str] = frozenset(),
) -> Match:
    """Fit one row of headings to a source.

    Parameters
    ----------
    keys
        The headings, each as `heading_key` gives it.
    named
        Field → heading, from the settings, which wins.
    """
    if not named and _names(spec.name).isdisjoint(keys):
        return Match(spec, {}, {}, given)  # as with most rows: no time is spent on it
    where: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        where.setdefault(key, []).append(place)
        # A database writes StartDate.
        if (apart := _run_together(spec.name).get(key)) and apart != key:
            where.setdefault(apart, []).append(place)
    told = {field: _told(where, heading) for field, heading in named.items()}
    taken = {place for places in told.values() for place in places}
    columns: dict[str, int] = {}
    twice: dict[str, tuple[int, ...]] = {}
    for field in spec.fields:
        if field.name in told:
            places = told[field.name]
        else:
            fitting = (_fitting(where, synonym) for synonym in _synonyms(spec.name)[field.name])
            free = (tuple(place for place in found if place not in taken) for found in fitting)
            places = next((found for found in free if found), ())
        if len(places) == 1:
            columns[field.name] = places[0]
        elif places:
            twice[field.name] = places
    return Match(spec, columns, twice, given)


def _told(where: Mapping[str, list[int]], heading: str) -> tuple[int, ...]:
    """Where a heading stands that the settings name, if need be with the letters of its column."""
    lettered = _WITH_COLUMN.fullmatch(heading)
    alike = _fitting(where, heading_key(lettered["heading"])) if lettered else ()
    chosen = tuple(place for place in alike if lettered and column_letters(place) == lettered["letters"])
    return chosen or _fitting(where, heading_key(heading))


def _fitting(where: Mapping[str, list[int]], synonym: str) -> tuple[int, ...]:
    if synonym.endswith("*"):
        return tuple(sorted(place for key, found in where.items() if key.startswith(synonym[:-1]) for place in found))
    return tuple(where.get(synonym, ())) if synonym else ()


def nearest(heading_of: str, headings: Iterable[str], source: str) -> str:
    """The heading that is most like a field's own names, or "" where none comes near.

    >>> nearest("start_date", ["Name", "Post", "Date of commencing"], "staff")
    'Date of commencing'
    """
    names = [name.rstrip("*") for name in _synonyms(source)[heading_of]]

    def likeness(heading: str) -> float:
        return max(SequenceMatcher(None, heading_key(heading), name).ratio() for name in names)

    best = max(headings, key=likeness, default="")
    return best if best and likeness(best) >= 0.6 else ""
