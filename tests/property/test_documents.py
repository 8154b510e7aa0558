"""What must hold of every front page, however it is laid out, and of whatever is no front page at all."""

import json
import re
from collections.abc import Callable
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from govstats.exports.documents.document import document_of
from govstats.exports.documents.extraction.kinds import kind_of
from govstats.exports.documents.extraction.lines import Line, Refused
from govstats.exports.documents.extraction.plain import read_plain
from govstats.exports.documents.extraction.web import read_web
from govstats.exports.documents.opening import opened_from
from govstats.exports.documents.row import Dates
from govstats.reports.documents import as_json, in_words
from tests.examples import EXAMPLES
from tests.property.test_dates import WRITERS, month
from tests.unit.documents import FORMATS, Lines, read_here

LABELS = {
    "written": ["Date written", "Written", "Policy drafted on", "Created"],
    "approved": [
        "Approved",
        "Date of approval by Trust Board",
        "Ratified by the FGB",
        "Governor Approval",
        "Adopted on",
    ],
    "effective": ["Effective from", "Date Policy became effective", "Implementation date", "In force from"],
    "reviewed": ["Last reviewed", "Date reviewed", "Most recent review", "Updated", "Amended by governors"],
    "review_due": ["Next review", "Date of next review", "To be reviewed by", "Review due", "Date for renewal"],
}
# A review in a policy is dated by a day, a month, a term or years; clock times and cells of exports are not its kind.
SHAPES = [write for write in WRITERS if ":" not in write(date(2025, 9, 1)) and ";" not in write(date(2025, 9, 1))]

Pair = tuple[str, str]  # label, value


def lines_with(mark: str) -> Callable[[list[Pair]], Lines]:
    return lambda pairs: [f"{label}{mark}{value}" for label, value in pairs]


LAYOUTS: list[Callable[[list[Pair]], Lines]] = [
    lines_with(": "),
    lines_with(" – "),
    lines_with(" ........ "),
    lambda pairs: ["   ".join(f"{label}: {value}" for label, value in pairs)],
    lambda pairs: [" · ".join(f"{label}: {value}" for label, value in pairs)],
    lambda pairs: [" | ".join(f"{label}: {value}" for label, value in pairs)],
    lambda pairs: [line for label, value in pairs for line in (f"{label}:", value)],
    lambda pairs: [(label, value) for label, value in pairs],
    lambda pairs: [(f"{label}:", value, "", "") for label, value in pairs],
    lambda pairs: [("Policy details", "", ""), *(("", label, value) for label, value in pairs)],
    lambda pairs: [tuple(label for label, _ in pairs), tuple(value for _, value in pairs)],
    lambda pairs: [tuple(cell for pair in pairs for cell in pair)],
]

days = st.dates(date(1990, 1, 1), date(2049, 12, 31))


@st.composite
def front_pages(draw: st.DrawFn) -> tuple[dict[str, date], Lines]:
    fields = draw(st.lists(st.sampled_from(sorted(LABELS)), min_size=2, unique=True))
    said = {field: draw(days) for field in fields}
    pairs = [
        (draw(st.sampled_from(LABELS[field])), draw(st.sampled_from(SHAPES))(day).strip())
        for field, day in said.items()
    ]
    return said, ["Behaviour Policy", *draw(st.sampled_from(LAYOUTS))(pairs), "We expect everyone to be kind."]


@settings(max_examples=EXAMPLES, deadline=None)
@given(front_pages(), st.sampled_from(["txt", "docx", "md", "html", "odt"]))
def test_what_a_front_page_says_comes_back_in_its_interval(made: tuple[dict[str, date], Lines], format: str) -> None:
    said, page = made
    row = read_here(FORMATS[format](page)).row
    assert row is not None
    assert row.title == "Behaviour Policy"
    for field in LABELS:
        found: Dates = getattr(row, field)
        if field not in said:
            assert found.date is None, field
            continue
        known = found.known
        assert known is not None, field
        assert known.latest is not None
        assert (known.earliest or date.min) <= said[field] <= known.latest, field


@settings(max_examples=EXAMPLES, deadline=None)
@given(front_pages())
def test_no_year_is_read_that_does_not_stand_there(made: tuple[dict[str, date], Lines]) -> None:
    _, page = made
    without_years = [
        re.sub(r"'?\b(?:19|20)?\d\d(?=\W*$)|\b(?:19|20)\d\d\b", "", line if isinstance(line, str) else "\t".join(line))
        for line in page
    ]
    row = document_of("page", tuple(Line((line,)) for line in without_years)).row
    assert row is not None
    digits = " ".join(without_years)
    for field in LABELS:
        known = getattr(row, field).known
        if known:
            assert known.latest is not None
            assert f"{known.latest.year % 100:02}" in digits or f"{(known.latest.year - 1) % 100:02}" in digits


@given(days)
def test_a_day_and_a_month_alone_are_never_dated(day: date) -> None:
    for value in (f"{day.day} {month(day)}", f"{month(day)}", f"{day.day}/{day.month}", "Autumn term"):
        row = document_of("page", (Line((f"Next review: {value}",)), Line((f"Version {day.year}",)))).row
        assert row is not None
        assert row.review_due.known is None


words = (
    "Review Date: Next review Approved by Version | \t   . , ; : ( [Insert date] ____ .... annually two years 2025 14 "
    "September Autumn 1 / - – · this policy was will be reviewed until model <td> <table> ** | --- +---+ # * - .. :a: b"
)
pieces = st.lists(st.sampled_from([*words.split(" "), "\n", "\n\n", " ", "\x00", "\u202e", "é"]), max_size=60)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text() | pieces.map("".join) | pieces.map(" ".join))
@example("|\n|-|")
@example("+---+\n")
@example("Approved: |")
@example("<td><dl><dt>Version")
def test_whatever_a_text_holds_is_read_without_an_error(text: str) -> None:
    content = text.encode("utf-8", errors="replace")
    for read in (read_plain, read_web):
        try:
            lines, _ = read(content)
        except Refused:
            continue
        document = document_of("page", tuple(lines))
        assert json.dumps(as_json([document]))
        assert all("\x1b" not in line for line in in_words([document]))


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.binary() | st.binary().map(lambda rest: b"PK\x03\x04" + rest) | st.binary().map(lambda rest: b"%PDF-1" + rest)
)
def test_whatever_a_file_holds_has_a_kind_or_is_refused(content: bytes) -> None:
    try:
        assert kind_of(content) in ("docx", "odt", "pdf", "html", "text")
    except Refused as refusal:
        assert refusal.code.startswith("document-")


@given(st.text())
def test_marks_that_cannot_be_seen_are_left_out(text: str) -> None:
    line = {"cells": [text], "kind": "text", "block": 0, "table": False}
    [seen] = opened_from({"lines": [line], "whole": True}).lines
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", seen.cells[0])
