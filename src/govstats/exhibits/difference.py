"""How large the difference of two schools is for one policy, and what chance leaves of it."""

import pandas as pd

from govstats.exhibits.comparing import SMALLEST
from govstats.exhibits.comparison import nothing_to_compare, unclear
from govstats.exhibits.contrast import Contrast, clearest_contrast
from govstats.exhibits.count import cell_words
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import paragraph, section, table
from govstats.exhibits.page import COVERAGE, Page
from govstats.exhibits.schools import SEVERAL_SCHOOLS
from govstats.exhibits.wording import LESS_THAN_ONE, points


def difference(page: Page, policy: str) -> Exhibit:
    """The lowest school beside the one that differs from it most clearly, with what chance leaves of the difference."""
    why = nothing_to_compare(page, policy)
    cells = [] if why else [page.cell(COVERAGE, policy, school) for school in page.release.schools]
    found = clearest_contrast([each for each in cells if each])
    if found is None:
        title = "No two schools can be set beside each other"
        few = f"For {policy}, fewer than two schools with figures have {SMALLEST} people or more."
        return Exhibit("difference", title, section("difference", title, paragraph(why or few)))
    title = _title(policy, found)
    low, high = points(found.lower), points(found.upper)
    rows = [
        (found.other.school, cell_words(found.other)),
        (found.low.school, cell_words(found.low)),
        ("Difference", f"{_points(found)} ({low} to {high})"),
    ]
    notes = [
        "In brackets: the range of differences that chance leaves open. Where it holds 0, there may be none.",
        *([f"It allows for the choice of these two from {found.schools:,} schools."] if found.pairs > 1 else []),
        f"Only schools with {SMALLEST} people or more are set beside each other.",
        SEVERAL_SCHOOLS,
        *filter(None, [unclear((found.low, found.other))]),
    ]
    caption = f"Table #: {policy} signed, at two schools, {page.as_at}"
    body = table("difference-table", caption, ("School", "Signed"), rows, numbers=(1,), notes=notes)
    data = pd.DataFrame(
        [(each.school, each.done, each.of, each.unknown) for each in (found.other, found.low)],
        columns=["school", "numerator", "denominator", "unknown"],
    ).assign(difference=found.difference, lower=found.lower, upper=found.upper)
    return Exhibit("difference", title, section("difference", title, body), data)


def _title(policy: str, found: Contrast) -> str:
    low, other = found.low.school, found.other.school
    if found.beyond_chance:
        return f"{policy}: {low} is {_points(found)} below {other}, more than chance would explain"
    if found.difference:
        return f"{policy}: the difference of {_points(found)} between {low} and {other} is within what chance explains"
    return f"{policy}: the {found.schools} schools with {SMALLEST} people or more have the same share"


def _points(found: Contrast) -> str:
    said = points(found.difference)
    return f"{said} {'point' if said in ('1', LESS_THAN_ONE) else 'points'}"
