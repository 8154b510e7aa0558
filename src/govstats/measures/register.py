"""The policy register as documents with versions, and which version is in force on a day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from govstats.measures.remembered import remembered
from govstats.measures.shape import Loaded
from govstats.periods import DateInterval
from govstats.records import Place
from govstats.rules.packs import Sector
from govstats.settings import Settings

SECTORS: dict[str | None, Sector] = {"maintained": "maintained", "academy": "academies"}


@dataclass(frozen=True)
class Version:
    """One approved version of a document."""

    policy: str
    school: str  # "" where the policy is one for the whole organisation
    version: str
    version_key: str
    written: DateInterval
    approved: DateInterval
    effective: DateInterval
    published: DateInterval
    review_due: DateInterval
    model_date: DateInterval
    cycle_months: int | None
    cycle_kind: str
    cycle_text: str
    change: str
    renew_months: int | None  # None: an acknowledgement does not lapse
    audience: str
    approval_level: str
    statutory_key: str
    model_source: str
    linked_policies: str
    in_handbook: str
    unions_consulted: str
    minute_reference: str
    place: Place

    @property
    def ever(self) -> bool:
        """Whether the row tells of a version at all, and not just of a title."""
        dates = (self.written, self.approved, self.effective, self.review_due)
        return bool(self.version) or any(each.text for each in dates)

    @cached_property
    def starts(self) -> DateInterval:
        """The later of approval and effective date: approval cannot be back-dated."""
        dated = [each for each in (self.approved, self.effective) if each.earliest or each.latest]
        if not dated:
            return self.written
        last = max(dated, key=lambda each: (each.latest or date.max, each.earliest or date.min))
        latest = None if any(each.latest is None for each in dated) else last.latest
        earliest = max((each.earliest for each in dated if each.earliest), default=None)
        return DateInterval(earliest, latest, last.precision, last.text)

    @cached_property
    def made_known(self) -> DateInterval:
        """When people could first read it: published, else approved, else effective."""
        return next((each for each in (self.published, self.approved) if each.known), self.starts)

    @cached_property
    def adopted(self) -> DateInterval:
        """What the cycle runs from: approval, else effective date, else the day it was written."""
        return {"approved": self.approved, "effective": self.effective}.get(self.adopted_by, self.written)

    @property
    def adopted_by(self) -> str:
        """Which of the three dates the cycle runs from; the day of writing is a makeshift, and is said."""
        return next((name for name in ("approved", "effective") if getattr(self, name).known), "written")

    @property
    def stated_due(self) -> DateInterval | None:
        return self.review_due if self.review_due.latest is not None else None

    @cached_property
    def cycle_due(self) -> DateInterval | None:
        if self.cycle_months is None or not self.adopted.known:
            return None
        return self.adopted.plus_months(self.cycle_months)

    @property
    def clocks_disagree(self) -> bool:
        """The date printed on the policy and the date its own cycle gives do not overlap."""
        return bool(self.stated_due and self.cycle_due and self.stated_due.overlaps(self.cycle_due) is False)

    @property
    def stated_months(self) -> int | None:
        """Calendar months from adoption to the stated date, from the first possible day to the first possible day."""
        stated, adopted = self.review_due.earliest or self.review_due.latest, self.adopted.earliest
        if not (stated and adopted):
            return None
        return (stated.year - adopted.year) * 12 + stated.month - adopted.month


@dataclass(frozen=True)
class Document:
    """A required policy, or a school's own copy of it, with its approved versions in order of time.

    `school` is "" where it is one for the whole organisation. `schools` are those it is for: all but the ones that
    have a copy of their own.
    """

    policy: str
    school: str
    versions: tuple[Version, ...]
    draft_in_progress: bool
    schools: tuple[str, ...]
    sector: Sector | None = None


def documents_of(organisation: Loaded) -> list[Document]:
    """The documents of an organisation's register: each title with `required` not no, approved versions or none.

    Drafts are no versions: they never count and never stop a clock. A policy whose scope is the school is required
    of every school, also of one that the register forgets.
    """
    return _documents_of(organisation.records.policies, organisation.settings)


@remembered
def _documents_of(register: pd.DataFrame, settings: Settings) -> list[Document]:
    schools, types = settings.school_names, {school.type for school in settings.schools}
    # The list for one kind of school is no rule where there are schools of both, or it is not said.
    sector = SECTORS.get(types.pop()) if len(types) == 1 else None
    rows: list[dict[str, Any]] = register[register["required"]].to_dict("records")  # type: ignore[assignment]
    own = {(row["policy"], row["school"]) for row in rows}
    own |= {(row["policy"], school) for row in rows if row["scope"] == "school" and row["school"] for school in schools}
    copied = {policy for policy, school in own if school}
    found: dict[tuple[str, str], list[Version]] = {key: [] for key in sorted(own)}
    for row in rows:
        if not row["draft"] and (version := version_of(row)).ever:
            found[row["policy"], row["school"]].append(version)
    drafts = {(row["policy"], row["school"]) for row in rows if row["draft"]}

    def without_copy(policy: str) -> tuple[str, ...]:
        return tuple(name for name in schools if (policy, name) not in own) if policy in copied else schools

    return [
        Document(
            policy,
            school,
            tuple(sorted(versions, key=by_time)),
            (policy, school) in drafts,
            (school,) if school else without_copy(policy),
            sector,
        )
        for (policy, school), versions in found.items()
    ]


def possibly_in_force(versions: Sequence[Version], as_at: date) -> list[Version | None]:
    """The version in force at the end of a day, in a list of one; several while a vague date leaves it open.

    A version is in force until the day before its successor's. None stands for "no version".
    """
    possible: list[Version | None] = [None]
    for version in versions:
        begun = version.starts.on_or_before(as_at)
        if begun:
            possible = [version]
        elif begun is None:
            possible.append(version)
    return possible


def by_time(version: Version) -> tuple[date, list[tuple[int, str]], int]:
    """When it began; of two that may have begun on the same day its number says which came first."""
    parts = re.findall(r"\d+|[^\d.]+", version.version_key)
    number = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return version.starts.latest or date.max, number, version.place["row"]


_DATES = ("written", "approved", "effective", "published", "review_due", "model_date")
_NUMBERS = ("cycle_months", "renew_months")
_COMPOSED = (*_DATES, *_NUMBERS, "place")
_WORDS = tuple(field.name for field in fields(Version) if field.name not in _COMPOSED)


def version_of(row: dict[str, Any]) -> Version:
    """What a row of the register tells of a version."""
    composed: dict[str, Any] = {name: interval_of(row, name) for name in _DATES}
    composed |= {name: None if pd.isna(row[name]) else int(row[name]) for name in _NUMBERS}
    composed["place"] = Place(file=row["file"], sheet=row["sheet"], row=int(row["row"]))
    return Version(**{name: row[name] for name in _WORDS}, **composed)


def interval_of(row: dict[str, Any], name: str) -> DateInterval:
    """A vague date of a row of a tidy table."""
    ends = (row[f"{name}_earliest"], row[f"{name}_latest"])
    earliest, latest = (None if pd.isna(end) else end.date() for end in ends)
    return DateInterval(earliest, latest, row[f"{name}_precision"] or "unknown", row[f"{name}_text"])


def titled(policy: str, school: str) -> str:
    """A document as a list names it: its title and, of a school's own copy, whose it is.

    >>> titled("First aid", ""), titled("First aid", "Oakfield")
    ('First aid', 'First aid (Oakfield)')
    """
    return f"{policy} ({school})" if school else policy
