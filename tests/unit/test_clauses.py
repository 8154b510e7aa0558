"""Section F: each kind of evidence read in a sentence, for every branch, and the finding over a policy's clauses."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import govstats
from govstats.exhibits import Exhibit
from govstats.exhibits.clause_words import evidence_words, incident_words
from govstats.exhibits.clauses import finding
from govstats.exhibits.shown import Shown
from govstats.measures.facts import Adopted, Due, Fact, Lapsed, Link, Logged, Other, Starters, Unclear
from govstats.measures.obligations import COMPLETE, NONE, NOT_APPLICABLE, PARTLY
from govstats.measures.reviews import CANNOT_SAY, DUE_SOON, IN_DATE, NO_DATE, NO_VERSION, OVER_STATUTORY, OVERDUE
from govstats.periods import Term
from tests.spec.folder import write_folder
from tests.spec.tables import Table

AS_AT = date(2025, 12, 19)
TERM = Term("Autumn 2025", date(2025, 9, 1), AS_AT)
SEPTEMBER = Logged("since 3 September 2025", date(2025, 9, 3))
LAST_YEAR = Logged("since September 2024", date(2024, 9, 1))
VAGUE = Logged("by 30 September 2025", None)
STARTERS = Starters("since July 2024", "28 days")


def shown(
    evidence: str,
    unit: str,
    done: int | None = 0,
    of: int = 1,
    unknown: int | None = 0,
    *facts: Fact,
    status: str = PARTLY,
    applies_to: str = "employed",
    latest: str = "3 September 2025",
    number: int | None = None,
    few: bool = False,
) -> Shown:
    """A clause with its evidence; `few` where the number without a total is withheld."""
    return Shown(
        policy="Lone working", clause="1", says="Something", applies_to=applies_to, evidence=evidence, status=status,
        unit=unit, numerator=done, denominator=of, unknown=unknown, target=1.0, number=number, latest=latest,
        facts=facts, incidents=None, incidents_unknown=None, prompt="", prompt_source="", withheld=done is None,
        number_withheld=few, incidents_withheld=False,
    )  # fmt: skip


def adopted(on: str, by: str, minuted: bool, consulted: bool | None) -> Adopted:
    return Adopted(on, by, minuted, consulted)


def due(status: str, **known: object) -> Due:
    return replace(Due(status), **known)  # type: ignore[arg-type]


AUTUMN = {"stated": "September 2025", "last_day": date(2025, 9, 30)}
JULY = {"cycle": "July 2025", "cycle_months": 12, "cycle_last_day": date(2025, 7, 31)}
NEXT_JULY = {"cycle": "12 July 2026", "cycle_months": 24, "cycle_last_day": date(2026, 7, 12)}
AHEAD = {"stated": "1 March 2026", "last_day": date(2026, 3, 1)}

READS = [
    # Signed as read
    (shown("acknowledgement_coverage", "people", 155, 180), "Of staff: 155 of 180 (86%)."),
    (shown("acknowledgement_coverage", "people", 0, 180, 0), "Of staff: 0 of 180 (0%)."),
    (shown("acknowledgement_coverage", "people", 180, 180), "Of staff: 180 of 180 (100%)."),
    (shown("acknowledgement_coverage", "people", 7, 9), "Of staff: 7 of 9."),
    (shown("acknowledgement_coverage", "people", 116, 150, 1), "Of staff: 116 of 150 (77%); 1 cannot be told."),
    (shown("acknowledgement_coverage", "people", 0, 150, 150, status=NONE), "No evidence recorded."),
    (shown("acknowledgement_coverage", "people", 0, 150, 150), "Of staff: 0 of 150 (0%); 150 cannot be told."),
    (shown("acknowledgement_coverage", "people", None, 4, None), "[c]"),
    (shown("acknowledgement_coverage", "people", 0, 0, status=NOT_APPLICABLE), "[z]"),
    (replace(shown("acknowledgement_coverage", "people", 171, 180), target=0.95),
     "Of staff: 171 of 180 (95%). Target: 95%."),
    (shown("reacknowledgement", "people", 40, 45), "Of staff: 40 of 45 (89%) have signed again."),
    # Told at induction
    (shown("induction_timeliness", "people", 18, 21, 0, STARTERS),
     "18 of 21 starters since July 2024 inducted within 28 days."),
    (shown("induction_timeliness", "people", 0, 21, 2, STARTERS),
     "0 of 21 starters since July 2024 inducted within 28 days; 2 cannot be told."),
    (shown("induction_timeliness", "people", 0, 21, 21, STARTERS, status=NONE), "No evidence recorded."),
    (shown("induction_timeliness", "people", 0, 21, 21, STARTERS),
     "21 starters since July 2024: whether inducted within 28 days cannot be told."),
    (shown("induction_timeliness", "people", None, 21, None, STARTERS), "[c]"),
    (shown("induction_coverage", "people", 9, 21, 0, Starters("since May 2025")),
     "9 of 21 starters since May 2025 inducted."),
    # Whom it is for
    (shown("scope", "headcount", 180, 180), "180 staff in scope."),
    (shown("scope", "headcount", 1, 1), "1 member of staff in scope."),
    (shown("scope", "headcount", 147, 148, 1), "147 staff in scope; 1 cannot be told."),
    (shown("scope", "headcount", 150, 150, applies_to="contact"), "150 people in contact with children in scope."),
    (shown("scope", "headcount", 12, 12, applies_to="agency;volunteer"), "12 people in scope."),
    # Adopted
    (shown("adoption", "parts", 1, 3, 0, adopted("July 2024", "approved", False, False)),
     "Adopted July 2024. No minute reference and no consultation recorded."),
    (shown("adoption", "parts", 2, 3, 0, adopted("July 2024", "approved", False, True)),
     "Adopted July 2024 and consulted on. No minute reference recorded."),
    (shown("adoption", "parts", 3, 3, 0, adopted("9 July 2024", "approved", True, True)),
     "Adopted 9 July 2024, minuted and consulted on."),
    (shown("adoption", "parts", 1, 3, 0, adopted("July 2024", "effective", False, False)),
     "In effect from July 2024. No minute reference and no consultation recorded."),
    (shown("adoption", "parts", 1, 3, 0, adopted("June 2024", "written", True, False)),
     "Minuted. No day of adoption and no consultation recorded."),
    (shown("adoption", "parts", 0, 3, 0, adopted("not known", "written", False, False)),
     "No day of adoption, no minute reference and no consultation recorded."),
    (shown("adoption", "parts", 0, 3), "No version in force."),
    (shown("adoption", "parts", 5, 9, 0, adopted("July 2024", "approved", True, True),
           adopted("July 2024", "approved", True, False)),
     "Of 3 copies: 2 adopted, 2 minuted, 1 consulted on."),
    (shown("adoption", "parts", 2, 3, 1, adopted("9 July 2025", "approved", True, None)),
     "Adopted 9 July 2025 and minuted. Whether it was consulted on cannot be told."),
    (shown("adoption", "parts", 1, 3, 1, adopted("9 July 2025", "approved", False, None)),
     "Adopted 9 July 2025. No minute reference recorded. Whether it was consulted on cannot be told."),
    (shown("adoption", "parts", 3, 6, 1, adopted("July 2024", "approved", False, True),
           adopted("July 2024", "approved", False, None)),
     "Of 2 copies: 2 adopted, 0 minuted, 1 consulted on; 1 cannot be told."),
    # Reviewed
    (shown("review", "parts", 0, 2, 0, due(OVERDUE, **AUTUMN, **JULY, disagree=True)),
     "Overdue since 1 October 2025. An annual cycle made it due in July 2025."),
    (shown("review", "parts", 0, 2, 0, due(OVERDUE, **AUTUMN)), "Overdue since 1 October 2025."),
    (shown("review", "parts", 0, 1, 0, due(OVERDUE, **JULY, last_day=date(2025, 7, 31))),
     "Overdue since 1 August 2025 by its cycle."),
    (shown("review", "parts", 2, 2, 0, due(IN_DATE, **AHEAD)), "In date. Review due 1 March 2026."),
    (shown("review", "parts", 2, 2, 0, due(DUE_SOON, **AHEAD, **NEXT_JULY, disagree=True)),
     "In date. Review due 1 March 2026. A cycle of 2 years makes it due on 12 July 2026."),
    (shown("review", "parts", 1, 1, 0, due(IN_DATE, **NEXT_JULY, last_day=date(2026, 7, 12))),
     "In date. Review due 12 July 2026 by its cycle."),
    (shown("review", "parts", 1, 1, 0, due(OVER_STATUTORY, **AHEAD)),
     "On time by its own date, over the statutory year. Review due 1 March 2026."),
    (shown("review", "parts", 0, 1, 0, due(NO_VERSION)), "No version in force."),
    (shown("review", "parts", 0, 1, 1, due(NO_DATE)), "No review date and no cycle recorded."),
    (shown("review", "parts", 0, 1, 1, due(NO_DATE, cycle_months=12)),
     "No review date and no day to count its cycle from recorded."),
    (shown("review", "parts", 0, 1, 1, due(CANNOT_SAY)), "It cannot be told which version is in force."),
    (shown("review", "parts", 2, 4, 0, due(OVERDUE), due(IN_DATE), due(DUE_SOON, **JULY, disagree=True)),
     "Of 3 copies: 1 overdue, 2 in date. 1 of those in date is overdue by cycle."),
    (shown("review", "parts", 0, 4, 2, due(NO_DATE), due(NO_VERSION), due(CANNOT_SAY)),
     "Of 3 copies: 1 without a version in force, 1 without a review date, 1 not clear."),
    # Linked
    (shown("link", "parts", 1, 2, 0, Link(True, (Other("Acceptable use", OVERDUE, date(2025, 7, 4)),))),
     "Linked. Acceptable use is itself 168 days overdue."),
    (shown("link", "parts", 1, 2, 0, Link(True, (Other("Acceptable use", OVERDUE, date(2025, 12, 18)),))),
     "Linked. Acceptable use is itself 1 day overdue."),
    (shown("link", "parts", 2, 2, 0, Link(True, (Other("Acceptable use", DUE_SOON, AS_AT),))),
     "Linked. Acceptable use is in date."),
    (shown("link", "parts", 1, 2, 0, Link(True, (Other("Acceptable use", NO_VERSION),))),
     "Linked. Acceptable use has no version in force."),
    (shown("link", "parts", 1, 2, 0, Link(True, (Other("Acceptable use", NO_DATE),))),
     "Linked. Acceptable use has no review date."),
    (shown("link", "parts", 1, 2, 0, Link(True, (Other("Acceptable use", CANNOT_SAY),))),
     "Linked. Acceptable use cannot be shown to be in date."),
    (shown("link", "parts", 1, 2, 0, Link(True, (Other("Fire", IN_DATE), Other("Fire", OVERDUE, AS_AT)))),
     "Linked. 1 of 2 linked copies is in date."),
    (shown("link", "parts", 2, 2, 0, Link(True, (Other("Fire", IN_DATE), Other("Water", IN_DATE)))),
     "Linked. All 2 linked policies are in date."),
    (shown("link", "parts", 1, 2, 0, Link(True)), "Linked. The linked policy is not in the register."),
    (shown("link", "parts", 0, 2, 0, Link(False)), "No link recorded."),
    # Kept in the handbook
    (shown("handbook", "schools", 3, 4, 1), "At 3 of 4 schools; 1 not recorded [x]."),
    (shown("handbook", "schools", 0, 4, 1), "At none of 4 schools; 1 not recorded [x]."),
    (shown("handbook", "schools", 0, 4, 4), "No evidence recorded."),
    (shown("handbook", "schools", 0, 1, 1, Unclear()), "The register says neither yes nor no, so it cannot be told."),
    (shown("handbook", "schools", 3, 4, 1, Unclear()), "At 3 of 4 schools; 1 cannot be told."),
    (shown("handbook", "schools", 4, 4), "At all 4 schools."),
    (shown("handbook", "schools", 2, 2), "At both schools."),
    (shown("handbook", "schools", 1, 1), "In the handbook."),
    (shown("handbook", "schools", 0, 1), "Not in the handbook."),
    # The log, counted in people
    (shown("briefing", "people", 171, 180, 0, SEPTEMBER), "Recorded for 171 of 180 since 3 September 2025."),
    (shown("briefing", "people", 171, 180, 9, SEPTEMBER, latest="1 October 2025"),
     "Recorded for 171 of 180 since 3 September 2025; 9 cannot be told. The newest record is of 1 October 2025."),
    (shown("briefing", "people", 171, 180, 0, VAGUE, latest="by 30 September 2025"),
     "Recorded for 171 of 180 by 30 September 2025."),
    (shown("briefing", "people", 0, 180, 0, SEPTEMBER), "Recorded for 0 of 180 since 3 September 2025."),
    (shown("briefing", "people", None, 4, None, SEPTEMBER), "[c]"),
    (shown("statement", "people", 120, 155, 0, LAST_YEAR, latest="September 2024"),
     "In the statement signed by 120 of 155, as recorded in September 2024."),
    # The log, counted in cases
    (shown("recruitment check", "cases", 6, 7, 0, SEPTEMBER, latest="5 December 2025"),
     "Confirmed for 6 of 7 appointments, as recorded on 5 December 2025."),
    (shown("recruitment check", "cases", 0, 1, 0, SEPTEMBER, latest="September 2025"),
     "Confirmed for 0 of 1 appointment, as recorded in September 2025."),
    (shown("recruitment check", "cases", 0, 0, 0, SEPTEMBER, status=NOT_APPLICABLE), "[z]"),
    (shown("recruitment check", "cases", None, 3, None, SEPTEMBER), "[c]"),
    (shown("declaration", "cases", 3, 6, 0, SEPTEMBER), "Recorded for 3 of 6 since 3 September 2025."),
    # The log, of the whole organisation
    (shown("declaration", "records", 1, 1, 0, SEPTEMBER, number=5), "5 declarations recorded this term."),
    (shown("declaration", "records", 1, 1, 0, SEPTEMBER, number=0), "0 declarations recorded this term."),
    (shown("declaration", "records", 1, 1, 0, SEPTEMBER, number=1), "1 declaration recorded this term."),
    (shown("declaration", "records", 1, 1, 0, LAST_YEAR, number=5), "5 declarations recorded since September 2024."),
    (shown("declaration", "records", 1, 1, 0, VAGUE, number=5), "5 declarations recorded by 30 September 2025."),
    (shown("declaration", "records", 1, 1, 0, SEPTEMBER, few=True), "Declarations recorded this term: [c]."),
    (shown("declaration", "records", 1, 1, 0, SEPTEMBER), "Declarations recorded this term, without a number."),
    (shown("recruitment check", "records", 1, 1, 0, SEPTEMBER), "Recruitment check recorded on 3 September 2025."),
    (shown("consultation", "records", 1, 1, 0, SEPTEMBER, latest="June 2025"), "Consultation recorded in June 2025."),
    (shown("briefing", "records", 1, 1, 0, SEPTEMBER, number=60),
     "Briefing recorded on 3 September 2025. Number given: 60."),
    (shown("briefing", "records", 1, 1, 0, SEPTEMBER, few=True),
     "Briefing recorded on 3 September 2025. Number given: [c]."),
    (shown("briefing", "records", 0, 1, 1), "A record has no clear date, so it cannot be told."),
    (shown("briefing", "records", 0, 1, status=NONE), "No evidence recorded."),
    (shown("briefing", "records", 0, 1, 0, Lapsed("3 November 2024"), status=NONE),
     "Last recorded on 3 November 2024, which no longer counts."),
    # The log, school by school
    (shown("briefing", "schools", 2, 3, 0, SEPTEMBER), "At 2 of 3 schools since 3 September 2025."),
    (shown("briefing", "schools", 3, 3, 0, SEPTEMBER), "At all 3 schools since 3 September 2025."),
    (shown("briefing", "schools", 2, 3, 1, SEPTEMBER, number=60),
     "At 2 of 3 schools since 3 September 2025; 1 cannot be told. Number given: 60."),
    (shown("briefing", "schools", 1, 1, 0, SEPTEMBER), "Briefing recorded on 3 September 2025."),
    (shown("briefing", "schools", 0, 3, 2), "A record has no clear date, so it cannot be told."),
    (shown("briefing", "schools", 0, 3, status=NONE), "No evidence recorded."),
    (shown("statement", "schools", 2, 3, 0, LAST_YEAR),
     "In the statement signed since September 2024, at 2 of 3 schools."),
    (shown("statement", "schools", 1, 1, 0, LAST_YEAR), "In the statement signed since September 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "said"), READS, ids=[f"{row.evidence}: {said}" for row, said in READS])
def test_evidence_reads_as_a_sentence(row: Shown, said: str) -> None:
    assert evidence_words(row, TERM, AS_AT) == said
    assert all(len(sentence.split()) <= 25 for sentence in said.split(". "))


# incidents, returns of which the number is not known, withheld | how they read
INCIDENTS = [
    (None, None, False, ""),
    (6, 2, False, "Incidents this term: 6; 2 returns missing or without a number."),
    (6, 1, False, "Incidents this term: 6; 1 return missing or without a number."),
    (6, 0, False, "Incidents this term: 6."),
    (0, 0, False, "Incidents this term: none recorded."),
    (0, 3, False, "Incidents this term: cannot be told; 3 returns missing or without a number."),
    (None, None, True, "Incidents this term: [c]."),
    (None, 2, True, "Incidents this term: [c]; 2 returns missing or without a number."),
]


@pytest.mark.parametrize(("number", "unknown", "withheld", "said"), INCIDENTS)
def test_incidents_stand_beside_the_evidence(
    number: int | None, unknown: int | None, withheld: bool, said: str
) -> None:
    row = shown("briefing", "people", 1, 1, 0, SEPTEMBER)
    assert (
        incident_words(replace(row, incidents=number, incidents_unknown=unknown, incidents_withheld=withheld)) == said
    )


C, P, N, Z, WITHHELD = COMPLETE, PARTLY, NONE, NOT_APPLICABLE, ""
FINDINGS = [
    ([C, P, N, N], "Lone working: the evidence is complete for 1 of 4 clauses"),
    ([C, C], "Lone working: the evidence is complete for both clauses"),
    ([C, C, C], "Lone working: the evidence is complete for all 3 clauses"),
    ([P, N, N], "Lone working: none of 3 clauses has complete evidence"),
    ([C, P, Z], "Lone working: the evidence is complete for 1 of 2 clauses that apply"),
    ([C, P, WITHHELD], "Lone working: the evidence is complete for 1 of 2 clauses that can be shown"),
    ([C, P, Z, WITHHELD], "Lone working: the evidence is complete for 1 of 2 clauses that apply and can be shown"),
    ([C], "Lone working: the evidence is complete for the one clause"),
    ([P, Z], "Lone working: the evidence is not complete for the one clause that applies"),
    ([Z, Z], "Lone working: no clause applies"),
    ([WITHHELD], "Lone working: no clause can be shown"),
]


@pytest.mark.parametrize(("statuses", "said"), FINDINGS)
def test_the_heading_counts_complete_evidence(statuses: list[str], said: str) -> None:
    rows = [shown("briefing", "people", 1 if status else None, 1, status=status) for status in statuses]
    assert finding("Lone working", rows) == said


OWN = """
[[clause]]
id = "A"
says = "Adopted"
evidence = "adoption"
[[clause]]
id = "1"
says = "Read by all who work alone"
applies_to = "employee;contractor"
evidence = "acknowledgement_coverage"
target = 0.9
[[clause]]
id = "1 all"
says = "Known to everybody"
applies_to = "all"
evidence = "acknowledgement_coverage"
target = 0.9
[[clause]]
id = "2"
covers = ["Near miss"]
says = "Practised every year"
applies_to = "all"
evidence = "briefing"
valid_months = 12
[[clause]]
id = "3"
says = "Risks are written down"
evidence = "declaration"
[clause.prompt]
says = "Newer guidance asks for a check of every lift"
source = "A body of standards."
since = 2025-01-01
[[clause]]
id = "4"
says = "In the handbook"
applies_to = "schools"
evidence = "handbook"
[[clause]]
id = "5"
says = "Told to governors"
applies_to = "governor"
evidence = "briefing"
[[clause]]
id = "6"
says = "Told to volunteers"
applies_to = "volunteer"
evidence = "acknowledgement_coverage"
"""


def exhibit_of(folder: Path, school: str = "") -> Exhibit | None:
    """Section F of two schools that have an obligations file of their own."""
    staff = [(f"P{n}", "employee" if n < 40 else "governor", "Ash Grove" if n % 2 else "Birch Hill") for n in range(43)]
    tables = [
        Table("schools", ("name",), (("Ash Grove",), ("Birch Hill",))),
        Table("calendar", ("term", "start", "end"), (("Autumn 2025", "2025-09-01", "2025-12-19"),)),
        Table("staff", ("person_id", "staff_type", "school"), tuple(staff)),
        Table("policies", ("policy", "approved", "cycle", "in_handbook", "minute_reference"),
              (("Lone working", "2025-09-10", "annual", "Ash Grove", "FGB 3"),)),
        Table("acknowledgements", ("person_id", "policy", "acknowledged_on"),
              tuple((f"P{n}", "Lone working", "2025-09-20") for n in range(37))),
        Table("inductions", ("person_id", "policy", "inducted_on"), (("P1", "Lone working", "2025-09-20"),)),
        Table("incidents", ("period", "school", "policy", "category", "count"),
              (("Oct 2025", "Ash Grove", "Lone working", "Near miss", "0"),)),
        Table("evidence", ("policy", "clause", "kind", "date", "count"),
              (("Lone working", "2", "briefing", "2025-09-03", "41"),
               ("Lone working", "3", "declaration", "2025-10-01", "2"))),
    ]  # fmt: skip
    write_folder(folder, tables)
    (folder / "obligations").mkdir()
    (folder / "obligations" / "lone-working.toml").write_text(OWN, "utf-8")
    organisation = govstats.load(folder)
    return organisation.report(organisation.term("Autumn 2025"), as_at=AS_AT, school=school)["working"]


def test_an_organisations_own_obligations_read_as_well(tmp_path: Path) -> None:
    exhibit = exhibit_of(tmp_path)
    assert exhibit is not None
    assert exhibit.title == "Lone working: the evidence is complete for 1 of 6 clauses that apply and can be shown"
    rows = [" | ".join(row) for row in exhibit.data.drop(columns="policy").itertuples(index=False)]
    assert rows == [
        "A | Adopted | Adopted 10 September 2025 and minuted. No consultation recorded. | ◐ Partly",
        # Beside the next clause, it would tell of three governors.
        "1 | Read by all who work alone | [c] | [c]",
        "1 all | Known to everybody | 37 of 43 (86%). Target: 90%. | ◐ Partly",
        "2 | Practised every year | Recorded for 41 of 43 since 3 September 2025."
        " Incidents this term: cannot be told; 1 return missing or without a number. | ◐ Partly",
        "3 | Risks are written down | Declarations recorded this term: [c]. | ✓ Evidence complete",
        "4 | In the handbook | At 1 of 2 schools. | ◐ Partly",
        "5 | Told to governors | No evidence recorded. | ○ No evidence",
        "6 | Told to volunteers | [z] | – Not applicable",
    ]
    html = str(exhibit.html)
    assert "Of 8 clauses: Evidence complete 1, Partly 4, No evidence 1, Not applicable 1 and withheld 1." in html
    assert html.count("Newer guidance to weigh") == 1
    assert "<li>Clause 3: Newer guidance asks for a check of every lift. Source: A body of standards.</li>" in html
    assert "[c] means withheld" in html
    assert "complian" not in html.casefold()


def test_a_page_of_one_school_has_no_clauses(tmp_path: Path) -> None:
    assert exhibit_of(tmp_path, "Ash Grove") is None
