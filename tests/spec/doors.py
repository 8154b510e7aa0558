"""What a `Then` may ask: each door is a public function of govstats and answers with a frame."""

import inspect
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pandas as pd

import govstats
from govstats.errors import Problem
from govstats.periods import Term, parse_frequency
from tests.spec.figures import FIGURES
from tests.spec.folder import write_folder
from tests.spec.tables import Case, SpecError, Table

_THEN = re.compile(
    r"(?P<door>\w+)(?: by (?P<by>\w+(?:, \w+)*))?"
    r"(?: with minimum (?P<minimum>\d+))?(?: for (?P<source>(?!the )[\w.()]+(?: note| handbook| shared)?))?"
    r"(?: on the (?P<basis>\w+) basis)?(?: for the audience (?P<audience>[\w;]+))?"
    r"(?: as at (?P<as_at>\d{4}-\d\d-\d\d))?(?: in (?P<term>\w+ \d{4}))?"
    r"(?: from (?P<window>\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d))?"
)
REGISTER = {"schools", "calendar", "policies"}
PEOPLE = REGISTER | {"staff", "targets", "closed days"}
EVERYTHING = PEOPLE | {"acknowledgements", "inductions", "incidents", "evidence", "earlier_staff", "policy names"}
RELEASE = EVERYTHING | {"disclosure"}


@dataclass(frozen=True)
class World:
    """The givens of one case, ready to be asked."""

    case: Case

    @cached_property
    def organisation(self) -> govstats.Organisation:
        with tempfile.TemporaryDirectory() as folder:
            write_folder(Path(folder), self.case.given)
            return govstats.load(folder)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Counts of which nothing is withheld yet."""
        return self.given("counts").astype({"numerator": int, "denominator": int})

    @cached_property
    def published(self) -> pd.DataFrame | None:
        """A table that somebody else has published."""
        if "published" not in {table.words for table in self.case.given}:
            return None
        frame = self.given("published").assign(withheld=lambda table: table["withheld"] == "yes")
        numerator = pd.to_numeric(frame["numerator"]).astype("Int64")  # blank where withheld
        return frame.assign(numerator=numerator).astype({"denominator": int})

    def given(self, words: str) -> pd.DataFrame:
        table = next(table for table in self.case.given if table.words == words)
        return pd.DataFrame(table.rows, columns=list(table.columns))


def _measure(name: str) -> Callable[..., pd.DataFrame]:
    """A door to a measure: `by` where it has dimensions, and the window where it has one."""

    def ask(world: World, _: Table, *, as_at: date, **options: Any) -> pd.DataFrame:
        options = _windowed(world, options)
        measure: Callable[..., pd.DataFrame] = getattr(govstats.measures, name)
        takes = inspect.signature(measure).parameters
        if unfit := options.keys() - takes.keys():
            raise SpecError(f"{name} takes no {', '.join(sorted(unfit))}.")
        return measure(world.organisation, as_at, **({"by": ()} if "by" in takes else {}) | options)

    return ask


def _reasons_of(world: World, _: Table, *, source: str, as_at: date, **options: Any) -> pd.DataFrame:
    options.setdefault("by", ())
    return govstats.measures.reasons(world.organisation, source, as_at, **_windowed(world, options))


def _explained(world: World, _: Table, *, source: str, as_at: date, **options: Any) -> pd.DataFrame:
    return govstats.measures.explain(world.organisation, source, as_at, **_windowed(world, options))


def _windowed(world: World, options: dict[str, Any]) -> dict[str, Any]:
    """The window of the words, as a term."""
    if term := options.pop("term", ""):
        options["term"] = world.organisation.term(term)
    if window := options.pop("window", ""):
        options["term"] = Term(window, *map(date.fromisoformat, window.split(" to ")))
    return options


def _three_parts(world: World, _: Table, *, source: str, as_at: date) -> pd.DataFrame:
    return govstats.measures.three_part_evidence(world.organisation, as_at, source.replace("_", " "))


def _obligation_evidence(world: World, _: Table, *, as_at: date, source: str = "", **options: Any) -> pd.DataFrame:
    """All clauses, or the one that is named; its facts as one text."""
    found = govstats.measures.obligation_evidence(world.organisation, as_at, **_windowed(world, options))
    wanted = found[found["clause"] == source] if source else found
    return wanted.assign(facts=wanted["facts"].map(lambda facts: "; ".join(map(str, facts))))


def _lacking(world: World, _: Table, *, as_at: date) -> pd.DataFrame:
    """What is lacking, its schools and titles as one text."""
    found = govstats.measures.statutory_policies_lacking(world.organisation, as_at)
    return found.assign(schools=found["schools"].map(", ".join), may_be_in=found["may_be_in"].map(", ".join))


def _new_starters(world: World, _: Table, *, as_at: date, **options: Any) -> pd.DataFrame:
    """Who has started, with the titles as one text."""
    found = govstats.measures.new_starters(world.organisation, as_at, **_windowed(world, options))
    return found.assign(missing=found["missing"].map(", ".join), unknown=found["unknown"].map(", ".join))


def _not_judged(world: World, _: Table, *, as_at: date) -> pd.DataFrame:
    return pd.DataFrame({"school": govstats.measures.schools_not_judged(world.organisation, as_at)})


def _pile_up(world: World, _: Table, *, as_at: date, by: tuple[Literal["month", "term", "meeting"]]) -> pd.DataFrame:
    calendar = govstats.measures.forward_calendar(world.organisation, as_at)
    return govstats.measures.pile_up(calendar, *by)


def _findings(world: World, _: Table, *, source: str) -> pd.DataFrame:
    found = [each for each in world.organisation.problems if Path(each.file).stem == source]
    return pd.DataFrame(found, columns=[field.name for field in fields(Problem)])


def _dates(world: World, expected: Table) -> pd.DataFrame:
    """Each text of the expected table, read with the school's calendar."""
    calendar = world.organisation.settings.calendar
    read = [govstats.periods.parse_date(text, calendar) for text in _texts(expected)]
    words = [each.in_words() for each in read]
    return pd.DataFrame([(e.text, e.earliest, e.latest) for e in read], columns=["text", "earliest", "latest"]).assign(
        words=words
    )


