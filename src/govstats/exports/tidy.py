"""Staff and register rows made comparable: one word for each kind, defaults filled in as the interfaces say."""

import re

import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.coded import respelt
from govstats.exports.people import with_whole_names
from govstats.exports.words import meaning, meanings
from govstats.records import places_of
from govstats.settings import Settings, in_toml
from govstats.settings.roles import OTHER


def tidy_staff(raw: pd.DataFrame, settings: Settings) -> tuple[pd.DataFrame, list[Problem]]:
    """One row a post: `name` whole, `staff_type` one of five words, `group` one of three role groups.

    Returns
    -------
    staff, noticed
    """
    role_group = {role: settings.role_groups.of(role) for role in raw["role"].unique()}
    types = {text: meaning("staff_types", text) for text in raw["staff_type"].unique()}
    staff = with_whole_names(raw).assign(
        staff_type=raw["staff_type"].map(types).fillna("other"),
        group=raw["role"].map(role_group).fillna(OTHER),
    )
    unmatched = raw["role"][raw["role"].map(role_group).isna() & (raw["role"] != "")]
    problems = [
        problem("role-not-matched", column="Role", found=role, line=in_toml(str(role)), rows_affected=int(rows))
        for role, rows in unmatched.value_counts().sort_index().items()
    ]
    strange = raw["staff_type"][raw["staff_type"].map(types).isna()]
    problems += [
        problem("staff-type-not-known", column="Staff type", found=text, rows_affected=int(rows))
        for text, rows in strange.value_counts().sort_index().items()
    ]
    nowhere = int((raw["school"] == "").sum())
    if nowhere and len(settings.schools) > 1:
        problems.append(problem("school-not-stated", column="School", rows_affected=nowhere))
    return staff, problems


def tidy_policies(raw: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """One row a version: `draft` and `required` as booleans, `audience` never blank.

    Returns
    -------
    policies, problems
        An audience that nobody could be counted in must be fixed.
    """
    status, approved = raw["status"].str.casefold(), raw["approved_text"].str.casefold()
    audiences = {text: _audience(text) for text in raw["audience"].unique()}
    policies = with_version_key(raw).assign(
        # One spelling for a title, whatever the case of its later versions.
        policy=raw.groupby(raw["policy"].str.casefold())["policy"].transform("first"),
        draft=status.str.contains("draft") | approved.eq("draft"),
        required=raw["required"] != "no",
        audience=raw["audience"].map(audiences).fillna(""),
        scope=raw["scope"].str.casefold(),
        approval_level=raw["approval_level"].str.casefold().map(meanings("approving_bodies")).fillna("Not stated"),
        change=raw["change"].str.casefold(),
    )
    unknown = policies[policies["audience"] == ""]
    return policies, [
        problem("audience-not-known", **place, column="Audience", found=text, policy=policy)
        for place, text, policy in zip(
            places_of(unknown), raw.loc[unknown.index, "audience"], unknown["policy"], strict=True
        )
    ]


def _audience(text: str) -> str | None:
    """An audience as the measures know it: one word, or staff types joined by ";"; None where it is not known."""
    if (known := meaning("audiences", text)) is not None:
        return known
    parts = [meaning("staff_types", part.strip()) for part in re.split(r"[;,/&]| and ", text) if part.strip()]
    return ";".join(part for part in parts if part) if parts and all(parts) else None


def with_version_key(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `version_key`, by which versions are compared."""
    keys = {text: version_key(text) for text in frame["version"].unique()}
    return frame.assign(version_key=respelt(frame["version"], keys))


def version_key(text: str) -> str:
    """One spelling for a version: "v2.0", "Version 2" and "2" are the same.

    >>> version_key("v2.0"), version_key("1.10")
    ('2', '1.10')
    """
    bare = text.casefold().strip().removeprefix("version").removeprefix("v").strip(" .")
    return bare.removesuffix(".0")
