"""Sections D and E: who has acknowledged the versions in force, over all and by school; and new starters."""

import pandas as pd
from markupsafe import Markup

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.marks import Bar, bars
from govstats.exhibits.markup import bullets, details, paragraph, section, table
from govstats.exhibits.page import BODY_ROWS, COVERAGE, INDUCTION, Count, Page
from govstats.exhibits.plotly_face import bars_figure
from govstats.exhibits.wording import counted, per_cent, proportion, share, some_of
from govstats.periods import say_day
from govstats.statistics import newcombe_difference


def coverage(page: Page) -> Exhibit:
    target = page.release.targets.acknowledged
    counts = page.counts(COVERAGE)
    shown = [each for each in counts if each.done is not None and each.of]
    below = [each for each in shown if each.share < target]
    title = _title(page, shown, below)
    rows = [
        Bar(each.policy, each.share, proportion(each.done or 0, each.of), each.share < target)
        for each in shown[:BODY_ROWS]
    ]
    caption = f"Figure 2: Staff who have acknowledged the version in force, {page.as_at}"
    key = f"The line marks the {target:.0%} target. Outlined bars are below it. Lowest first."
    if len(shown) > len(rows):
        key += f" {counted(len(shown) - len(rows), 'more policy', 'more policies')} in the table."
    known = "acknowledgements" in page.release.given
    html = section(
        "coverage",
        title,
        *(
            [
                bars("figure-2", caption, "Acknowledged", rows, target, key),
                bullets(_who_counts(counts)),
            ]
            if rows and known
            else [paragraph("No figure can be shown.")]
        ),
        details("Every policy", _table(page, counts)) if counts and known else Markup(""),
    )
    data = pd.DataFrame(
        [(each.policy, each.done, each.of, each.unknown, each.excluded) for each in counts],
        columns=["policy", "numerator", "denominator", "unknown", "excluded"],
    )
    return Exhibit(
        "coverage",
        title,
        html,
        data,
        f"{caption}. {title}.",
        lambda: bars_figure(rows, target, caption),
    )


def _title(page: Page, shown: list[Count], below: list[Count]) -> str:
    target = f"{page.release.targets.acknowledged:.0%} target"
    if "acknowledgements" not in page.release.given:
        return "It cannot be said who has acknowledged the policies"
    if not shown:
        return "No acknowledgement figure can be shown"
    if not below:
        return (
            f"All {len(shown)} policies reach the {target}"
            if len(shown) > 1
            else f"The one policy reaches the {target}"
        )
    are = "is" if len(below) == 1 else "are"
    return f"{len(below)} of {counted(len(shown), 'policy', 'policies')} {are} below the {target}"


def _who_counts(counts: list[Count]) -> list[str]:
    said = ["Counted: people in post on the day and in the policy's audience. Leavers are not counted."]
    excluded = max((each.excluded for each in counts), default=0)
    if excluded:
        who = counted(excluded, "person", "people")
        said.append(f"Up to {who} away since a policy began {'is' if excluded == 1 else 'are'} left out.")
    unknown = max((each.unknown for each in counts), default=0)
    if unknown:
        were = "is" if unknown == 1 else "are"
        said.append(
            f"Up to {counted(unknown, 'person', 'people')} for a policy {were} counted as not done, "
            "for want of a clear date."
        )
    withheld = [each.policy for each in counts if each.done is None]
    if withheld:
        said.append(f"Too few people to show: {some_of(withheld)}.")
    return said


def _table(page: Page, counts: list[Count]) -> Markup:
    rows = [
        (
            each.policy,
            "[c]" if each.done is None else f"{each.done:,}",
            f"{each.of:,}",
            "[c]" if each.done is None else _share_words(each),
        )
        for each in counts
    ]
    caption = f"Table 2: Acknowledgements of every policy, {page.as_at}"
    return table("table-2", caption, ("Policy", "Signed", "Must sign", "Share"), rows, numbers=(1, 2, 3))


def _share_words(each: Count) -> str:
    """The share, with its range while something cannot be told; small groups have no per cent."""
    if each.of < 10:
        return "[z]"
    done = each.done or 0
    most = per_cent(done + each.unknown, each.of)
    least = per_cent(done, each.of)
    return least if most == least else f"{least} to {most}"


