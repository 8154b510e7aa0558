"""Staff lists and registers as the systems of schools write them."""

from tests.corpus.books import filled
from tests.corpus.entry import Awkward, Read, staff
from tests.corpus.forms import csv
from tests.corpus.people import IDS, NAMES, PEOPLE, Rows
from tests.corpus.tables import TITLES

CENSUS = (
    "Staff Code",
    "Title",
    "Legal Forename",
    "Legal Surname",
    "Post",
    "School",
    "Contract Term",
    "FTE",
    "Start Date",
    "End Date",
)


def census() -> Rows:
    people = [
        (number, "Dr", *name.split(" "), role, "Ash Grove", "Permanent", "0.6", day, "")
        for number, name, role, day in PEOPLE
    ]
    return [*TITLES, CENSUS, *people[:2], CENSUS, *people[2:], [], ["10 Columns / 4 Rows"]]


FILES = (
    staff(
        "census.xlsx",
        "a national extract: title lines, headings again, a counting footer",
        filled(census()),
        Read(4, 2),
        holds={"person_id": IDS, "name": NAMES},
    ),
    staff("census.csv", "the same in a CSV", csv(*census()), Read(4, 2), holds={"person_id": IDS, "name": NAMES}),
    staff(
        "contracts.csv",
        "a contract a row: person and assignment numbers differ",
        csv(
            (
                "Person Ref",
                "Assignment Number",
                "Full Name",
                "Position",
                "Commenced",
                "Expected End Date",
                "Leaving Date",
            ),
            *(
                (number, f"{number}-{n}", name, role, day, "13/01/2022", "")
                for n, (number, name, role, day) in enumerate(PEOPLE)
            ),
        ),
        Read(4),
        holds={"person_id": IDS},
    ),
    staff(
        "two-numbers.csv",
        "a payroll number and a staff code",
        csv(
            ("Payroll Number", "Staff Code", "Name", "Start Date"),
            *((number, f"S{n}", name, day) for n, (number, name, _, day) in enumerate(PEOPLE)),
        ),
        Read(4),
        holds={"person_id": IDS},
    ),
    staff(
        "leavers-flagged.csv",
        "a flag for leavers, and an end date in the past",
        csv(
            ("Staff Number", "Name", "Date Started at the School", "Leaving Date", "Withdrawal Indicator"),
            *((number, name, day, "31/08/2023", "TRUE") for number, name, _, day in PEOPLE),
        ),
        Read(4),
    ),
    staff(
        "starts-in-future.csv",
        "somebody who has not started yet",
        csv(("Staff Number", "Name", "Start Date"), ("4217", "Ada", "01/09/2031"), ("4218", "Bo", "13/01/2021")),
        Read(2),
    ),
    staff(
        "payroll-dashes.csv",
        "dashes for blank cells, and a ruler under the headings",
        csv(
            ("Staff Number", "Name", "Start Date", "Leaving Date"),
            ("------------", "----", "----------", "------------"),
            *((number, name, day, "-") for number, name, _, day in PEOPLE),
        ),
        Read(4, 1),
        holds={"person_id": IDS},
    ),
    Awkward(
        "register.xlsx",
        "a policy register with stale statuses, links and ambiguous cycles",
        "policies",
        filled(
            [
                (
                    "Policy",
                    "Statutory?",
                    "Approval level",
                    "Owner",
                    "Version",
                    "Last reviewed",
                    "Last approved",
                    "Next review",
                    "Review cycle",
                    "On website?",
                    "Status",
                    "Linked policies",
                ),
                (
                    "Social media",
                    "N",
                    "Committee",
                    "Head",
                    "2",
                    "Sept 2024",
                    "14/09/2024",
                    "Sept 2025",
                    "Bi-annually",
                    "Y",
                    "Current",
                    "Safeguarding",
                ),
                (
                    "Safeguarding",
                    "Y",
                    "FGB",
                    "Head",
                    "1.10",
                    "DRAFT",
                    "Under review",
                    "As required",
                    "Live document",
                    "",
                    "Overdue",
                    "",
                ),
                ("", "Y", "FGB", "", "", "", "", "", "", "", "", ""),
            ]
        ),
        (Read(2, 1),),
    ),
    Awkward(
        "register-titles-long.csv",
        "a register under title lines, with a total",
        "policies",
        csv(
            *TITLES,
            ("Policy Title", "Date approved", "To review by"),
            ("Social media", "14/09/2024", "Spring 2026"),
            ("Total: 1", "", ""),
        ),
        (Read(1, 1),),
    ),
)
