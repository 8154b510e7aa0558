"""`govstats.toml` as one typed object: schools, terms, meetings, targets, which file is which."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import tomli
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from govstats.errors import MustFix, Problem, problem
from govstats.errors.written import said_of, text_of
from govstats.periods import Allowed, Calendar, SchoolDays
from govstats.settings.roles import RoleGroup, RoleGroups
from govstats.text import Words, one_line

__all__ = [
    "FILE_NAME",
    "Disclosure",
    "Meeting",
    "School",
    "Settings",
    "Source",
    "SourceName",
    "Targets",
    "read_settings",
]

FILE_NAME = "govstats.toml"
SourceName = Literal["staff", "earlier_staff", "policies", "acknowledgements", "inductions", "incidents", "evidence"]
SOURCE_NAMES: tuple[SourceName, ...] = get_args(SourceName)


class _Strict(BaseModel):
    # An unknown setting is an error: a misspelt one would otherwise be ignored in silence.
    model_config = ConfigDict(extra="forbid", frozen=True)


class OrganisationName(_Strict):
    name: Words = Field(min_length=1)
    kind: Literal["school", "federation", "trust", "authority"] = "school"


class School(_Strict):
    name: Words = Field(min_length=1)
    also: tuple[Words, ...] = ()
    urn: int | None = None
    type: Literal["maintained", "academy"] | None = None
    phase: Literal["nursery", "primary", "secondary", "special"] | None = None


class Meeting(_Strict):
    date: date
    body: Words = Field(min_length=1)


class Targets(_Strict):
    acknowledged: float = Field(default=0.95, gt=0, le=1)
    induction_days: int = Field(default=28, ge=0)
    induction_days_are: Literal["calendar days", "school days"] = "calendar days"
    grace_days: int = Field(default=28, ge=0)


class Disclosure(_Strict):
    """Whom reports are for unless a run says otherwise, and how many people a group needs to be shown."""

    profile: Literal["board", "public"] = "board"
    # One of four and three of four come too close to a name: no setting makes it less.
    minimum: int = Field(default=5, ge=5)


def _with_strokes(path: str | None) -> str | None:
    """A path as every system writes it; Windows shows it with backslashes."""
    return path.replace("\\", "/") if path else path


class Source(_Strict):
    """Where one export lies and how to read it, as far as its content does not tell."""

    file: Annotated[str | None, AfterValidator(_with_strokes)] = None
    sheet: str | None = None
    policy: Words | None = None
    school: Words | None = None
    columns: dict[str, Words] = {}


def _as_list(value: Any) -> Any:
    """One table or several: `[sources.staff]` and `[[sources.staff]]` mean the same."""
    return [value] if isinstance(value, Mapping) else value


class Settings(_Strict):
    organisation: OrganisationName
    schools: tuple[School, ...] = Field(min_length=1)
    calendar_terms: dict[str, tuple[date, date]] = Field(default={}, alias="calendar")
    meetings: tuple[Meeting, ...] = ()
    closed: tuple[date, ...] = ()
    targets: Targets = Targets()
    disclosure: Disclosure = Disclosure()
    sources: dict[SourceName, Annotated[tuple[Source, ...], BeforeValidator(_as_list)]] = {}
    roles: dict[Words, RoleGroup] = {}
    policies: dict[Words, Words] = {}

    @model_validator(mode="before")
    @classmethod
    def _meetings_and_closed_days_stand_in_the_calendar(cls, table: dict[str, Any]) -> dict[str, Any]:
        calendar = dict(table.get("calendar", {}))
        beside = {name: calendar.pop(name) for name in ("meetings", "closed") if name in calendar}
        return {**table, "calendar": calendar, **beside}

    @field_validator("calendar_terms")
    @classmethod
    def _terms_have_names(cls, terms: dict[str, tuple[date, date]]) -> dict[str, tuple[date, date]]:
        Calendar(terms)  # raises for a name that is no term
        return terms

    @field_validator("schools")
    @classmethod
    def _schools_are_told_apart(cls, schools: tuple[School, ...]) -> tuple[School, ...]:
        names = [school.name.casefold() for school in schools]  # in one line as they are read
        number = Counter(names)
        if twice := [school.name for school, name in zip(schools, names, strict=True) if number[name] > 1]:
            raise ValueError(f'Two schools are called "{twice[0]}"')
        return schools

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.calendar_terms)

    @cached_property
    def induction_allowed(self) -> Allowed:
        """The days in which a starter is to be inducted."""
        in_school = self.targets.induction_days_are == "school days"
        return Allowed(self.targets.induction_days, SchoolDays(self.calendar, self.closed) if in_school else None)

    @property
    def school_names(self) -> tuple[str, ...]:
        return tuple(school.name for school in self.schools)

    @cached_property
    def _schools_by_spelling(self) -> dict[str, str]:
        return {name.casefold(): school.name for school in self.schools for name in (school.name, *school.also)}

    def school_named(self, text: str) -> str | None:
        """The school's name as the settings write it, or None where no school is so called."""
        return self._schools_by_spelling.get(_spelling(text))

    def names_a_school(self, text: str) -> bool:
        """Whether one of the schools stands in a text."""
        return any(re.search(rf"\b{re.escape(name)}\b", _spelling(text)) for name in self._schools_by_spelling)

    def files_named(self, source: str) -> list[str]:
        """The files that the settings name for a source."""
        return [each.file for name, entries in self.sources.items() if name == source for each in entries if each.file]

    @cached_property
    def role_groups(self) -> RoleGroups:
        return RoleGroups(self.roles)


