"""The top of the page: who and when, the answer in two sentences, four tiles, what is asked of governors."""

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from govstats.disclosure import BOARD, INTERNAL, PUBLIC
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.in_time import last_meetings
from govstats.exhibits.markup import bullets, joined, paragraph, section, strong
from govstats.exhibits.page import COVERAGE, Page
from govstats.exhibits.statutory import over_statutory
from govstats.exhibits.tiles import Tile, drawn, tiles_of
from govstats.exhibits.unsaid import unread
from govstats.exhibits.wording import counted, part, some_of
from govstats.measures.meetings import next_meeting
from govstats.measures.reviews import NO_DATE, NO_VERSION, OVER_STATUTORY, OVERDUE
from govstats.periods import say_day

TITLE = "Policy coverage and review"
FULL_BOARD = "Full governing body"
# For whom a page is, as its head says it.
FOR = {BOARD: "Confidential to governors. ", INTERNAL: "Internal: not for governors. ", PUBLIC: ""}


def header(page: Page, whom: str = "") -> Exhibit:
    """For whom the page is, unless it is said: whom the profile is for."""
    release = page.release
    part_of = f", part of {release.organisation}" if page.school else ""
    html = Markup(
        '<header><div class="wrap"><p class="org">{subject}{part_of}</p><p class="meta">{whom}'
        "{term}. Figures as at {as_at}. Prepared by the school office.</p></div></header>"
    ).format(
        subject=page.subject,
        part_of=part_of,
        whom=whom or FOR[release.profile],
        term=release.term.name,
        as_at=page.as_at,
    )
    return Exhibit(
        "header",
        f"{page.subject}, {page.as_at}",
        html,
        page_title=f"{TITLE}: {page.subject}, {release.term.name}",
    )


def headline(page: Page) -> Exhibit:
    sentences = [reviews_sentence(page), *over_statutory(page), coverage_sentence(page)]
    tiles = tiles_of(page)
    lead = paragraph(" ".join(sentences), "lead")
    html = Markup("<h1>{} <span>{}</span></h1>{}{}").format(TITLE, page.release.term.name, lead, drawn(tiles))
    data = pd.DataFrame(tiles, columns=list(Tile._fields))
    return Exhibit("headline", sentences[0], html, data)


def reviews_sentence(page: Page) -> str:
    """The finding on reviews, in one sentence that is true for any register."""
    overdue, undated = page.policies_with(OVERDUE), page.policies_with(NO_DATE)
    in_date, total = page.in_date
    if not total:
        return "The register has no policy that is required, so nothing can be said of reviews."
    if overdue:
        worst = next(each for each in page.reviews if each.status == OVERDUE)
        due = f"due {worst.due_words}"
        if total == 1:
            return f"The one policy, {worst.policy}, is past its review date ({due})."
        if len(overdue) == 1:
            return f"1 of {total} policies is past its review date: {worst.policy} ({due})."
        return f"{part(len(overdue), total)} are past their review date, including {worst.policy} ({due})."
    if undated:
        have, them = ("policy has", "it is") if len(undated) == 1 else ("policies have", "they are")
        return f"{len(undated)} {have} no review date, so it cannot be said whether {them} in date."
    without = page.policies_with(NO_VERSION)
    if without:
        if len(without) == total > 1:
            return "No policy has an approved version on record."
        return f"{part(len(without), total)} {'has' if len(without) == 1 else 'have'} no approved version on record."
    if in_date == total:
        return f"{part(total, total)} {'is' if total == 1 else 'are'} in date."
    return f"{in_date} of {total} policies {'is' if in_date == 1 else 'are'} in date; none is past its review date."


def coverage_sentence(page: Page) -> str:
    """The finding on acknowledgements, in one sentence that is true for any organisation."""
    total = page.total(COVERAGE)
    if unsaid := unread(page):
        return unsaid
    if total is None or not total.told or not total.of:
        if page.withheld(COVERAGE):
            return "No figure on acknowledgements can be shown: it would tell of too few people."
        return "Nobody in post must read a policy in force, so there is no acknowledgement to count."
    # Of a policy that is withheld the total says nothing, and so neither may the sentence.
    some = page.in_some(COVERAGE)
    shown = f" in the {part(*some)} that can be shown" if some else ""
    if not any(total.ends):
        return f"No acknowledgement of a policy in force is recorded{shown}."
    if page.few(COVERAGE) and total.done != total.of:
        asked = f"{counted(total.of, 'signature')} asked of them"
        return f"People have given {total.number_said} of the {asked}{total.doubt}{shown}."
    if some:
        share = "all" if total.done == total.of else total.per_cent_said
        return f"People have given {share} of the signatures asked of them{shown}."
    if total.done == total.of:
        return "People have acknowledged all the policies they must read."
    return f"People have acknowledged {total.per_cent_said} of the policies they must read."


