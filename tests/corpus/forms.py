"""Exports of Microsoft and Google forms."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from tests.corpus.books import filled
from tests.corpus.entry import Awkward, Read, Refused
from tests.corpus.people import EMAILS, IDS, NAMES, delimited

QUESTION = "I have read and understood the policy "


def csv(*rows: Any, encoding: str = "utf-8-sig") -> bytes:
    return delimited(rows).encode(encoding)


def about(file: str) -> str:
    """A form does not say which policy it is about; the settings do."""
    return f'[[sources.acknowledgements]]\nfile = "{file}"\npolicy = "Social media"\n'


def signed(file: str, what: str, build: bytes | Callable[[], bytes], *expected: Read | Refused, **more: Any) -> Awkward:
    return Awkward(file, what, "acknowledgements", build, expected, **more)


MICROSOFT = ("ID", "Start time", "Completion time", "Email", "Name", QUESTION)
# Whatever the country, the clock of a form's CSV is American; the fourteenth month proves it.
ANSWERS = tuple(
    (str(n), start, end, email, name, answer)
    for n, (start, end, email, name, answer) in enumerate(
        (
            ("9/14/25 8:01:10", "9/14/25 8:02:00", EMAILS[0], NAMES[0], "Yes"),
            ("9/3/25 9:00:00", "9/3/25 9:01:59", EMAILS[1], NAMES[1], "Yes"),
            ("9/3/25 9:05:00", "9/3/25 9:06:00", "anonymous", "anonymous", "Yes"),
            ("9/4/25 9:05:00", "9/4/25 9:06:00", "stranger@elsewhere.example", "A Stranger", "Yes"),
            ("9/4/25 9:15:00", "9/4/25 9:16:00", EMAILS[2], NAMES[2], "No"),
        ),
        1,
    )
)
QUIZ = (*MICROSOFT[:5], "Total points", "Quiz feedback", QUESTION, f"Points - {QUESTION}", f"Feedback - {QUESTION}")


def quiz_rows() -> Iterator[tuple[str, ...]]:
    for row in ANSWERS:
        yield (*row[:5], "1", "", row[5], "1", "")


def dated(row: tuple[str, ...]) -> tuple[object, ...]:
    """The same answer in a workbook, where the clock is a number."""
    number, start, end, *others = row
    return (int(number), *(datetime.strptime(moment, "%m/%d/%y %H:%M:%S") for moment in (start, end)), *others)


SIGNED_ON = {"acknowledged_on_earliest": ["2025-09-14", "2025-09-03", "2025-09-04"]}
FILES = (
    signed(
        "microsoft.csv",
        "a Microsoft form's CSV, months first",
        csv(MICROSOFT, *ANSWERS),
        Read(3, 2),
        holds=SIGNED_ON | {"person_id": IDS[:3]},
        orders={"Completion time": "month first"},
        settings=about("microsoft.csv"),
    ),
    signed(
        "microsoft.xlsx",
        "a Microsoft form's workbook",
        filled([MICROSOFT, *map(dated, ANSWERS)]),
        Read(3, 2),
        holds=SIGNED_ON,
        settings=about("microsoft.xlsx"),
    ),
    signed(
        "microsoft-modified.csv",
        "a Microsoft form with the time of the last change",
        csv((*MICROSOFT[:5], "Last modified time", QUESTION), *((*row[:5], "", row[5]) for row in ANSWERS)),
        Read(3, 2),
        holds=SIGNED_ON,
        settings=about("microsoft-modified.csv"),
    ),
    signed(
        "microsoft-anonymous.csv",
        "a Microsoft form that records no names",
        csv(MICROSOFT, *((*row[:3], "anonymous", "anonymous", row[5]) for row in ANSWERS)),
        Read(0, 5),
        settings=about("microsoft-anonymous.csv"),
    ),
    signed(
        "microsoft-quiz.csv",
        "a Microsoft quiz with points and feedback",
        csv(QUIZ, *quiz_rows()),
        Read(3, 2),
        holds=SIGNED_ON,
        settings=about("microsoft-quiz.csv"),
    ),
    signed(
        "microsoft-line-ends.csv",
        "headings with line ends, spaces and a Windows-1252 dash",
        csv((*MICROSOFT[:5], "I have read –\r\nand understood\n the policy  "), *ANSWERS, encoding="cp1252"),
        Read(3, 2),
        holds=SIGNED_ON,
        settings=about("microsoft-line-ends.csv"),
    ),
    signed(
        "microsoft-several.csv",
        "several answers in one cell, A;B;",
        csv((*MICROSOFT, "Which parts?"), *((*row, "Photos;Messages;") for row in ANSWERS)),
        Read(3, 2),
        holds=SIGNED_ON,
        settings=about("microsoft-several.csv"),
    ),
    signed(
        "microsoft-ambiguous.csv",
        "a Microsoft form on days that could be read both ways",
        csv(MICROSOFT, ("1", "9/3/25 8:01:10", "9/3/25 8:02:00", EMAILS[0], NAMES[0], "Yes")),
        Read(1),
        settings=about("microsoft-ambiguous.csv"),
    ),
    signed(
        "google.csv",
        "a Google form's CSV, months first",
        csv(
            ("Timestamp", "Email Address", QUESTION),
            ("9/14/2025 8:02:00", EMAILS[0], "Yes"),
            ("9/3/2025 9:01:59", EMAILS[1], "Yes"),
        ),
        Read(2),
        holds={"acknowledged_on_earliest": ["2025-09-14", "2025-09-03"]},
        orders={"Timestamp": "month first"},
        settings=about("google.csv"),
    ),
    signed(
        "google-iso.csv",
        "a Google form's CSV with dates from the year down",
        csv(
            ("Timestamp", "Email Address", QUESTION),
            ("2025/09/14 8:02:00 AM GMT+1", EMAILS[0], "Yes"),
            ("2025-09-03 21:01:59", EMAILS[1].upper(), "Yes"),
        ),
        Read(2),
        Read(1, 1),
        settings=about("google-iso.csv"),
    ),
    signed(
        "form-without-policy.csv",
        "a form that does not say which policy it is about",
        csv(MICROSOFT, *ANSWERS),
        Refused("no column", ("Policy",)),
    ),
)