def _cycles(_: World, expected: Table) -> pd.DataFrame:
    read = [parse_frequency(text) for text in _texts(expected)]
    return pd.DataFrame([(e.text, e.months, e.kind) for e in read], columns=["text", "months", "kind"], dtype=object)


def _texts(expected: Table) -> list[str]:
    return [row[expected.columns.index("text")] for row in expected.rows]


def _rows(world: World, _: Table) -> pd.DataFrame:
    return world.organisation.reconciliation()


def _reasons(world: World, _: Table) -> pd.DataFrame:
    return world.organisation.records.reasons()


def _protect(world: World, _: Table, *, by: tuple[str, ...], minimum: int = 5) -> pd.DataFrame:
    # Someone at "A + B" is counted at A and at B.
    schools = {leaf: leaf.split(" + ") for leaf in world.counts.get("school", ())}
    nested = {"school": schools} if "school" in by else None
    return govstats.disclosure.protect(world.counts, dimensions=by, minimum=minimum, nested=nested)


def _attack(world: World, expected: Table, *, by: tuple[str, ...], minimum: int = 5) -> pd.DataFrame:
    published = world.published
    if published is None:
        published = _protect(world, expected, by=by, minimum=minimum)
    return govstats.disclosure.attack(published, dimensions=by, minimum=minimum)


def _published(
    world: World, _: Table, *, source: str, as_at: date, term: str, by: tuple[str, ...] = ()
) -> pd.DataFrame:
    """A part of what the reader may see, or a measure of each policy: for the organisation alone, or by school."""
    release = world.organisation.report(world.organisation.term(term), as_at=as_at).published
    counts = release.counts
    measure = counts[(counts["measure"] == source) & (counts["policy"] != "All")]
    if by != ("school",):
        measure = measure[measure["school"] == "All"]
    return getattr(release, source, measure)


def _published_clause(world: World, _: Table, *, source: str, as_at: date, term: str) -> pd.DataFrame:
    clauses = _published(world, _, source="clauses", as_at=as_at, term=term)
    return clauses[clauses["clause"] == source]


