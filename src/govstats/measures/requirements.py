"""Who must know which version: people, versions, and the pairs of the two from which denominators are built.

A large trust has more than a hundred thousand pairs, so a pair is two numbers: a row of the people and a row of the
versions. Words are looked up only where they are wanted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from govstats.measures.codes import Rows, places
from govstats.measures.people import checked_audience, in_audience
from govstats.measures.posts import NO_SCHOOL, service
from govstats.measures.register import Document, Version, possibly_in_force
from govstats.measures.shape import schools_of
from govstats.measures.verdicts import NO, UNSURE, YES, Days, Flags, Verdicts

MANY = 100_000  # pairs
_DAYS = ("in_force_earliest", "in_force_latest", "known_earliest", "known_latest")
_TYPES = {
    **dict.fromkeys(("policy", "document_school", "version", "version_key", "audience"), "str"),
    **dict.fromkeys(("document", "number", "accepted_from", "renew_months"), "int64"),
    **dict.fromkeys(_DAYS, "datetime64[s]"),
}


@dataclass(frozen=True)
class Duties:
    """The pairs of a person and a version that is required of them.

    Attributes
    ----------
    people
        One row a person, as `people_in_post` gives them, numbered from 0.
    versions
        One row a version of every document, as `versions_of` gives them.
    person, version
        The row of each, by pair.
    required
        A verdict by pair: in post, in the audience, in force.
    staff, as_at
        The staff list and the day that the people are of.
    """

    people: pd.DataFrame
    versions: pd.DataFrame
    person: Rows
    version: Rows
    required: Verdicts
    staff: pd.DataFrame
    as_at: date

    def __len__(self) -> int:
        return len(self.person)

    def only(self, pairs: Rows | slice) -> "Duties":
        """These pairs alone."""
        return replace(self, person=self.person[pairs], version=self.version[pairs], required=self.required[pairs])

    def in_parts(self) -> Iterator["Duties"]:
        """The same, some policies at a time: of a trust, what is worked out of each takes more than all records."""
        if self.are_few:
            yield self
            return
        policy = pd.factorize(self.versions["policy"])[0].astype("int32")[self.version]
        begins = np.flatnonzero(np.diff(policy, prepend=-1))  # the pairs of a policy stand together
        firsts = begins[np.unique(begins // MANY, return_index=True)[1]]
        for first, last in pairwise([*firsts.tolist(), len(self)]):
            yield self.only(slice(first, last))

    @property
    def are_few(self) -> bool:
        """Whether there is room for all that is worked out of them."""
        return len(self) <= MANY

    def of_person(self, column: str) -> Any:
        """A column of the people, by pair."""
        return self.people[column].array.take(self.person)

    def of_version(self, column: str) -> Any:
        """A column of the versions, by pair."""
        return self.versions[column].array.take(self.version)

    @cached_property
    def asked(self) -> Rows:
        """The rows of the versions that are required of anybody."""
        return np.flatnonzero(np.bincount(self.version, minlength=len(self.versions)))

    @cached_property
    def starts(self) -> tuple[Days, Days]:
        """By pair, the first and last possible first day of the person's service; of a school's own copy, there."""
        starts = tuple(self.people[f"start_date_{end}"].to_numpy()[self.person] for end in ("earliest", "latest"))
        schools = pd.Index(self.versions["document_school"].unique())
        school = places(self.versions["document_school"], schools)[self.version]
        own = np.flatnonzero(np.asarray(schools != "")[school])
        if len(own):
            # Someone who came from another school of the organisation meets this school's copy on the first day there.
            there = service(self.staff, self.as_at, at_each_school=True)
            posts = self.staff[["person_id", "school"]].iloc[there.rows]
            whose, where = places(posts["person_id"], self.people["person_id"]), places(posts["school"], schools)
            known = np.flatnonzero((whose >= 0) & (where >= 0))
            pairs, first = np.unique(whose[known] * len(schools) + where[known], return_index=True)
            place = pd.Index(pairs).get_indexer(pd.Index(self.person[own] * len(schools) + school[own]))
            post = known[first[place[place >= 0]]]
            for found, days in zip(starts, (there.earliest, there.latest), strict=True):
                found[own[place >= 0]] = days[post]
        return starts  # type: ignore[return-value]

    @property
    def begins(self) -> tuple[Days, Days]:
        """The first and last day on which a duty may have begun: version in force and published, person in service."""
        ends = []
        for end, start in zip(("earliest", "latest"), self.starts, strict=True):
            in_force, known = (
                self.versions[f"{name}_{end}"].to_numpy()[self.version] for name in ("in_force", "known")
            )
            ends.append(np.maximum(np.maximum(in_force, known), start))
        return ends[0], ends[1]


def required_duties(
    people: pd.DataFrame, staff: pd.DataFrame, standing: Sequence[Document], as_at: date, audience: str | None = None
) -> Duties:
    """Every person × version in force that the register's audiences require.

    Parameters
    ----------
    people
        As `people_in_post` or `starters` gives them.
    audience
        Asked of everyone in this audience, in place of the register's.

    Raises
    ------
    ValueError
        There is no such audience.
    """
    people, versions = people.reset_index(drop=True), versions_of(standing)
    members = {
        name: in_audience(people, name)
        for name in ({checked_audience(audience)} if audience else {*versions["audience"]})
    }
    surely_there = people["in_post"].to_numpy("int8")

    # Most documents ask the same people.
    @cache
    def answering(school: str, schools: tuple[str, ...]) -> Rows:
        return np.flatnonzero(_answers_to(people, school, schools))

    @cache
    def wanted(school: str, schools: tuple[str, ...], audience: str, certain: np.int8) -> tuple[Rows, Verdicts]:
        rows = answering(school, schools)
        verdict = np.minimum(np.minimum(members[audience], surely_there)[rows], certain)
        return rows[verdict > NO], verdict[verdict > NO]

    numbers, persons, verdicts = [], [np.zeros(0, "int64")], [np.zeros(0, "int8")]
    first = 0
    for document in standing:
        possible = possibly_in_force(document.versions, as_at)
        certain = YES if None not in possible else UNSURE
        for version in filter(None, possible):
            numbers.append(first + document.versions.index(version))
            rows, verdict = wanted(document.school, document.schools, audience or version.audience, certain)
            persons.append(rows)
            verdicts.append(verdict)
        first += len(document.versions)
    version_row = np.repeat(np.array(numbers, "int64"), [len(rows) for rows in persons[1:]])
    return Duties(people, versions, np.concatenate(persons), version_row, np.concatenate(verdicts), staff, as_at)


def _answers_to(people: pd.DataFrame, school: str, schools: Sequence[str]) -> Flags:
    """Who falls under a document: the people of the schools that it is for, and those of whom no school is stated if it
    is for the whole organisation.
    """
    of_document = {*schools}
    leaves = people["school"].cat
    answers = [
        not of_document.isdisjoint(schools_of(leaf)) or (NO_SCHOOL in leaf and not school)
        for leaf in leaves.categories.tolist()
    ]
    flags: Flags = np.array(answers, bool)[leaves.codes]
    return flags


def versions_of(standing: Sequence[Document]) -> pd.DataFrame:
    """Every version of every document, those of a document together and in order of time.

    Returns
    -------
    DataFrame
        `policy, document` (a number), `document_school, number` (within its document), `version, version_key, audience,
        renew_months` (0: never lapses), `in_force_*` and `known_*` (earliest, latest), and `accepted_from`: the row of
        the first version whose acknowledgement counts for this one. After a minor change that is the one before.
    """
    rows: list[tuple[Any, ...]] = []
    for place, document in enumerate(standing):
        first = len(rows)
        for number, version in enumerate(document.versions):
            minor = version.change == "minor" and number > 0
            accepted_from = rows[-1][5] if minor else first + number
            head = (document.policy, place, document.school, number, version.version_key, accepted_from)
            rows.append((*head, version.version, version.audience, version.renew_months or 0, *_days(version)))
    names = ["policy", "document", "document_school", "number", "version_key", "accepted_from"]
    names += ["version", "audience", "renew_months", *_DAYS]
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    typed = {name: np.array(column, _TYPES[name]) for name, column in zip(names, columns, strict=True)}
    return pd.DataFrame(typed)


def _days(version: Version) -> tuple[date, ...]:
    starts, known = version.starts, version.made_known
    # An end that is not known may be any day: the first of all for the earliest, the last of all for the latest.
    return (
        starts.earliest or date.min,
        starts.latest or date.max,
        known.earliest or date.min,
        known.latest or date.max,
    )


def beside(duties: Duties, records: pd.DataFrame) -> tuple[Rows, Rows]:
    """Each record beside each pair of its person and policy: the pairs, and the rows of the records."""
    policies = pd.Index(duties.versions["policy"].unique())
    person, policy = places(records["person_id"], duties.people["person_id"]), places(records["policy"], policies)
    # Policy by policy, as the pairs stand: so the table is gone through in order.
    wanted = policy * len(duties.people) + person
    facts = np.flatnonzero((person >= 0) & (policy >= 0))
    if len(facts) < len(wanted):
        wanted = wanted[facts]
    own = (places(duties.versions["policy"], policies) * len(duties.people))[duties.version] + duties.person
    pairs, rows = [np.zeros(0, "int64")], [np.zeros(0, "int64")]
    # The table holds one pair a person and policy. Whoever has several has the others in further rounds.
    left = np.arange(len(duties), dtype="int32")
    while len(left):
        table = np.full(len(duties.people) * len(policies), -1, "int32")
        table[own] = left
        found = table[wanted]
        hit = np.flatnonzero(found >= 0)
        pairs.append(found[hit])
        rows.append(facts[hit])
        further = table[own] != left
        left, own = left[further], own[further]
    return np.concatenate(pairs), np.concatenate(rows)
