"""The columns of what is published, and its margins: sums that add no equation to what is printed."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from govstats.disclosure.cells import ALL, cells_of
from govstats.disclosure.protect import cells_to_withhold
from govstats.measures.shape import COUNTS, schools_of, typed

PUBLISHED_COLUMNS = (
    "measure", "school", "policy", "clause", "group", "audience", "basis", "period_start", "period_end",
    "numerator", "denominator", "unknown", "excluded", "withheld", "at_least", "at_most",
)  # fmt: skip
BAND = ("at_least", "at_most")  # what is told of a number that is told as a range only
_LEVEL = ["measure", "school", "policy", "basis", "period_start", "period_end"]


def open_margins(counts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Margins of some measures of documents, which are never withheld."""
    return with_policy_totals(by_school(pd.concat(counts)).assign(withheld=False))


def protected_margins(counts: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Margins of a measure of people, each policy protected apart; no sums over policies yet.

    Where groups of any size are shown (`minimum` 0), nothing is withheld.
    """
    margins = by_school(counts)
    if not minimum:
        return margins.assign(withheld=False)
    withheld = {policy: _withheld(leaves, minimum) for policy, leaves in counts.groupby("policy", sort=True)}
    pairs = zip(margins["policy"], margins["school"], strict=True)
    margins["withheld"] = [withheld[policy].get(school) for policy, school in pairs]
    return without_numbers(typed(margins.dropna(subset="withheld"), ["withheld"], bool))


def with_policy_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the sum over policies of those told at that level: a range where one of them is. It adds no equation."""
    rows = shaped(rows)
    told = rows[~rows["withheld"] | rows["at_least"].notna()].assign(policy=ALL)
    told = told.assign(**{end: told[end].fillna(told["numerator"].astype("Int64")) for end in BAND})
    totals = told.groupby(_LEVEL, sort=True)[[*COUNTS, *BAND, "withheld"]].sum().reset_index()
    ranged = (totals["withheld"] > 0).astype(bool)
    totals = totals.assign(withheld=ranged, **{end: totals[end].where(ranged) for end in BAND})
    return pd.concat([rows, shaped(without_numbers(totals))], ignore_index=True)


def without_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, with no numerator and no unknown where they are withheld."""
    return rows.assign(**{name: rows[name].astype("Int64").mask(rows["withheld"]) for name in ("numerator", "unknown")})


def without_left_out(rows: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The rows, of which nobody is told how many a count leaves out: they are few, and a long absence is their own.

    Where groups of any size are shown (`minimum` 0), that is shown, too.
    """
    return rows.assign(excluded=None) if minimum else rows


def together(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The rows of several measures. Each word is kept once: a trust has a hundred thousand figures, and few words."""
    numbers, words = (*COUNTS, *BAND), (name for name in PUBLISHED_COLUMNS if name not in (*COUNTS, *BAND, "withheld"))
    return typed(pd.concat([typed(each, numbers, "Int64") for each in frames], ignore_index=True), words, "category")


def shaped(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of what is published; what a measure does not have is empty."""
    columns = {name: rows.get(name, "") for name in PUBLISHED_COLUMNS if name not in BAND}
    ends = {name: pd.Series(rows.get(name, pd.NA), rows.index, "Int64") for name in BAND}
    return pd.DataFrame(columns | ends, rows.index)


def _withheld(leaves: pd.DataFrame, minimum: int) -> dict[str, bool]:
    """Of one policy, each school that is shown and whether its number is withheld.

    The total is worth more than its breakdown: where it could not stand beside any, the schools are left out.
    """
    cells = cells_of(leaves, ["school"], {"school": {leaf: schools_of(leaf) for leaf in leaves["school"]}})
    total = np.array([label == (ALL,) for label in cells.labels], dtype=bool)
    unknown = leaves["unknown"].to_numpy("int64")
    try:
        withheld = cells_to_withhold(cells, minimum, printed=total, unknown=unknown)
    except ValueError:
        return {ALL: False}
    return {label[0]: bool(so) for label, so in zip(cells.labels, withheld, strict=True) if label}


def by_school(leaves: pd.DataFrame) -> pd.DataFrame:
    """Sum leaves by school and for all schools; a leaf "A + B" counts in A, in B, and once in all."""
    lies_in = [(*schools_of(leaf), ALL) for leaf in leaves["school"]]
    rows = leaves.iloc[[place for place, schools in enumerate(lies_in) for _ in schools]]
    rows = rows.assign(school=pd.array([school for schools in lies_in for school in schools], "str"))
    return typed(rows, COUNTS, "Int64").groupby(_LEVEL, sort=True)[list(COUNTS)].sum().reset_index()
