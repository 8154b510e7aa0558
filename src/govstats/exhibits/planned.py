"""Planned against actual: reviews done in time, days in date, policies whose model has moved on, and the last year."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import bullets, details, paragraph, section, table
from govstats.exhibits.page import Page
from govstats.exhibits.shared import rows_of
from govstats.exhibits.wording import counted, per_cent, some_of
from govstats.measures.register import titled
from govstats.measures.reviews import OVER_STATUTORY
from govstats.periods import DateInterval

HEADINGS = ("Policy", "Was due", "Reviewed", "On time")
MONTHS = 12


def on_time(page: Page) -> list[str]:
    """How many of the reviews that fell due this term were done by then, the backlog cleared apart."""
    total = page.total("reviews_on_time")
    if total is None:
        return []
    done, were = total.done or 0, "was" if total.excluded == 1 else "were"
    older = f" {counted(total.excluded, 'older review')} {were} cleared from the backlog." if total.excluded else ""
    return [f"{_of_those_due(done, total.of, total.unknown)}.{older}"]


def _of_those_due(done: int, of: int, unknown: int) -> str:
    if not of:
        return "No review fell due this term"
    due = "that fell due this term"
    if unknown == of:
        them = f"the one review {due} was" if of == 1 else f"the {of:,} reviews {due} were"
        return f"It cannot be told whether {them} done on time"
    if of == 1:
        return f"The one review {due} was {'' if done else 'not '}done on time"
    how_many = {0: "None of the", of: "All"}.get(done, f"{done:,} of the")
    doubt = f"; for {unknown:,} it cannot be told" if unknown else ""
    return f"{how_many} {of:,} reviews {due} {'was' if done < 2 else 'were'} done on time{doubt}"


def planned(page: Page) -> Exhibit:
    """The annex: the reviews of the last twelve months beside their due dates, with what a term's days tell."""
    done = _last_year(page)
    title = f"No review of the last {MONTHS} months can be held against a due date"
    if done:
        title = f"{counted(len(done), 'review')} of the last {MONTHS} months, planned against actual"
    cells = [_cells(page, row) for row in done]
    caption = f"Table #: Reviews done in the last {MONTHS} months, newest first"
    notes = ["Overdue reviews stand in the table of review dates."]
    which = paragraph(
        "A review is listed here where the register has the version before it, with its due date.", "note"
    )
    html = section(
        "planned",
        title,
        bullets([*_days_in_date(page), *_models(page)]),
        details("Show the reviews", table("planned-table", caption, HEADINGS, cells, notes=notes)) if cells else "",
        which,
    )
    return Exhibit("planned", title, html, pd.DataFrame(cells, columns=list(HEADINGS)))


def _last_year(page: Page) -> list[Mapping[Hashable, Any]]:
    as_at = page.release.as_at
    since = DateInterval(as_at, as_at, "day", "").plus_months(-MONTHS).latest or as_at
    rows = rows_of(page.own(page.release.history))
    done = [row for row in rows if row["reviewed"] and row["reviewed_latest"] and row["reviewed_latest"] > since]
    reviews = [row for row in done if row["on_time"] != "not applicable"]
    return sorted(reviews, key=lambda row: row["reviewed_latest"], reverse=True)


def _cells(page: Page, row: Mapping[Hashable, Any]) -> tuple[str, str, str, str]:
    label = titled(row["policy"], "" if page.school else row["school"])
    return label, row["stated_due"] or row["cycle_due"] or "[x]", row["reviewed"], _verdict(row)


def _verdict(row: Mapping[Hashable, Any]) -> str:
    said = row["on_time"].capitalize()
    if not pd.isna(row["days_late_least"]) and not pd.isna(row["days_late_most"]):
        said += f", {days_late(int(row['days_late_least']), int(row['days_late_most']))}"
    return f"{said}, over the statutory year" if row["status"] == OVER_STATUTORY else said


def days_late(least: int, most: int) -> str:
    """How many days before or after its due day a review was done; a range while its date is vague.

    >>> days_late(8, 8), days_late(336, 366), days_late(-1, -1), days_late(0, 0)
    ('8 days late', '336 to 366 days late', '1 day early', 'on the day')
    >>> days_late(-90, 0), days_late(-30, -5), days_late(-5, 3)
    ('up to 90 days early', '5 to 30 days early', '5 days early to 3 days late')
    """
    if least == most:
        return "on the day" if not most else _one_side(most)
    if least < 0 < most:
        return f"{_one_side(least)} to {_one_side(most)}"
    near, far = sorted((least, most), key=abs)
    return f"up to {_one_side(far)}" if not near else f"{abs(near):,} to {_one_side(far)}"


def _one_side(days: int) -> str:
    return f"{counted(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def _days_in_date(page: Page) -> list[str]:
    total = page.total("policy_days_in_date")
    if total is None or not total.of:
        return []
    done, unsure = total.done or 0, total.unknown
    count = f"{'at least ' if unsure else ''}{done:,} of {total.of:,}{f'; {unsure:,} cannot be told' if unsure else ''}"
    return [f"Policies were in date on {per_cent(done, total.of)} of the days required this term ({count})."]


def _models(page: Page) -> list[str]:
    rows = {str(row["policy"]): row for row in rows_of(page.own(page.release.lag))}
    behind = [policy for policy, row in rows.items() if row["behind"] == "yes"]
    unsure = [policy for policy, row in rows.items() if row["behind"] == "cannot tell"]
    said = []
    if len(behind) == 1:
        newest = rows[behind[0]]["newest_release"]
        model = f"a model of which there is a later release, {newest}"
        said.append(f"{behind[0]} is adopted from {model}. This does not make it out of date.")
    elif behind:
        names = some_of([f"{policy} ({rows[policy]['newest_release']})" for policy in behind])
        said.append(f"There are later releases of the models of {names}. This does not make them out of date.")
    if unsure:
        said.append(f"It cannot be told whether there is a later model of {some_of(unsure)}.")
    return said
