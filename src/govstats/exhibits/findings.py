"""What stands out on a page: each finding has a condition on published figures, and the words that a question needs.

A finding is a mapping from the places of its question's template to words, or None where there is nothing to find.
`policy` says whose clauses it may be tied to; `clause` names clauses outright.
"""

from collections.abc import Callable, Hashable, Mapping
from datetime import timedelta
from typing import Any

import pandas as pd

from govstats.disclosure import ALL
from govstats.exhibits.count import Count
from govstats.exhibits.lacking import lacking_titles
from govstats.exhibits.page import COVERAGE, IN_TIME, Page
from govstats.exhibits.recorded import read_recorded
from govstats.exhibits.schools import lowest_school
from govstats.exhibits.shared import rows_of
from govstats.exhibits.wording import counted, some_of
from govstats.measures.facts import Unclear
from govstats.measures.obligations import NONE
from govstats.measures.reviews import NO_DATE, NO_VERSION, OVER_STATUTORY, OVERDUE

Finding = Mapping[str, str] | None
Clause = Mapping[Hashable, Any]  # a row of the published clauses


def overdue_longest(page: Page) -> Finding:
    return _standing(page, OVERDUE)


def statutory_policies_lacking(page: Page) -> Finding:
    """Those that were seen in a list; nothing is found where it cannot be said what is lacking."""
    titles = lacking_titles(page, verified=True)
    return {"policies": some_of(titles, most=1)} if titles else None


def over_the_statutory_year(page: Page) -> Finding:
    return _standing(page, OVER_STATUTORY)


def without_version(page: Page) -> Finding:
    policies = page.policies_with(NO_VERSION)
    return {"policy": policies[0], "policies": some_of(policies)} if policies else None


def undated(page: Page) -> Finding:
    policies = page.policies_with(NO_DATE)
    return {"policy": policies[0], "policies": some_of(policies)} if policies else None


def clocks_in_conflict(page: Page) -> Finding:
    found = next((each for each in page.reviews if each.clocks_disagree), None)
    if found is None:
        return None
    return {"policy": found.policy, "label": found.label, "stated": found.stated_due, "cycle": found.cycle_due}


def lowest_coverage(page: Page) -> Finding:
    """Of the policies that people have had the days allowed to sign. In public no question quotes their number."""
    found = None if page.public else _lowest(page)
    return _shared(found, target=f"{page.release.targets.acknowledged:.0%}") if found else None


def new_version_signed_slowly(page: Page) -> Finding:
    """The lowest version of this term among those whose days allowed have run out."""
    due = page.counts(COVERAGE, basis="due") if "acknowledgements" in page.release.given else []
    lowest = _lowest(page)
    asked = lowest.policy if lowest else ""
    target = page.release.targets.acknowledged
    slow = (each for each in due if page.new_since(each.policy) and each.at_most < target and each.policy != asked)
    found = next(slow, None)
    return _shared(found, since=page.new_since(found.policy).removeprefix(", ")) if found else None


def school_beyond_chance(page: Page) -> Finding:
    found = lowest_school(page) if page.several_schools and "acknowledgements" in page.release.given else None
    return {"school": found.school} if found else None


def starters_inducted_late(page: Page) -> Finding:
    if "inductions" not in page.release.given:
        return None
    found = next((each for each in page.counts(IN_TIME) if each.at_most < 1), None)
    return _shared(found, days=str(page.release.induction_allowed)) if found else None


def clauses_without_evidence(page: Page) -> Finding:
    """The first policy with such clauses. That it is overdue for review is a finding of its own.

    A record that may be evidence, for its date is vague or its answer unclear, is no want of evidence.
    """
    return _clauses(page, lambda row: row["status"] == NONE and row["evidence"] != "review" and not _vague(row))


def _vague(row: Clause) -> bool:
    if row["evidence"] == "handbook":
        return any(isinstance(fact, Unclear) for fact in row["facts"])
    return row["unit"] in ("records", "schools") and not pd.isna(row["unknown"]) and row["unknown"] > 0


def newer_guidance(page: Page) -> Finding:
    return _clauses(page, lambda row: not pd.isna(row["prompt"]) and row["prompt"] != "")


def few_declarations(page: Page) -> Finding:
    return _clauses(page, lambda row: bool(row["number_withheld"]) and row["evidence"] == "declaration")


def returns_missing(page: Page) -> Finding:
    """On the organisation's page alone: the returns are of all its schools."""
    if page.school:
        return None
    now = next(
        (each for each in read_recorded(page.release.incidents, rounded=page.public) if each.policy == ALL), None
    )
    return {"returns": counted(now.missing, "return"), "term": now.term} if now and now.missing else None


def rows_set_aside(page: Page) -> Finding:
    """On the organisation's page alone: the files are of all its schools."""
    if page.school:
        return None
    rows = int(page.release.account["rows_set_aside"].sum())
    return {"rows": counted(rows, "row")} if rows else None


def always(_: Page) -> Finding:
    """True of any records."""
    return {}


def _standing(page: Page, status: str) -> Finding:
    """The first document with a status: the longest overdue comes first."""
    found = next((each for each in page.reviews if each.status == status), None)
    if found is None:
        return None
    return {"policy": found.policy, "label": found.label, "due": found.stated_due or found.cycle_due}


def _lowest(page: Page) -> Count | None:
    last = page.release.as_at - timedelta(days=page.release.targets.grace_days)
    late = {each.policy for each in page.reviews if each.began and each.began > last}
    return next((each for each in page.below_target if each.policy not in late), None)


def _shared(found: Count, **words: str) -> dict[str, str]:
    return {"policy": found.policy, "share": found.proportion_said, **words}


def _clauses(page: Page, found: Callable[[Clause], bool]) -> Finding:
    """Of the clauses that are found, those of the first policy. They are shown on the organisation's page alone."""
    clauses = [] if page.school else [row for row in rows_of(page.release.clauses) if found(row)]
    if not clauses:
        return None
    policy = str(clauses[0]["policy"])
    names = [str(row["clause"]) for row in clauses if row["policy"] == policy]
    named = some_of(names)
    return {"policy": policy, "clause": named, "clauses": f"clause{'s' if len(names) > 1 else ''} {named}"}
