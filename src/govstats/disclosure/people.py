"""What is published of people: coverage and inductions, and the further figures that may stand beside them."""

from datetime import date

import pandas as pd

from govstats import measures
from govstats.disclosure.held import Audit
from govstats.disclosure.margins import protected_margins, with_policy_totals, without_left_out
from govstats.disclosure.told import Told
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.inductions import induction_leaves, timeliness_leaves
from govstats.measures.outcomes import counted
from govstats.measures.renewals import renewal_leaves
from govstats.measures.shape import Loaded, labelled
from govstats.periods import Term

ACKNOWLEDGED, INDUCTED = "acknowledged", "inducted"
COVERAGE, AGAIN, IN_TIME = "acknowledgement_coverage", "reacknowledgement", "induction_timeliness"


def acknowledged(organisation: Loaded, as_at: date, audit: Audit) -> pd.DataFrame:
    """Coverage with its margins; then, for the organisation, of those who are due, and of those who had to do it again.

    Returns
    -------
    DataFrame
        The columns of `measures.csv`. `audit` knows from then on what is printed.
    """
    told = Told(audit, ACKNOWLEDGED)
    leaves = acknowledgement_leaves(organisation, as_at)
    by = ["school", "policy"]
    counts = labelled(COVERAGE, counted(leaves, by), by, basis="all", start=None, end=as_at)
    frames = [
        told.margins(protected_margins(counts, audit.minimum), leaves),
        _whole(told.beside(COVERAGE, acknowledgement_leaves(organisation, as_at, "due"), None, as_at)),
    ]
    if not audit.follows:
        # How many have to sign again is how many had signed: it is no headcount, and may not stand without its number.
        again = _whole(told.beside(AGAIN, renewal_leaves(organisation, as_at), None, as_at))
        frames.append(again[~again["withheld"].astype(bool)])
    return without_left_out(pd.concat(frames, ignore_index=True), audit.minimum)


def inducted(organisation: Loaded, term: Term, as_at: date, audit: Audit) -> pd.DataFrame:
    """Inductions of the term's starters with their margins; then, for the organisation, how many were done in time."""
    within = str(organisation.settings.induction_allowed)
    told = Told(audit, INDUCTED, within)
    counts = protected_margins(measures.induction_coverage(organisation, as_at, term=term), audit.minimum)
    frames = [
        told.margins(counts, induction_leaves(organisation, as_at, term)),
        # Its total says on the page of how many policies it is.
        with_policy_totals(told.beside(IN_TIME, timeliness_leaves(organisation, as_at, term), term.start, as_at)),
    ]
    return without_left_out(pd.concat(frames, ignore_index=True), audit.minimum)


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their sum over policies. Withheld here and there, it would be of whichever policies are left."""
    return rows if rows["withheld"].any() else with_policy_totals(rows)
