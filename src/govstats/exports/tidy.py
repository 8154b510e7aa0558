"""Staff and register rows made comparable: one word for each kind, defaults filled in as the interfaces say."""

import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.words import meanings
from govstats.settings import Settings, in_toml
from govstats.settings.roles import OTHER


def tidy_staff(raw: pd.DataFrame, settings: Settings) -> tuple[pd.DataFrame, list[Problem]]:
    """One row a post: `name` whole, `staff_type` one of five words, `group` one of three role groups.

    Returns
    -------
    staff, noticed
    """
    role_group = {role: settings.role_groups.of(role) for role in raw["role"].unique()}
    name = raw["name"].where(raw["name"] != "", (raw["forename"] + " " + raw["surname"]).str.strip())
    staff = raw.assign(
        name=name,
        staff_type=raw["staff_type"].str.casefold().str.strip().map(meanings("staff_types")).fillna("other"),
        group=raw["role"].map(role_group).fillna(OTHER),
    )
    unmatched = raw["role"][raw["role"].map(role_group).isna() & (raw["role"] != "")]
    problems = [
        problem("role-not-matched", column="Role", found=role, line=in_toml(str(role)), rows_affected=int(rows))
        for role, rows in unmatched.value_counts().sort_index().items()
    ]
    return staff, problems


def tidy_policies(raw: pd.DataFrame) -> pd.DataFrame:
    """One row a version: `draft` and `required` as booleans, `audience` never blank."""
    status, approved = raw["status"].str.casefold(), raw["approved_text"].str.casefold()
    return with_version_key(raw).assign(
        # One spelling for a title, whatever the case of its later versions.
        policy=raw.groupby(raw["policy"].str.casefold())["policy"].transform("first"),
        draft=status.str.contains("draft") | approved.eq("draft"),
        required=raw["required"] != "no",
        audience=raw["audience"].str.casefold().str.replace(" ", "").replace("", "all"),
        scope=raw["scope"].str.casefold(),
        approval_level=raw["approval_level"].str.casefold().map(meanings("approving_bodies")).fillna("Not stated"),
        change=raw["change"].str.casefold(),
    )


def with_version_key(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `version_key`, by which versions are compared."""
    return frame.assign(
        version_key=frame["version"].map({text: version_key(text) for text in frame["version"].unique()})
    )


def version_key(text: str) -> str:
    """One spelling for a version: "v2.0", "Version 2" and "2" are the same.

    >>> version_key("v2.0"), version_key("1.10")
    ('2', '1.10')
    """
    bare = text.casefold().strip().removeprefix("version").removeprefix("v").strip(" .")
    return bare.removesuffix(".0")
