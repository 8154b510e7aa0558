"""The one way from records to a governor: every figure of a run, computed and protected together."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import pandas as pd

from govstats import measures
from govstats.disclosure.before import term_before
from govstats.disclosure.clauses import clauses, counted_clauses
from govstats.disclosure.groups import scrambled
from govstats.disclosure.held import Audit
from govstats.disclosure.incidents import counted_incidents, incidents
from govstats.disclosure.ledger import Ledger
from govstats.disclosure.margins import open_margins, together
from govstats.disclosure.over_time import over_time, versions_begun
from govstats.disclosure.pace import pace
from govstats.disclosure.past import Past
from govstats.disclosure.people import acknowledged, inducted
from govstats.disclosure.printed_cells import printed_cells
from govstats.disclosure.profiles import INTERNAL, PUBLIC, smallest_group
from govstats.disclosure.public import told_to_everyone
from govstats.disclosure.published import PUBLISHABLE_COPY, PUBLISHABLE_LACK, PUBLISHABLE_REVIEW, Published
from govstats.disclosure.rows import account_of_rows, mostly_set_aside, reasons_for_rows
from govstats.measures.obligations import held_against_a_model
from govstats.measures.shape import Loaded
from govstats.periods import Term

_CLOCKS = ("stated", "cycle", "statutory")


@dataclass(frozen=True)
class Release:
    """What is published, and what the release ledger keeps of it. `identity` is the same for the same input."""

    identity: str
    published: Published
    figures: pd.DataFrame

    def recorded_in(self, ledger: Ledger) -> Ledger:
        """The ledger once this release has been handed over; as it was, where it has been before."""
        people = dict(zip(self.figures["membership"], self.figures["people"], strict=True))
        return ledger.with_release(self.identity, printed_cells(self.published, self.figures), people)


def release(organisation: Loaded, term: Term, as_at: date, profile: str, ledger: Ledger) -> Release:
    """Compute and protect every figure of a run, all of its pages together, beside what has been handed over before."""
    settings, records = organisation.settings, organisation.records
    asked = (term.name, as_at.isoformat(), profile)
    identity = scrambled(*asked, records.fingerprint, settings.model_dump_json(), version("govstats"))
    minimum = smallest_group(profile, settings.disclosure.minimum)
    if profile == PUBLIC:
        whole = release(organisation, term, as_at, INTERNAL, Ledger())
        # Whoever reads a website has seen no paper of a board.
        audit = Audit(ledger.before(identity).of_profile(PUBLIC), as_at, minimum)
        return Release(identity, told_to_everyone(organisation, whole.published, audit), audit.figures())
    audit = Audit(ledger.before(identity), as_at, minimum)
    coverage = acknowledged(organisation, as_at, audit)
    inductions = inducted(organisation, term, as_at, audit)
    by_term = incidents(organisation, term, as_at, audit)
    past = Past(organisation, as_at, coverage, minimum)
    by_clause = clauses(organisation, term, as_at, audit, by_term)
    of_documents = [
        *(measures.policy_currency(organisation, as_at, basis=basis) for basis in ("", *_CLOCKS)),
        *(measure(organisation, as_at, term=term) for measure in measures.OF_DOCUMENTS),
    ]
    frames = [
        open_margins(of_documents),
        coverage,
        inductions,
        counted_incidents(by_term),
        counted_clauses(by_clause, term, as_at),
    ]
    published = Published(
        organisation=settings.organisation.name,
        schools=settings.school_names,
        term=term,
        as_at=as_at,
        profile=profile,
        targets=settings.targets,
        induction_allowed=settings.induction_allowed,
        meetings=settings.meetings,
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
        pace=pace(organisation, as_at, audit),
        before=term_before(organisation, term, past, audit),
        over_time=(points := over_time(organisation, past, audit)),
        begun=versions_begun(organisation, points["day"].min() if len(points) else as_at, as_at),
        counts=together(frames),  # last of the large ones: there is no room for two of them at once
        account=account_of_rows(records, minimum),
        reasons=reasons_for_rows(records, minimum),
        mostly_set_aside=mostly_set_aside(records, minimum),
        given=records.given,
        fingerprint=records.fingerprint,
        banded_since=audit.told_since,
        by_model=held_against_a_model(organisation),
        nobody_listed=records.staff.empty,
    )
    return Release(identity, published, audit.figures())


def _lacking(organisation: Loaded, as_at: date) -> pd.DataFrame:
    lacking = measures.statutory_policies_lacking(organisation, as_at)
    return lacking.loc[lacking["may_be_in"].str.len() == 0, list(PUBLISHABLE_LACK)]
