"""Policies in date at each school: a count of documents, of which nothing is withheld and nothing is by chance."""

from collections.abc import Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from govstats.disclosure import ALL
from govstats.exhibits.count import Count
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import paragraph, section, table
from govstats.exhibits.page import BODY_ROWS, CURRENCY, Page
from govstats.exhibits.wording import SHORT_LIST, counted, part, some_of

NOTES = (
    "A policy of the whole organisation counts at each school that it holds for.",
    "Not known to be in date: overdue, without a review date, or without an approved version.",
)
OTHERS = "Each school's own page has all its policies."
ORDER = "The order is that of the settings. It says nothing of the figures."
NO_SCHOOL = "No school has all its policies in date"


def currency_by_school(page: Page) -> Exhibit:
    """How many of its policies are in date at each school, and which are not."""
    schools, known, lacking = page.release.schools, _known(page), _lacking(page)
    title = _title(known)
    shown, notes = schools, ORDER
    if len(schools) > BODY_ROWS:
        most_first = sorted(filter(lacking.get, schools), key=lambda school: -len(lacking[school]))[:BODY_ROWS]
        shown = tuple(school for school in schools if school in most_first)
        notes = f"{part(len(shown), len(schools), 'school', 'schools')}, with most such policies; all are in the annex."
    if known:
        listing = _listing(page, shown, known, lacking, (*NOTES, notes))
        body = listing if shown else paragraph("Every school is in the annex.")
    else:
        body = paragraph("The register has no policy that is required.")
    data = pd.DataFrame(
        [(school, each.done, each.of, each.unknown, tuple(lacking[school])) for school, each in known.items()],
        columns=["school", "numerator", "denominator", "unknown", "not_known_in_date"],
    )
    return Exhibit("currency_by_school", title, section("currency-by-school", title, body), data)


def currency_table(page: Page) -> Markup:
    """Every school, in the order of the settings."""
    return _listing(page, page.release.schools, _known(page), _lacking(page), (*NOTES, ORDER))


def _listing(
    page: Page,
    schools: Sequence[str],
    known: Mapping[str, Count],
    lacking: Mapping[str, list[str]],
    notes: Sequence[str],
) -> Markup:
    rows = [
        (school, f"{each.done:,} of {each.of:,}", some_of(lacking[school]) if lacking[school] else "None")
        if (each := known.get(school))
        else (school, "[z]", "No policy is required")
        for school in schools
    ]
    caption = f"Table #: Policies in date, by school, {page.as_at}"
    if any(len(lacking[school]) > SHORT_LIST for school in schools):
        notes = [*notes, OTHERS]
    headings = ("School", "In date", "Not known to be in date")
    name = "currency-by-school-table" if len(rows) <= BODY_ROWS else "currency-of-every-school-table"
    return table(name, caption, headings, rows, notes=notes)


def _known(page: Page) -> dict[str, Count]:
    """The schools of which some policy is required, with how many of their policies are in date."""
    totals = {school: page.cell(CURRENCY, ALL, school) for school in page.release.schools}
    return {school: each for school, each in totals.items() if each and each.of}


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
