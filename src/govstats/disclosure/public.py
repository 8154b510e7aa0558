"""What anyone may read: whole schools, shares of people as ranges, and no other figure about people.

Every row that is told as a range has `withheld` true, an empty numerator and unknown, and its ends in `at_least` and
`at_most`. What is not told at all has no ends either.
"""

import pandas as pd

from govstats import measures
from govstats.disclosure.cells import ALL
from govstats.disclosure.clauses import counted_clauses
from govstats.disclosure.held import Audit
from govstats.disclosure.incidents import counted_incidents
from govstats.disclosure.margins import BAND, by_school, together, with_policy_totals
from govstats.disclosure.people import ACKNOWLEDGED, INDUCTED
from govstats.disclosure.possible import schools_in_bands
from govstats.disclosure.profiles import PUBLIC
from govstats.disclosure.published import Published
from govstats.disclosure.told import Told
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.inductions import induction_leaves
from govstats.measures.shape import Loaded

_OF_DOCUMENTS = ("policy_currency", *(measure.__name__ for measure in measures.OF_DOCUMENTS))
_UNITS_OF_PEOPLE = ("people", "cases")
_ABOUT_PEOPLE = ("scope", "declaration")  # evidence that is counted as a record, and is about people
_NEAREST = 5


def told_to_everyone(organisation: Loaded, whole: Published, audit: Audit) -> Published:
    """The part of a release that may stand on a website, from a release of which nothing is withheld.

    Every field is named here, so that a new one cannot slip through.

    Parameters
    ----------
    audit
        Holds the ranges against those of earlier public pages, and knows from then on what is told.
    """
    minimum, as_at, term = audit.minimum, whole.as_at, whole.term
    clauses, by_term = _clauses(whole.clauses), _incidents(whole.incidents, minimum)
    counts = whole.counts
    frames = [
        counts[counts["measure"].isin(_OF_DOCUMENTS)],
        _banded(
            measures.acknowledgement_coverage(organisation, as_at),
            acknowledgement_leaves(organisation, as_at),
            Told(audit, ACKNOWLEDGED),
        ),
        _banded(
            measures.induction_coverage(organisation, as_at, term=term),
            induction_leaves(organisation, as_at, term),
            Told(audit, INDUCTED),
        ),
        _counted(by_term),
        counted_clauses(clauses, term, as_at),
    ]
    return Published(
        organisation=whole.organisation,
        schools=whole.schools,
        term=term,
        as_at=as_at,
        profile=PUBLIC,
        targets=whole.targets,
        induction_allowed=whole.induction_allowed,
        meetings=whole.meetings,
        counts=together(frames),
        reviews=whole.reviews,
        history=whole.history,
        calendar=whole.calendar,
        lag=whole.lag,
        lacking=whole.lacking,
        not_judged=whole.not_judged,
        clauses=clauses,
        incidents=by_term,
        pace=whole.pace.iloc[:0],
        before=whole.before[whole.before["measure"].isin(_OF_DOCUMENTS)],
        over_time=whole.over_time.iloc[:0],
        begun=whole.begun.iloc[:0],
        # How many rows were read of signatures, or of inductions, is how many people there are that have.
        account=whole.account.iloc[:0],
        reasons=whole.reasons.iloc[:0],
        mostly_set_aside=frozenset(),
        given=whole.given,
        fingerprint=whole.fingerprint,
        banded_since=audit.told_since,
        by_model=whole.by_model,
        nobody_listed=whole.nobody_listed,
    )


def _banded(counts: pd.DataFrame, leaves: pd.DataFrame, told: Told) -> pd.DataFrame:
    """Margins of a measure of people in bands, each policy apart; small groups are not told.

    A band is of those who surely have done it. One that held those who may have, too, would end further up for a single
    unclear date, and tell the number where that is at the edge of a band.
    """
    margins = by_school(counts).assign(withheld=True)
    bands = {
        (str(policy), school): ends
        for policy, of_policy in counts.groupby("policy", sort=True)
        for school, ends in schools_in_bands(of_policy, told.minimum).items()
    }
    bands = told.bands(bands, margins, leaves)
    ends = [bands.get(key, (pd.NA, pd.NA)) for key in zip(margins["policy"], margins["school"], strict=True)]
    margins[list(BAND)] = pd.DataFrame(ends, columns=list(BAND), index=margins.index).astype("Int64")
    rows = with_policy_totals(margins)
    # That somebody is away, or that a date is unclear, is a figure about few.
    rows[["numerator", "unknown", "excluded"]] = pd.NA
    return rows


def _clauses(clauses: pd.DataFrame) -> pd.DataFrame:
    """The clauses of which documents and schools are the evidence, without the incidents beside them."""
    about_people = clauses["unit"].isin(_UNITS_OF_PEOPLE) | clauses["evidence"].isin(_ABOUT_PEOPLE)
    others = clauses[~about_people].reset_index(drop=True)
    return others.assign(
        number=pd.Series(pd.NA, index=others.index, dtype="Int64"),
        incidents=pd.Series(pd.NA, index=others.index, dtype="Int64"),
        incidents_unknown=pd.Series(pd.NA, index=others.index, dtype="Int64"),
    )


def _incidents(incidents: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """By term for the organisation: to the nearest 5, and nothing under the minimum. None, too, would be under it."""
    whole = incidents[(incidents["policy"] == ALL) & (incidents["clause"] == ALL)].reset_index(drop=True)
    withheld = (whole["numerator"] < minimum).astype(bool)
    return whole.assign(
        numerator=((whole["numerator"] + _NEAREST // 2) // _NEAREST * _NEAREST).mask(withheld),
        withheld=withheld,
        # Nil returns apart from the others would say that there was none.
        numbers=whole["numbers"] + whole["nil_returns"],
        nil_returns=0,
        person_days=pd.Series(pd.NA, index=whole.index, dtype="Int64"),
    )


def _counted(incidents: pd.DataFrame) -> pd.DataFrame:
    rows = counted_incidents(incidents)
    return rows[rows["measure"] == "incident_count"]
