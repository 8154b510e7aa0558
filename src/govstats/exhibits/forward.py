"""What is to be reviewed in the next 18 months: before which meeting, where it piles up, and what is overdue now."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import bullets, section, table
from govstats.exhibits.page import Page
from govstats.exhibits.plotly_face import counts_figure
from govstats.exhibits.wording import counted, some_of
from govstats.measures.forward import AHEAD_MONTHS, NO_MEETING, By, pile_up
from govstats.measures.meetings import next_meeting
from govstats.periods import say_day

TITLES = 6  # policies named in a cell
SHOWN = ["policy", "school", "version", "when", "due", "due_by", "month", "term", "meeting_said"]


def forward(page: Page) -> Exhibit:
    """The forward calendar by meeting, or by month where no meetings are listed."""
    calendar = _calendar(page)
    by: By = "meeting" if page.release.meetings else "month"
    name = "meeting_said" if by == "meeting" else by
    due = calendar[calendar["when"] == "Due"]
    spread = pile_up(calendar, by)
    piled = [each for each in spread.loc[spread["pile_up"], "when"] if each != NO_MEETING]
    title = _title(spread, piled, by)
    rows = [
        (when, f"{reviews:,}", _policies(page, due[due[name] == when]))
        for when, reviews in zip(spread["when"], spread["reviews"], strict=True)
    ]
    said = [
        *_piles(page, due, spread, piled, by),
        *_without_meeting(page, due),
        *_standing(page, calendar),
        *([] if page.release.meetings else ["No meetings are listed, so the reviews stand by the month they are due."]),
    ]
    caption = f"Reviews due in the next {AHEAD_MONTHS} months, by {by}, {page.as_at}"
    notes = [f"A review stands at the last {by} in time for it."] if by == "meeting" else []
    headings = (by.capitalize(), "Reviews due", "Which policies")
    listing = [table("forward-table", f"Table #: {caption}", headings, rows, numbers=(1,), notes=notes)] if rows else []
    html = section("forward", title, bullets(said), *listing, annex=True)
    data = calendar[SHOWN].reset_index(drop=True)
    draw = partial(counts_figure, rows=[(row[0], int(row[1].replace(",", "")), row[2]) for row in rows], title=caption)
    return Exhibit("forward", title, html, data, f"{caption}. {title}.", draw if rows else None)


def _calendar(page: Page) -> pd.DataFrame:
    """The rows that hold at this page's level: a document of the whole organisation is one row."""
    calendar = page.release.calendar
    return calendar[calendar["school"].isin(["", page.school])] if page.school else calendar


def _title(spread: pd.DataFrame, piled: list[str], by: By) -> str:
    total = int(spread["reviews"].sum())
    if piled:
        there = int(spread.loc[spread["when"].isin(piled), "reviews"].sum())
        where = f"one {by}" if len(piled) == 1 else f"{len(piled)} {by}s"
        return f"{there:,} of {total:,} reviews due in the next {AHEAD_MONTHS} months fall to {where}"
    falls = "falls" if total == 1 else "fall"
    return (
        f"{counted(total, 'review') if total else 'No review'} {falls if total else 'falls'} due in the next 18 months"
    )


def _policies(page: Page, rows: pd.DataFrame) -> str:
    """The titles, each once, with the school or the number of schools that have copies of their own."""
    return some_of(_labels(page, rows), TITLES)


def _labels(page: Page, rows: pd.DataFrame) -> list[str]:
    copies: dict[str, list[str]] = {}
    for policy, school in zip(rows["policy"], rows["school"], strict=True):
        copies.setdefault(policy, []).extend([school] if school and not page.school else [])
    return [
        f"{policy} ({schools[0] if len(schools) == 1 else f'{len(schools):,} schools'})" if schools else policy
        for policy, schools in copies.items()
    ]


def _piles(page: Page, due: pd.DataFrame, spread: pd.DataFrame, piled: list[str], by: By) -> Iterator[str]:
    total = len(due)
    for when, reviews in zip(spread["when"], spread["reviews"], strict=True):
        if when in piled and by == "month":
            yield f"{reviews:,} of {total:,} reviews fall due in {when}."
        elif when in piled:
            rows = due[due["meeting_said"] == when]
            day, body = rows["meeting"].iloc[0], rows["meeting_body"].iloc[0]
            last = any(next_meeting(page.release.meetings, level, day) is None for level in rows["approval_level"])
            yield f"{reviews:,} of {total:,} reviews fall to the {body} of {say_day(day)}."
            if last:
                yield "No later meeting is listed for some of them. They may move to one that is not listed yet."


def _without_meeting(page: Page, due: pd.DataFrame) -> Iterator[str]:
    rows = due[due["meeting_said"] == NO_MEETING]
    if len(rows):
        due_before = "review is due before any listed meeting that may take it"
        many = "reviews are due before any listed meeting that may take them"
        yield f"{counted(len(rows), due_before, many)}: {_policies(page, rows)}."


def _standing(page: Page, calendar: pd.DataFrame) -> Iterator[str]:
    """What is overdue or cannot be placed in time."""
    for when, one, many in (
        ("Overdue", "review is overdue", "reviews are overdue"),
        ("Undated", "policy has no review date", "policies have no review date"),
        (
            "No version in force",
            "policy has no approved version in force",
            "policies have no approved version in force",
        ),
    ):
        rows = calendar[calendar["when"] == when]
        if len(rows):
            yield f"{counted(len(rows), one, many)}: {_policies(page, rows)}."
