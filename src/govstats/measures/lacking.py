"""Statutory policies of which a register has no title: a finding of its own, and in no denominator.

Definitions: docs/methodology.md, "Statutory policies that the register lacks".
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.register import SECTORS
from govstats.measures.shape import Loaded
from govstats.rules import Listed, policy_named, statutory_policies

_COLUMNS = ["title", "schools", "may_be_in", "draft", "rule_pack", "kind", "verified"]


@asked()
def statutory_policies_lacking(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """The statutory policies that were not found in the register under a title that is known, for the schools judged.

    That one is missing cannot be said, for a school may have it under a title of its own. A policy of the whole
    organisation counts at every school, whatever its `required` and its dates; a draft alone does not count.

    Returns
    -------
    DataFrame
        One row a policy and what is said of it: `title, schools` (those that lack it), `may_be_in` (titles of the
        register that may be it or hold it; where there is one, its absence cannot be said), `draft` (a draft of it is
        there), `rule_pack, kind` (of the rule on reviews), `verified`. What is not verified may be shown only as
        unverified. Those that can be said come first, the verified ones before the others, then by title.

        Kept apart: records and what is needed only on a condition (`govstats.rules.Listed`), of which nothing is said;
        schools that cannot be judged, which `schools_not_judged` names.
    """
    shelves, may_be = _shelves(organisation), cache(Listed.may_be)
    found: defaultdict[tuple[Listed, tuple[str, ...], bool], list[str]] = defaultdict(list)
    for school, listed in _asked(organisation, as_at):
        shelf, named = shelves[school], {each.key: each for each in listed}
        for each in listed:
            if each.record or each.only_if or each.key in shelf.known:
                continue
            wholes = [each, *(named[key] for key in each.part_of if key in named)]
            may_be_in = {title for whole in wholes for title in shelf.known.get(whole.key, ())}
            may_be_in |= {title for whole in wholes for title in shelf.unknown if may_be(whole, title)}
            found[each, tuple(sorted(may_be_in)), each.key in shelf.drafts].append(school)
    rows = [
        (each.title, tuple(schools), may_be_in, draft, each.pack, each.kind, each.verified)
        for (each, may_be_in, draft), schools in found.items()
    ]
    rows.sort(key=lambda row: (bool(row[2]), not row[6], row[0], row[1]))
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"draft": bool, "verified": bool})


@asked()
def schools_not_judged(organisation: Loaded, as_at: date) -> tuple[str, ...]:
    """The schools of which it cannot be said what they lack, in the order of the settings.

    They are those without a `type` or a `phase`, nursery schools, of which no list that was read says anything, and
    all schools where no list was in force or the register is empty.
    """
    judged = {school for school, _ in _asked(organisation, as_at)}
    return tuple(name for name in organisation.settings.school_names if name not in judged)


def _asked(organisation: Loaded, as_at: date) -> Iterator[tuple[str, tuple[Listed, ...]]]:
    """Each school that can be judged, with what the lists in force ask of it."""
    if organisation.records.policies.empty:
        return
    lists = cache(statutory_policies)
    for school in organisation.settings.schools:
        sector = SECTORS.get(school.type)
        if sector and school.phase and (listed := lists(as_at, sector=sector, phase=school.phase)):
            yield school.name, listed


@dataclass
class _Shelf:
    """The titles that a register has for one school: those that are known, by the policy they mean, and the others."""

    known: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unknown: set[str] = field(default_factory=set)
    drafts: set[str] = field(default_factory=set)


def _shelves(organisation: Loaded) -> defaultdict[str, _Shelf]:
    shelves: defaultdict[str, _Shelf] = defaultdict(_Shelf)
    everywhere, register = organisation.settings.school_names, organisation.records.policies
    wanted = ["policy", "school", "statutory_key", "draft", "required", "scope"]
    rows: list[dict[str, Any]] = register[wanted].drop_duplicates().to_dict("records")  # type: ignore[assignment]
    for row in rows:
        entries = [entry for words in (row["policy"], row["statutory_key"]) if (entry := policy_named(words))]
        # A copy that is required of every school is asked for already, wherever the register forgets it.
        own = row["school"] and not (row["required"] and row["scope"] == "school")
        for school in (row["school"],) if own else everywhere:
            shelf = shelves[school]
            if row["draft"]:
                shelf.drafts |= {entry["key"] for entry in entries}
                continue
            for entry in entries:
                shelf.known[entry["key"]].add(row["policy"])
            if not entries:
                shelf.unknown.add(row["policy"])
    return shelves
