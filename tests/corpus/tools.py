"""Exports of policy tools, and logs of trainings, inductions and evidence."""

from datetime import datetime

from tests.corpus.books import filled
from tests.corpus.entry import Awkward, Read
from tests.corpus.forms import csv, signed
from tests.corpus.people import EMAILS, IDS, NAMES
from tests.corpus.tables import TITLES

TOOL = ("Policy Name", "Version", "Response", "Timestamp", "User Status", "Email")
RECEIPT = ("Recipient Email", "Document", "Version", "Published UTC", "Acknowledged UTC", "Type")
FILES = (
    signed(
        "policy-tool.csv",
        "a policy tool: accepted, declined, an exception asked for",
        csv(
            TOOL,
            *(
                ("Social media", "2", answer, "2025-09-14 10:00", "Active", email)
                for answer, email in zip(("accepted", "declined", "request exception", "pending"), EMAILS, strict=True)
            ),
        ),
        Read(3, 1),
        holds={"response": ["yes", "no", "exception"]},
    ),
    signed(
        "receipts.csv",
        "a tool of receipts: blank where nobody signed yet, UTC clocks",
        csv(
            RECEIPT,
            (EMAILS[0], "Social media", "2", "2025-09-01T08:00:00Z", "2025-08-31T23:30:00Z", "Affirmative"),
            (EMAILS[1], "Social media", "2", "2025-09-01T08:00:00Z", "", ""),
            (EMAILS[2], "Social media", "2", "2025-09-01T08:00:00Z", "2025-09-02T08:00:00Z", "Adverse"),
        ),
        Read(3),
        holds={"acknowledged_on_earliest": ["2025-09-01", "", "2025-09-02"], "response": ["yes", "", "no"]},
    ),
    signed(
        "yes-in-many-words.csv",
        "yes in every word that tools use",
        csv(
            ("Staff Number", "Policy", "Date signed", "Response"),
            *(
                (IDS[0], "Social media", "14/09/2025", word)
                for word in (
                    "Yes",
                    "Y",
                    "✓",
                    "1",
                    "TRUE",
                    "Read and understood",
                    "Signed",
                    "Acknowledged",
                    "Complete",
                    "yes ",
                )
            ),
        ),
        Read(10),
        holds={"response": ["yes"] * 10},
    ),
    signed(
        "date-seen.csv",
        "the days on which a document was seen",
        csv(("Staff Code", "Document", "Date Seen"), *((number, "Safeguarding", "14/09/2025") for number in IDS)),
        Read(4),
        holds={"person_id": IDS},
    ),
    signed(
        "free-words.csv",
        "policies named in free words",
        csv(
            ("Staff Number", "Policy", "Date signed"),
            (IDS[0], "Social media pol", "14/09/2025"),
            (IDS[1], "SOCIAL-MEDIA", "14/09/2025"),
            (IDS[2], "Safe guarding", "14/09/2025"),
        ),
        Read(1, 2),
    ),
    signed(
        "whole-session.csv",
        "one cell that lists a whole session of names",
        csv(
            ("Staff Number", "Policy", "Date signed"),
            ("Z Byrne, B Chen, S O'Neill", "Social media", "14/09/2025"),
            (IDS[0], "Social media", "14/09/2025"),
        ),
        Read(1, 1),
        holds={"person_id": [IDS[0]]},
        says=("several people",),
    ),
    signed(
        "names-only.csv",
        "signatures with names and nothing else to know people by",
        csv(("Name", "Policy", "Date signed"), *((name, "Social media", "14/09/2025") for name in NAMES)),
        # A name tells people apart within a school, and there are two schools.
        Read(0, 4),
        says=("a name alone",),
    ),
    signed(
        "signed-twice.csv",
        "somebody who signed twice, once before the version was there",
        csv(
            ("Staff Number", "Policy", "Date signed"),
            (IDS[0], "Social media", "14/09/2019"),
            (IDS[0], "Social media", "14/09/2025"),
        ),
        Read(2),
    ),
    signed(
        "hidden-marks.csv",
        "staff numbers with marks that cannot be seen",
        csv(
            ("Staff Number", "Policy", "Date signed"),
            (f"{IDS[0]}\u200b", "Social\u00a0media", "14/09/2025"),
            (f"\u202d{IDS[1]}\u202c", "Social media", "14/09/2025"),
        ),
        Read(2),
        holds={"person_id": IDS[:2]},
    ),
    signed(
        "version-not-known.csv",
        "a version that the register does not have",
        csv(("Staff Number", "Policy", "Version", "Date signed"), (IDS[0], "Social media", "7", "14/09/2025")),
        Read(1),
        says=("The register does not have version",),
    ),
    Awkward(
        "training-log.csv",
        "a training log: completed, passed, failed, incomplete",
        "inductions",
        csv(
            ("Staff ID", "Item", "Date Completed", "Status"),
            *(
                (number, "Safeguarding", day, status)
                for number, day, status in zip(
                    IDS,
                    ("14/09/2025", "14/09/2019", "", "14/09/2025"),
                    ("Completed", "Passed", "Incomplete", "Failed"),
                    strict=True,
                )
            ),
        ),
        (Read(3, 1),),
    ),
    Awkward(
        "inductions.xlsx",
        "an induction log under title lines, with a total",
        "inductions",
        filled(
            [
                *TITLES,
                ("Payroll Number", "Policy", "Induction date", "Led by"),
                *((number, "Safeguarding", datetime(2025, 9, 2), "Head") for number in IDS),
                ("Total", 4),
            ]
        ),
        (Read(4, 1),),
        holds={"person_id": IDS},
    ),
    Awkward(
        "evidence.csv",
        "an evidence log with clauses such as 4.10",
        "evidence",
        csv(
            ("Policy", "Clause", "Kind", "Date", "Count", "Of", "Note"),
            ("Social media", "4.10", "briefing", "14/09/2025", "3", "4", "=1+1"),
            ("Social media", "4.1(iv)", "link", "Sept 2025", "", "", ""),
            ("Photography", "1", "link", "Sept 2025", "", "", ""),
        ),
        (Read(2, 1),),
        holds={"clause": ["4.10", "4.1(iv)"]},
    ),
)
