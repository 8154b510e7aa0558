"""What the records show of one obligation: by a measure, a fact of the register, or the evidence log.

Definitions: docs/methodology.md, "Obligations".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from govstats.measures.clocks import CANNOT_SAY, CURRENT, UNDATED, Basis, due_by, status_of, status_on
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.evidence_log import dated, in_order, lapsed, newest_of, tally
from govstats.measures.facts import Adopted, Due, Fact, Lapsed, Link, Logged, Other, Starters, Unclear, since
from govstats.measures.inductions import induction_leaves, timeliness_leaves
from govstats.measures.outcomes import surely_required
from govstats.measures.people import in_audience, people_in_post
from govstats.measures.register import Document, Version, documents_of, possibly_in_force
from govstats.measures.renewals import renewal_leaves
from govstats.measures.shape import CANNOT_TELL, DONE, LEFT_OUT, NOT_DONE, Loaded, Outcome
from govstats.measures.verdicts import UNSURE, YES
from govstats.periods import DateInterval, Term
from govstats.records import UNCLEAR, Records
from govstats.rules.obligations import Clause, Obligations
from govstats.rules.policies import plain_name
from govstats.settings import Settings

COMPLETE, PARTLY, NONE, NOT_APPLICABLE = "Evidence complete", "Partly", "No evidence", "Not applicable"
STATUSES = (COMPLETE, PARTLY, NONE, NOT_APPLICABLE)
# What evidence is counted in. "cases" are the appointments or declarations of the log; "headcount" is people, of whom
# nothing else is said; "parts" are those of a fact of the register.
Unit = Literal["people", "headcount", "cases", "schools", "records", "parts"]


@dataclass(frozen=True)
class Found:
    """How much of an obligation is shown.

    `number` is what was recorded without saying of how many; `facts` hold titles and dates; `references` are the staff
    numbers of those whom a measure of people counted, and who surely must have done it; `vague` says that there are
    records, and that it is they that leave it open.
    """

    unit: Unit
    numerator: int
    denominator: int
    unknown: int = 0
    number: int | None = None
    latest: str = ""
    facts: tuple[Fact, ...] = ()
    references: frozenset[str] = frozenset()
    vague: bool = False

    def status(self, target: float) -> str:
        """Complete at the target; none where nothing is shown; not applicable where there is nobody to show it for."""
        if self.denominator == 0:
            return NOT_APPLICABLE
        if self.numerator >= round(target * self.denominator, 9):
            return COMPLETE
        open_ = self.unknown == self.denominator and not self.vague
        nothing = self.numerator == 0 and (self.unknown == 0 or open_)
        return NONE if nothing else PARTLY


@dataclass(frozen=True)
class OnePolicy:
    """An organisation seen through one policy: nothing else is in its register and its records."""

    policy: str
    whole: Loaded
    records: Records
    settings: Settings
    obligations: tuple[Obligations, ...]

    @classmethod
    def of(cls, organisation: Loaded, policy: str) -> "OnePolicy":
        records = organisation.records
        sources = ("policies", "acknowledgements", "inductions", "evidence")
        own = {name: frame[frame["policy"] == policy] for name in sources for frame in [getattr(records, name)]}
        return cls(policy, organisation, replace(records, **own), organisation.settings, ())

    @property
    def documents(self) -> list[Document]:
        return documents_of(self)


def find(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
    """What the records show of a clause, as at the end of a day."""
    return _FINDERS.get(clause.evidence, _logged)(seen, clause, as_at)


_OF_INDUCTIONS = (induction_leaves, timeliness_leaves)


def _measured(leaves_of: Callable[..., pd.DataFrame], **window: Term) -> Callable[[OnePolicy, Clause, date], Found]:
    def count(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
        leaves = leaves_of(seen, as_at, audience=clause.audience, **window)
        counted = leaves[leaves["outcome"] != LEFT_OUT]
        done, unknown = (int((counted["outcome"] == outcome).sum()) for outcome in (DONE, CANNOT_TELL))
        records = seen.records.inductions if leaves_of in _OF_INDUCTIONS else seen.records.acknowledgements
        references = frozenset(surely_required(leaves)["person_id"].astype("str"))
        return Found("people", done, len(counted), unknown, references=references, vague=len(records) > 0)

    return count


def _inducted(leaves_of: Callable[..., pd.DataFrame]) -> Callable[[OnePolicy, Clause, date], Found]:
    def count(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
        begun = since_adoption(seen, as_at)
        found = _measured(leaves_of, term=window_since(begun, as_at))(seen, clause, as_at)
        within = str(seen.settings.induction_allowed) if leaves_of is timeliness_leaves else ""
        return replace(found, facts=(Starters(since(begun), within),))

    return count


def window_since(begun: DateInterval, as_at: date) -> Term:
    """The days since a policy was adopted."""
    return Term("since adoption", begun.earliest or as_at, as_at)


def since_adoption(seen: OnePolicy, as_at: date) -> DateInterval:
    """When the first of the versions in force began: its starters are those it has met."""
    begun = [version.starts for _, version in _in_force(seen, as_at) if version.starts.earliest]
    today = DateInterval(as_at, as_at, "day", "")
    return min(begun, key=lambda each: each.earliest or as_at, default=today)


def _in_force(seen: OnePolicy, as_at: date) -> list[tuple[Document, Version]]:
    latest = ((each, possibly_in_force(each.versions, as_at)[-1]) for each in seen.documents)
    return [(document, version) for document, version in latest if version]


def _adoption(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
    """Adopted on a day, minuted, and consulted on: three parts a document."""
    logged = _logged(seen, clause, as_at)
    facts = tuple(
        Adopted(
            version.adopted.in_words(),
            version.adopted_by,
            bool(version.minute_reference),
            _consulted(version.unions_consulted, logged),
        )
        for _, version in _in_force(seen, as_at)
    )
    parts = sum(each.dated + each.minuted + bool(each.consulted) for each in facts)
    unknown = sum(each.consulted is None for each in facts)
    return Found("parts", parts, 3 * len(seen.documents), unknown, facts=facts)


def _consulted(answer: str, logged: Found) -> bool | None:
    if answer == "yes" or logged.numerator:
        return True
    return None if answer == UNCLEAR or logged.unknown else False


def _review(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
    """In date by its own date, and by its own cycle: a part for each clock that runs.

    Where the register states no cycle, it is the one that the policy's clause names.
    """
    met, running, unknown, facts = 0, 0, 0, []
    for document in seen.documents:
        status, version = status_on(document, "", as_at)
        if version and not version.cycle_months and clause.valid_months and status != CANNOT_SAY:
            version = replace(version, cycle_months=clause.valid_months)
            status = status_of(document, version, "", as_at)
        clocks: tuple[Basis, ...] = ("stated", "cycle")
        own = [clock for clock in clocks if version and due_by(document, version, clock, as_at)]
        verdicts = [status_of(document, version, clock, as_at) for clock in own] if status != CANNOT_SAY else []
        verdicts = verdicts or [status]
        facts.append(_due(status, version))
        running += len(verdicts)
        met += sum(each in CURRENT for each in verdicts)
        unknown += sum(each in UNDATED for each in verdicts)
    return Found("parts", met, running, unknown, facts=tuple(facts))


def _due(status: str, version: Version | None) -> Due:
    if version is None:
        return Due(status)
    stated, cycle = version.stated_due, version.cycle_due
    headline = stated or cycle
    return Due(
        status,
        stated.in_words() if stated else "",
        cycle.in_words() if cycle else "",
        version.cycle_months,
        headline.latest if headline else None,
        cycle.latest if cycle else None,
        version.clocks_disagree,
    )


def _scope(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
    """How many people the policy is for: certain where staff types and contact with children are known."""
    sure, unsure = _people(seen, clause.audience or "all", as_at)
    return Found("headcount", sure, sure + unsure, unsure)


def _people(seen: OnePolicy, audience: str, as_at: date) -> tuple[int, int]:
    people = people_in_post(seen.records.staff, as_at)
    member = np.minimum(in_audience(people, audience), people["in_post"])
    return int((member == YES).sum()), int((member == UNSURE).sum())


def _link(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
    """Linked with a policy of the register that is itself in date."""
    wanted = {plain_name(title) for title in clause.links_to}
    linked = {
        plain_name(title)
        for _, version in _in_force(seen, as_at)
        for title in version.linked_policies.replace(",", ";").split(";")
    }
    if not (wanted & linked) and not _logged(seen, clause, as_at).numerator:
        return Found("parts", 0, 2, facts=(Link(False),))
    others = []
    for each in (each for each in documents_of(seen.whole) if plain_name(each.policy) in wanted):
        status, version = status_on(each, "", as_at)
        due = due_by(each, version, "", as_at) if version else None
        others.append(Other(each.policy, status, due.latest if due else None))
    current = bool(others) and all(each.status in CURRENT for each in others)
    return Found("parts", 1 + current, 2, facts=(Link(True, tuple(others)),))


def _handbook(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
    """At each school: the register says that it is in the handbook, or the evidence log does."""
    logged, _ = dated(seen.records.evidence, clause, as_at)
    leaves = [*handbook_leaves(seen, clause, as_at)]
    outcomes = [outcome for *_, outcome, _ in leaves]
    kept, unknown = outcomes.count(DONE), outcomes.count(CANNOT_TELL)
    facts = (Unclear(),) if any(why == _UNCLEAR for *_, why in leaves) else ()
    return Found("schools", kept, len(outcomes), unknown, latest=newest_of(logged), facts=facts)


_UNCLEAR = str(Unclear())


def handbook_leaves(seen: OnePolicy, clause: Clause, as_at: date) -> Iterator[tuple[str, str, Outcome, str]]:
    """At each school, whether a version in force is in the handbook: the school, the version, an outcome and why."""
    logged, open_ = dated(seen.records.evidence, clause, as_at)
    by_school = {*logged["school"]}
    for document, version in _in_force(seen, as_at):
        says = version.in_handbook
        for school in document.schools:
            if says == "yes" or f";{school};" in f";{says};":
                yield school, version.version, DONE, "the register says so"
            elif {"", school} & by_school:
                yield school, version.version, DONE, "the evidence log says so"
            elif open_:
                yield school, version.version, CANNOT_TELL, "a date is vague"
            elif not says:
                yield school, version.version, CANNOT_TELL, "the register does not say"
            elif says == UNCLEAR:
                yield school, version.version, CANNOT_TELL, _UNCLEAR
            else:
                yield school, version.version, NOT_DONE, "the register says not"


def _logged(seen: OnePolicy, clause: Clause, as_at: date) -> Found:
    """Dated evidence of the log that still holds: numbers where it has them, else the schools that it is there for."""
    rows, open_ = dated(seen.records.evidence, clause, as_at)
    schools = {name for document in seen.documents for name in document.schools}
    told = tally(rows, cases=clause.applies_to == "organisation")
    shown = schools if "" in {*rows["school"]} else schools & {*rows["school"]}
    latest = newest_of(told.rows)
    facts: tuple[Fact, ...] = tuple(Logged(since(day), day.earliest) for day in in_order(told.rows, slice(1)))
    if rows.empty and (ended := lapsed(seen.records.evidence, clause, as_at)):
        facts = (Lapsed(ended),)
    if told.done is not None and told.whole and (clause.audience or told.of is not None):
        # Numbers of some schools alone are of all people that it is for.
        stated = told.of if shown == schools or not clause.audience else None
        total = sum(_people(seen, clause.audience or "all", as_at)) if stated is None else stated
        unit: Unit = "people" if clause.audience else "cases"
        done = min(told.done, total)
        return Found(unit, done, total, int(min(told.at_most, total)) - done, latest=latest, facts=facts)
    if clause.applies_to == "organisation":
        return Found("records", int(len(rows) > 0), 1, int(open_ and rows.empty), told.done, latest, facts)
    return Found("schools", len(shown), len(schools), len(schools - shown) if open_ else 0, told.done, latest, facts)


_FINDERS: dict[str, Callable[[OnePolicy, Clause, date], Found]] = {
    "acknowledgement_coverage": _measured(acknowledgement_leaves),
    "reacknowledgement": _measured(renewal_leaves),
    "induction_coverage": _inducted(induction_leaves),
    "induction_timeliness": _inducted(timeliness_leaves),
    "adoption": _adoption,
    "review": _review,
    "scope": _scope,
    "link": _link,
    "handbook": _handbook,
}
