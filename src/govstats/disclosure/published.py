"""What governors may read: `Published`, whose every number may be printed.

Exhibits for governors accept nothing else. It holds no person, no file name and no cell of an export; of the
register it holds titles, versions, dates and the approving body, which are about documents.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from govstats.disclosure.margins import BAND
from govstats.periods import Allowed, Term
from govstats.settings import Meeting, Targets

PUBLISHABLE_REVIEW = (
    "policy", "school", "version", "adopted", "began", "began_said", "cycle_months", "stated_due", "cycle_due",
    "statutory_due", "due", "due_by", "days_left", "status", "clocks_disagree", "draft_in_progress", "approval_level",
    "maximum_months", "maximum_kind", "maximum_verified", "rule_pack",
)  # fmt: skip
PUBLISHABLE_LACK = ("title", "schools", "draft", "rule_pack", "verified")
PUBLISHABLE_COPY = ("policy", "school", "adopted_model", "newest_release", "behind")


@dataclass(frozen=True)
class Published:
    """A release: everything that the pages of one run may say.

    Attributes
    ----------
    counts
        The columns of `measures.csv`, one row a figure; totals read "All". Where a policy's total could not stand
        beside its schools, only the total is there.
    induction_allowed
        The days in which a starter is to be inducted.
    reviews
        One row a document, as `govstats.measures.reviews` gives them.
    history, calendar
        Each version beside its review, and the reviews to come: `measures.version_history`, `forward_calendar`.
    lag
        The policies adopted from a model, and whether there is a later one: `measures.model_copies`.
    lacking
        Statutory policies that were not found in the register: `measures.statutory_policies_lacking`, without those
        that may be there under another title.
    not_judged
        The schools of which it cannot be said what they lack.
    clauses
        One row a clause of a policy that has an obligations file, as `disclosure.clauses.clauses` gives them.
    incidents
        Incidents by term, as `disclosure.incidents.incidents` gives them.
    pace
        The share done by certain days, as `disclosure.pace.pace` gives it.
    before
        The organisation's figures on the last day of the term before, in the shape of `counts`: its totals, and the
        policy that fewest have signed today. Empty where the records do not reach back.
    over_time, begun
        The total of signatures at the ends of earlier months, as `disclosure.over_time.over_time` gives it, and the
        versions that have come into force since the first of them.
    account, reasons, mostly_set_aside
        Rows read, used and set aside by source, as `disclosure.rows` gives them, why, and of which sources most were.
    given, nobody_listed
        The sources of which there is a file, and whether that of the staff has no row.
    by_model
        The policies whose clauses are those of a model, for no obligations file of their own was given.
    banded_since
        The day of the earlier report because of which some number about people is told as a range or not at all: beside
        that report it would tell of a few who have come or gone.
    """

    organisation: str
    schools: tuple[str, ...]
    term: Term
    as_at: date
    profile: str
    targets: Targets
    induction_allowed: Allowed
    meetings: tuple[Meeting, ...]
    counts: pd.DataFrame
    reviews: pd.DataFrame
    history: pd.DataFrame
    calendar: pd.DataFrame
    lag: pd.DataFrame
    lacking: pd.DataFrame
    not_judged: tuple[str, ...]
    clauses: pd.DataFrame
    incidents: pd.DataFrame
    pace: pd.DataFrame
    before: pd.DataFrame
    over_time: pd.DataFrame
    begun: pd.DataFrame
    account: pd.DataFrame
    reasons: pd.DataFrame
    mostly_set_aside: frozenset[str]
    given: frozenset[str]
    fingerprint: str
    banded_since: date | None = None
    by_model: frozenset[str] = frozenset()
    nobody_listed: bool = False

    @property
    def measures(self) -> pd.DataFrame:
        """The rows of `measures.csv`: `counts`, with the ends of ranges where some figure is told as one."""
        ranged = self.counts[list(BAND)].notna().any(axis=None)
        return self.counts if ranged else self.counts.drop(columns=list(BAND))

    @property
    def rule_packs(self) -> tuple[str, ...]:
        """The rule packs that judged some document."""
        return tuple(sorted({pack for pack in self.reviews["rule_pack"] if pack}))
