"""Section E and its annex: coverage by school, and every policy with its range."""

from collections.abc import Iterator, Sequence

import pandas as pd
from markupsafe import Markup

from govstats.exhibits.comparing import SMALLEST, policies_in
from govstats.exhibits.contrast import Contrast, clearest_contrast
from govstats.exhibits.count import Count, cell_words
from govstats.exhibits.coverage import beyond_the_figure
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.many_schools import Listing, every_school, furthest_schools
from govstats.exhibits.markup import details, joined, paragraph, section, table
from govstats.exhibits.page import BODY_ROWS, COVERAGE, Page
from govstats.exhibits.unsaid import why_unsaid
from govstats.exhibits.wording import counted, some_of

AS_COLUMNS = 6  # more schools than that are rows
CAPTION = "Table #: Who has acknowledged each policy, by school"
SEVERAL_SCHOOLS = "Someone who works at several schools counts in each, and once in the total."


def by_school(page: Page) -> Exhibit | None:
    """Coverage at each school, or at those that most need attention; None on a page of one school."""
    if not page.several_schools or why_unsaid(page, "acknowledgements"):
        return None
    told = _told(page)
    if len(page.release.schools) > AS_COLUMNS:
        headings, rows, notes = furthest_schools(page, told)
    else:
        headings, rows, notes = _by_policy(page, told)
    body = (
        table(
            "by-school-table",
            f"{CAPTION}, {page.as_at}",
            headings,
            rows,
            numbers=range(1, len(headings)),
            notes=[*notes, *_left_out(page)],
        )
        if told and rows
        else paragraph("Too few people to show by school.")
    )
    data = pd.DataFrame(rows, columns=[headings[0].lower(), *headings[1:]])
    title = _lowest(page)
    return Exhibit("by_school", title, section("by-school", title, body), data)


def _by_policy(page: Page, told: Sequence[str]) -> Listing:
    """A row a policy and a column a school."""
    more = len(told) - BODY_ROWS
    notes = [f"{counted(more, 'more policy', 'more policies')} in the annex."] if more > 0 else []
    return ("Policy", *page.release.schools), _rows(page, told[:BODY_ROWS]), notes


def _rows(page: Page, policies: Sequence[str]) -> list[tuple[str, ...]]:
    schools = page.release.schools
    return [(policy, *(cell_words(page.cell(COVERAGE, policy, school)) for school in schools)) for policy in policies]


def _told(page: Page) -> list[str]:
    """The policies that may be shown by school, lowest coverage first."""
    return [each.policy for each in page.counts(COVERAGE) if each.policy not in page.left_out]


def _left_out(page: Page) -> list[str]:
    said = [f"Too few people to show by school: {some_of(page.left_out)}."] if page.left_out else []
    return [*said, SEVERAL_SCHOOLS]


def all_coverage(page: Page) -> Exhibit | None:
    """The annex to the coverage: what its figure and the table by school had no room for; None where they had."""
    if why_unsaid(page, "acknowledgements"):
        return None
    due = _due_to_sign(page)
    counts = page.counts(COVERAGE) if due else beyond_the_figure(page)
    rows = [(each.policy, cell_words(each), *([cell_words(due.get(each.policy))] if due else [])) for each in counts]
    by_school = [*_of_every_school(page)]
    if not rows and not by_school:
        return None
    headings = ("Policy", "Signed", *(["Due to sign"] if due else []))
    caption = "Table #: Who has acknowledged the version in force"
    notes = []
    if due:
        days = counted(page.release.targets.grace_days, "day")
        notes.append(f"Due to sign: of the people whose {days} to sign have run out, how many have.")
    body = table("all-coverage-table", caption, headings, rows, numbers=range(1, len(headings)), notes=notes)
    what = "Every policy" if due or not rows else counted(len(rows), "more policy", "more policies")
    title = f"{what}, and who has acknowledged {'it' if due or len(rows) < 2 else 'them'}"
    shown = [details("Show the policies", body)] if rows else []
    data = pd.DataFrame(rows, columns=list(headings))
    return Exhibit("all_coverage", title, section("all-coverage", title, *shown, *by_school), data)


def _of_every_school(page: Page) -> Iterator[Markup]:
    """What the table by school had no room for: the other policies, or every school."""
    told = _told(page) if page.several_schools else []
    headings = ("Policy", *page.release.schools)
    if len(headings) > AS_COLUMNS + 1 and page.several_schools:
        yield details("Show every school", joined(every_school(page, sorted(told))))
    elif rows := _rows(page, told[BODY_ROWS:]):
        others = table("by-school-2-table", CAPTION, headings, rows, numbers=range(1, len(headings)))
        yield details("Show the other policies by school", others)


def _due_to_sign(page: Page) -> dict[str, Count]:
    """The figures of those whose days to sign have run out; none where most would be withheld beside those of all."""
    due = page.counts(COVERAGE, "due")
    shown = sum(each.told for each in due)
    return {each.policy: each for each in due} if 2 * shown >= len(page.counts(COVERAGE)) else {}


def lowest_school(page: Page) -> Count | None:
    """The school with the lowest coverage, where chance and a single person cannot explain it; None elsewhere."""
    found = _contrast(page)
    return found.low if found and found.beyond_chance else None


def _contrast(page: Page) -> Contrast | None:
    totals = [page.cell(COVERAGE, "All", school) for school in page.release.schools]
    return clearest_contrast([each for each in totals if each], policies_in(page, COVERAGE))


def _lowest(page: Page) -> str:
    found = _contrast(page)
    if page.public:
        return "Coverage by school is given in ranges, which are not compared"
    if found is None:
        return f"Coverage cannot be compared between schools: that needs numbers of two with {SMALLEST} people or more"
    both, every = found.schools == 2, found.schools == len(page.release.schools)
    low, other = (
        f"{each.school} ({each.number} of {each.of:,} signatures, {each.per_cent})" for each in (found.low, found.other)
    )
    if found.beyond_chance and both and every:
        return f"Coverage is lower at {low} than at {other}"
    if found.beyond_chance:
        said = f"Coverage is lowest at {low}"
    elif found.alike:
        said = f"Coverage is similar in {'both' if both else 'all'} schools" if every else "Coverage is similar"
    else:
        said = "Differences in coverage between schools may be chance"
    if every:
        return said
    ranged = any(cell.between for school in page.release.schools if (cell := page.cell(COVERAGE, "All", school)))
    return f"{said}, among schools {'that can be compared' if ranged else f'with {SMALLEST} people or more'}"
