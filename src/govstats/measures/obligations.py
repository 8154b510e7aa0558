"""Whether a policy is working as adopted, clause by clause: what it obliges to, and what there is to show it.

The report shows evidence; it does not judge law. Statuses are counted, never averaged.
Definitions: docs/methodology.md, "Obligations".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import pandas as pd

from govstats.errors import Problem, problem
from govstats.measures.asked import asked
from govstats.measures.evidence import (
    COMPLETE,
    NONE,
    NOT_APPLICABLE,
    PARTLY,
    STATUSES,
    OnePolicy,
    Unit,
    find,
)
from govstats.measures.evidence_log import logged_for, more_than_all, names_of
from govstats.measures.facts import Fact
from govstats.measures.incidents import KNOWN, NO_PART, clause_of, incident_returns
from govstats.measures.register import documents_of
from govstats.measures.remembered import remembered
from govstats.measures.shape import DONE, LEFT_OUT, NOT_DONE, SEVERAL, Loaded, counts_of, tidy, window_of
from govstats.periods import Term
from govstats.records import places_of
from govstats.rules.obligations import Clause, Obligations

__all__ = [
    "COMPLETE",
    "NONE",
    "NOT_APPLICABLE",
    "PARTLY",
    "STATUSES",
    "Obligation",
    "obligation_evidence",
    "obligation_problems",
    "obligations",
]

_MANY_ROWS = 3


@dataclass(frozen=True)
class Obligation:
    """One clause of a policy with its evidence."""

    policy: str
    clause: str
    says: str
    applies_to: str
    evidence: str
    status: str
    unit: Unit  # what numerator and denominator count
    numerator: int
    denominator: int
    unknown: int
    target: float
    number: int | None  # recorded without saying of how many
    latest: str  # the day of the newest evidence
    facts: tuple[Fact, ...]
    references: frozenset[str]  # the staff numbers of those of whom a measure of people tells; never for governors
    incidents: int | None  # of the clause in the term; None where no returns were given or it has no incidents
    incidents_unknown: int | None  # returns of which the number is not known
    prompt: str  # newer guidance to weigh at the review
    prompt_source: str


@asked()
def obligation_evidence(organisation: Loaded, as_at: date, term: Term | None = None) -> pd.DataFrame:
    """Every clause of every policy that has an obligations file, with its evidence as at a day.

    Parameters
    ----------
    term
        The window of the incidents beside the clauses; by default the last term that had begun by `as_at`.

    Returns
    -------
    DataFrame
        One row a clause with the fields of `Obligation`, in the order of the file. `status` is "Evidence complete",
        "Partly", "No evidence" or "Not applicable".
    """
    rows = [vars(each) for each in _looked_at(organisation, as_at, term)]
    numbers = dict.fromkeys(("number", "incidents", "incidents_unknown"), "Int64")
    return pd.DataFrame(rows, columns=[field.name for field in fields(Obligation)]).astype(numbers)


@asked("policy", "clause", "status")
def obligations(
    organisation: Loaded, as_at: date, by: Sequence[str] = ("policy", "clause"), term: Term | None = None
) -> pd.DataFrame:
    """Clauses in force that apply, and of how many the evidence is complete.

    Parameters
    ----------
    by
        Of `policy`, `clause`, `status`. By status it counts each status.
    term
        As in `obligation_evidence`.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`), counted in clauses. `excluded` counts those not applicable.
    """
    leaves = counts_of(clause_leaves(organisation, as_at, term))
    return tidy("obligations", leaves, by, basis="", start=window_of(organisation, as_at, term).start, end=as_at)


def clause_leaves(organisation: Loaded, as_at: date, term: Term | None = None) -> pd.DataFrame:
    """The evidence with `school` (all of them), `reference` (the clause), `outcome`, and `why`: status and facts."""
    found = obligation_evidence(organisation, as_at, term)
    return found.assign(
        school=SEVERAL.join(organisation.settings.school_names),
        reference=found["clause"],
        outcome=found["status"].map({COMPLETE: DONE, NOT_APPLICABLE: LEFT_OUT}).fillna(NOT_DONE).astype("int8"),
        why=[
            "; ".join([status, *map(str, facts)]) for status, facts in zip(found["status"], found["facts"], strict=True)
        ],
    )


def obligation_problems(organisation: Loaded) -> list[Problem]:
    """Obligations files of no policy of the register, evidence that no clause asks for, and categories to look at."""
    titles = {document.policy for document in documents_of(organisation)}
    idle = [
        problem("obligations-of-no-policy", found=each.policies[0])
        for each in organisation.obligations
        if not each.bundled and not any(each.are_of(title) for title in titles)
    ]
    unasked = (each for title in sorted(titles) for each in _evidence_of_no_clause(organisation, title))
    return [*idle, *unasked, *_categories_of_few_rows(organisation)]


def _categories_of_few_rows(organisation: Loaded) -> Iterator[Problem]:
    """Categories of incidents that the office made up: a page may print them, and nobody knows whom they name.

    One that stands in many rows is a kind of incident, and so is one that an obligations file has.
    """
    incidents = organisation.records.incidents
    rows = incidents.groupby([incidents["policy"], incidents["category"].str.casefold()])["category"]
    found = {
        category
        for (policy, _), categories in rows
        if len(categories) < _MANY_ROWS
        and re.search(r"[^\W\d_]{3}", category := str(categories.iloc[0]))
        and not _is_of_a_clause(organisation, str(policy), category)
    }
    if found:
        files = {*incidents.loc[incidents["category"].isin(found), "file"]}
        named = {"file": files.pop()} if len(files) == 1 else {}
        yield problem("categories-of-few-rows", **named, column="Category", found="; ".join(sorted(found)))


def _is_of_a_clause(organisation: Loaded, policy: str, category: str) -> bool:
    of_policy, name = _obligations_of(organisation, policy), clause_of(category).casefold()
    return any(name in names_of(clause) for clause in (of_policy.clauses if of_policy else ()))


def _evidence_of_no_clause(organisation: Loaded, policy: str) -> Iterator[Problem]:
    log = organisation.records.evidence
    log = log[log["policy"] == policy]
    if log.empty:
        return
    of_policy = _obligations_of(organisation, policy)
    asked = np.zeros(len(log), bool)
    for clause in of_policy.clauses if of_policy else ():
        asked |= logged_for(log, clause)
    above = log.loc[more_than_all(log)]
    for place, count, of in zip(places_of(above), above["count"], above["of"], strict=True):
        yield problem("evidence-more-than-all", **place, column="Count", found=count, of=of, policy=policy)
    unasked = log.loc[~asked]
    for place, clause_named, kind in zip(places_of(unasked), unasked["clause"], unasked["kind"], strict=True):
        yield problem("evidence-of-no-clause", **place, column="Clause", found=clause_named, kind=kind, policy=policy)


def _obligations_of(organisation: Loaded, policy: str) -> Obligations | None:
    return next((each for each in organisation.obligations if each.are_of(policy)), None)


def held_against_a_model(organisation: Loaded) -> frozenset[str]:
    """The policies whose obligations come with govstats: what a model says, and not what the school's own text says."""
    titles = {document.policy for document in documents_of(organisation)}
    return frozenset(title for title in titles if (found := _obligations_of(organisation, title)) and found.bundled)


@remembered
def _looked_at(organisation: Loaded, as_at: date, term: Term | None) -> list[Obligation]:
    found: list[Obligation] = []
    for policy in sorted({document.policy for document in documents_of(organisation)}):
        if of_policy := _obligations_of(organisation, policy):
            seen, incidents = OnePolicy.of(organisation, policy), _incidents(organisation, policy, as_at, term)
            found += (_obligation(seen, clause, incidents, as_at) for clause in of_policy.clauses)
    return found


def _incidents(organisation: Loaded, policy: str, as_at: date, term: Term | None) -> pd.DataFrame:
    """The returns of a policy for the term; one that does not apply says nothing, not even that there were none."""
    if "incidents" not in organisation.records.given:
        return pd.DataFrame(columns=["clause", "kind", "number"])
    returns = incident_returns(organisation, as_at, term)
    return returns[(returns["policy"] == policy) & ~returns["kind"].isin(NO_PART)]


def _obligation(seen: OnePolicy, clause: Clause, incidents: pd.DataFrame, as_at: date) -> Obligation:
    found = find(seen, clause, as_at)
    people = clause.evidence == "acknowledgement_coverage"
    target = clause.target or (seen.settings.targets.acknowledged if people else 1.0)
    own = incidents[incidents["clause"].str.casefold().isin(names_of(clause))]
    prompt = clause.prompt if clause.prompt and clause.prompt.since <= as_at else None
    return Obligation(
        policy=seen.policy,
        clause=clause.id,
        says=clause.says,
        applies_to=clause.applies_to,
        evidence=clause.evidence,
        status=found.status(target),
        unit=found.unit,
        numerator=found.numerator,
        denominator=found.denominator,
        unknown=found.unknown,
        target=target,
        number=found.number,
        latest=found.latest,
        facts=found.facts,
        references=found.references,
        incidents=int(own["number"].fillna(0).sum()) if len(own) else None,
        incidents_unknown=int((~own["kind"].isin(KNOWN)).sum()) if len(own) else None,
        prompt=prompt.says if prompt else "",
        prompt_source=prompt.source if prompt else "",
    )
