"""The figures of the term before, beside which today's are read, as far as the two together tell of no few."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from govstats import measures
from govstats.disclosure.cells import ALL
from govstats.disclosure.figures import Figure
from govstats.disclosure.held import Audit
from govstats.disclosure.margins import (
    BAND,
    PUBLISHED_COLUMNS,
    open_margins,
    shaped,
    with_policy_totals,
    without_left_out,
    without_numbers,
)
from govstats.disclosure.past import Past, known_of, leavers_listed
from govstats.disclosure.people import ACKNOWLEDGED, COVERAGE, IN_TIME, INDUCTED
from govstats.disclosure.told import Told
from govstats.measures.inductions import timeliness_leaves
from govstats.measures.outcomes import counted
from govstats.measures.shape import COUNTS, Loaded, labelled, typed
from govstats.periods import Term, UnknownTerm


def term_before(organisation: Loaded, term: Term, past: Past, audit: Audit) -> pd.DataFrame:
    """The organisation's figures at the end of the term before, under today's definitions.

    They are of documents; of signatures, in all and of the policy that fewest have signed today; and of the inductions
    of that term's starters, in all.

    Where few have come or gone since, and a figure of then would tell of those beside today's, it is withheld. Where
    there are earlier reports, a figure of signatures is what one of that day has printed, or withheld: a new one would
    be one more beside theirs.
    """
    try:
        before = organisation.settings.calendar.before(term)
    except UnknownTerm:
        return pd.DataFrame(columns=list(PUBLISHED_COLUMNS))
    of_people = (_signatures(organisation, before.end, past, audit), _inductions(organisation, before, audit))
    frames = [without_left_out(each, audit.minimum) for each in of_people]
    # A register without earlier versions would make the past look worse than it was.
    if organisation.records.policies.duplicated(["policy", "school"]).any():
        frames.insert(0, open_margins([measures.policy_currency(organisation, before.end)]))
    told = [each for each in frames if len(each)]
    return pd.concat(told, ignore_index=True) if told else pd.DataFrame(columns=list(PUBLISHED_COLUMNS))


def _signatures(organisation: Loaded, end: date, past: Past, audit: Audit) -> pd.DataFrame:
    printed = [audit.figures_on(end, COVERAGE, policy) for policy in (ALL, past.lowest)]
    then = past.on(end) if known_of(organisation, end) else None
    rows = []
    for policy, earlier in zip((ALL, past.lowest), printed, strict=True):
        if len(earlier):
            rows.append(earlier.drop(columns=[*BAND]).assign(withheld=False, excluded=None))
        elif then and (figure := then.of(policy)):
            safe = not audit.follows and (policy == ALL or _stands(audit, policy, end, figure))
            rows.append(then.row(policy).assign(withheld=not (safe and past.tells_safely(end, figure))))
    return _as_published(rows)


def _stands(audit: Audit, policy: str, end: date, figure: Figure) -> bool:
    """Whether a figure of one policy may be told beside today's of the same, those of single schools among them."""
    signing = Figure(figure.people.whose, figure.done, unsure=figure.unsure)
    return audit.of(policy, ACKNOWLEDGED).allows_then(end, signing)


def _inductions(organisation: Loaded, term: Term, audit: Audit) -> pd.DataFrame:
    """Of the starters of a term, in all policies that can be told of; nothing where the records do not reach back."""
    records, end = organisation.records, pd.Timestamp(term.end)
    if not leavers_listed(organisation, term.end) or not (records.inductions["inducted_on_latest"] <= end).any():
        return pd.DataFrame()
    told = Told(audit, INDUCTED, str(organisation.settings.induction_allowed))
    leaves = timeliness_leaves(organisation, term.end, term)
    rows = with_policy_totals(told.beside(IN_TIME, leaves, term.start, term.end, then=True))
    total = rows[rows["policy"] == ALL]
    if len(total):
        return total
    # Nobody to be inducted is a figure too; some, of whom nothing may be told, are withheld.
    everything = labelled(IN_TIME, counted(leaves, []), [], basis="due", start=term.start, end=term.end)
    return _as_published([everything.assign(school=ALL, policy=ALL, withheld=everything["denominator"] > 0)])


def _as_published(rows: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame()
    return without_numbers(shaped(pd.concat([typed(each, COUNTS, "Int64") for each in rows])))
