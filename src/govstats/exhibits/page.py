"""What one page may say: the slice of a release that belongs to the organisation or to one school."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from govstats.disclosure import ALL, PUBLIC, Published
from govstats.exhibits.count import Count
from govstats.exhibits.figures import Figures, figures
from govstats.exhibits.shared import documents_of
from govstats.exhibits.standing import Standing, standings
from govstats.exhibits.wording import SMALL, since, some_of
from govstats.measures.reviews import CURRENT, STATUSES
from govstats.periods import say_day

COVERAGE, INDUCTION, CURRENCY = "acknowledgement_coverage", "induction_coverage", "policy_currency"
IN_TIME = "induction_timeliness"
BODY_ROWS = 12
IN_PUBLIC = (
    "Counts of people are ranges on a public page, and small groups are withheld. "
    "What has no clear date is not counted."
)
# Each measure's own basis; a measure of documents has the headline's clock, "".
_BASES = {COVERAGE: "all", INDUCTION: "all", IN_TIME: "due", "reacknowledgement": "due"}


@dataclass(frozen=True)
class Page:
    """A view of a release. `school` is "" for the whole organisation."""

    release: Published
    school: str = ""

    @property
    def subject(self) -> str:
        return self.school or self.release.organisation

    @property
    def public(self) -> bool:
        """Whether anyone may read it, so that people are told of in ranges and nowhere else."""
        return self.release.profile == PUBLIC

    @property
    def in_school_days(self) -> bool:
        """Whether the days allowed for an induction are those on which a school is open."""
        return self.release.induction_allowed.school_days is not None

    @property
    def as_at(self) -> str:
        return say_day(self.release.as_at)

    @property
    def level(self) -> str:
        return self.school or ALL

    @property
    def several_schools(self) -> bool:
        return not self.school and len(self.release.schools) > 1

    def counts(self, measure: str, basis: str | None = None) -> list[Count]:
        """The figures of each policy at this page's level, lowest share first, withheld ones last.

        A range has the place of its lower end. Without a `basis`: of all people, or by the headline's clock.
        """
        found = self._policies_of(self._now, measure, basis)
        return sorted(found, key=lambda each: (not each.told, each.share, each.policy))

    @property
    def short_of_target(self) -> list[Count]:
        """The policies not known to reach the acknowledgement target, lowest first: below it, or perhaps below."""
        if "acknowledgements" not in self.release.given:
            return []
        target = self.release.targets.acknowledged
        return [each for each in self.counts(COVERAGE) if each.told and each.of and each.share < target]

    @property
    def below_target(self) -> list[Count]:
        """The policies below the target whatever it is that cannot be told, lowest first."""
        return [each for each in self.short_of_target if each.at_most < self.release.targets.acknowledged]

    def new_since(self, policy: str) -> str:
        """Since when a policy is new (", new since 20 November 2025") where its version began this term.

        Where schools have copies of their own and not all of these are new, it says whose are.
        """
        copies = {each.school: each for each in self.reviews if each.policy == policy}
        schools = (self.school,) if self.school else self.release.schools
        holding = {school: each for school in schools if (each := copies.get(school) or copies.get(""))}
        new = {at: each for at, each in holding.items() if each.began and each.began >= self.release.term.start}
        if not new:
            return ""
        first, *later = sorted({each.began: each.began_said for each in new.values()}.items())
        when = f"{since(first[1])}{' or later' if later else ''}"
        return f", new {when}" if len(new) == len(holding) else f", new {when} at {some_of([*new])}"

    def total(self, measure: str, basis: str | None = None) -> Count | None:
        return self._now.cell(measure, _basis(measure, basis), ALL, self.level)

    def before(self, measure: str, policy: str = ALL) -> Count | None:
        """A figure on the last day of the term before; None where the records do not reach back, or of one school."""
        return self._before.cell(measure, _basis(measure), policy, self.level)

    @property
    def left_out(self) -> Sequence[str]:
        """Policies whose total stands and whose schools could not be shown beside it."""
        return self._left_out(COVERAGE)

    def _left_out(self, measure: str) -> Sequence[str]:
        return self._now.left_out(measure, _basis(measure))

    def few(self, measure: str) -> bool:
        """Whether a small group stands behind the total: each of its people may count once a policy."""
        return max((each.of for each in self.counts(measure) if each.told), default=0) < SMALL

    def in_some(self, measure: str) -> tuple[int, int] | None:
        """Of how many policies a total is, and how many there are; None where it is of all of them."""
        policies = self.counts(measure)
        told = sum(each.told for each in policies)
        return (told, len(policies)) if told < len(policies) else None

    def withheld(self, measure: str) -> bool:
        """Whether some figure of this page is withheld, or was left out beside the total of all schools."""
        return any(not each.told for each in self.counts(measure)) or bool(self.school and self._left_out(measure))

    def ranged(self, measure: str) -> bool:
        """Whether some figure of a measure is told as a range on this page."""
        return any(each.between for each in self._shown(measure))

    def in_range(self, measure: str) -> bool:
        """Whether some policy's per cent is a range on this page, for want of clear dates."""
        return any(each.in_range and each.policy != ALL for each in self._shown(measure))

    def why_otherwise(self, measure: str) -> str:
        """Why some figures are ranges, or withheld beside an earlier report, in sentences; "" where none is."""
        day = say_day(self.release.banded_since) if self.release.banded_since else ""
        ranged, withheld = self.ranged(measure), any(not each.told for each in self._shown(measure))
        if not ranged and not (day and withheld):
            return ""
        if self.public:
            beside = "A range is withheld where, beside the page of {}, it would tell of few who joined or left."
            return f"{IN_PUBLIC} {beside.format(day)}" if day else IN_PUBLIC
        few = f"where few people joined or left{f' since the report of {day}' if day else ''}"
        if not ranged:
            return f"A figure is withheld {few}: two figures would tell of those few."
        more = " Where a range would tell of them too, the figure is withheld." if day and withheld else ""
        return f"A range stands {few}: two numbers would tell of those few.{more}"

    def _shown(self, measure: str) -> Iterator[Count]:
        """The figures of a measure that belong on this page: of all schools, or of its own."""
        return self._now.of_measure(measure, self.school)

    def cell(self, measure: str, policy: str, school: str) -> Count | None:
        """The figure of one policy at one school; None where it was left out."""
        return self._now.cell(measure, _basis(measure), policy, school)

    def _policies_of(self, told: Figures, measure: str, basis: str | None = None) -> Sequence[Count]:
        return told.of_policies(measure, _basis(measure, basis), self.level)

    @property
    def _now(self) -> Figures:
        return figures(self.release.counts)

    @property
    def _before(self) -> Figures:
        return figures(self.release.before)

    def own(self, documents: pd.DataFrame) -> pd.DataFrame:
        """The documents of the whole organisation, and on a school's own page those of the school."""
        return documents_of(documents, self.school) if self.school else documents

    @property
    def national_lists(self) -> set[str]:
        """The rule packs that have something to say of a policy on the page, or of one that is lacking."""
        return {*self.release.rule_packs, *self.release.lacking["rule_pack"]}

    @property
    def several_lists(self) -> bool:
        """Whether rules on reviews stand in several national lists, so that each rule names its own."""
        return len(self.release.rule_packs) > 1

    @cached_property
    def reviews(self) -> Sequence[Standing]:
        """The documents that hold at this page's level, what needs attention first."""
        return standings(self.own(self.release.reviews), not self.school, self.several_lists)

    @cached_property
    def policies(self) -> dict[str, str]:
        """Each policy with the status that most needs attention among its documents."""
        worst: dict[str, str] = {}
        for each in self.reviews:
            known = worst.get(each.policy, each.status)
            worst[each.policy] = min(known, each.status, key=STATUSES.index)
        return worst

    def policies_with(self, *statuses: str) -> list[str]:
        return [policy for policy, status in self.policies.items() if status in statuses]

    @property
    def in_date(self) -> tuple[int, int]:
        return len(self.policies_with(*CURRENT)), len(self.policies)

    @property
    def in_date_before(self) -> tuple[int, int] | None:
        """The same count on the last day of the term before; None where it cannot be said."""
        rows = self._policies_of(self._before, CURRENCY)
        return (sum(each.done == each.of for each in rows), len(rows)) if rows else None

    @property
    def before_end(self) -> str:
        ends = self.release.before["period_end"]
        return say_day(date.fromisoformat(ends.iloc[0])) if len(ends) else ""


def _basis(measure: str, basis: str | None = None) -> str:
    """What a measure is counted by unless it is asked otherwise."""
    return basis if basis is not None else _BASES.get(measure, "")