def in_toml(text: str) -> str:
    """A text as a setting is written, for a line to copy into `govstats.toml`.

    >>> in_toml('Date "real" of starting')
    '"Date \\\\"real\\\\" of starting"'
    """
    return json.dumps(text, ensure_ascii=False)  # a JSON text is a TOML text


def read_settings(folder: Path) -> Settings:
    """Read `govstats.toml` of an organisation's folder.

    Raises
    ------
    MustFix
        The folder or file is not there, is not in UTF-8, is no TOML, or holds a setting that is not understood.
    """
    if not folder.is_dir():
        raise MustFix(problem("folder-missing", found=folder))
    path = folder / FILE_NAME
    if not path.is_file():
        raise MustFix(problem("settings-missing", found=folder))
    try:
        table = tomli.loads(text_of(path, FILE_NAME))
    except tomli.TOMLDecodeError as error:
        raise MustFix(problem("settings-unreadable", file=FILE_NAME, detail=error)) from None
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise MustFix(_problem_of(fault, table) for fault in error.errors()) from None


def _problem_of(fault: ErrorDetails, table: dict[str, Any]) -> Problem:
    """What the validator found, without its own terms."""
    column = _place(fault["loc"], table)
    match fault["type"]:
        case "missing":
            return problem("setting-missing", file=FILE_NAME, column=column)
        case "extra_forbidden":
            detail = _no_such(fault["loc"])
        case _:
            detail = said_of(fault)
    return problem("setting-wrong", file=FILE_NAME, column=column, detail=detail)


def _place(steps: Sequence[int | str], table: Any) -> str:
    """Where a setting stands, as the file has it: "schools 2.type" is of the second school."""
    if steps[0] in ("meetings", "closed"):
        steps = ("calendar", *steps)
    place = ""
    for step in steps:
        if isinstance(step, str):
            place += f".{step}" if place and step != "[key]" else step.removeprefix("[key]")
            table = table.get(step) if isinstance(table, dict) else None
        elif steps[0] == "calendar" and steps[1] not in ("meetings", "closed"):
            place += (", first day", ", last day")[step]
        elif isinstance(table, list):
            place += f" {step + 1}" if len(table) > 1 else ""
            table = table[step]
    return place


# The models of the parts in which settings stand.
_PARTS: dict[str, type[BaseModel]] = {
    "organisation": OrganisationName,
    "schools": School,
    "meetings": Meeting,
    "targets": Targets,
    "disclosure": Disclosure,
    "sources": Source,
}


def _no_such(steps: Sequence[int | str]) -> str:
    """That there is no such setting, and which may be meant."""
    fields = (_PARTS.get(str(steps[0]), Settings) if len(steps) > 1 else Settings).model_fields
    names = [field.alias or name for name, field in fields.items()]
    alike = get_close_matches(str(steps[-1]), names, n=1, cutoff=0.7)
    return f"There is no such setting. It may be {alike[0]}" if alike else "There is no such setting"


def _spelling(name: str) -> str:
    """A name by which a school is known, however its spaces, capitals, accents and marks of direction are written."""
    return one_line(name).casefold()
