"""Organisations of every shape that a sentence may stumble over: nobody, one of each, nothing signed, nothing said."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import govstats
from govstats.disclosure import Published
from govstats.records import SOURCES
from tests.spec.folder import write_folder
from tests.spec.tables import Table

TERM, AS_AT = "Autumn 2025", date(2025, 12, 19)
ELM, OAK = "Elm Primary School", "Oak Primary School"
Rows = list[dict[str, str]]
Sources = dict[str, Rows]

CALENDAR = [
    {"term": "Summer 2025", "start": "2025-04-22", "end": "2025-07-22"},
    {"term": "Autumn 2025", "start": "2025-09-01", "end": "2025-12-19"},
    {"term": "Spring 2026", "start": "2026-01-05", "end": "2026-03-27"},
]
HALVES = [
    {"term": "Autumn 1 2025", "start": "2025-09-01", "end": "2025-10-24"},
    {"term": "Autumn 2 2025", "start": "2025-11-03", "end": "2025-12-19"},
]
MEETINGS = [
    {"date": "2025-11-20", "body": "Full governing body"},
    {"date": "2026-01-21", "body": "Full governing body"},
    {"date": "2026-02-12", "body": "Resources committee"},
]
BOARD = {"approval_level": "Full governing body"}


def policy(title: str, approved: str = "", due: str = "", **more: str) -> dict[str, str]:
    dates = {"version": "2", "approved": approved, "review_due": due, "cycle": "annual"} if approved else {}
    return {"policy": title, **dates, **BOARD, **more}


NETWORKING = policy(
    "Social networking", "2025-07-09", "2026-07-09", linked_policies="Acceptable use", in_handbook="Yes",
    unions_consulted="Yes", minute_reference="9", audience="employed", model_source="County", model_date="June 2024",
)  # fmt: skip
USE = policy("Acceptable use", "2025-01-15", "2026-01-15")
COMPLAINTS = policy("Complaints", "2024-03-20", "2025-03-20")
REGISTER = [NETWORKING, USE, COMPLAINTS]
CLAUSES = [
    {"clause": "5", "kind": "briefing", "date": "2025-09-01", "count": "10", "of": "11"},
    {"clause": "4.1", "kind": "statement", "date": "2025-09-01", "count": "11", "of": "11"},
    {"clause": "4.1 note", "kind": "declaration", "date": "2025-11-28", "count": "2", "of": ""},
    {"clause": "4.2", "kind": "recruitment check", "date": "2025-12-01", "count": "5", "of": "6"},
]


def staff(number: int, school: str = ELM, start: str = "2020-09-01", **more: str) -> Rows:
    """So many people of a school, numbered by the school and the day they began."""
    person = {"school": school, "start_date": start, "staff_type": "Employee", "contact_with_children": "yes"}
    return [{"person_id": f"{school[:3]}-{start}-{at}", **person, **more} for at in range(1, number + 1)]


def signed(people: Iterable[dict[str, str]], titles: Iterable[str], day: str = "2025-09-10", **more: str) -> Rows:
    people = list(people)
    return [{"person_id": p["person_id"], "policy": t, "acknowledged_on": day, **more} for t in titles for p in people]


def inducted(people: Iterable[dict[str, str]], titles: Iterable[str], day: str = "2025-09-02") -> Rows:
    people = list(people)
    return [{"person_id": p["person_id"], "policy": title, "inducted_on": day} for title in titles for p in people]


def returns(*counts: str, school: str = ELM) -> Rows:
    """Incidents by month from September on; the clauses of a month are parted by a space."""
    months = zip(("Sept 2025", "Oct 2025", "Nov 2025", "Dec 2025"), counts, strict=False)
    named = {"school": school, "policy": "Social networking"}
    return [
        {"period": month, **named, "category": clause, "count": count}
        for month, said in months
        for clause, count in zip(("4.1(iii)", "4.1(iv)"), said.split(), strict=False)
    ]


def evidence(*clauses: dict[str, str]) -> Rows:
    return [{"policy": "Social networking", **each} for each in clauses or CLAUSES]


def plain(**changes: Rows) -> Sources:
    """One school of eleven employees and a volunteer; five began in September, and four of them were inducted."""
    old, new = staff(6), staff(5, start="2025-09-01")
    titles = [each["policy"] for each in REGISTER]
    given = {
        "schools": [{"name": ELM}],
        "calendar": CALENDAR,
        "meetings": MEETINGS,
        "staff": [*old, *new, *staff(1, start="2024-01-08", staff_type="Volunteer")],
        "policies": REGISTER,
        "acknowledgements": [*signed(old, titles), *signed(new[:3], titles[:2])],
        "inductions": inducted(new[:4], titles),
        "incidents": returns("0 2", "1 3", "0 0", "0 1"),
        "evidence": evidence(),
    }
    return {name: rows for name, rows in (given | changes).items() if rows}


def without(*sources: str) -> Sources:
    return {name: rows for name, rows in plain().items() if name not in sources}


def two_schools() -> Sources:
    """Oak has signed little. One person works at both, one has left; the register has the versions before."""
    elm, oak, both = staff(20), staff(20, OAK), {**staff(1)[0], "person_id": "Both"}
    everybody, titles = [*elm, both], [each["policy"] for each in REGISTER]
    before = [policy(title, "2023-09-13", "2024-09-13", version="1") for title in titles]
    aid = [
        policy("First aid", f"2025-10-0{at}", f"2026-10-0{at}", scope="school", school=school)
        for at, school in enumerate((ELM, OAK), 1)
    ]
    new = staff(5, start="2025-09-01")
    return plain(
        schools=[{"name": ELM}, {"name": OAK}],
        staff=[*elm, *oak, both, {**both, "school": OAK}, *new, *staff(1, start="2019-09-01", end_date="2025-10-31")],
        policies=[*before, *REGISTER, *aid],
        acknowledgements=[
            *signed(everybody, titles, "2025-07-10"),
            *signed(oak[:8], titles, "2025-07-10"),
            *signed([*everybody, *oak[:3]], ["First aid"], "2025-10-13"),
            *signed(new[:1], titles),
        ],
        inductions=inducted(new, titles),
        incidents=[*returns("0 2", "1 3", "0 1"), *returns("0 0", "0 0", "- -", school=OAK)],
        evidence=evidence(*({**each, "school": school} for each in CLAUSES for school in (ELM, OAK))),
    )


def vague() -> Sources:
    """What cannot be told: a start in a month, months in the register, someone away, a refusal, two dates."""
    people = [*staff(10), *staff(1, start="December 2025"), *staff(1, start="2018-09-01", absent_from="2025-01-06")]
    register = [
        policy("Social networking", "July 2024", "September 2025", **{**BOARD, "audience": "all"}),
        policy("Acceptable use", "2025-10-01", "", approval_level="Committee"),
        policy("Complaints", "2025-01-31", "Spring 2026", approval_level="Committee"),
        {"policy": "Complaints", "version": "3", "status": "Draft"},
    ]
    return plain(
        staff=people,
        policies=register,
        acknowledgements=[
            *signed(people[:6], ["Social networking", "Complaints"]),
            *signed(people[6:7], ["Complaints"], response="No"),
            *signed(people[7:8], ["Complaints"], "31/02/2025"),
            *signed(people[8:9], ["Complaints"], "January 2025"),
        ],
        inductions=inducted(people[10:11], ["Complaints"], "2025-12-15"),
        incidents=returns("c 0", "1 x", "nil nil", "z low"),
        evidence=evidence({"clause": "5", "kind": "briefing", "date": "December 2025"}),
    )


def perhaps() -> Sources:
    """One policy may be at the target, for a signature of March 2024; the evidence log has later rows of a clause."""
    people = staff(20)
    later = [
        {"clause": "5", "kind": "briefing", "date": "2025-11-03", "count": "3", "of": ""},
        {"clause": "4.1 note", "kind": "declaration", "date": "2025-12-10", "count": "4", "of": ""},
        {"clause": "4.2", "kind": "recruitment check", "date": "2025-12-10", "count": "1", "of": "1"},
    ]
    return plain(
        staff=people,
        acknowledgements=[
            *signed(people[:19], ["Acceptable use", "Social networking"]),
            *signed(people[:18], ["Complaints"]),
            *signed(people[18:19], ["Complaints"], "March 2024"),
        ],
        inductions=[],
        evidence=evidence(*CLAUSES, *later),
    )


def in_public() -> Sources:
    """A school of 120 people of whom 20 began this term: shares in every part of the scale, and twelve incidents."""
    people, new = staff(100), staff(20, start="2025-09-01")
    return plain(
        disclosure=[{"profile": "public"}],
        staff=[*people, *new],
        acknowledgements=[
            *signed([*people, *new], ["Complaints"]),
            *signed(people[:60], ["Acceptable use"]),
            *signed(new[:2], ["Social networking"]),
        ],
        inductions=inducted(new[:9], TITLES),
        incidents=returns("6 0", "0 6", "nil nil", "- 0"),
    )


def named(organisation: str, schools: list[str], titles: list[str], signing: int) -> Sources:
    """Schools and policies of any name. Of so many schools 20 of 25 people have signed, and of the others nobody."""
    people = [person for school in schools for person in staff(25, school)]
    people = [{**person, "person_id": f"P{at:03}"} for at, person in enumerate(people)]
    signers = [person for at, person in enumerate(people) if at % 25 < 20 and at < 25 * signing]
    return plain(
        organisation=[{"name": organisation}],
        schools=[{"name": school} for school in schools],
        meetings=[],
        staff=people,
        policies=[
            policy(titles[0], "2024-03-20", "2025-03-20"),
            *(policy(title, "2025-07-09", "2026-02-02") for title in titles[1:]),
        ],
        acknowledgements=signed(signers, titles),
        inductions=[],
        incidents=[],
        evidence=[],
    )


def in_school_days(*halves: dict[str, str]) -> Sources:
    """Twenty school days to be inducted in: three of five were, one was a day late, and one was not inducted."""
    new = staff(5, start="2025-09-01")
    return plain(
        calendar=[*CALENDAR, *halves],
        targets=[{"induction_days": "20", "induction_days_are": "school days"}],
        inductions=[*inducted(new[:3], TITLES), *inducted(new[3:4], TITLES, "2025-09-30")],
    )


def complete() -> Sources:
    given = plain()
    titles = [each["policy"] for each in REGISTER]
    return given | {
        "policies": [NETWORKING, USE, policy("Complaints", "2025-03-20", "2026-03-20")],
        "acknowledgements": signed(given["staff"], titles),
        "inductions": inducted(staff(5, start="2025-09-01"), titles),
        "evidence": evidence(
            *({"clause": clause, "kind": kind, "date": "2025-09-01", "count": number, "of": number}
              for clause, kind, number in (
                  ("3.4", "briefing", "11"), ("4.1", "statement", "11"), ("4.1 note", "declaration", "0"),
                  ("4.2", "recruitment check", "6"), ("5", "briefing", "12"), ("6(iii)", "briefing", "11"),
                  ("6(iv)", "statement", "11"),
              )),
        ),
    }  # fmt: skip


TITLES = [each["policy"] for each in REGISTER]


def one_more() -> Sources:
    """Two schools, and somebody who has begun since the report of three days ago and must sign two of the policies."""
    given = two_schools()
    contact = {"Acceptable use", "First aid"}
    return given | {
        "staff": [*given["staff"], *staff(1, start="2025-12-17", contact_with_children="no")],
        "policies": [
            each | ({"audience": "contact"} if each["policy"] in contact else {}) for each in given["policies"]
        ],
    }


TREES = ("Ash", "Birch", "Cedar", "Elm", "Hazel", "Holly", "Larch", "Lime", "Maple", "Oak", "Rowan", "Willow")
PLACES = (
    "Bank", "Brook", "Corner", "Down", "End", "Field", "Ford", "Gate", "Green", "Grove", "Hall",
    "Heath", "Hill", "Lane", "Leigh", "Meadow", "Mount", "Park", "Ridge", "Road", "Side", "Street",
    "Vale", "View", "Walk", "Water", "Way", "Well", "Wood", "Yard", "Common", "Fold", "Garth",
    "Holt", "Marsh", "Mead", "Moor", "Nook", "Orchard", "Pool", "Rise", "Row", "Spring", "Stile",
    "Top", "Town", "Turn", "Weir", "Wharf", "Wick",
)  # fmt: skip
SUBJECTS = (
    "Acceptable use", "Social networking", "Attendance", "Behaviour", "Child protection", "Complaints",
    "Data protection", "First aid", "Health and safety", "Online safety", "Staff code of conduct", "Whistleblowing",
)  # fmt: skip


def trust(schools: int, policies: int) -> Sources:
    """A trust whose schools differ in size and in how much their people have signed; one in ten is very small."""
    chance = Random(schools)
    names = [f"{tree} {place} School" for place, tree in product(PLACES, TREES)][:schools]
    titles = SUBJECTS[:policies]
    people: Rows = []
    for name in names:
        many = chance.randint(2, 8) if chance.random() < 0.1 else chance.randint(9, 24)
        people += [*staff(many, name), *staff(chance.randint(0, 3), name, start="2025-09-01")]
    people = [{**person, "person_id": f"P{at:05}"} for at, person in enumerate(people)]
    signing = {name: chance.betavariate(9, 1.5) for name in names}
    new = [person for person in people if person["start_date"] == "2025-09-01" and chance.random() < 0.8]
    return plain(
        organisation=[{"name": "The Long Row Trust", "kind": "trust"}],
        schools=[{"name": name} for name in names],
        staff=people,
        policies=[
            policy(title, "2025-07-09", "2026-07-09") if at % 3 else policy(title, "2024-03-20", "2025-03-20")
            for at, title in enumerate(titles)
        ],
        acknowledgements=[
            row for title in titles
            for row in signed([each for each in people if chance.random() < signing[each["school"]]], [title])
        ],
        inductions=inducted(new, titles),
        incidents=[row for name in names for row in returns(*chance.choices(("0 0", "0 1", "1 0"), k=4), school=name)],
        evidence=[],
    )  # fmt: skip


# Whose report stands beside an earlier one, and the day of that.
EARLIER: Mapping[str, date] = {"two schools, a total in a range": date(2025, 12, 16)}
# Each has its own shape; where two shapes do not meet on the page, they share an organisation.
ORGANISATIONS: Mapping[str, Callable[[], Sources]] = {
    "one school": plain,
    "nobody": lambda: plain(staff=staff(3, end_date="2025-07-22")),
    "nobody on the list": lambda: plain() | {"staff": [], "acknowledgements": [], "inductions": []},
    "one person": lambda: plain(staff=staff(1), acknowledgements=signed(staff(1), ["Complaints"]), inductions=[]),
    "no policy required": lambda: plain(
        policies=[{**each, "required": "no"} for each in REGISTER],
        staff=[*staff(6), *staff(5, start="2025-09-01", staff_type="Volunteer")],
    ),
    "one starter, nil returns": lambda: plain(
        staff=[*staff(11), *staff(1, start="2025-09-01")],
        acknowledgements=signed(staff(11), TITLES),
        inductions=inducted(staff(1, start="2025-09-01"), TITLES),
        incidents=returns("nil", "nil", "nil", "nil"),
    ),
    "no dates in the register": lambda: plain(policies=[policy(title) for title in TITLES]),
    "all covered": complete,
    "none covered": lambda: plain(
        acknowledgements=signed(staff(6), ["Complaints"], response="No"),
        inductions=inducted(staff(1, start="2025-09-01"), ["Complaints"], "2026-01-05"),
    ),
    "no incidents": lambda: plain(incidents=returns("0 0", "0 0", "0 0", "0 0")),
    "no returns": lambda: plain(incidents=[{**each, "count": "no return"} for each in returns(*["? ?"] * 4)]),
    "one policy, three incidents": lambda: plain(policies=[NETWORKING], incidents=returns("1 0", "0 2", "0 0", "0 0")),
    "one policy overdue, six people": lambda: plain(
        policies=[COMPLAINTS], staff=staff(6), acknowledgements=signed(staff(4), ["Complaints"])
    ),
    "one policy without a version": lambda: plain(policies=[policy("Complaints")]),
    "every policy overdue, twelve incidents": lambda: plain(
        policies=[policy(title, "2024-03-20", "2025-03-20") for title in TITLES],
        incidents=returns("6 0", "0 6", "0 0", "0 0"),
    ),
    "overdue by a day, one incident": lambda: plain(
        policies=[
            policy("Complaints", "2024-12-18", "2025-12-18"),
            NETWORKING,
            policy("Volunteering", "2025-09-10", "2026-09-10", audience="volunteer"),
        ],
        acknowledgements=signed(staff(6), ["Complaints", "Social networking"]),
        incidents=returns("1 0", "0 0", "0 0", "0 0"),
    ),
    "due today, no evidence": lambda: plain(
        policies=[policy("Complaints", "2024-12-19", "2025-12-19"), NETWORKING], evidence=[]
    ),
    "inducted in school days": lambda: in_school_days(*HALVES),
    "in school days, no half-term named": lambda: in_school_days(),
    "everything withheld": lambda: plain(
        staff=staff(4), acknowledgements=signed(staff(2), ["Complaints"]), inductions=[]
    ),
    "two schools": two_schools,
    "two schools, in public": lambda: two_schools() | {"disclosure": [{"profile": "public"}]},
    "one school, in public": lambda: in_public(),
    "few in public": lambda: plain(
        disclosure=[{"profile": "public"}],
        staff=staff(4),
        acknowledgements=signed(staff(2), ["Complaints"]),
        inductions=[],
        incidents=returns("0 0"),
    ),
    "two schools, a total in a range": one_more,
    "no acknowledgements": lambda: without("acknowledgements"),
    "no inductions, no incident counts": lambda: without("inductions", "incidents"),
    "staff and register alone": lambda: without("acknowledgements", "inductions", "incidents", "evidence"),
    "vague": vague,
    "perhaps at the target, later evidence": perhaps,
    "long names": lambda: named(
        "The Federation of the Church Schools of the Upper Valley",
        ["Saint Bartholomew and the Holy Innocents Church of England Voluntary Aided Primary School", "Ely"],
        ["Supporting pupils with medical conditions and managing medicines in every setting of the federation", "Pay"],
        signing=2,
    ),
    "one letter": lambda: named("Z", ["A", "B"], ["X", "Y"], signing=1),
}


# Too large for anyone to approve each sentence. Of 600 schools one policy is enough to fill a page.
LARGE: Mapping[str, Callable[[], Sources]] = {
    "seven schools": lambda: trust(7, 8),
    "50 schools": lambda: trust(50, 12),
    "600 schools": lambda: trust(600, 1),
}


def published(name: str, folder: Path) -> tuple[govstats.Organisation, Published]:
    """One of the organisations, written and read, and what may be said of it at the end of the term."""
    write(name, folder)
    organisation = govstats.load(folder)
    return organisation, organisation.report(organisation.term(TERM), as_at=AS_AT).published


def write(name: str, folder: Path) -> None:
    """Write the folder of one of the organisations; in it, what it has handed over before."""
    write_sources({**ORGANISATIONS, **LARGE}[name](), folder)
    if day := EARLIER.get(name):
        organisation = govstats.load(folder)
        organisation.remember(organisation.release(organisation.term(TERM), day))


def write_sources(sources: Sources, folder: Path) -> None:
    write_folder(folder, [table(source, rows) for source, rows in sources.items()])


def table(name: str, rows: Rows) -> Table:
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    if not rows:
        columns = tuple(field.name for field in SOURCES[name].fields)
    return Table(name, columns, tuple(tuple(row.get(column, "") for column in columns) for row in rows))
