"""Section C: how the reviews stand, which dates disagree, and what falls due before each meeting."""

import pandas as pd

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.in_time import last_meetings
from govstats.exhibits.lacking import lacking_table
from govstats.exhibits.marks import Dot, dots, status_words
from govstats.exhibits.markup import REVIEWS, bullets, details, paragraph, section, table
from govstats.exhibits.page import BODY_ROWS, Page
from govstats.exhibits.planned import on_time
from govstats.exhibits.plotly_face import dots_figure
from govstats.exhibits.standing import NOT_CONFIRMED, Standing
from govstats.exhibits.statutory import of_them, over_statutory
from govstats.exhibits.wording import in_sentence, on_or_in, opened, part, some_of
from govstats.measures.reviews import CANNOT_SAY, NO_DATE, NO_VERSION, OVERDUE
from govstats.periods import say_day

UNSEEN = f"{opened(NOT_CONFIRMED)}: we have not seen that part of the list. Take it as a reminder, not as law."
HEADINGS = ("Policy", "Version, approved by", "Adopted", "Due as stated", "Due by cycle", "National list", "Status")


def reviews(page: Page) -> Exhibit:
    shown = page.reviews[:BODY_ROWS]
    title = f"{_title(page)}{of_them(page)}"
    rows = [
        Dot(each.label, each.days_left, status_words(each.status, each.days_left), _due_said(each)) for each in shown
    ]
    caption = f"Figure 1: Days overdue or left before each review, {page.as_at}"
    key = f"The line marks {page.as_at}. A row's mark is the sign of its status. Most overdue first."
    if len(page.reviews) > len(shown):
        key += f" {len(page.reviews) - len(shown)} more in the annex."
    html = section(
        "reviews",
        title,
        dots("figure-1", caption, rows, key) if rows else paragraph("The register has no policy that is required."),
        bullets([*over_statutory(page), *on_time(page), *_conflicts(page), *_before_meetings(page), *_drafts(page)]),
    )
    data = pd.DataFrame(
        [(each.label, each.version, each.due, each.days_left, each.status) for each in page.reviews],
        columns=["policy", "version", "due", "days_left", "status"],
    )
    return Exhibit(
        "reviews",
        title,
        html,
        data,
        alt=f"{caption}. {title}.",
        draw=lambda: dots_figure(rows, caption, len(page.reviews)),
    )


def _title(page: Page) -> str:
    overdue, total = len(page.policies_with(OVERDUE)), len(page.policies)
    if not total:
        return "No policy is required, so no review is due"
    if overdue:
        return f"{part(overdue, total)} {'is past its' if overdue == 1 else 'are past their'} review date"
    without = len(page.policies_with(NO_DATE, NO_VERSION, CANNOT_SAY))
    if without == total > 1:
        return "No policy can be shown to be in date"
    if without:
        return f"{part(without, total)} cannot be shown to be in date"
    return f"{part(total, total)} {'is' if total == 1 else 'are'} in date"


def _due_said(each: Standing) -> str:
    return each.due_words or "no review date"


def _by_cycle(each: Standing) -> str:
    """What the cycle makes due, with the cycle."""
    due = "as stated" if each.cycle_due == each.stated_due else each.cycle_due
    return f"{due} ({each.cycle})" if each.cycle_due else each.cycle


def _conflicts(page: Page) -> list[str]:
    return [
        f"{each.label}: the stated review date is {each.stated_due}. "
        f"Its own cycle of {each.cycle}, from adoption {on_or_in(each.adopted)}, gives {each.cycle_due}."
        for each in page.reviews
        if each.clocks_disagree
    ]


def _before_meetings(page: Page) -> list[str]:
    """For what falls due within 90 days: the last meeting that can take it in time."""
    by_meeting = {meeting: [each.label for each in found] for meeting, found in last_meetings(page).items()}
    known = sorted((meeting.date, meeting.body, labels) for meeting, labels in by_meeting.items() if meeting)
    said = [
        f"{some_of(labels)}: the last meeting in time is the {in_sentence(body)} of {say_day(day)}."
        for day, body, labels in known
    ]
    if too_late := by_meeting.get(None):
        they_are = "it is" if len(too_late) == 1 else "they are"
        said.append(f"No known meeting can take {some_of(too_late)} before {they_are} due.")
    return said


def _drafts(page: Page) -> list[str]:
    drafts = [each.label for each in page.reviews if each.draft_in_progress]
    if not drafts:
        return []
    return [f"A draft of {some_of(drafts)} is in progress. A draft does not count until it is approved."]


def all_reviews(page: Page) -> Exhibit | None:
    """The annex to the reviews: every document with each of its clocks; None where none is required."""
    if not page.reviews:
        return None
    title = "Every review date"
    rows = [
        (
            each.label,
            f"{each.version}, {in_sentence(each.approval_level) if each.approval_level != 'Not stated' else '[x]'}",
            each.adopted,
            each.stated_due or "[x]",
            _by_cycle(each),
            each.maximum,
            status_words(each.status, each.days_left),
        )
        for each in page.reviews
    ]
    unseen = any(NOT_CONFIRMED in each.maximum for each in page.reviews)
    notes = ["The status uses the stated date, or the cycle where no date is stated.", *[UNSEEN] * unseen]
    caption = "Table #: Reviews of every policy"
    every = table("all-reviews-table", caption, HEADINGS, rows, layout=REVIEWS, notes=notes) + lacking_table(page)
    body = details("Show every review date", every)
    data = pd.DataFrame(rows, columns=list(HEADINGS))
    return Exhibit("all_reviews", title, section("all-reviews", title, body), data)
