"""Section F: is a policy working as adopted? What there is to show each clause of it, and no judgement of law."""

from collections.abc import Iterable, Sequence

import pandas as pd
from markupsafe import Markup

from govstats.exhibits.clause_words import evidence_words, incident_words
from govstats.exhibits.coverage import in_the_figure
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.marks import status_words
from govstats.exhibits.markup import bullets, joined, paragraph, section, table
from govstats.exhibits.page import COVERAGE, Page
from govstats.exhibits.shared import rows_of
from govstats.exhibits.shown import Shown
from govstats.exhibits.wording import counted, listed
from govstats.measures.obligations import COMPLETE, NOT_APPLICABLE, STATUSES

HEADINGS = ("Clause", "The policy says", "Evidence", "Status")
IN_PUBLIC = "Clauses of which people are the evidence are not shown on a public page."
OTHER_PEOPLE = "A clause counts the people whom it names. Figure 2 counts all who must sign the policy."
OF_A_MODEL = "The clauses are those of the model policy of June 2024. The school's own may say otherwise."
NO_JUDGEMENT = "This counts evidence. It does not judge law."


def working(page: Page) -> Exhibit | None:
    """A section for each policy that has an obligations file; None without one, and on a page of one school."""
    rows = [] if page.school else [Shown.of(row) for row in rows_of(page.release.clauses)]
    if not rows:
        return None
    policies = list(dict.fromkeys(row.policy for row in rows))
    of_policies = {policy: [row for row in rows if row.policy == policy] for policy in policies}
    title = finding(policies[0] if len(policies) == 1 else f"{len(policies)} policies", rows)
    sections = [_section(page, place, policy, own) for place, (policy, own) in enumerate(of_policies.items(), start=1)]
    data = pd.DataFrame([(row.policy, *_cells(page, row)) for row in rows], columns=["policy", *HEADINGS])
    return Exhibit("working", title, joined(sections), data)


def finding(name: str, rows: Sequence[Shown]) -> str:
    """For how many clauses the evidence is complete, of those that apply and can be shown."""
    applying = [row for row in rows if row.status != NOT_APPLICABLE]
    shown = [row for row in applying if not row.withheld]
    limits = ["apply"] * (len(applying) < len(rows)) + ["can be shown"] * (len(shown) < len(applying))
    that = f" that {' and '.join(limits)}" if limits else ""
    complete = sum(row.status == COMPLETE for row in shown)
    if not shown:
        return f"{name}: no clause {'can be shown' if applying else 'applies'}"
    if len(shown) == 1:
        one = "the one clause" + that.replace("apply", "applies")
        return f"{name}: the evidence is {'complete' if complete else 'not complete'} for {one}"
    whole = "both" if len(shown) == 2 else f"all {len(shown)}"
    if not complete:
        return f"{name}: none of {len(shown)} clauses{that} has complete evidence"
    how_many = whole if complete == len(shown) else f"{complete} of {len(shown)}"
    return f"{name}: the evidence is complete for {how_many} clauses{that}"


def _section(page: Page, place: int, policy: str, rows: Sequence[Shown]) -> Markup:
    name = "working" if place == 1 else f"working-{place}"
    caption = f"Table #: Evidence for each clause of {policy}"
    cells = [_cells(page, row) for row in rows]
    notes = [_counted(rows), *([IN_PUBLIC] if page.public else [])]
    notes += [OF_A_MODEL] if policy in page.release.by_model else []
    notes += [OTHER_PEOPLE] if _counts_others(page, policy, rows) else []
    return section(
        name,
        finding(policy, rows),
        table(f"{name}-table", caption, HEADINGS, cells, prose=True, notes=notes),
        *_prompts(rows),
    )


def _counts_others(page: Page, policy: str, rows: Iterable[Shown]) -> bool:
    """Whether a clause on signing asks other people than Figure 2 does of the same policy, which stands in it."""
    asked = [each.of for each in in_the_figure(page) if each.policy == policy]
    told = [row for row in rows if row.evidence == COVERAGE and not row.withheld and row.status != NOT_APPLICABLE]
    return any(row.denominator != of for of in asked for row in told)


def _cells(page: Page, row: Shown) -> tuple[str, str, str, str]:
    evidence = evidence_words(row, page.release.term, page.release.as_at)
    said = " ".join(part for part in (evidence, incident_words(row)) if part)
    return row.clause, row.says, said, "[c]" if row.withheld else status_words(row.status, None)


def _counted(rows: Sequence[Shown]) -> str:
    found = [row.status for row in rows]
    counts = [f"{status} {found.count(status)}" for status in STATUSES if status in found]
    withheld = sum(row.withheld for row in rows)
    counts += [f"withheld {withheld}"] if withheld else []
    return f"Of {counted(len(rows), 'clause')}: {listed(counts)}. {NO_JUDGEMENT}"


def _prompts(rows: Iterable[Shown]) -> list[Markup]:
    """Newer guidance, once for all clauses that have to be weighed against it: to be weighed, and no law."""
    clauses: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.prompt:
            clauses.setdefault((row.prompt.rstrip("."), row.prompt_source.rstrip(".")), []).append(row.clause)
    if not clauses:
        return []
    said = [
        f"{'Clause' if len(own) == 1 else 'Clauses'} {listed(own)}: {says}. Source: {source}."
        for (says, source), own in clauses.items()
    ]
    return [paragraph("Newer guidance to weigh, with its source:"), bullets(said)]
