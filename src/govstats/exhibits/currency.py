"""Policies in date at each school: a count of documents, of which nothing is withheld and nothing is by chance."""

import pandas as pd

from govstats.disclosure import ALL
from govstats.exhibits.comparison import LONG
from govstats.exhibits.count import Count
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import details, paragraph, section, table
from govstats.exhibits.page import CURRENCY, Page
from govstats.exhibits.wording import counted, some_of

NOTES = (
    "A policy of the whole organisation counts at each school that it holds for.",
    "Not known to be in date: overdue, without a review date, or without an approved version.",
    "The order is that of the settings. It says nothing of the figures.",
)
NO_SCHOOL = "No school has all its policies in date"


def currency_by_school(page: Page) -> Exhibit:
    """How many of its policies are in date at each school, and which are not."""
    schools = page.release.schools
    totals = {school: page.cell(CURRENCY, ALL, school) for school in schools}
    lacking = _lacking(page)
    known = {school: each for school, each in totals.items() if each and each.of}
    title = _title(known)
    rows = [
        (school, f"{each.done:,} of {each.of:,}", some_of(lacking[school]) if lacking[school] else "None")
        if (each := known.get(school))
        else (school, "[z]", "No policy is required")
        for school in schools
    ]
    caption = f"Table #: Policies in date, by school, {page.as_at}"
    headings = ("School", "In date", "Not known to be in date")
    listing = table("currency-by-school-table", caption, headings, rows, notes=NOTES)
    shown = details("Show every school", listing) if len(rows) > LONG else listing
    body = shown if known else paragraph("The register has no policy that is required.")
    data = pd.DataFrame(
        [(school, each.done, each.of, each.unknown, tuple(lacking[school])) for school, each in known.items()],
        columns=["school", "numerator", "denominator", "unknown", "not_known_in_date"],
    )
    return Exhibit("currency_by_school", title, section("currency-by-school", title, body), data)


def _lacking(page: Page) -> dict[str, list[str]]:
    """The policies that are not known to be in date, by school."""
    titles = sorted(each.policy for each in page.counts(CURRENCY))
    found: dict[str, list[str]] = {}
    for school in page.release.schools:
        cells = (page.cell(CURRENCY, title, school) for title in titles)
        found[school] = [each.policy for each in cells if each and (each.done or 0) < each.of]
    return found


def _title(known: dict[str, Count]) -> str:
    whole, number = sum(each.done == each.of for each in known.values()), len(known)
    if not known:
        return "No policy is required, so none can be in date"
    if number == 1:
        [each] = known.values()
        return f"{each.done:,} of {counted(each.of, 'policy', 'policies')} {'is' if each.done == 1 else 'are'} in date"
    if whole == number:
        return f"All policies are in date at all {number:,} schools"
    return f"All policies are in date at {whole:,} of {number:,} schools" if whole else NO_SCHOOL
