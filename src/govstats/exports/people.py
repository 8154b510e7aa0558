"""Rows told to belong to a person of the staff list: by reference first, then e-mail address, then the exact name
within a school, and never by a guess.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.coded import held_as, kept, told_apart
from govstats.records import Place, places_of
from govstats.settings import Settings

# (file, sheet, field) → the heading that the file has for it
Headings = Mapping[tuple[str, str, str], str]
K = TypeVar("K")
KEYS = ["person_id", "email", "name", "school"]
_TOLD_BY = [*KEYS, "forename", "surname"]
_SEVERAL = re.compile(r"[,;/&]| and ")


class Found(NamedTuple):
    """Whose a row is, or why that cannot be told: the code of a message, the field and what it holds.

    `unpadded` says that the reference was found without its leading noughts; `disputed`, that another sign of the
    person points to somebody else.
    """

    person: str = ""
    unpadded: bool = False
    disputed: bool = False
    code: str = ""
    field: str = ""
    text: str = ""


def name_key(text: str) -> str:
    """A name as it is compared: forename first, without case and punctuation.

    >>> name_key("SHARMA, Alison"), name_key("Alison  Sharma")
    ('alison sharma', 'alison sharma')
    """
    surname, comma, forename = text.partition(",")
    return " ".join(re.findall(r"\w+", f"{forename} {surname}" if comma else text)).casefold()


@dataclass(frozen=True)
class Directory:
    """The people of a staff list, to be found again in other files.

    `staff` has the columns `person_id, email, name, school`.
    """

    staff: pd.DataFrame
    settings: Settings

    @cached_property
    def _references(self) -> set[str]:
        return set(self.staff["person_id"]) - {""}

    @cached_property
    def _unpadded(self) -> dict[str, set[str]]:
        bare: dict[str, set[str]] = defaultdict(set)
        for reference in self._references:
            if reference.isdecimal():
                bare[reference.lstrip("0")].add(reference)
        return bare

    @cached_property
    def _words_of_names(self) -> dict[str, set[str]]:
        pairs = self.staff[["person_id", "name"]].drop_duplicates()
        words: dict[str, set[str]] = defaultdict(set)
        for reference, name in zip(pairs["person_id"], pairs["name"], strict=True):
            words[reference].update(name_key(name).split())
        return words

    @cached_property
    def _addresses(self) -> dict[str, set[str]]:
        pairs = self.staff[["email", "person_id"]].drop_duplicates()
        return _gathered(zip(pairs["email"].str.casefold(), pairs["person_id"], strict=True))

    @cached_property
    def _names(self) -> dict[tuple[str, str], set[str]]:
        rows = self.staff[["school", "name", "person_id"]].drop_duplicates()
        keys = zip(rows["school"], map(name_key, rows["name"]), strict=True)
        return _gathered(zip(keys, rows["person_id"], strict=True))

    def find(self, reference: str, email: str, name: str, school: str) -> Found:
        """Whose a row is that gives these, any of them blank."""
        holders = self._addresses.get(email.casefold(), set()) if email else set[str]()
        if reference in self._references:
            return Found(reference, disputed=self._is_disputed(reference, holders, name))
        # A number that a sheet took for a sum has lost its noughts; with them it can be one person's only.
        bare = self._unpadded.get(reference.lstrip("0"), set()) if reference.isdecimal() else set()
        if len(bare) == 1:
            return Found(next(iter(bare)), unpadded=True)
        if len(holders) == 1:
            return Found(next(iter(holders)), disputed=reference != "")
        if holders:
            return Found(code="address-shared", field="email", text=email)
        if reference:
            several = _SEVERAL.search(reference) is not None
            code = "several-people-in-a-cell" if several else "person-not-on-list"
            return Found(code=code, field="person_id", text=reference)
        if email and email.casefold() != "anonymous":
            return Found(code="person-not-on-list", field="email", text=email)
        return self._by_name(name, school)

    def _is_disputed(self, reference: str, holders: set[str], name: str) -> bool:
        if holders and reference not in holders:
            return True
        said = set(name_key(name).split())
        return bool(said and (known := self._words_of_names[reference]) and not known & said)

    def _by_name(self, name: str, school: str) -> Found:
        if not name_key(name) or name.casefold() == "anonymous":
            return Found(code="person-anonymous", field="email")
        where = self.settings.school_named(school)
        if where is None and len(self.settings.schools) == 1:
            where = self.settings.schools[0].name
        # A list that states no school is that of the only one.
        places = [where] if where is not None else []
        places += [""] if len(self.settings.schools) == 1 else []
        people = {person for place in places for person in self._names.get((place, name_key(name)), ())}
        if len(people) == 1:
            return Found(people.pop())
        if where is None:
            return Found(code="name-without-school", field="name", text=name)
        if not people and len(re.findall(r"[,;/&\n]| and ", name)) > 1:
            return Found(code="several-people-in-a-cell", field="name", text=name)
        return Found(code="name-shared" if people else "name-not-on-list", field="name", text=name)


def _gathered(pairs: Iterable[tuple[K, str]]) -> dict[K, set[str]]:
    found: dict[K, set[str]] = defaultdict(set)
    for key, person in pairs:
        if key and person:
            found[key].add(person)
    return found


def link_people(
    frame: pd.DataFrame, directory: Directory, headings: Headings
) -> tuple[pd.DataFrame, list[Problem], list[Problem]]:
    """Fill in `person_id` of rows that tell it, or tell it in another way.

    Returns
    -------
    frame, aside, noticed
        The rows that belong to somebody; a problem for each of the others; what is worth checking of the former.
    """
    # The same person signs many policies: whose a row is, is asked once for each way of saying it.
    ways, numbered = told_apart(frame, _TOLD_BY)
    found = [directory.find(*way) for way in with_whole_names(ways)[KEYS].itertuples(index=False, name=None)]
    person = held_as(frame["person_id"], [each.person for each in found], numbered)
    known = person != ""
    aside = [
        problem(each.code, **place, column=_heading(headings, place, each.field), found=each.text)
        for place, each in zip(places_of(frame[~known]), (found[way] for way in numbered[~known]), strict=True)
    ]
    noticed = [
        problem(
            code,
            **places_of(rows)[0],
            column=_heading(headings, places_of(rows)[0], "person_id"),
            found=rows["person_id"].iloc[0] or rows["email"].iloc[0],
            reference=person[rows.index[0]],
            rows_affected=len(rows),
        )
        for code, holds in (
            ("reference-lost-noughts", [each.unpadded for each in found]),
            ("identities-disagree", [each.disputed for each in found]),
        )
        for _, rows in frame[np.array(holds, dtype=bool)[numbered]].groupby("file", sort=True)
    ]
    return kept(frame.assign(person_id=person), known), aside, noticed


def with_whole_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Fill `name` from forename and surname where it is blank."""
    whole = (frame["forename"] + " " + frame["surname"]).str.strip()
    return frame.assign(name=frame["name"].where(frame["name"] != "", whole))


def _heading(headings: Headings, place: Place, field: str) -> str:
    return headings.get((place["file"], place["sheet"], field), "")
