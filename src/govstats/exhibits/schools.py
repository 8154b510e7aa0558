"""Section E and its annex: coverage by school, and every policy with its range."""

import pandas as pd

from govstats.exhibits.contrast import clearest_contrast
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import details, paragraph, section, table
from govstats.exhibits.page import BODY_ROWS, COVERAGE, Count, Page
from govstats.exhibits.wording import SMALL, counted, proportion, some_of

SEVERAL_SCHOOLS = "Someone who works at several schools counts in each of them, and once in the total."


def by_school(page: Page) -> Exhibit | None:
    """The table of policies by school; None on a page of one school."""
    if not page.several_schools or "acknowledgements" not in page.release.given:
        return None
    schools = page.release.schools
    title = _lowest(page)
    told = [each.policy for each in page.counts(COVERAGE) if each.policy not in page.left_out]
    shown, more = told[:BODY_ROWS], len(told) - BODY_ROWS
    rows = [(policy, *(cell_words(page.cell(COVERAGE, policy, school)) for school in schools)) for policy in shown]
    notes = [f"{counted(more, 'more policy', 'more policies')} in the annex."] if more > 0 else []
    notes += _left_out(page)
    caption = f"Table #: Staff who have acknowledged each policy, by school, {page.as_at}"
    body = (
        table("by-school-table", caption, ("Policy", *schools), rows, numbers=range(1, len(schools) + 1), notes=notes)
        if rows
        else paragraph("Too few people to show by school.")
    )
    data = pd.DataFrame(rows, columns=["policy", *schools])
    return Exhibit("by_school", title, section("by-school", title, body), data)


def _left_out(page: Page) -> list[str]:
    said = [f"Too few people to show by school: {some_of(page.left_out)}."] if page.left_out else []
    return [*said, SEVERAL_SCHOOLS]


def all_coverage(page: Page) -> Exhibit | None:
    """The annex to the coverage: every policy, with its range while something cannot be told."""
    counts = page.counts(COVERAGE)
    if not counts or "acknowledgements" not in page.release.given:
        return None
    schools = page.release.schools if page.several_schools else ()
    rows = [
        (
            each.policy,
            cell_words(each),
            "[c]" if each.done is None else "[z]" if each.of < SMALL else each.per_cent,
            *(cell_words(page.cell(COVERAGE, each.policy, school)) for school in schools),
        )
        for each in counts
    ]
    title = "Annex: acknowledgements of every policy"
    headings = ("Policy", "All" if page.several_schools else "Signed", "Range", *schools)
    caption = f"Table #: Staff who have acknowledged the version in force, {page.as_at}"
    notes = ["The range runs from those sure to have signed to those who may have."]
    notes += _left_out(page) if schools else []
    body = table("all-coverage-table", caption, headings, rows, numbers=range(1, len(headings)), notes=notes)
    data = pd.DataFrame(rows, columns=list(headings))
    html = section("all-coverage", title, details("Show every policy", body), annex=True)
    return Exhibit("all_coverage", title, html, data)


def cell_words(each: Count | None) -> str:
    if each is None or each.done is None:
        return "[c]"
    return proportion(each.done, each.of)


def _lowest(page: Page) -> str:
    """Say that one school is lowest only when chance and a single person cannot explain it."""
    totals = [page.cell(COVERAGE, "All", school) for school in page.release.schools]
    # A person signs many policies, and signs as the person is: the people are the sample, not the signatures.
    policies = max(1, sum(each.done is not None for each in page.counts(COVERAGE)))
    found = clearest_contrast([each for each in totals if each], policies)
    if found is None:
        return "Coverage cannot be compared between schools"
    schools = "both schools" if len(totals) == 2 else "all schools"
    every = found.schools == len(totals)
    if not found.beyond_chance:
        return f"Coverage is similar in {schools if every else 'the schools compared'}"
    if found.schools == 2:
        return f"Coverage is lower at {found.low.school} than at {found.other.school}"
    coverage = "Coverage" if every else "Of the schools compared, coverage"
    return f"{coverage} is lowest at {found.low.school}"