def by_school(page: Page) -> Exhibit | None:
    """The table of policies by school; None on a page of one school."""
    if not page.several_schools or "acknowledgements" not in page.release.given:
        return None
    schools, policies = page.release.schools, [each.policy for each in page.counts(COVERAGE)]
    cells = {(policy, school): page.cell(COVERAGE, policy, school) for policy in policies for school in schools}
    told = [policy for policy in policies if any(cells[policy, school] for school in schools)]
    title = _lowest(page)
    left_out = [policy for policy in policies if policy not in told]
    notes = [f"Too few people to show by school: {some_of(left_out)}."] if left_out else []
    notes.append("Someone who works at several schools counts in each of them, and once in the total.")

    def shown(names: list[str], name: str, caption: str, extra: list[str]) -> Markup:
        rows = [(policy, *(_cell(cells[policy, school]) for school in schools)) for policy in names]
        return table(
            name,
            caption,
            ("Policy", *schools),
            rows,
            numbers=range(1, len(schools) + 1),
            notes=extra,
        )

    caption = f"Staff who have acknowledged each policy, by school, {page.as_at}"
    body = [shown(told[:BODY_ROWS], "table-3", f"Table 3: {caption}", notes)] if told else []
    rest = told[BODY_ROWS:]
    if rest:
        more = f"Table 3 continued: {caption}"
        body.append(
            details(
                f"{counted(len(rest), 'more policy', 'more policies')}",
                shown(rest, "table-3b", more, []),
            )
        )
    data = pd.DataFrame(
        [(policy, school, each.done, each.of) for (policy, school), each in cells.items() if each],
        columns=["policy", "school", "numerator", "denominator"],
    )
    return Exhibit("by_school", title, section("by-school", title, *body), data)


def _cell(each: Count | None) -> str:
    if each is None or each.done is None:
        return "[c]"
    return proportion(each.done, each.of)


def _lowest(page: Page) -> str:
    """Say that one school is lowest only when chance and a single person cannot explain it."""
    totals = [page.cell(COVERAGE, "All", school) for school in page.release.schools]
    known = sorted(
        (each for each in totals if each and each.done is not None and each.of),
        key=lambda each: each.share,
    )
    if len(known) < 2:
        return "Coverage cannot be compared between schools"
    low, high = known[0], known[-1]
    # A person signs many policies, and signs as the person is: the people are the sample, not the signatures.
    policies = max(1, sum(each.done is not None for each in page.counts(COVERAGE)))
    lower, _ = newcombe_difference(
        (high.done or 0) / policies,
        high.of / policies,
        (low.done or 0) / policies,
        low.of / policies,
    )
    people = (high.share - low.share) * low.of / policies
    if lower <= 0 or people <= 1:
        return "Coverage is similar in all schools"
    return f"Coverage is lowest at {low.school}"


def new_starters(page: Page) -> Exhibit:
    """Induction by policy, for the people who started in the term."""
    counts = page.counts(INDUCTION)
    start = say_day(page.release.term.start)
    shown = [each for each in counts if each.done is not None and each.of]
    total = page.total(INDUCTION)
    if "inductions" not in page.release.given:
        title, parts = (
            "It cannot be said what new starters were told",
            [paragraph("No induction log was given.")],
        )
    elif not counts:
        title, parts = (
            "No one started this term",
            [paragraph(f"No starters are recorded since {start}.")],
        )
    elif not shown or total is None or not total.of:
        title = "Too few new starters to show"
        parts = [paragraph(f"Fewer than 5 people started since {start}, or the others would give them away.")]
    else:
        title = f"Inductions recorded for new starters: {share(total.done or 0, total.of)}"
        rows = [
            (
                each.policy,
                "[c]" if each.done is None else proportion(each.done, each.of),
                _unsure(each),
            )
            for each in counts
        ]
        caption = f"Table 4: Starters since {start} whose induction named the policy"
        headings = ("Policy", "Inducted", "Cannot be told")
        notes = ["Employees only. Agency staff, volunteers, governors and contractors are inducted in their own ways."]
        parts = [table("table-4", caption, headings, rows, numbers=(1, 2), notes=notes)]
    data = pd.DataFrame(
        [(each.policy, each.done, each.of, each.unknown) for each in counts],
        columns=["policy", "numerator", "denominator", "unknown"],
    )
    return Exhibit("new_starters", title, section("new-starters", title, *parts, annex=True), data)


def _unsure(each: Count) -> str:
    return "[c]" if each.done is None else str(each.unknown)
