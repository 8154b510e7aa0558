"""Coverage of more schools than a table has columns: those furthest from the target, and every one in the annex."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from markupsafe import Markup

from govstats.disclosure import ALL
from govstats.exhibits.count import Count, cell_words
from govstats.exhibits.markup import table
from govstats.exhibits.page import BODY_ROWS, COVERAGE, Page
from govstats.exhibits.wording import part

MATRIX, ROWS = 60, 600  # to so many schools every policy is shown; to so many, a row a school; above, bands
FURTHEST = 20  # schools of the body, where they are too many for a matrix
POLICIES = 6  # columns of a table of schools
EVERY_POLICY = "All policies"
BANDS = (0.9, 0.75, 0.5)

# Headings, rows and notes of a table.
Listing = tuple[tuple[str, ...], list[tuple[str, ...]], list[str]]


def furthest_schools(page: Page, told: Sequence[str]) -> Listing:
    """The schools furthest from the target, lowest first, with the policies that fewest have signed.

    Ranges are not compared, so that on a public page the schools stand in the order of the settings.
    """
    schools, most = page.release.schools, BODY_ROWS if len(page.release.schools) <= MATRIX else FURTHEST
    known = [each for school in schools if (each := page.cell(COVERAGE, ALL, school)) and each.told and each.of]
    shown = known if page.public else sorted(known, key=lambda each: (each.share, -each.of))
    policies = told[: POLICIES - 1] if len(told) > 1 else []
    rows = [_row(page, each.school, (ALL, *policies)) for each in shown[:most]]
    order = "first in the order of the settings" if page.public else "with the lowest share first"
    rest = "" if len(rows) == len(schools) else "; all of them are in the annex"
    notes = [f"{part(len(rows), len(schools), 'school', 'schools')}, {order}{rest}."]
    if not page.public:
        notes.append("In a small school one person moves the share a lot.")
    return ("School", EVERY_POLICY, *policies), rows, notes


def every_school(page: Page, told: Sequence[str]) -> Iterator[Markup]:
    """Every school: to 60 a matrix with every policy, a few policies a table; to 600 a row; above, counted in bands."""
    schools, numbers = page.release.schools, count(1)

    def listing(policies: Sequence[str], headings: Sequence[str], notes: Sequence[str]) -> Markup:
        rows = [_row(page, school, policies) for school in schools]
        name = f"every-school-{next(numbers)}-table"
        caption = f"Table #: Who has signed, by school, {page.as_at}"
        return table(name, caption, ("School", *headings), rows, numbers=range(1, len(headings) + 1), notes=notes)

    in_order = ["The order is that of the settings. It says nothing of the figures."]
    if len(schools) > ROWS:
        shares = [_surely(page.cell(COVERAGE, ALL, school)) for school in schools]
        rows = [(band, f"{many:,}") for band, many in in_bands(shares, page.release.targets.acknowledged)]
        caption = f"Table #: Schools by the share of signatures they are sure to have, {page.as_at}"
        yield table("bands-table", caption, ("Share signed", "Schools"), rows, numbers=[1])
        return
    yield listing((ALL,), (EVERY_POLICY,), in_order)
    if len(schools) <= MATRIX:
        for first in range(0, len(told), POLICIES):
            policies = told[first : first + POLICIES]
            yield listing(policies, policies, ())


def in_bands(shares: Iterable[float | None], target: float) -> list[tuple[str, int]]:
    """How many schools lie in each band of shares; None where a share is withheld, or there is nobody to sign.

    >>> in_bands([0.99, 0.95, 0.91, 0.2, None], 0.95)
    [('95% or more', 2), ('90% to less than 95%', 1), ('Less than 50%', 1), ('Withheld, or nobody to sign', 1)]
    """
    shares = list(shares)
    floors = (target, *(floor for floor in BANDS if floor < target), 0.0)
    bands = []
    for floor, above in zip(floors, (2.0, *floors), strict=False):
        words = f"{floor:.0%} to less than {above:.0%}" if floor else f"Less than {above:.0%}"
        many = sum(share is not None and floor <= share < above for share in shares)
        bands.append((words if above <= 1 else f"{floor:.0%} or more", many))
    return [each for each in (*bands, ("Withheld, or nobody to sign", shares.count(None))) if each[1]]


def _surely(each: Count | None) -> float | None:
    return each.share if each and each.told and each.of else None


def _row(page: Page, school: str, policies: Sequence[str]) -> tuple[str, ...]:
    return (school, *(cell_words(page.cell(COVERAGE, policy, school)) for policy in policies))
