"""The calendar of a run as iCalendar (RFC 5545): days on which reviews fall due, meetings, and the days for papers.

It is made of what is published, so it names nobody, and whoever keeps a diary may be given it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pandas as pd

from govstats.disclosure import Published
from govstats.measures.forward import NO_MEETING
from govstats.measures.meetings import papers_by
from govstats.measures.register import titled
from govstats.periods import say_day
from govstats.settings import Meeting


@dataclass(frozen=True)
class Entry:
    """A whole day in a diary. `key` says which entry it is, so that a later calendar moves it."""

    key: tuple[str, ...]
    day: date
    title: str
    about: str


def calendar_text(published: Published) -> str:
    """The calendar file: the same input gives the same text."""
    from icalendar import Calendar, Event  # it takes a tenth of a second, which a check need not wait for

    calendar = Calendar()
    calendar.add("prodid", "-//govstats//policy calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Policies, {published.organisation}")
    stamp = datetime.combine(published.as_at, time(), UTC)
    for entry in entries(published):
        event = Event()
        event.add("uid", _uid(published.organisation, *entry.key))
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.day)
        event.add("summary", entry.title)
        event.add("description", entry.about)
        event.add("transp", "TRANSPARENT")  # a day on which something is due is no day on which somebody is busy
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text


def entries(published: Published) -> list[Entry]:
    """What is to come after the as-at day, in order of time."""
    found = [*_reviews(published.calendar), *_meetings(published)]
    return sorted((each for each in found if each.day > published.as_at), key=lambda each: (each.day, each.key))


def _reviews(calendar: pd.DataFrame) -> Iterator[Entry]:
    due = calendar[calendar["when"] == "Due"]
    for row in due.to_dict("records"):
        said = row["meeting_said"]
        decided = f" {said}." if said == NO_MEETING else f" To be approved by: {said}."
        version = f"Version {row['version']}." if row["version"] else "The version in force."
        yield Entry(
            ("review", row["policy"], row["school"], row["version"]),
            row["due"],
            f"Review due: {titled(row['policy'], row['school'])}",
            version + (decided if said else ""),
        )


def _meetings(published: Published) -> Iterator[Entry]:
    for meeting in dict.fromkeys(published.meetings):
        key, titles = (meeting.date.isoformat(), meeting.body), _to_be_taken(published.calendar, meeting)
        policies = f"{'; '.join(titles)}." if titles else "none."
        yield Entry(("meeting", *key), meeting.date, meeting.body, f"Policies to approve: {policies}")
        yield Entry(
            ("papers", *key),
            papers_by(meeting.date),
            f"Papers due: {meeting.body}",
            f"Papers for {say_day(meeting.date)} go out by this day. Policies to approve: {policies}",
        )


def _to_be_taken(calendar: pd.DataFrame, meeting: Meeting) -> list[str]:
    """What a meeting is to approve: what it is the last in time for; and at the next one, what none is in time for."""
    goes_to = zip(
        calendar["meeting"].fillna(calendar["next_meeting"]),
        calendar["meeting_body"].where(calendar["meeting_body"] != "", calendar["next_meeting_body"]),
        strict=True,
    )
    here = [there == (meeting.date, meeting.body) for there in goes_to]
    return [*map(titled, calendar.loc[here, "policy"], calendar.loc[here, "school"])]


def _uid(*parts: str) -> str:
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{digest[:32]}@govstats"
