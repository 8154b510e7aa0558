"""Acknowledgement coverage broken down by one thing at a time: school, policy, role group, version, or date."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, get_args

import pandas as pd

from govstats.measures.asked import check_window, checked_policy, checked_school
from govstats.measures.coverage import acknowledgement_coverage
from govstats.measures.register import Document, documents_of
from govstats.measures.shape import COUNTS, Loaded, schools_of
from govstats.periods import month_ends

By = Literal["school", "policy", "group", "version", "date"]
BROKEN_DOWN_BY: tuple[By, ...] = get_args(By)
MONTHS = 12
_LEAVES = ("school", "policy", "group")


def coverage_by(
    organisation: Loaded,
    as_at: date,
    by: By = "school",
    policy: str | None = None,
    school: str | None = None,
    group: str | None = None,
) -> pd.DataFrame:
    """Coverage of some people and policies, broken down by one thing.

    Parameters
    ----------
    by
        `school` (someone at two schools is a row of their own, "A + B"), `policy`, `group`; `version` (each version of
        a policy on the last day before the next began, or on `as_at`); or `date` (the ends of the last twelve months,
        and `as_at`). Earlier days count who was in post then, as far as the staff list has leavers.
    policy, school, group
        Only these; someone at two schools belongs to both.

    Returns
    -------
    DataFrame
        One row each: `by` (a date is one), then `numerator, denominator, unknown, excluded`. A version has `as_at` too,
        and `school`, "" where the policy is one for all.

    Raises
    ------
    ValueError
        Coverage cannot be broken down by that, there is no such policy or school, or `version` has no policy.
    TypeError
        The day is no date.
    """
    check_window({"as_at": as_at})
    if by not in BROKEN_DOWN_BY:
        raise ValueError(f'Coverage is broken down by {", ".join(BROKEN_DOWN_BY)}, not by "{by}".')
    title = policy and checked_policy(organisation, policy)
    name = school and checked_school(organisation, school)
    if by == "version":
        if not title:
            raise ValueError("A version is one of a policy: name the policy.")
        rows = [
            {"version": version, "school": of, "as_at": day}
            | _summed(_leaves(organisation, day, title, of or name, group))
            for of, version, day in _versions(organisation, title, as_at)
            if not (of and name) or of == name
        ]
        return pd.DataFrame(rows, columns=["version", "school", "as_at", *COUNTS])
    if by == "date":
        days = [*reversed([*month_ends(as_at, MONTHS)]), as_at]
        points = [{"date": day} | _summed(_leaves(organisation, day, title, name, group)) for day in days]
        return pd.DataFrame(points, columns=["date", *COUNTS])
    leaves = _leaves(organisation, as_at, title, name, group)
    return leaves.groupby(by, sort=True)[list(COUNTS)].sum().reset_index()


def _leaves(
    organisation: Loaded, as_at: date, policy: str | None, school: str | None, group: str | None
) -> pd.DataFrame:
    leaves = acknowledgement_coverage(organisation, as_at, by=_LEAVES)
    wanted = pd.Series(True, leaves.index)
    for column, value in (("policy", policy), ("group", group)):
        if value:
            wanted &= leaves[column] == value
    if school:
        wanted &= leaves["school"].map(lambda leaf: school in schools_of(leaf)).astype(bool)
    return leaves[wanted]


def _summed(leaves: pd.DataFrame) -> dict[str, int]:
    return {name: int(leaves[name].sum()) for name in COUNTS}


def _versions(organisation: Loaded, policy: str, as_at: date) -> Iterator[tuple[str, str, date]]:
    """School, version, and the last day of each version that has begun: of the one in force, the as-at day."""
    for document in documents_of(organisation):
        if document.policy == policy:
            yield from _last_days(document, as_at)


def _last_days(document: Document, as_at: date) -> Iterator[tuple[str, str, date]]:
    begun = [
        (version.version, starts.latest)
        for version in document.versions
        if (starts := version.starts).latest and starts.latest <= as_at
    ]
    for (version, _), (_, until) in pairwise([*begun, ("", as_at + timedelta(days=1))]):
        yield document.school, version, until - timedelta(days=1)
