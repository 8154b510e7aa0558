"""Headings of a file matched to canonical fields, through synonyms kept as data."""

import re
import unicodedata
from collections import defaultdict
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

# A heading that is less like a field's names than this is not taken to mean it.
NEAR = 0.6


@lru_cache(maxsize=1 << 16)
def heading_key(text: str) -> str:
    """A heading without case, punctuation, accents of typography and line breaks."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("_", " ")))


Ranks = tuple[tuple[str, ...], ...]


@cache
def _lists() -> dict[str, dict[str, list[str | list[str]]]]:
    return tomli.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))


@cache
def _ranks(source: str) -> dict[str, Ranks]:
    """Field → what its column may be called, the most telling names first; those of one rank are equally good."""
    spec = SOURCES[source]
    listed = _lists()[spec.headings]
    return {field.name: _with_its_own(field.name, listed.get(field.name, [])) for field in spec.fields}


def _with_its_own(field: str, listed: Sequence[str | list[str]]) -> Ranks:
    """The ranks of a field that is always called by its own name too; one that is not listed was written on purpose."""
    ranks = tuple((rank,) if isinstance(rank, str) else tuple(rank) for rank in listed)
    own = heading_key(field)
    return ranks if any(own in rank for rank in ranks) else ((own,), *ranks)


def _synonyms(source: str, field: str) -> tuple[str, ...]:
    return tuple(name for rank in _ranks(source)[field] for name in rank)


@cache
def _names(source: str) -> frozenset[str]:
    names = [name for field in _ranks(source) for name in _synonyms(source, field) if not name.endswith("*")]
    return frozenset([*names, *_run_together(source)])


@cache
def known_headings(sources: tuple[str, ...]) -> frozenset[str]:
    """All that a column of some sources may be called, as `heading_key` gives it."""
    return frozenset().union(*map(_names, sources))


@cache
def _run_together(source: str) -> dict[str, str]:
    """Names without their spaces → the names."""
    return {name.replace(" ", ""): name for field in _ranks(source) for name in _synonyms(source, field)}


@cache
def _fields_called(source: str) -> dict[str, list[tuple[str, int]]]:
    """Name → the fields whose column may be so called, each with the place of the name's rank."""
    called: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for field, ranks in _ranks(source).items():
        for place, names in enumerate(ranks):
            for name in names:
                called[name].append((field, place))
    return called


@lru_cache(maxsize=1 << 16)
def _names_fitted(source: str, key: str) -> tuple[str, ...]:
    """The names that a heading fits: its own, the one that a database writes StartDate, and beginnings of these."""
    names = dict.fromkeys((key, _run_together(source).get(key, key)))
    starts = (name for name in _fields_called(source) if name.endswith("*"))
    return (*names, *(start for start in starts if any(name.startswith(start[:-1]) for name in names)))


@dataclass(frozen=True)
class Match:
    """How the headings of one row fit one source.

    `columns` is field → place of its column; `twice` is field → the places that fit it equally well.
    `passed_over` is field → the places that fit it too, and less well than the one that is taken.
    """

    spec: SourceSpec
    columns: dict[str, int]
    twice: dict[str, tuple[int, ...]]
    given: frozenset[str]  # fields that settings fill for the whole file
    passed_over: dict[str, tuple[int, ...]]

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
        return Match(spec, {}, {}, given, {})  # as with most rows: no time is spent on it
    where: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        for name in _names_fitted(spec.name, key) if key else ():
            where.setdefault(name, []).append(place)
    told = {field: _told(where, heading) for field, heading in named.items()}
    taken = {place for places in told.values() for place in places}
    fitting: dict[str, dict[int, set[int]]] = {field.name: {} for field in spec.fields}
    called = _fields_called(spec.name)
    for name in where.keys() & called.keys():
        for called_so, rank in called[name]:
            fitting[called_so].setdefault(rank, set()).update(where[name])
    columns: dict[str, int] = {}
    twice: dict[str, tuple[int, ...]] = {}
    passed_over: dict[str, tuple[int, ...]] = {}
    for field in spec.fields:
        ranked = [tuple(sorted(found - taken)) for _, found in sorted(fitting[field.name].items())]
        places, *others = [told[field.name]] if field.name in told else [found for found in ranked if found] or [()]
        if len(places) == 1:
            columns[field.name] = places[0]
        elif places:
            twice[field.name] = places
        if further := dict.fromkeys(place for found in others for place in found if place not in places):
            passed_over[field.name] = tuple(further)
    return Match(spec, columns, twice, given, passed_over)


def _told(where: Mapping[str, list[int]], heading: str) -> tuple[int, ...]:
    """Where a heading stands that the settings name, if need be with the letters of its column."""
    lettered = _WITH_COLUMN.fullmatch(heading)
    alike = where.get(heading_key(lettered["heading"]), ()) if lettered else ()
    chosen = tuple(place for place in alike if lettered and column_letters(place) == lettered["letters"])
    return chosen or tuple(where.get(heading_key(heading), ()))


def nearest(heading_of: str, headings: Iterable[str], source: str) -> str:
    """The heading that is most like a field's own names, or "" where none comes near.

    >>> nearest("start_date", ["Name", "Post", "Date of commencing"], "staff")
    'Date of commencing'
    """
    best = max(headings, key=lambda heading: likeness(heading_of, heading, source), default="")
    return best if best and likeness(heading_of, best, source) >= NEAR else ""


def likeness(field: str, heading: str, source: str) -> float:
    """How like one of a field's own names a heading is, from 0 to 1."""
    names = (name.rstrip("*") for name in _synonyms(source, field))
    return max(SequenceMatcher(None, heading_key(heading), name).ratio() for name in names)


def holds_no_field(heading: str, source: str) -> bool:
    """Whether a heading is known, and known for something that no field is about.

    >>> holds_no_field("Points - I have read the policy", "acknowledgements"), holds_no_field("Left us on", "staff")
    (True, False)
    """
    key = heading_key(heading)
    names = (name for name in _lists()["no_field"].get(source, ()) if isinstance(name, str))
    return any(key == name or (name.endswith("*") and key.startswith(name[:-1])) for name in names)
