"""Section C: how the reviews stand, which dates disagree, and what falls due before each meeting."""

import pandas as pd
from markupsafe import Markup

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.marks import Dot, dots, status_words
from govstats.exhibits.markup import bullets, details, paragraph, section, table
from govstats.exhibits.page import BODY_ROWS, Page, Standing
from govstats.exhibits.plotly_face import dots_figure
from govstats.exhibits.wording import counted, listed, some_of
from govstats.measures.reviews import DUE_SOON, NO_DATE, NO_VERSION, OVERDUE
from govstats.periods import say_day

HEADINGS = (
    "Policy", "Version", "Adopted", "Cycle", "Due as stated", "Due by cycle", "Longest between reviews", "Status",
    "Approved by",
)  # fmt: skip


def reviews(page: Page) -> Exhibit:
    shown = page.reviews[:BODY_ROWS]
    title = _title(page)
    rows = [
        Dot(each.label, each.days_left, status_words(each.status, each.days_left), _due_said(each)) for each in shown
    ]
    caption = f"Figure 1: Days overdue or left before each review, {page.as_at}"
    key = f"The line marks {page.as_at}. A diamond is overdue, a circle is in date. Most overdue first."
    if len(page.reviews) > len(shown):
        key += f" {counted(len(page.reviews) - len(shown), 'more document')} in the table."
    html = section(
        "reviews",
        title,
        dots("figure-1", caption, rows, key) if rows else paragraph("The register has no policy that is required."),
        bullets([*_conflicts(page), *_before_meetings(page), *_drafts(page)]),
        details("Every review date", _table(page)) if rows else Markup(""),
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
        draw=lambda: dots_figure(rows, caption),
    )


def _title(page: Page) -> str:
    overdue, total = len(page.policies_with(OVERDUE)), len(page.policies)
    if overdue:
        past = (
            "policy is past its" if total == 1 else "policies are past their" if overdue > 1 else "policies is past its"
        )
        return f"{overdue} of {total} {past} review date"
    without = len(page.policies_with(NO_DATE, NO_VERSION))
    if without:
        return f"{without} of {total} policies cannot be shown to be in date"
    in_date, _ = page.in_date
    return "All policies are in date" if in_date == total and total else f"{in_date} of {total} policies are in date"


def _due_said(each: Standing) -> str:
    return f"due {each.due_words}" if each.due_words else "no review date"


def _conflicts(page: Page) -> list[str]:
    return [
        f"{each.label}: the stated review date ({each.stated_due}) is {each.stated_months} months after adoption "
        f"({each.adopted}). Its own cycle of {each.cycle} made it due in {each.cycle_due}."
        for each in page.reviews
        if each.clocks_disagree
    ]


def _before_meetings(page: Page) -> list[str]:
    """What falls due up to the day of each of the next two meetings."""
    coming = sorted(
        (each for each in page.release.meetings if each.date > page.release.as_at),
        key=lambda each: each.date,
    )
    said, since = [], page.release.as_at
    for meeting in coming[:2]:
        due = [each.label for each in page.reviews if each.due and since < each.due <= meeting.date]
        what = f"{some_of(due)} {'falls' if len(due) == 1 else 'fall'} due" if due else "No review falls due"
        start = "Before" if since == page.release.as_at else "After that, before"
        said.append(f"{start} the {_in_sentence(meeting.body)} of {say_day(meeting.date)}: {_lower(what)}.")
        since = meeting.date
    soon = page.policies_with(DUE_SOON)
    if soon:
        said.append(f"Within 90 days {listed(soon) if len(soon) < 5 else counted(len(soon), 'policy', 'policies')} "
                    f"{'needs' if len(soon) == 1 else 'need'} review.")  # fmt: skip
    return said


def _lower(text: str) -> str:
    return f"no{text[2:]}" if text.startswith("No ") else text


def _in_sentence(body: str) -> str:
    return f"{body[0].lower()}{body[1:]}" if body.split()[0].istitle() else body


def _drafts(page: Page) -> list[str]:
    drafts = [each.label for each in page.reviews if each.draft_in_progress]
    if not drafts:
        return []
    return [f"A draft of {some_of(drafts)} is in progress. A draft does not count until it is approved."]


def _table(page: Page) -> Markup:
    rows = [
        (
            each.label,
            each.version,
            each.adopted,
            each.cycle,
            each.stated_due or "[x]",
            each.cycle_due or "[x]",
            each.maximum,
            status_words(each.status, each.days_left),
            each.approval_level if each.approval_level != "Not stated" else "[x]",
        )
        for each in page.reviews
    ]
    packs = sorted(
        {each.maximum.split("(")[-1].split(",")[0].rstrip(")") for each in page.reviews if "(" in each.maximum}
    )
    notes = [
        "The status uses the stated date, or the cycle where no date is stated.",
        *([f"Rules used: {listed(packs)}. A rule marked unverified is a reminder, not law."] if packs else []),
    ]
    return table("table-1", f"Table 1: Reviews of every policy, {page.as_at}", HEADINGS, rows, notes=notes)
