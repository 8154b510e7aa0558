"""The one way from records to a governor: every figure of a run, computed and protected together."""

from datetime import date

import pandas as pd

from govstats import measures
from govstats.disclosure.cells import ALL
from govstats.disclosure.clauses import clauses, counted_clauses
from govstats.disclosure.incidents import counted_incidents, incidents
from govstats.disclosure.margins import PUBLISHED_COLUMNS, open_margins, with_policy_totals
from govstats.disclosure.pace import pace
from govstats.disclosure.people import acknowledged, inducted
from govstats.disclosure.profiles import INTERNAL, PUBLIC, smallest_group
from govstats.disclosure.public import told_to_everyone
from govstats.disclosure.published import PUBLISHABLE_COPY, PUBLISHABLE_LACK, PUBLISHABLE_REVIEW, Published
from govstats.measures.shape import COUNTS, Loaded
from govstats.periods import Term, UnknownTerm

_CLOCKS = ("stated", "cycle", "statutory")


def publish(organisation: Loaded, term: Term, as_at: date, profile: str) -> Published:
    """Compute and protect every figure of a run, all of its pages together."""
    if profile == PUBLIC:
        return told_to_everyone(organisation, publish(organisation, term, as_at, INTERNAL))
    settings, records = organisation.settings, organisation.records
    minimum = smallest_group(profile, settings.disclosure.minimum)
    coverage, signed = acknowledged(organisation, as_at, profile, minimum)
    inductions, told = inducted(organisation, term, as_at, profile, minimum)
    by_term = incidents(organisation, term, as_at, minimum)
    by_clause = clauses(organisation, term, as_at, signed, told, by_term, minimum)
    frames = [
        *(open_margins(measures.policy_currency(organisation, as_at, basis=basis)) for basis in ("", *_CLOCKS)),
        open_margins(measures.policy_days_in_date(organisation, as_at, term=term)),
        open_margins(measures.reviews_on_time(organisation, as_at, term=term)),
        coverage,
        inductions,
        counted_incidents(by_term),
        counted_clauses(by_clause, term, as_at),
    ]
    return Published(
        organisation=settings.organisation.name,
        schools=settings.school_names,
        term=term,
        as_at=as_at,
        profile=profile,
        targets=settings.targets,
        meetings=settings.meetings,
        counts=pd.concat([frame.astype(dict.fromkeys(COUNTS, "Int64")) for frame in frames], ignore_index=True),
        reviews=measures.reviews(organisation, as_at)[list(PUBLISHABLE_REVIEW)],
        history=measures.version_history(organisation, as_at),
        calendar=measures.forward_calendar(organisation, as_at),
        lag=measures.model_copies(organisation, as_at).rename(columns={"model_date": "adopted_model"})[
            list(PUBLISHABLE_COPY)
        ],
        lacking=_lacking(organisation, as_at),
        not_judged=measures.schools_not_judged(organisation, as_at),
        clauses=by_clause,
        incidents=by_term,
        pace=pace(organisation, as_at, signed, told),
        before=_before(organisation, term, minimum),
        account=records.reconciliation(),
        reasons=records.reasons(),
        given=records.given,
        fingerprint=records.fingerprint,
    )


def _lacking(organisation: Loaded, as_at: date) -> pd.DataFrame:
    lacking = measures.statutory_policies_lacking(organisation, as_at)
    return lacking.loc[lacking["may_be_in"].str.len() == 0, list(PUBLISHABLE_LACK)]


def _before(organisation: Loaded, term: Term, minimum: int) -> pd.DataFrame:
    """The organisation's totals at the end of the term before, under today's definitions."""
    records = organisation.records
    try:
        end = organisation.settings.calendar.before(term).end
    except UnknownTerm:
        return pd.DataFrame(columns=list(PUBLISHED_COLUMNS))
    day = pd.Timestamp(end)
    frames = []
    # A register without earlier versions would make the past look worse than it was.
    if records.policies.duplicated(["policy", "school"]).any():
        frames.append(open_margins(measures.policy_currency(organisation, end)))
    # Without leavers the past is flattered; without early signatures it is slandered.
    leavers_listed = (records.staff["end_date_latest"] >= day).any()
    signed_by_then = (records.acknowledgements["acknowledged_on_latest"] <= day).any()
    if leavers_listed and signed_by_then:
        totals = measures.acknowledgement_coverage(organisation, end, by=["policy"]).assign(school=ALL)
        large = totals[totals["denominator"] >= minimum].assign(withheld=False)
        frames.append(with_policy_totals(large))
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(PUBLISHED_COLUMNS))
    return rows[rows["policy"].eq(ALL) | rows["measure"].eq("policy_currency")]
