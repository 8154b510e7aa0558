"""Staff and register rows made comparable: one word for each kind, defaults filled in as the interfaces say."""

import re
from collections.abc import Iterator

import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.coded import respelt
from govstats.exports.people import Headings, with_whole_names
from govstats.exports.titles import spellings
from govstats.exports.words import meaning, meanings
from govstats.records import SOURCES, places_of, rows_named
from govstats.settings import Settings, in_toml
from govstats.settings.roles import OTHER


def tidy_staff(raw: pd.DataFrame, settings: Settings, headings: Headings) -> tuple[pd.DataFrame, list[Problem]]:
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
    cases = [
        ("role-not-matched", "role", raw["role"].map(role_group).isna() & (raw["role"] != "")),
        ("staff-type-not-known", "staff_type", raw["staff_type"].map(types).isna()),
        ("school-not-stated", "school", (raw["school"] == "") & (len(settings.schools) > 1)),
    ]
    return staff, [
        problem(
            code,
            **(place := places_of(rows)[0]),
            column=headings.get((place["file"], place["sheet"], field), SOURCES["staff"].field(field).label),
            found=text,
            line=in_toml(str(text)),
            rows_affected=len(rows),
            these=rows_named(rows),
        )
        for code, field, holds in cases
        for (text, _, _), rows in raw[holds].groupby([field, "file", "sheet"], sort=True)
    ]


def tidy_policies(raw: pd.DataFrame, settings: Settings) -> tuple[pd.DataFrame, list[Problem]]:
    """One row a version: `draft` and `required` as booleans, `audience` never blank, `scope` trust, school or blank.

    Returns
    -------
    policies, problems
        An audience that nobody could be counted in must be fixed.
    """
    status, approved = raw["status"].str.casefold(), raw["approved_text"].str.casefold()
    audiences = {text: _audience(text) for text in raw["audience"].unique()}
    policies = with_version_key(raw).assign(
        policy=raw["policy"].map(spellings(raw["policy"].unique())),
        draft=status.str.contains("draft") | approved.eq("draft"),
        required=raw["required"] != "no",
        audience=raw["audience"].map(audiences).fillna(""),
        scope=raw["scope"].map({text: meaning("scopes", text) for text in raw["scope"].unique()}).fillna(""),
        approval_level=raw["approval_level"].str.casefold().map(meanings("approving_bodies")).fillna("Not stated"),
        change=raw["change"].str.casefold(),
    )
    unknown = policies[policies["audience"] == ""]
    return policies, [
        *(
            problem("audience-not-known", **place, column="Audience", found=text, policy=policy)
            for place, text, policy in zip(
                places_of(unknown), raw.loc[unknown.index, "audience"], unknown["policy"], strict=True
            )
        ),
        *_scope_problems(policies.assign(said=raw["scope"]), settings),
    ]


def _scope_problems(policies: pd.DataFrame, settings: Settings) -> Iterator[Problem]:
    """Rows of which it is not plain whether they are the whole organisation's or a school's own."""
    strange = policies[(policies["scope"] == "") & (policies["said"] != "")]
    for place, text, policy in zip(places_of(strange), strange["said"], strange["policy"], strict=True):
        yield problem("scope-not-known", **place, column="Scope", found=text, policy=policy)
    if len(settings.schools) == 1:
        return
    own = policies[policies["scope"] == "school"]
    nobodys = own[own["school"] == ""]
    # Once a row names a school, each school is to have a copy of its own, and none is left to fall under this one.
    copied = {*own["policy"][own["school"] != ""]}
    for place, policy in zip(places_of(nobodys), nobodys["policy"], strict=True):
        whom = "no school" if policy in copied else "every school"
        yield problem("school-of-a-copy-not-stated", **place, column="School", policy=policy, whom=whom)


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
