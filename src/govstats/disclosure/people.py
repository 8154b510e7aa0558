"""What is published of people: coverage and inductions, and the further figures that may stand beside them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import partial

import pandas as pd

from govstats import measures
from govstats.disclosure.beside import NOBODY, Figure, Printed
from govstats.disclosure.cells import ALL
from govstats.disclosure.margins import protected_margins, shaped, with_policy_totals
from govstats.disclosure.protect import MINIMUM
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.inductions import induction_leaves, timeliness_leaves
from govstats.measures.renewals import renewal_leaves
from govstats.measures.shape import CANNOT_TELL, DONE, LEFT_OUT, Loaded, counts_of, schools_of, tidy
from govstats.periods import Term

ByPolicy = Mapping[str, Printed]


def acknowledged(
    organisation: Loaded, as_at: date, profile: str, minimum: int = MINIMUM
) -> tuple[pd.DataFrame, ByPolicy]:
    """Coverage with its margins; then, for the organisation, of those who are due, and of those who had to do it again.

    Returns
    -------
    DataFrame
        The columns of `measures.csv`.
    Mapping
        By policy, what is printed of who has acknowledged it.
    """
    counts = protected_margins(measures.acknowledgement_coverage(organisation, as_at), profile, minimum)
    printed = _printed(counts, acknowledgement_leaves(organisation, as_at), minimum)
    further = {
        "acknowledgement_coverage": acknowledgement_leaves(organisation, as_at, "due"),
        "reacknowledgement": renewal_leaves(organisation, as_at),
    }
    rows = [_beside(printed, measure, leaves, None, as_at) for measure, leaves in further.items()]
    return pd.concat([counts, *rows], ignore_index=True), printed


def inducted(
    organisation: Loaded, term: Term, as_at: date, profile: str, minimum: int = MINIMUM
) -> tuple[pd.DataFrame, ByPolicy]:
    """Inductions of the term's starters with their margins; then, for the organisation, how many were done in time."""
    counts = protected_margins(measures.induction_coverage(organisation, as_at, term=term), profile, minimum)
    printed = _printed(counts, induction_leaves(organisation, as_at, term), minimum)
    timely = timeliness_leaves(organisation, as_at, term)
    rows = _beside(printed, "induction_timeliness", timely, term.start, as_at, in_time=True)
    return pd.concat([counts, rows], ignore_index=True), printed


def _printed(counts: pd.DataFrame, leaves: pd.DataFrame, minimum: int) -> ByPolicy:
    """What is printed of each policy, for the organisation and by school, with the people whom it counts."""
    printed: defaultdict[str, Printed] = defaultdict(partial(Printed, minimum))
    shown = counts[~counts["withheld"].astype(bool) & (counts["policy"] != ALL)]
    of_schools = {
        school: [leaf for leaf in leaves["school"].unique() if school in schools_of(leaf)]
        for school in shown["school"].unique()
    }
    for school, own in of_schools.items():
        here = leaves if school == ALL else leaves[leaves["school"].isin(own)]
        policies = {*shown.loc[shown["school"] == school, "policy"]}
        for policy, figure in _figures(here).items():
            if policy in policies:
                printed[policy].add(figure)
    return printed


def _figures(leaves: pd.DataFrame, *, in_time: bool = False) -> dict[str, Figure]:
    # Of whom it cannot be told, the number done says nothing.
    counted = leaves[~leaves["outcome"].isin((LEFT_OUT, CANNOT_TELL))]
    by_policy = counted.groupby("policy", observed=True)
    return {
        str(policy): Figure(frozenset(rows["person_id"].astype("str")), int((rows["outcome"] == DONE).sum()), in_time)
        for policy, rows in by_policy
    }


def _beside(
    printed: ByPolicy, measure: str, leaves: pd.DataFrame, start: date | None, as_at: date, *, in_time: bool = False
) -> pd.DataFrame:
    """A further measure of the same people, for the organisation; what would tell of a few is withheld."""
    rows = tidy(measure, counts_of(leaves), ["policy"], basis="due", start=start, end=as_at).assign(school=ALL)
    rows = rows[rows["denominator"] > 0].astype({"numerator": "Int64", "unknown": "Int64"})
    figures = _figures(leaves, in_time=in_time)
    withheld = [not printed[policy].add_if_safe(figures.get(policy, NOBODY)) for policy in rows["policy"]]
    rows = rows.assign(withheld=pd.Series(withheld, index=rows.index, dtype=bool))
    rows.loc[rows["withheld"], ["numerator", "unknown"]] = pd.NA
    # Withheld here and there, their sum would be of whichever policies are left.
    return shaped(rows) if rows["withheld"].any() else with_policy_totals(rows)
