"""The policy register as documents with versions, and which version is in force on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pandas as pd

from govstats.periods import DateInterval
from govstats.records import Place


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
    cycle_months: int | None
    cycle_kind: str
    cycle_text: str
    change: str
    audience: str
    approval_level: str
    statutory_key: str
    place: Place

    @property
    def starts(self) -> DateInterval:
        """The later of approval and effective date: approval cannot be back-dated."""
        known = [each for each in (self.approved, self.effective) if each.known]
        if not known:
            return self.written
        return max(known, key=lambda each: (each.latest, each.earliest))

    @property
    def made_known(self) -> DateInterval:
        """When people could first read it: published, else approved, else effective."""
        return next((each for each in (self.published, self.approved) if each.known), self.starts)

    @property
    def adopted(self) -> DateInterval:
        """What the cycle runs from: approval, else effective date, else the day it was written."""
        return next((each for each in (self.approved, self.effective) if each.known), self.written)

    @property
    def stated_due(self) -> DateInterval | None:
        return self.review_due if self.review_due.latest is not None else None

    @property
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
    """A required policy, or a school's own copy of it, with its approved versions in order of time."""

    policy: str
    school: str
    versions: tuple[Version, ...]
    draft_in_progress: bool


def documents(register: pd.DataFrame) -> list[Document]:
    """The documents of a register: a title with `required` not no, approved versions or none.

    Drafts are no versions: they never count and never stop a clock.
    """
    rows: list[dict[str, Any]] = register[register["required"]].to_dict("records")  # type: ignore[assignment]
    keys = sorted({(row["policy"], row["school"]) for row in rows})
    versions: dict[tuple[str, str], list[Version]] = {key: [] for key in keys}
    drafts = {(row["policy"], row["school"]) for row in rows if row["draft"]}
    for row in rows:
        if not row["draft"]:
            versions[row["policy"], row["school"]].append(_version(row))
    return [Document(*key, tuple(sorted(versions[key], key=_by_time)), key in drafts) for key in keys]


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


def _by_time(version: Version) -> tuple[date, int]:
    return version.starts.latest or date.max, version.place["row"]


_DATES = ("written", "approved", "effective", "published", "review_due")
_COMPOSED = (*_DATES, "cycle_months", "place")
_WORDS = tuple(field.name for field in fields(Version) if field.name not in _COMPOSED)


def _version(row: dict[str, Any]) -> Version:
    months = row["cycle_months"]
    composed: dict[str, Any] = {name: _interval(row, name) for name in _DATES}
    composed["cycle_months"] = None if pd.isna(months) else int(months)
    composed["place"] = Place(file=row["file"], sheet=row["sheet"], row=int(row["row"]))
    return Version(**{name: row[name] for name in _WORDS}, **composed)


def _interval(row: dict[str, Any], name: str) -> DateInterval:
    ends = (row[f"{name}_earliest"], row[f"{name}_latest"])
    earliest, latest = (None if pd.isna(end) else end.date() for end in ends)
    return DateInterval(earliest, latest, row[f"{name}_precision"] or "unknown", row[f"{name}_text"])
