"""The calendar file: what stands in it on which day, the same bytes every time, and nobody's name."""

from datetime import date
from pathlib import Path

import icalendar
import pytest

import govstats
from govstats.disclosure import Published
from govstats.errors import DisclosureRefusal
from govstats.reports import pack
from govstats.reports.calendar_file import calendar_text
from govstats.reports.gate import Cause, Gate, Intended

SETTINGS = """[organisation]
name = "Elm"
kind = "school"
[[schools]]
name = "Elm"
[calendar]
meetings = [
    { date = 2026-01-21, body = "Full governing body" },
    { date = 2026-02-12, body = "Resources committee" },
]
"""
# Words of the file format, and a day of this calendar, are the names and the number of somebody here.
STAFF = """person_id,forename,surname,email,school,start_date
20260121,End,Begin,eb@elm.example,Elm,2024-09-01
20260122,Zoë,Quillfeather,zq@elm.example,Elm,2024-09-01
"""
POLICIES = """policy,version,approved,review_due,approval_level,owner
"Lone working, visits; trips",2,2024-09-01,2026-02-28,Committee,Zoë Quillfeather
Attendance,1,2024-09-01,2025-11-01,Full governing body,Zoë Quillfeather
Drugs,1,2024-09-01,2026-01-10,Full governing body,Zoë Quillfeather
Equality,1,2024-09-01,2028-01-10,Full governing body,Zoë Quillfeather
"""

# day | what | more of it
ENTRIES = """
2026-01-10 | Review due: Drugs                       | Version 1. No meeting before it is due.
2026-01-13 | Papers due: Full governing body         | Papers for 21 January 2026 go out by this day. Policies to approve: Attendance; Drugs.
2026-01-21 | Full governing body                     | Policies to approve: Attendance; Drugs.
2026-02-04 | Papers due: Resources committee         | Papers for 12 February 2026 go out by this day. Policies to approve: Lone working, visits; trips.
2026-02-12 | Resources committee                     | Policies to approve: Lone working, visits; trips.
2026-02-28 | Review due: Lone working, visits; trips | Version 2. To be approved by: Resources committee, 12 February 2026.
"""  # noqa: E501


@pytest.fixture
def elm(tmp_path: Path) -> govstats.Organisation:
    for name, text in {"govstats.toml": SETTINGS, "staff.csv": STAFF, "register.csv": POLICIES}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return govstats.load(tmp_path)


def published_on(elm: govstats.Organisation, as_at: date) -> Published:
    return elm.release(elm.term("Autumn 2025"), as_at).published


def events_of(text: str) -> dict[str, icalendar.Event]:
    return {str(event["uid"]): event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}


def test_reviews_meetings_and_papers_stand_on_their_days(elm: govstats.Organisation) -> None:
    text = calendar_text(published_on(elm, date(2025, 12, 19)))
    found = [(str(e["dtstart"].dt), str(e["summary"]), str(e["description"])) for e in events_of(text).values()]
    assert found == [tuple(part.strip() for part in line.split("|")) for line in ENTRIES.strip().splitlines()]
    assert text.endswith("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_the_same_day_gives_the_same_text_and_a_later_one_moves_the_same_entries(elm: govstats.Organisation) -> None:
    early, again, late = (calendar_text(published_on(elm, date(2025, 12, day))) for day in (1, 1, 19))
    assert early == again
    assert events_of(early).keys() == events_of(late).keys()
    assert {str(e["dtstamp"].dt.date()) for e in events_of(late).values()} == {"2025-12-19"}


def test_the_calendar_passes_the_gate_and_a_name_in_it_does_not(
    elm: govstats.Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = published_on(elm, date(2025, 12, 19))
    text, path = calendar_text(published), tmp_path / "policy-calendar.ics"
    gate = Gate(elm, published)
    path.write_bytes(text.encode())
    assert list(gate.search(path, Intended(text, ".ics"))) == []
    for planted in ("Drugs (ask Zoë Quillfeather)", "Drugs 20260122", "Drugs zq@elm.example"):
        path.write_bytes(text.replace("Review due: Drugs", f"Review due: {planted}").encode())
        assert Cause.PERSON in {each.cause for each in gate.search(path, Intended(text, ".ics"))}, planted
    # And a pack has it searched.
    monkeypatch.setattr(pack, "calendar_text", lambda told: calendar_text(told).replace("Drugs", "Quillfeather"))
    parameters = pack.ReleaseParameters(folder=str(elm.folder))
    with pytest.raises(DisclosureRefusal, match=r'policy-calendar\.ics.*"quillfeather"'):
        pack.make_pack(elm, parameters, (), tmp_path / "out", lambda _: None, pdf=False)
