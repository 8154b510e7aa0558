"""The columns of what is published, and its margins: sums that add no equation to what is printed."""

from collections.abc import Sequence

import pandas as pd

from govstats.disclosure.cells import ALL
from govstats.disclosure.protect import MINIMUM, protect
from govstats.measures.shape import COUNTS, schools_of

PUBLISHED_COLUMNS = (
    "measure", "school", "policy", "clause", "group", "audience", "basis", "period_start", "period_end",
    "numerator", "denominator", "unknown", "excluded", "withheld",
)  # fmt: skip


def open_margins(counts: pd.DataFrame) -> pd.DataFrame:
    """Margins of a measure of documents, which is never withheld."""
    return with_policy_totals(_by_school(counts).assign(withheld=False))


def protected_margins(counts: pd.DataFrame, profile: str) -> pd.DataFrame:
    """Margins of a measure of people, each policy protected apart."""
    policies = [_protect_policy(rows, profile) for _, rows in counts.groupby("policy", sort=True)]
    return with_policy_totals(pd.concat(policies, ignore_index=True) if policies else counts.assign(withheld=False))


def with_policy_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the sum over policies, of those that are printed at that level only: it adds no equation."""
    printed = rows[~rows["withheld"]].assign(policy=ALL)
    return shaped(pd.concat([rows, _summed(printed, ["school", "policy"]).assign(withheld=False)], ignore_index=True))


def shaped(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of what is published; what a measure does not have is empty."""
    blanks = {column: "" for column in PUBLISHED_COLUMNS if column not in rows}
    return rows.assign(**blanks)[list(PUBLISHED_COLUMNS)]


def _protect_policy(leaves: pd.DataFrame, profile: str) -> pd.DataFrame:
    margins = _by_school(leaves)
    nested = {leaf: schools_of(leaf) for leaf in leaves["school"]}
    safe = protect(leaves, ["school"], profile=profile, nested={"school": nested}).set_index("school")["withheld"]
    if safe[ALL] and leaves["denominator"].sum() >= MINIMUM:
        # The total is worth more than its breakdown: it stands, and the schools are left out.
        return margins[margins["school"] == ALL].assign(withheld=False)
    margins["withheld"] = margins["school"].map(safe).astype(bool)
    margins.loc[margins["withheld"], ["numerator", "unknown"]] = pd.NA
    return margins


def _by_school(leaves: pd.DataFrame) -> pd.DataFrame:
    """Sum leaves by school and for all schools; a leaf "A + B" counts in A, in B, and once in all."""
    by_school = leaves.assign(school=leaves["school"].map(schools_of)).explode("school")
    return _summed(pd.concat([by_school, leaves.assign(school=ALL)]), ["school", "policy"])


def _summed(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    keys = ["measure", *by, "basis", "period_start", "period_end"]
    return rows.astype(dict.fromkeys(COUNTS, "Int64")).groupby(keys, sort=True)[list(COUNTS)].sum().reset_index()