# What may be asked, how, and which of the givens the answer depends on.
Doors = dict[str, tuple[Callable[..., pd.DataFrame], set[str]]]
# A new measure needs no door of its own: it may depend on everything.
MEASURES: Doors = {
    name: (_measure(name), EVERYTHING)
    for name in govstats.measures.__all__
    if "as_at" in inspect.signature(getattr(govstats.measures, name)).parameters
}
OWN: Doors = {
    "policy_currency": (_measure("policy_currency"), REGISTER),
    "forward_calendar": (_measure("forward_calendar"), REGISTER | {"meetings"}),
    "model_copies": (_measure("model_copies"), REGISTER),
    "model_lag": (_measure("model_lag"), REGISTER),
    "pile_up": (_pile_up, REGISTER | {"meetings"}),
    "policy_days_in_date": (_measure("policy_days_in_date"), REGISTER),
    "reviews": (_measure("reviews"), REGISTER),
    "reviews_on_time": (_measure("reviews_on_time"), REGISTER),
    "schools_not_judged": (_not_judged, REGISTER),
    "statutory_policies_lacking": (_lacking, REGISTER),
    "version_history": (_measure("version_history"), REGISTER),
    "acknowledgement_coverage": (
        _measure("acknowledgement_coverage"),
        PEOPLE | {"acknowledgements"},
    ),
    "induction_coverage": (_measure("induction_coverage"), PEOPLE | {"inductions"}),
    "induction_timeliness": (_measure("induction_timeliness"), PEOPLE | {"inductions"}),
    "new_starters": (_new_starters, PEOPLE | {"inductions"}),
    "reacknowledgement": (_measure("reacknowledgement"), PEOPLE | {"acknowledgements"}),
    "incident_count": (_measure("incident_count"), REGISTER | {"incidents"}),
    "incident_rate": (_measure("incident_rate"), PEOPLE | {"incidents"}),
    "incident_returns": (_measure("incident_returns"), REGISTER | {"incidents"}),
    "obligation_evidence": (_obligation_evidence, EVERYTHING),
    "three_part_evidence": (_three_parts, EVERYTHING),
    "time_to_acknowledge": (_measure("time_to_acknowledge"), PEOPLE | {"acknowledgements"}),
    "time_to_induct": (_measure("time_to_induct"), PEOPLE | {"inductions"}),
    "explain": (_explained, EVERYTHING),
    "reasons_of": (_reasons_of, EVERYTHING),
    "findings": (_findings, EVERYTHING),
    "rows": (_rows, EVERYTHING),
    "reasons": (_reasons, EVERYTHING),
    "dates": (_dates, {"calendar"}),
    "cycles": (_cycles, set()),
    "published": (_published, RELEASE),
    "published_clause": (_published_clause, RELEASE),
    "protect": (_protect, {"counts"}),
    "attack": (_attack, {"counts", "published"}),
}
DOORS = MEASURES | OWN | FIGURES


def answers(case: Case) -> list[tuple[Table, list[tuple[str, ...]]]]:
    """Each expected table of a case with the rows that govstats gives, in the same columns.

    Raises
    ------
    SpecError
        A Then is not understood or names a column that there is not, or no Then depends on a given.
    """
    asked = [_understood(expected.words) for expected in case.then]
    used = set().union(*(DOORS[door][1] for door, _ in asked))
    if unused := [table.words for table in case.given if table.words not in used]:
        raise SpecError(f"No Then of {case.heading!r} depends on the {', '.join(unused)}.")
    world = World(case)
    found = []
    for expected, (door, options) in zip(case.then, asked, strict=True):
        frame = DOORS[door][0](world, expected, **options)
        if missing := set(expected.columns) - set(frame.columns):
            raise SpecError(f"Then {expected.words}: there is no column {', '.join(sorted(missing))}.")
        rows = frame[list(expected.columns)].itertuples(index=False, name=None)
        found.append((expected, [tuple(_said(value) for value in row) for row in rows]))
    return found


def _understood(words: str) -> tuple[str, dict[str, object]]:
    then = _THEN.fullmatch(words)
    if then is None or then["door"] not in DOORS:
        raise SpecError(f"Then {words}: not understood. It may be one of {', '.join(DOORS)}.")
    read: dict[str, Callable[[str], object]] = {
        "by": lambda by: tuple(by.split(", ")),
        "minimum": int,
        "as_at": date.fromisoformat,
    }
    given = {name: value for name, value in then.groupdict().items() if value is not None and name != "door"}
    options = {name: read.get(name, str)(value) for name, value in given.items()}
    try:
        inspect.signature(DOORS[then["door"]][0]).bind(None, None, **options)
    except TypeError as error:
        raise SpecError(f"Then {words}: {error}.") from None
    return then["door"], options


def _said(value: Any) -> str:
    """A value as the tables write it; nothing is a blank cell."""
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
