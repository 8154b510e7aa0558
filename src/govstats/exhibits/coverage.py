"""Section D: who has acknowledged the versions in force, over all policies."""

import pandas as pd

from govstats.disclosure.margins import BAND
from govstats.exhibits.count import NO_RANGE, Count, cell_words
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.marks import Bar, bars
from govstats.exhibits.markup import bullets, paragraph, section
from govstats.exhibits.page import BODY_ROWS, COVERAGE, Page
from govstats.exhibits.plotly_face import bars_figure
from govstats.exhibits.unsaid import why_unsaid
from govstats.exhibits.wording import counted, part, some_of

RANGE = "A range runs to those who may have signed."


def coverage(page: Page) -> Exhibit:
    target = page.release.targets.acknowledged
    counts = page.counts(COVERAGE)
    shown, figures = _shown(counts), in_the_figure(page)
    title = _title(page, counts, shown)
    rows = [
        Bar(
            each.policy,
            each.share,
            cell_words(each),
            each.share < target,
            each.share < target <= each.at_most,
            each.at_most if each.between else None,
        )
        for each in figures
    ]
    caption = f"Figure 2: Who has acknowledged the version in force, {page.as_at}"
    may = ", or may be" if any(row.perhaps for row in rows) else ""
    key = f"The line marks the {target:.0%} target. Outlined bars are below it{may}. Lowest first."
    if any(row.most for row in rows):
        key += " A bar of a range runs from its lower to its upper end."
    if page.in_range(COVERAGE):  # here, or in another table of the page
        key += f" {RANGE}"
    if len(shown) > len(rows):
        key += f" {counted(len(shown) - len(rows), 'more policy', 'more policies')} in the annex."
    html = section(
        "coverage",
        title,
        *(
            [
                bars("figure-2", caption, "Acknowledged", rows, target, key),
                bullets(_who_counts(page, counts)),
            ]
            if rows
            else [paragraph(_why_nothing(page))]
        ),
    )
    data = pd.DataFrame(
        [(each.policy, each.done, each.of, each.unknown, *(each.between or NO_RANGE)) for each in counts],
        columns=["policy", "numerator", "denominator", "unknown", *BAND],
    )
    return Exhibit(
        "coverage",
        title,
        html,
        data,
        f"{caption}. {title}.",
        lambda: bars_figure(rows, target, caption, len(shown)),
    )


def _shown(counts: list[Count]) -> list[Count]:
    return [each for each in counts if each.told and each.of]


def in_the_figure(page: Page) -> list[Count]:
    """The policies of Figure 2, lowest first; none where there is no such figure."""
    return [] if why_unsaid(page, "acknowledgements") else _shown(page.counts(COVERAGE))[:BODY_ROWS]


def beyond_the_figure(page: Page) -> list[Count]:
    """The policies for which Figure 2 has no room, and those that are withheld."""
    drawn = {each.policy for each in in_the_figure(page)}
    return [each for each in page.counts(COVERAGE) if each.policy not in drawn]


def _title(page: Page, counts: list[Count], shown: list[Count]) -> str:
    below, target = len(page.below_target), f"{page.release.targets.acknowledged:.0%} target"
    perhaps = len(page.short_of_target) - below
    if why_unsaid(page, "acknowledgements"):
        return "It cannot be said who has acknowledged the policies"
    if not shown:
        withheld = page.withheld(COVERAGE)
        return "No acknowledgement figure can be shown" if withheld else "Nobody in post must sign a policy in force"
    nouns = ("policy shown", "policies shown") if len(shown) < len(counts) else ("policy", "policies")
    if not below and not perhaps:
        return f"{part(len(shown), len(shown), *nouns)} {'reaches' if len(shown) == 1 else 'reach'} the {target}"
    if not below:
        return f"{part(perhaps, len(shown), *nouns)} may be below the {target}"
    more = f", and {perhaps} more may be" if perhaps else ""
    return f"{part(below, len(shown), *nouns)} {'is' if below == 1 else 'are'} below the {target}{more}"


def _why_nothing(page: Page) -> str:
    if unsaid := why_unsaid(page, "acknowledgements"):
        return f"{unsaid}."
    if page.withheld(COVERAGE):
        # Said of every such school, so that it tells of nobody.
        several = page.school and len(page.release.schools) > 1
        whom = ": of this school, or of those who work at several" if several else ""
        return f"A figure would tell of too few people{whom}. {page.why_otherwise(COVERAGE)}".strip()
    return "There is no acknowledgement to count."


def _who_counts(page: Page, counts: list[Count]) -> list[str]:
    said = [
        "Counted: people in post on the day and in the policy's audience. "
        "Neither leavers nor people away since it began are counted."
    ]
    new = [(each.policy, since) for each in page.short_of_target if (since := page.new_since(each.policy))]
    if new:
        which = " ".join(f"{policy} is {since.removeprefix(', ')}." for policy, since in new)
        said.append(f"People have had less time to sign a version that began this term. {which}")
    unknown = max((each.unknown for each in counts), default=0)
    if unknown:
        are = "is" if unknown == 1 else "are"
        said.append(f"{_up_to(unknown)} {are} counted as not having signed, for want of a clear date.")
    if why := page.why_otherwise(COVERAGE):
        said.append(why)
    withheld = [*(each.policy for each in counts if not each.told), *(page.left_out if page.school else ())]
    if withheld:
        said.append(f"Would tell of too few people, so not shown: {some_of(withheld)}.")
    return said


def _up_to(number: int) -> str:
    return "1 person" if number == 1 else f"Up to {number:,} people for a policy"
