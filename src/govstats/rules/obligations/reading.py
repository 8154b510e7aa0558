"""Obligations files as typed objects: those of an organisation's folder, and the ones that come with govstats."""

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from govstats.errors import MustFix, Problem, problem
from govstats.errors.written import said_of, text_of
from govstats.rules.policies import plain_name
from govstats.text import Words

FOLDER = "obligations"
# What may show that an obligation is met: measures of people, facts of the register, and kinds of the evidence log.
MEASURES = ("acknowledgement_coverage", "reacknowledgement", "induction_coverage", "induction_timeliness")
FACTS = ("adoption", "review", "scope")
KINDS = ("briefing", "declaration", "recruitment check", "handbook", "statement", "link", "consultation")
STAFF_TYPES = ("employee", "agency", "volunteer", "governor", "contractor")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Prompt(_Strict):
    """Newer guidance that a clause has to be weighed against; whether it is contradicted, governors say."""

    says: Words = Field(min_length=1)
    source: Words = Field(min_length=1)
    since: date


class Clause(_Strict):
    """One obligation: what the policy says, whom it is for, and what would show it."""

    id: Words = Field(min_length=1)
    says: Words = Field(min_length=1)
    evidence: str
    applies_to: str = "organisation"
    target: float | None = Field(default=None, gt=0, le=1)
    valid_months: int | None = Field(default=None, gt=0)
    covers: tuple[Words, ...] = ()
    links_to: tuple[Words, ...] = ()
    prompt: Prompt | None = None

    @field_validator("applies_to")
    @classmethod
    def _is_known(cls, words: str) -> str:
        kinds = words.split(";")
        if words in ("organisation", "schools", "all", "employed", "contact") or {*kinds} <= {*STAFF_TYPES}:
            return words
        raise ValueError(
            "it is organisation, schools, all, employed, contact, or staff types joined by ; such as agency;volunteer"
        )

    @field_validator("evidence")
    @classmethod
    def _is_evidence(cls, words: str) -> str:
        if words in (*MEASURES, *FACTS, *KINDS):
            return words
        raise ValueError(f'"{words}" is no evidence that is known: it may be {", ".join((*MEASURES, *FACTS, *KINDS))}')

    @property
    def audience(self) -> str | None:
        """The people that it is for, where it is for people."""
        return None if self.applies_to in ("organisation", "schools") else self.applies_to


class Obligations(_Strict):
    """The obligations file of one policy. `policies` are the titles under which a register may have it."""

    policies: tuple[Words, ...]
    clauses: tuple[Clause, ...] = Field(alias="clause")

    @field_validator("clauses")
    @classmethod
    def _no_clause_twice(cls, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        ids = [clause.id for clause in clauses]
        if not ids:
            raise ValueError("there is no clause")
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"the clause {', '.join(twice)} stands there twice")
        return clauses

    @property
    def bundled(self) -> bool:
        """Whether they come with govstats, and not from the organisation's folder."""
        return self in bundled_obligations()

    def are_of(self, policy: str) -> bool:
        """Whether a title of a register is the policy that these are of.

        >>> [each.are_of("Social Networking Policy") for each in bundled_obligations()]
        [True]
        """
        return plain_name(policy) in {plain_name(title) for title in self.policies}


def read_obligations(folder: Path) -> tuple[Obligations, ...]:
    """The obligations of an organisation's folder, then those that come with govstats: the first of a policy holds.

    A file is called after its policy, `obligations/social-networking.toml`, or names its `policies`.

    Raises
    ------
    MustFix
        With every fault of every file: it is no TOML, or a clause lacks something or says something that is not known.
    """
    problems: list[Problem] = []
    found = []
    for path in obligations_files(folder):
        try:
            found.append(_read(path))
        except MustFix as error:
            problems += error.problems
    if problems:
        raise MustFix(problems)
    return (*found, *bundled_obligations())


def _read(path: Path) -> Obligations:
    name = f"{FOLDER}/{path.name}"
    return _parsed(text_of(path, name), path.stem, name)


def obligations_files(folder: Path) -> list[Path]:
    """The obligations files of an organisation's folder."""
    return sorted((folder / FOLDER).glob("*.toml"))


@cache
def bundled_obligations() -> tuple[Obligations, ...]:
    """The obligations files that come with govstats."""
    listed = sorted(each for each in files(__package__).iterdir() if each.name.endswith(".toml"))  # type: ignore[type-var]
    return tuple(_parsed(each.read_text("utf-8"), each.name.removesuffix(".toml"), each.name) for each in listed)


def _parsed(text: str, stem: str, name: str) -> Obligations:
    try:
        table = tomli.loads(text)
        return Obligations.model_validate({"policies": [stem.replace("-", " ").replace("_", " ")]} | table)
    except tomli.TOMLDecodeError as error:
        raise MustFix(problem("obligations-unreadable", file=name, detail=error)) from None
    except ValidationError as error:
        raise MustFix(_fault(table, fault, name) for fault in error.errors()) from None


def _fault(table: dict[str, Any], fault: ErrorDetails, name: str) -> Problem:
    """One fault in the words of the file: in which clause, at which setting, and what is wrong."""
    place, clauses = fault["loc"], table.get("clause")
    clause = ""
    if len(place) > 1 and isinstance(place[1], int) and isinstance(clauses, list):
        found = clauses[place[1]]
        clause = f"clause {found.get('id', place[1] + 1) if isinstance(found, dict) else place[1] + 1}"
    setting = ".".join(str(step) for step in (place[2:] if clause else place[:1]))
    match fault["type"]:
        case "missing":
            detail = "This is needed and not there"
        case "extra_forbidden":
            detail = "There is no such setting"
        case "model_type" | "tuple_type":
            detail = "A clause begins with [[clause]], and a list is written in [ ]"
        case _:
            detail = said_of(fault)
    column = ", ".join(part for part in (clause, setting) if part)
    return problem("obligations-wrong", file=name, column=column, detail=detail[:1].upper() + detail[1:])
