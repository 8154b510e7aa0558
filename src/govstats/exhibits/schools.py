"""Section E and its annex: coverage by school, and every policy with its range."""

from collections.abc import Iterator, Sequence

import pandas as pd
from markupsafe import Markup

from govstats.exhibits.comparing import SMALLEST, policies_in
from govstats.exhibits.contrast import Contrast, clearest_contrast
from govstats.exhibits.count import Count, cell_words
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.many_schools import Listing, every_school, furthest_schools
from govstats.exhibits.markup import details, joined, paragraph, section, table
from govstats.exhibits.page import BODY_ROWS, COVERAGE, Page
from govstats.exhibits.wording import SMALL, counted, some_of

AS_COLUMNS = 6  # more schools than that are rows
SEVERAL_SCHOOLS = "Someone who works at several schools counts in each of them, and once in the total."


def by_school(page: Page) -> Exhibit | None:
    """Coverage at each school, or at those that most need attention; None on a page of one school."""
    if not page.several_schools or "acknowledgements" not in page.release.given:
        return None
    told = [each.policy for each in page.counts(COVERAGE) if each.policy not in page.left_out]
    caption = f"Table #: Staff who have acknowledged each policy, by school, {page.as_at}"
    if len(page.release.schools) > AS_COLUMNS:
        headings, rows, notes = furthest_schools(page, told)
    else:
        headings, rows, notes = _by_policy(page, told)
    body = (
        table(
            "by-school-table",
            caption,
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
    schools = page.release.schools
    rows = [(policy, *(cell_words(page.cell(COVERAGE, policy, school)) for school in schools)) for policy in told]
    more = len(rows) - BODY_ROWS
    notes = [f"{counted(more, 'more policy', 'more policies')} in the annex."] if more > 0 else []
    return ("Policy", *schools), rows[:BODY_ROWS], notes


def _left_out(page: Page) -> list[str]:
    said = [f"Too few people to show by school: {some_of(page.left_out)}."] if page.left_out else []
    return [*said, SEVERAL_SCHOOLS]


def all_coverage(page: Page) -> Exhibit | None:
    """The annex to the coverage: every policy, with its range while something cannot be told."""
    counts = page.counts(COVERAGE)
    if not counts or "acknowledgements" not in page.release.given:
        return None
    schools = page.release.schools if page.several_schools else ()
    columns = schools if len(schools) <= AS_COLUMNS else ()
    due = _due_to_sign(page)
    rows = [
        (
            each.policy,
            _ranged(each),
            *([cell_words(due.get(each.policy))] if due else []),
            *(cell_words(page.cell(COVERAGE, each.policy, school)) for school in columns),
        )
        for each in counts
    ]
    title = "Every policy, and who has acknowledged it"
    headings = ("Policy", "All" if schools else "Signed", *(["Due to sign"] if due else []), *columns)
    caption = f"Table #: Staff who have acknowledged the version in force, {page.as_at}"
    unsure = any(each.unknown for each in counts)
    notes = ["A range runs from those sure to have signed to those who may have."] if unsure else []
    if due:
        days = counted(page.release.targets.grace_days, "day")
        notes.append(f"Due to sign: of the people whose {days} to sign have run out, how many have.")
    body = table("all-coverage-table", caption, headings, rows, numbers=range(1, len(headings)), notes=notes)
    data = pd.DataFrame(rows, columns=list(headings))
    html = section("all-coverage", title, details("Show every policy", body), *_of_every_school(page), annex=True)
    return Exhibit("all_coverage", title, html, data)


def _of_every_school(page: Page) -> Iterator[Markup]:
    if page.several_schools and len(page.release.schools) > AS_COLUMNS:
        told = sorted(each.policy for each in page.counts(COVERAGE) if each.policy not in page.left_out)
        yield details("Show every school", joined(every_school(page, told)))


def _due_to_sign(page: Page) -> dict[str, Count]:
    """The figures of those whose days to sign have run out; none where most would be withheld beside those of all."""
    due = page.counts(COVERAGE, "due")
    shown = sum(each.told for each in due)
    return {each.policy: each for each in due} if 2 * shown >= len(page.counts(COVERAGE)) else {}


def _ranged(each: Count) -> str:
    """A count with its share, from those who surely have to those who may have."""
    if each.done is None:
        return cell_words(each)
    if each.of < SMALL:
        most = f" to {each.done + each.unknown:,}" if each.unknown else ""
        return f"{each.done:,}{most} of {each.of:,}"
    return f"{each.done:,} of {each.of:,} ({each.per_cent})"


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
        return "Coverage cannot be compared between schools"
    both, every = found.schools == 2, found.schools == len(page.release.schools)
    low, other = (f"{each.school} ({each.proportion_said} signatures)" for each in (found.low, found.other))
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
