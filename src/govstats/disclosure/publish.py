"""The one way from counts to a governor: `Published`, whose every number may be printed.

Exhibits for governors accept nothing else. It holds no person, no file name and no cell of an export; of the
register it holds titles, versions, dates and the approving body, which are about documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from govstats import measures
from govstats.disclosure.cells import ALL
from govstats.disclosure.protect import MINIMUM, protect
from govstats.measures.shape import COUNTS, Loaded, schools_of
from govstats.periods import Term, UnknownTerm
from govstats.settings import Meeting, Targets

PUBLISHED_COLUMNS = (
    "measure", "school", "policy", "clause", "group", "audience", "basis", "period_start", "period_end",
    "numerator", "denominator", "unknown", "excluded", "withheld",
)  # fmt: skip
PUBLISHABLE_REVIEW = (
    "policy", "school", "version", "adopted", "began", "cycle_months", "stated_due", "cycle_due", "due", "due_by",
    "days_left", "status", "clocks_disagree", "stated_months", "draft_in_progress", "approval_level", "maximum_months",
    "maximum_kind", "maximum_verified", "rule_pack",
)  # fmt: skip


@dataclass(frozen=True)
class Published:
    """A release: everything that the pages of one run may say.

    Attributes
    ----------
    counts
        The columns of `measures.csv`, one row a figure; totals read "All". Where a policy's total could not stand
        beside its schools, only the total is there.
    reviews
        One row a document, as `govstats.measures.reviews` gives them.
    before
        The organisation's totals on the last day of the term before, in the shape of `counts`; empty where
        the records do not reach back.
    account, reasons
        Rows read, used and set aside by source, and why.
    given
        The sources of which there is a file.
    """

    organisation: str
    schools: tuple[str, ...]
    term: Term
    as_at: date
    profile: str
    targets: Targets
    meetings: tuple[Meeting, ...]
    counts: pd.DataFrame
    reviews: pd.DataFrame
    before: pd.DataFrame
    account: pd.DataFrame
    reasons: pd.DataFrame
    given: frozenset[str]
    fingerprint: str

    @property
    def rule_packs(self) -> tuple[str, ...]:
        """The rule packs that judged some document."""
        return tuple(sorted({pack for pack in self.reviews["rule_pack"] if pack}))


def publish(organisation: Loaded, term: Term, as_at: date, profile: str) -> Published:
    """Compute and protect every figure of a run, all of its pages together."""
    settings, records = organisation.settings, organisation.records
    return Published(
        organisation=settings.organisation.name,
        schools=settings.school_names,
        term=term,
        as_at=as_at,
        profile=profile,
        targets=settings.targets,
        meetings=settings.meetings,
        counts=pd.concat(
            [
                _open(measures.policy_currency(organisation, as_at)),
                _protected(measures.acknowledgement_coverage(organisation, as_at), profile),
                _protected(measures.induction_coverage(organisation, as_at, term=term), profile),
            ],
            ignore_index=True,
        ),
        reviews=measures.reviews(organisation, as_at)[list(PUBLISHABLE_REVIEW)],
        before=_before(organisation, term),
        account=records.reconciliation(),
        reasons=records.reasons(),
        given=records.given,
        fingerprint=records.fingerprint,
    )


def _open(counts: pd.DataFrame) -> pd.DataFrame:
    """Margins of a measure of documents, which is never withheld."""
    return _with_policy_totals(_by_school(counts).assign(withheld=False))


def _protected(counts: pd.DataFrame, profile: str) -> pd.DataFrame:
    """Margins of a measure of people, each policy protected apart."""
    policies = [_protect_policy(rows, profile) for _, rows in counts.groupby("policy", sort=True)]
    return _with_policy_totals(pd.concat(policies, ignore_index=True) if policies else counts.assign(withheld=False))


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


def _with_policy_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the sum over policies, of those that are printed at that level only: it adds no equation."""
    printed = rows[~rows["withheld"]].assign(policy=ALL)
    return _shaped(pd.concat([rows, _summed(printed, ["school", "policy"]).assign(withheld=False)], ignore_index=True))


def _summed(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    keys = ["measure", *by, "basis", "period_start", "period_end"]
    return rows.astype(dict.fromkeys(COUNTS, "Int64")).groupby(keys, sort=True)[list(COUNTS)].sum().reset_index()


def _shaped(rows: pd.DataFrame) -> pd.DataFrame:
    blanks = {column: "" for column in PUBLISHED_COLUMNS if column not in rows}
    return rows.assign(**blanks)[list(PUBLISHED_COLUMNS)]


def _before(organisation: Loaded, term: Term) -> pd.DataFrame:
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
        frames.append(_open(measures.policy_currency(organisation, end)))
    # Without leavers the past is flattered; without early signatures it is slandered.
    leavers_listed = (records.staff["end_date_latest"] >= day).any()
    signed_by_then = (records.acknowledgements["acknowledged_on_latest"] <= day).any()
    if leavers_listed and signed_by_then:
        totals = measures.acknowledgement_coverage(organisation, end, by=["policy"]).assign(school=ALL)
        large = totals[totals["denominator"] >= MINIMUM].assign(withheld=False)
        frames.append(_with_policy_totals(large))
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(PUBLISHED_COLUMNS))
    return rows[rows["policy"].eq(ALL) | rows["measure"].eq("policy_currency")]
