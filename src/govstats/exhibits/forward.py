"""What is to be reviewed in the next 18 months: before which meeting, where it piles up, and what is overdue now."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import pandas as pd

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import bullets, paragraph, section, table
from govstats.exhibits.page import Page
from govstats.exhibits.plotly_face import counts_figure
from govstats.exhibits.shared import rows_of
from govstats.exhibits.wording import counted, in_sentence, some_of
from govstats.measures.forward import AHEAD_MONTHS, NO_MEETING, By, When, pile_up
from govstats.measures.meetings import BY_THE_HEAD, next_meeting
from govstats.measures.remembered import remembered
from govstats.periods import say_day

Rows = Sequence[Mapping[Hashable, Any]]  # of the forward calendar

TITLES = 6  # policies named in a cell or a sentence
SHOWN = ["policy", "school", "version", "when", "due", "due_by", "month", "term", "meeting_said"]
LATER = f"Reviews due after the next {AHEAD_MONTHS} months are not listed."
NOT_AHEAD: tuple[tuple[When, str, str], ...] = (
    ("Overdue", "review is overdue", "reviews are overdue"),
    ("Undated", "policy has no review date that can be told", "policies have no review date that can be told"),
    ("No version in force", "policy has no approved version in force", "policies have no approved version in force"),
)


@dataclass(frozen=True)
class _Ahead:
    """The forward calendar at a page's level, by meeting, or by month where no meeting to come is listed."""

    page: Page

    @cached_property
    def calendar(self) -> pd.DataFrame:
        """One row a document; one of the whole organisation is there once."""
        return self.page.own(self.page.release.calendar)

    @property
    def by(self) -> By:
        coming = any(each.date > self.page.release.as_at for each in self.page.release.meetings)
        return "meeting" if coming else "month"

    @property
    def spread(self) -> Mapping[str, Rows]:
        """The documents due, by the meeting or month to which they fall, in order of time."""
        return _spread(self.calendar, self.by)[0]

    @property
    def piled(self) -> Sequence[str]:
        """The meetings or months at which reviews pile up."""
        return _spread(self.calendar, self.by)[1]

    @property
    def total(self) -> int:
        return sum(map(len, self.spread.values()))

    def rows(self, when: When) -> Rows:
        return [row for row in rows_of(self.calendar) if row["when"] == when]

    def policies(self, rows: Rows) -> str:
        """The titles, each once, with the school, or the number of schools, that has a copy of its own."""
        copies: dict[str, list[str]] = {}
        for row in rows:
            policy, school = row["policy"], row["school"]
            copies.setdefault(policy, []).extend([school] if school and not self.page.school else [])
        whose = {
            policy: schools[0] if len(schools) == 1 else f"{len(schools):,} schools"
            for policy, schools in copies.items()
            if schools
        }
        return some_of([f"{each} ({whose[each]})" if each in whose else each for each in copies], TITLES)


@remembered
def _spread(calendar: pd.DataFrame, by: By) -> tuple[Mapping[str, Rows], Sequence[str]]:
    """The documents due, by the meeting or month to which they fall, and those at which they pile up."""
    due = [row for row in rows_of(calendar) if row["when"] == "Due"]
    column = "meeting_said" if by == "meeting" else by
    piles = pile_up(calendar, by)
    spread = {when: [row for row in due if row[column] == when] for when in piles["when"]}
    return spread, [when for when in piles.loc[piles["pile_up"], "when"] if when not in (NO_MEETING, BY_THE_HEAD)]


def forward(page: Page, *, late_in: str = "") -> Exhibit:
    """The reviews of the next 18 months by the last meeting in time for each, with what is overdue or undated.

    Several that are overdue are named here, unless a figure of the page has them: `late_in`.
    """
    ahead = _Ahead(page)
    title = _title(ahead)
    rows = [(when, ahead.policies(due), f"{len(due):,}") for when, due in ahead.spread.items()]
    caption = f"Reviews due in the next {AHEAD_MONTHS} months, by {ahead.by}"
    headings = (ahead.by.capitalize(), "Which policies", "Reviews due")
    notes = [f"A review stands at the last {ahead.by} in time for it."] if ahead.by == "meeting" else []
    html = section(
        "forward",
        title,
        bullets([*_piles(ahead), *_without_meeting(ahead), *_not_ahead(ahead, late_in)]),
        table("forward-table", f"Table #: {caption}", headings, rows, numbers=(2,), notes=notes)
        if rows
        else paragraph(LATER),
    )
    bars = [(when, len(due), policies) for (when, policies, _), due in zip(rows, ahead.spread.values(), strict=True)]
    draw = partial(counts_figure, bars, caption) if bars else None
    return Exhibit("forward", title, html, ahead.calendar[SHOWN].reset_index(drop=True), f"{caption}. {title}.", draw)


def _title(ahead: _Ahead) -> str:
    there = sum(len(ahead.spread[when]) for when in ahead.piled)
    if there:
        where = f"one {ahead.by}" if len(ahead.piled) == 1 else f"{len(ahead.piled)} {ahead.by}s"
        return f"{there:,} of {ahead.total:,} reviews due in the next {AHEAD_MONTHS} months fall to {where}"
    # Of a policy without a date or a version it cannot be said when it falls due.
    known = not (ahead.rows("Undated") or ahead.rows("No version in force"))
    one, many = ("falls", "fall") if known else ("is known to fall", "are known to fall")
    fall = counted(ahead.total, f"review {one}", f"reviews {many}") if ahead.total else f"No review {one}"
    overdue = len(ahead.rows("Overdue"))
    late = f"; {overdue:,} {'is' if overdue == 1 else 'are'} overdue" if overdue and not ahead.total else ""
    return f"{fall} due in the next {AHEAD_MONTHS} months{late}"


def _piles(ahead: _Ahead) -> Iterator[str]:
    for when in ahead.piled:
        rows = ahead.spread[when]
        number = f"{len(rows):,} of {ahead.total:,} reviews"
        if ahead.by == "month":
            yield f"{number} fall due in {when}."
            continue
        day, body = rows[0]["meeting"], rows[0]["meeting_body"]
        yield f"{number} fall to the {in_sentence(body)} of {say_day(day)}."
        # The calendar of meetings ends sooner than 18 months ahead: what piles up at its end may yet be spread.
        if any(next_meeting(ahead.page.release.meetings, row["approval_level"], day) is None for row in rows):
            yield "No later meeting is listed for some of them. They may move to one that is not listed yet."


def _without_meeting(ahead: _Ahead) -> Iterator[str]:
    if ahead.by == "month":
        if ahead.total:
            yield "No meeting to come is listed, so the reviews stand by the month in which they are due."
        return
    rows = ahead.spread.get(NO_MEETING)
    if rows is not None:
        one = "review is due before any listed meeting that may take it"
        many = "reviews are due before any listed meeting that may take them"
        yield f"{counted(len(rows), one, many)}: {ahead.policies(rows)}."


def _not_ahead(ahead: _Ahead, late_in: str) -> Iterator[str]:
    """What is overdue, or cannot be placed in time."""
    for when, one, many in NOT_AHEAD:
        rows = ahead.rows(when)
        if rows:
            which = f"see {late_in}" if when == "Overdue" and late_in and len(rows) > 1 else ahead.policies(rows)
            yield f"{counted(len(rows), one, many)}: {which}."
