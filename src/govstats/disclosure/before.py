"""The totals of the term before, beside which today's are read, as far as the two together tell of no few."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

import pandas as pd

from govstats import measures
from govstats.disclosure.cells import ALL
from govstats.disclosure.counted import Signing
from govstats.disclosure.held import Audit
from govstats.disclosure.margins import (
    BAND,
    PUBLISHED_COLUMNS,
    open_margins,
    shaped,
    with_policy_totals,
    without_numbers,
)
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.outcomes import surely_required
from govstats.measures.shape import CANNOT_TELL, COUNTS, DONE, Loaded
from govstats.periods import Term, UnknownTerm
from govstats.records import Records

COVERAGE = "acknowledgement_coverage"
Pair = tuple[str, str]  # a person, and a policy in the version that was to be acknowledged


def term_before(organisation: Loaded, term: Term, as_at: date, coverage: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """The organisation's totals at the end of the term before, under today's definitions.

    Parameters
    ----------
    coverage
        What is printed of today. Where few have come or gone since, and both totals would tell of those, the earlier
        one is withheld. Where there are earlier reports, it is what one of that day has printed, or withheld: a new
        total would be one more beside theirs.
    """
    records = organisation.records
    try:
        end = organisation.settings.calendar.before(term).end
    except UnknownTerm:
        return pd.DataFrame(columns=list(PUBLISHED_COLUMNS))
    frames = []
    # A register without earlier versions would make the past look worse than it was.
    if records.policies.duplicated(["policy", "school"]).any():
        frames.append(open_margins(measures.policy_currency(organisation, end)))
    printed = audit.totals_on(end, COVERAGE)
    if len(printed):
        printed = printed.drop(columns=[*BAND]).astype(dict.fromkeys(COUNTS, "Int64"))
        frames.append(shaped(printed.assign(withheld=False)))
    elif _known_of(records, pd.Timestamp(end)):
        totals = measures.acknowledgement_coverage(organisation, end, by=["policy"]).assign(school=ALL)
        large = totals[totals["denominator"] >= audit.minimum].assign(withheld=False)
        then = _Total.of(organisation, end, {*large["policy"]})
        now = _Total.of(organisation, as_at, _printed(coverage))
        told = audit.follows or then.tells_of_few(now, audit.minimum)
        frames.append(without_numbers(with_policy_totals(large).assign(withheld=told)))
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(PUBLISHED_COLUMNS))
    return rows[rows["policy"].eq(ALL) | rows["measure"].eq("policy_currency")]


def _known_of(records: Records, day: pd.Timestamp) -> bool:
    """Whether records tell of a day in the past: without leavers it is flattered, and without signatures slandered."""
    leavers_listed = (records.staff["end_date_latest"] >= day).any()
    return bool(leavers_listed and (records.acknowledgements["acknowledged_on_latest"] <= day).any())


def _printed(coverage: pd.DataFrame) -> set[str]:
    """The policies that today's total adds up."""
    totals = coverage[(coverage["measure"] == COVERAGE) & (coverage["basis"] == "all") & (coverage["school"] == ALL)]
    return {*totals.loc[~totals["withheld"].astype(bool), "policy"]} - {ALL}


@dataclass(frozen=True)
class _Total:
    """Who is counted in a total over policies, how many have signed, and of how many it cannot be told."""

    counted: Set[Pair]
    signed: int
    unsure: int = 0

    @classmethod
    def of(cls, organisation: Loaded, as_at: date, policies: set[str]) -> "_Total":
        leaves, signing_as = acknowledgement_leaves(organisation, as_at), Signing(organisation, as_at)
        told = surely_required(leaves[leaves["policy"].isin(policies)])
        pairs = zip(told["person_id"].astype("str"), told["policy"].astype("str"), strict=True)
        counted = {(person, signing_as(person, policy)) for person, policy in pairs}
        return cls(counted, *(int((told["outcome"] == outcome).sum()) for outcome in (DONE, CANNOT_TELL)))

    def tells_of_few(self, later: "_Total", few: int) -> bool:
        """Whether this total and a later one tell together of a few who have come or gone between them.

        How many surely have signed is told, and how many at most.
        """
        return self._tell(later, few) or self._at_most._tell(later._at_most, few)

    @property
    def _at_most(self) -> "_Total":
        return _Total(self.counted, self.signed + self.unsure)

    def _tell(self, later: "_Total", few: int) -> bool:
        stayed = self.counted & later.counted
        came, gone = later._others(stayed), self._others(stayed)
        # If nobody who stayed has changed, the total has moved by those who came less those who went. Where it cannot
        # have been so, those who stayed have moved it upwards.
        moved = later.signed - self.signed
        still = came.least - gone.most <= moved <= came.most - gone.least
        came_after = came.within(moved + gone.least if still else 0, moved + gone.most)
        gone_after = gone.within(came.least - moved, came.most - moved if still else len(gone.people))
        return came_after.narrower_than(came, few) or gone_after.narrower_than(gone, few)

    def _others(self, stayed: Set[Pair]) -> "_Part":
        """Those who are counted here alone, and how many of them this total says have signed."""
        others = self.counted - stayed
        return _Part(others, max(0, self.signed - len(stayed)), min(len(others), self.signed))


@dataclass(frozen=True)
class _Part:
    """Some of the people of a total: at least so many and at most so many signatures are theirs."""

    people: Set[Pair]
    least: int
    most: int

    def within(self, least: int, most: int) -> "_Part":
        return _Part(self.people, max(self.least, least), min(self.most, most))

    def narrower_than(self, alone: "_Part", few: int) -> bool:
        """Whether they are fewer than `few`, and more is known of their signatures than before."""
        needs = min(few, len(self.people), alone.most - alone.least)
        return 0 < len({person for person, _ in self.people}) < few and self.most - self.least < needs