def decisions(page: Page) -> Exhibit:
    """Three or fewer actions, each with a role, a meeting and a date."""
    late = page.policies_with(OVERDUE)
    asks = [*_on_reviews(page), *_on_coverage(page), *(_without_date(page) if late else ())][:3]
    if not asks:
        title = "No decision is asked of governors"
        return Exhibit("decisions", title, section("decisions", title, paragraph("Note the report.")))
    title = "Governors are asked for " + counted(len(asks), "decision or action", "decisions or actions")
    items = [
        joined([strong(what), " ", Markup("<span class=who>{}, {}</span>").format(role, when)])
        for what, role, when in asks
    ]
    data = pd.DataFrame(asks, columns=["action", "role", "meeting"])
    return Exhibit("decisions", title, section("decisions", title, bullets(items, numbered=True)), data)


def _on_reviews(page: Page) -> Iterator[tuple[str, str, str]]:
    overdue = page.policies_with(OVERDUE)
    if not overdue:
        yield from _without_date(page)
    else:
        first = next(each for each in page.reviews if each.status == OVERDUE)
        number = len(overdue)
        what = f"the {number} overdue policies, starting with {first.policy}" if number > 1 else first.policy
        # The full board may take them all; a committee only where all of them are a committee's.
        levels = {each.approval_level for each in page.reviews if each.status == OVERDUE}
        level = levels.pop() if len(levels) == 1 else FULL_BOARD
        yield f"Approve or re-adopt {what}.", "Chair of governors", _meeting(page, level)
    over = next((each for each in page.reviews if each.status == OVER_STATUTORY), None)
    if over:
        what = f"Review {over.label} now: the longest time that the law allows between two reviews has passed."
        yield what, "Chair of governors", _meeting(page, over.approval_level)
    yield from _without_meeting(page)
    conflict = next((each for each in page.reviews if each.clocks_disagree), None)
    if conflict:
        dates = f"{conflict.stated_due} as stated, or {conflict.cycle_due} by its cycle"
        what = f"Decide which review date of {conflict.label} stands: {dates}."
        yield what, "Chair of governors", _meeting(page, conflict.approval_level)


def _without_meeting(page: Page) -> Iterator[tuple[str, str, str]]:
    """What would be overdue before any known meeting can take it."""
    if late := last_meetings(page).get(None):
        first, more = late[0], f", and {len(late) - 1:,} more" if len(late) > 1 else ""
        what = f"{first.label}, due {first.due_words}{more}"
        yield f"Name or call a meeting to approve {what}: no known meeting is in time.", "Chair of governors", "now"


def _without_date(page: Page) -> Iterator[tuple[str, str, str]]:
    """What cannot be overdue, for nothing says when it is due."""
    if undated := page.policies_with(NO_DATE):
        yield f"Set a review date for {some_of(undated)}.", "Clerk to governors", _meeting(page, FULL_BOARD)
    if without := page.policies_with(NO_VERSION):
        what = f"Approve a version of {some_of(without)}, or show that one was approved."
        yield what, "Clerk to governors", _meeting(page, FULL_BOARD)


def _on_coverage(page: Page) -> Iterator[tuple[str, str, str]]:
    below = page.below_target
    target = f"{page.release.targets.acknowledged:.0%} target"
    if len(below) == 1:
        yield f"Ask when {below[0].policy} will reach the {target}.", "Headteacher", _meeting(page, FULL_BOARD)
    elif below:
        what = f"Ask when the {len(below)} policies below the {target} will reach it."
        yield what, "Headteacher", _meeting(page, FULL_BOARD)


def _meeting(page: Page, level: str) -> str:
    """The next meeting that may take the decision."""
    meeting = next_meeting(page.release.meetings, level, page.release.as_at)
    if meeting is None:
        return "at the next meeting that may decide (no date given)"
    return f"{meeting.body}, {say_day(meeting.date)}"
