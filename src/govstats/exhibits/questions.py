"""Section H: questions that governors may ask, chosen by rule from what the page has found."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from govstats.exhibits import findings
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.findings import Finding
from govstats.exhibits.markup import bullets, joined, section, strong
from govstats.exhibits.page import Page
from govstats.exhibits.shared import rows_of

FEWEST, MOST, OF_A_SECTION = 3, 5, 2
HEAD, CHAIR, CLERK = "Headteacher", "Chair of governors", "Clerk to governors"
OFFICE = "School business manager"


@dataclass(frozen=True)
class Rule:
    """When a question is asked, and how.

    Attributes
    ----------
    finds
        The condition: the words for the question, or None.
    asks
        The question, with places in braces for the words.
    role
        To whom it is put.
    see
        Where on the page the figure stands that it comes from. Two questions of the same place are enough.
    evidence
        The kinds of evidence by which it is tied to clauses of the policy it is about.
    """

    finds: Callable[[Page], Finding]
    asks: str
    role: str
    see: str
    evidence: tuple[str, ...] = ()


REVIEWS, COVERAGE, SCHOOLS = "Figure 1", "Figure 2", "the table by school"
LISTS = "every review date in the annex"
STARTERS, WORKING, INCIDENTS = "new starters in the annex", "the clauses in the annex", "incidents in the annex"
SURENESS = "the end of the annex"
REVIEWED = ("review",)
SIGNED = ("acknowledgement_coverage",)
INDUCTED = ("induction_timeliness", "induction_coverage")

# What matters most comes first.
RULES = (
    Rule(
        findings.overdue_longest,
        "What has kept {label} from being reviewed since {due}?",
        HEAD, REVIEWS, REVIEWED,
    ),
    Rule(
        findings.without_version,
        "When will {policies} have an approved version on record?",
        CLERK, REVIEWS, REVIEWED,
    ),
    Rule(
        findings.statutory_policies_lacking,
        "What do we use for {policies}, named in national lists?",
        CLERK, LISTS,
    ),
    Rule(
        findings.over_the_statutory_year,
        "Should {label} be reviewed now, since the statutory year has passed though its own date has not?",
        CHAIR, REVIEWS, REVIEWED,
    ),
    Rule(
        findings.lowest_coverage,
        "What would bring {policy} from {share} signed to the {target} target?",
        HEAD, COVERAGE, SIGNED,
    ),
    Rule(
        findings.starters_inducted_late,
        "What would bring inductions on {policy} within {days} from {share} to all starters?",
        HEAD, STARTERS, INDUCTED,
    ),
    Rule(
        findings.clauses_without_evidence,
        "What evidence could there be for {clauses} of {policy}, where none is recorded?",
        HEAD, WORKING,
    ),
    Rule(
        findings.school_beyond_chance,
        "What could help {school}, where coverage is lowest by more than chance explains?",
        HEAD, SCHOOLS,
    ),
    Rule(
        findings.new_version_signed_slowly,
        "What has slowed the signing of {policy}, {since}, with {share} of those due?",
        HEAD, COVERAGE, SIGNED,
    ),
    Rule(
        findings.undated,
        "When will {policies} have a review date?",
        CLERK, REVIEWS, REVIEWED,
    ),
    Rule(
        findings.clocks_in_conflict,
        "Which review date of {label} did governors agree: {stated} as stated, or {cycle} by its cycle?",
        CLERK, REVIEWS, REVIEWED,
    ),
    Rule(
        findings.returns_missing,
        "What has kept {returns} of incidents for {term} from being made?",
        OFFICE, INCIDENTS,
    ),
    Rule(
        findings.newer_guidance,
        "Should {policy} change at its next review, given newer guidance on {clauses}?",
        CHAIR, WORKING,
    ),
    Rule(
        findings.few_declarations,
        "Who looks at the declarations under {policy}, whose number is too small to show?",
        HEAD, WORKING,
    ),
    Rule(
        findings.rows_set_aside,
        "What would bring {rows} set aside this time into the next report?",
        OFFICE, SURENESS,
    ),
)  # fmt: skip

# True of any records: they stand in where there are too few findings.
GENERAL = (
    Rule(findings.always, "How would we know that staff understand the policies?", HEAD, SURENESS),
    Rule(findings.always, "How do we learn whether a policy works in practice?", HEAD, INCIDENTS),
    Rule(findings.always, "Who checks these records before they reach governors?", OFFICE, SURENESS),
)


@dataclass(frozen=True)
class Question:
    asks: str
    role: str
    see: str
    clause: str  # "" where it is about no clause


def questions(page: Page) -> Exhibit:
    asked = choose(page)
    title = f"{len(asked)} questions governors may ask"
    items = [
        joined([strong(each.asks), " ", Markup('<span class="who">{}</span>').format(_who(each))]) for each in asked
    ]
    data = pd.DataFrame(asked, columns=["asks", "role", "see", "clause"])
    return Exhibit("questions", title, section("questions", title, bullets(items, numbered=True)), data)


def choose(page: Page) -> list[Question]:
    """Three to five questions: the most important findings, and general ones where there are fewer than three."""
    found = list(_found(page, RULES))[:MOST]
    return [*found, *list(_found(page, GENERAL))[: max(0, FEWEST - len(found))]]


def _found(page: Page, rules: Iterable[Rule]) -> Iterator[Question]:
    places: Counter[str] = Counter()
    for rule in rules:
        words = rule.finds(page)
        if words is not None and places[rule.see] < OF_A_SECTION:
            places[rule.see] += 1
            yield Question(rule.asks.format(**words), rule.role, rule.see, _clause(page, rule, words))


def _clause(page: Page, rule: Rule, words: Mapping[str, str]) -> str:
    """The clauses that a finding names, else the one that asks for what the finding is about."""
    if "policy" not in words or not rule.evidence:
        return words.get("clause", "")
    tied = (
        str(row["clause"])
        for row in rows_of(page.release.clauses)
        if row["policy"] == words["policy"] and row["evidence"] in rule.evidence
    )
    return next(tied, "")


def _who(each: Question) -> str:
    clause = f", and clause {each.clause}" if each.clause and each.clause not in each.asks else ""
    return f"{each.role}. See {each.see}{clause}."
