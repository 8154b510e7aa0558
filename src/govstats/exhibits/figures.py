"""The published figures by the page on which they stand, found once for all pages of a release."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from govstats.disclosure import ALL
from govstats.exhibits.count import Count
from govstats.measures.remembered import remembered

Kind = tuple[str, str]  # a measure and its basis
_WORDS = ("measure", "basis", "policy", "school")
_NUMBERS = ("withheld", "numerator", "denominator", "unknown", "excluded", "at_least", "at_most")


@dataclass(frozen=True)
class Figures:
    """The figures of people and documents.

    Attributes
    ----------
    cells
        By measure, basis, policy and school.
    of_policies
        Those of single policies, by measure, basis and school, in the order of the release.
    of_school
        All of a measure, whatever its basis, by measure and school; "" for those of all schools and of each.
    left_out
        By measure and basis, the policies of which only the total is there.
    """

    cells: Mapping[tuple[str, str, str, str], Count]
    of_policies: Mapping[tuple[str, str, str], Sequence[Count]]
    of_school: Mapping[tuple[str, str], Sequence[Count]]
    left_out: Mapping[Kind, Sequence[str]]


@remembered
def figures(frame: pd.DataFrame) -> Figures:
    """The figures of a frame in the shape of `Published.counts`."""
    rows = frame[frame["clause"] == ""]
    # A trust has a hundred thousand figures, and a few hundred words for them: each word is kept once.
    words = (rows[name].astype("category").astype("object") for name in _WORDS)
    numbers = (rows[name].astype("object").where(rows[name].notna(), None) for name in _NUMBERS)
    cells = {
        (measure, basis, policy, school): Count(
            policy=policy,
            school=school,
            done=None if withheld else int(done),
            of=int(of),
            unknown=0 if withheld else int(unknown),
            excluded=int(excluded or 0),  # of people it is told to the office alone
            between=None if least is None else (int(least), int(most)),
        )
        for measure, basis, policy, school, withheld, done, of, unknown, excluded, least, most in zip(
            *words, *numbers, strict=True
        )
    }
    of_policies: defaultdict[tuple[str, str, str], list[Count]] = defaultdict(list)
    of_school: defaultdict[tuple[str, str], list[Count]] = defaultdict(list)
    told: defaultdict[Kind, set[str]] = defaultdict(set)
    told_by_school: defaultdict[Kind, set[str]] = defaultdict(set)
    for (measure, basis, policy, school), each in cells.items():
        of_school[measure, school].append(each)
        of_school[measure, ""].append(each)
        if policy != ALL:
            of_policies[measure, basis, school].append(each)
            told[measure, basis].add(policy)
            if school != ALL:
                told_by_school[measure, basis].add(policy)
    left_out = {kind: sorted(policies - told_by_school[kind]) for kind, policies in told.items()}
    return Figures(cells, dict(of_policies), dict(of_school), left_out)
