"""Questions governors may ask: each rule has its finding, three to five are asked, and none says more than the data."""

import re
from datetime import date
from typing import Any

import pandas as pd
import pytest

from govstats.exhibits.page import Page
from govstats.exhibits.questions import FEWEST, GENERAL, MOST, OF_A_SECTION, RULES, Question, choose, questions
from govstats.measures.facts import Unclear
from govstats.measures.obligations import NONE, PARTLY
from govstats.measures.reviews import IN_DATE, NO_DATE, NO_VERSION, OVER_STATUTORY, OVERDUE
from tests.unit.pages import INCIDENTS, clause, count, lack, page, review, row

SIGNED, TIMELY = "acknowledgement_coverage", "induction_timeliness"
OLD, NEW, YESTERDAY = date(2024, 9, 1), date(2025, 10, 1), date(2025, 12, 18)
AUTUMN = {"began": NEW, "stated_due": "July 2026"}
SCHOOLS = [
    count(SIGNED, 180, 200, school="Ash Grove"),
    count(SIGNED, 100, 200, school="Beech Lane"),
    count(SIGNED, 280, 400),
    count(SIGNED, 280, 400, policy="Safety"),
]

# What a page has | the question, its role, where its figure stands and its clause.
Facts = dict[str, Any]
ASKED: dict[str, tuple[Facts, tuple[str, str, str, str]]] = {
    "overdue, the longest first": (
        {
            "reviews": [
                review("Safety", OVERDUE, stated_due="September 2025", cycle_due="July 2025"),
                review("Behaviour", OVERDUE, stated_due="October 2025"),
            ],
            "clauses": [clause("Safety", "Review", PARTLY, evidence="review")],
        },
        ("What has kept Safety from being reviewed since September 2025?", "Headteacher", "Figure 1", "Review"),
    ),
    "overdue by its cycle, at one school": (
        {"reviews": [review("Safety", OVERDUE, school="Ash Grove", cycle_due="1 July 2025", due_by="cycle")]},
        ("What has kept Safety (Ash Grove) from being reviewed since 1 July 2025?", "Headteacher", "Figure 1", ""),
    ),
    "statutory policies that the register lacks": (
        {"lacking": [lack("Accessibility plan"), lack("Charging and remissions"), lack("Complaints procedure")]},
        (
            "What do we use for Accessibility plan and 2 more, named in national lists?",
            "Clerk to governors",
            "every review date in the annex",
            "",
        ),
    ),
    "over the statutory year": (
        {"reviews": [review("Safety", OVER_STATUTORY, stated_due="July 2026")]},
        (
            "Should Safety be reviewed now, since the statutory year has passed though its own date has not?",
            "Chair of governors",
            "Figure 1",
            "",
        ),
    ),
    "coverage below target": (
        {
            "counts": [count(SIGNED, 160, 180, policy="Safety"), count(SIGNED, 155, 180, policy="Behaviour")],
            "clauses": [clause("Behaviour", "6(i) shared", PARTLY, evidence=SIGNED)],
        },
        (
            "What would bring Behaviour from 155 of 180 (86%) signed to the 95% target?",
            "Headteacher",
            "Figure 2",
            "6(i) shared",
        ),
    ),
    "coverage of a small group": (
        {"counts": [count(SIGNED, 5, 9, policy="Safety")]},
        ("What would bring Safety from 5 of 9 signed to the 95% target?", "Headteacher", "Figure 2", ""),
    ),
    "a version of this term, signed slowly": (
        {
            "counts": [
                count(SIGNED, 60, 180, policy="Safety"),
                count(SIGNED, 50, 120, policy="Safety", basis="due"),
            ],
            "reviews": [review("Safety", IN_DATE, began=date(2025, 12, 1))],
        },
        (
            "What has slowed the signing of Safety, new since 1 December 2025, with 50 of 120 (42%) of those due?",
            "Headteacher",
            "Figure 2",
            "",
        ),
    ),
    "starters inducted late": (
        {
            "counts": [count(TIMELY, 17, 21, policy="Safety"), count(TIMELY, 7, 9, policy="Behaviour")],
            "clauses": [clause("Behaviour", "6(i) induction", PARTLY, evidence=TIMELY)],
        },
        (
            "What would bring inductions on Behaviour within 28 days from 7 of 9 to all starters?",
            "Headteacher",
            "new starters in the annex",
            "6(i) induction",
        ),
    ),
    "one clause without evidence": (
        {"clauses": [clause("Safety", "3.4", NONE), clause("Safety", "5", PARTLY)]},
        (
            "What evidence could there be for clause 3.4 of Safety, where none is recorded?",
            "Headteacher",
            "the clauses in the annex",
            "3.4",
        ),
    ),
    "many clauses without evidence, of the first policy": (
        {"clauses": [*(clause("Safety", f"{n}", NONE) for n in range(1, 6)), clause("Behaviour", "9", NONE)]},
        (
            "What evidence could there be for clauses 1, 2, 3 and 2 more of Safety, where none is recorded?",
            "Headteacher",
            "the clauses in the annex",
            "1, 2, 3 and 2 more",
        ),
    ),
    "a school lowest beyond chance": (
        {"counts": SCHOOLS},
        (
            "What could help Beech Lane, where coverage is lowest by more than chance explains?",
            "Headteacher",
            "the table by school",
            "",
        ),
    ),
    "without a version": (
        {"reviews": [review("Drugs", NO_VERSION)]},
        ("When will Drugs have an approved version on record?", "Clerk to governors", "Figure 1", ""),
    ),
    "without a review date": (
        {
            "reviews": [review("Safety", NO_DATE), review("Behaviour", NO_DATE)],
            "clauses": [clause("Safety", "Review", PARTLY, evidence="review")],
        },
        ("When will Safety and Behaviour have a review date?", "Clerk to governors", "Figure 1", "Review"),
    ),
    "two review dates": (
        {
            "reviews": [
                review("Safety", IN_DATE, clocks_disagree=True, stated_due="September 2026", cycle_due="July 2026")
            ]
        },
        (
            "Which review date of Safety did governors agree: September 2026 as stated, or July 2026 by its cycle?",
            "Clerk to governors",
            "Figure 1",
            "",
        ),
    ),
    "returns missing": (
        {"incidents": [row("0 of 40: 3n 1m"), row("0 of 40: 3n 9m", "Summer 2025")]},
        (
            "What has kept 1 return of incidents for Autumn 2025 from being made?",
            "School business manager",
            "incidents in the annex",
            "",
        ),
    ),
    "newer guidance": (
        {"clauses": [clause("Safety", "4.2", PARTLY, prompt="Newer guidance"), clause("Safety", "5", PARTLY)]},
        (
            "Should Safety change at its next review, given newer guidance on clause 4.2?",
            "Chair of governors",
            "the clauses in the annex",
            "4.2",
        ),
    ),
    "declarations withheld": (
        {"clauses": [clause("Safety", "4.1 note", PARTLY, evidence="declaration", number_withheld=True)]},
        (
            "Who looks at the declarations under Safety, whose number is too small to show?",
            "Headteacher",
            "the clauses in the annex",
            "4.1 note",
        ),
    ),
    "rows set aside": (
        {"account": [{"source": "staff", "rows_read": 9, "rows_used": 7, "rows_set_aside": 2}]},
        (
            "What would bring 2 rows set aside this time into the next report?",
            "School business manager",
            "the end of the annex",
            "",
        ),
    ),
}

# Figures that ask for nothing.
SILENT: dict[str, Facts] = {
    "nothing": {},
    "all is well": {
        "reviews": [review("Safety", IN_DATE, stated_due="July 2026")],
        "counts": [count(SIGNED, 180, 180, policy="Safety"), count(TIMELY, 20, 20, policy="Safety")],
        "incidents": [row("0 of 40: 3n")],
        "clauses": [clause("Safety", "1", "Evidence complete"), clause("Safety", "2", "", withheld=True)],
        "account": [{"source": "staff", "rows_read": 9, "rows_used": 9, "rows_set_aside": 0}],
    },
    "what is lacking is unverified": {"lacking": [lack("School uniform", verified=False)]},
    "it cannot be said what is lacking": {"not_judged": ("Ash Grove", "Beech Lane")},
    "the target may be met": {"counts": [count(SIGNED, 160, 180, policy="Safety", unknown=20)]},
    "all starters may be in time": {"counts": [count(TIMELY, 17, 21, policy="Safety", unknown=4)]},
    "too few to show": {"counts": [count(SIGNED, None, 4, policy="Safety"), count(TIMELY, None, 4, policy="Safety")]},
    "a version of yesterday": {
        "counts": [count(SIGNED, 1, 180, policy="Safety"), count(SIGNED, None, 1, policy="Safety", basis="due")],
        "reviews": [review("Safety", IN_DATE, began=YESTERDAY, stated_due="July 2026")],
    },
    "schools alike": {"counts": [*SCHOOLS[:1], count(SIGNED, 176, 200, school="Beech Lane"), SCHOOLS[2]]},
    "that it is overdue is another finding": {"clauses": [clause("Safety", "Review", NONE, evidence="review")]},
    "a return that does not tell": {"incidents": [row("0 of 40: 3n 1t")]},
    "a record that may be evidence": {
        "clauses": [clause("Safety", "5", NONE, evidence="briefing", unit="schools", unknown=1)],
    },
    "an answer that may be a yes": {
        "clauses": [clause("Safety", "5", NONE, evidence="handbook", unit="schools", unknown=1, facts=(Unclear(),))],
    },
    "returns of all schools are no question for one": {
        "incidents": [row("0 of 40: 3n 1m")],
        "account": [{"source": "staff", "rows_read": 9, "rows_used": 7, "rows_set_aside": 2}],
        "school": "Ash Grove",
    },
    "returns of an earlier term": {"incidents": [row("0 of 40: 3n"), row("0 of 40: 3n 9m", "Summer 2025")]},
    "no signatures were given": {
        "counts": [*SCHOOLS, count(SIGNED, 1, 180, policy="Safety", basis="due")],
        "reviews": [review("Safety", IN_DATE, **AUTUMN)],
        "given": frozenset({"staff"}),
    },
    "no inductions were given": {
        "counts": [count(TIMELY, 0, 20, policy="Safety")],
        "given": frozenset({"staff", "acknowledgements"}),
    },
}


def made(facts: Facts, **given: Any) -> Page:
    """A page of these facts; lists are rows of the frame of that name."""
    empty = page()
    frames = {
        name: pd.DataFrame(rows, columns=INCIDENTS if name == "incidents" else getattr(empty.release, name).columns)
        for name, rows in facts.items()
        if isinstance(rows, list)
    }
    return page(**{**facts, **frames, **given})


def found(facts: Facts) -> list[Question]:
    general = {rule.asks for rule in GENERAL}
    return [each for each in choose(made(facts)) if each.asks not in general]


@pytest.mark.parametrize("case", ASKED)
def test_a_finding_has_its_question(case: str) -> None:
    facts, (asks, role, see, named) = ASKED[case]
    assert Question(asks, role, see, named) in found(facts)


def test_a_school_is_not_asked_of_clauses_that_its_page_does_not_show() -> None:
    facts = {"clauses": [clause("Safety", "3.4", NONE, prompt="Newer guidance", number_withheld=True)]}
    assert not [each for each in choose(made(facts, school="Ash Grove")) if "Safety" in each.asks]


@pytest.mark.parametrize("case", SILENT)
def test_without_a_finding_there_is_no_question_of_it(case: str) -> None:
    assert not found(SILENT[case])


def test_every_rule_is_tried() -> None:
    asked = {rule.asks for rule in RULES for facts, _ in ASKED.values() if rule.finds(made(facts)) is not None}
    assert asked == {rule.asks for rule in RULES}


def test_the_lowest_policy_is_asked_of_once() -> None:
    """A version that people have had the days allowed to sign, and that began this term, has one question."""
    counts = [count(SIGNED, 60, 180, policy="Safety"), count(SIGNED, 50, 120, policy="Safety", basis="due")]
    asked = found({"counts": counts, "reviews": [review("Safety", IN_DATE, **AUTUMN)]})
    assert [each.asks for each in asked] == ["What would bring Safety from 60 of 180 (33%) signed to the 95% target?"]


def everything(*cases: str) -> Facts:
    facts: Facts = {}
    for case in cases or ASKED:
        for name, rows in ASKED[case][0].items():
            facts[name] = [*facts.get(name, []), *rows]
    return facts


@pytest.mark.parametrize("facts", [*SILENT.values(), *(facts for facts, _ in ASKED.values()), everything()])
def test_three_to_five_are_asked(facts: Facts) -> None:
    asked = choose(made(facts))
    assert FEWEST <= len(asked) <= MOST
    assert len({each.asks for each in asked}) == len(asked)


def test_what_matters_most_comes_first_and_no_place_has_more_than_two() -> None:
    asked = choose(made(everything()))
    assert len(asked) == MOST
    assert [each.see for each in asked].count("Figure 1") == OF_A_SECTION
    order: list[int] = []
    for each in asked:
        order.append(next(n for n, rule in enumerate(RULES) if rule.see == each.see and n not in order))
    assert order == sorted(order)
    assert asked[0].asks.startswith("What has kept Safety from being reviewed")


@pytest.mark.parametrize(("cases", "general"), [(0, 3), (1, 2), (2, 1), (3, 0)])
def test_general_questions_stand_in_for_findings_that_are_not_there(cases: int, general: int) -> None:
    three = ("rows set aside", "returns missing", "newer guidance")[:cases]
    asked = choose(made(everything(*three) if three else {}))
    assert len(asked) == 3
    assert [each.asks for each in asked[cases:]] == [rule.asks for rule in GENERAL[:general]]


@pytest.mark.parametrize("rule", [*RULES, *GENERAL], ids=lambda rule: rule.asks)
def test_a_question_is_open_polite_and_short(rule: Any) -> None:
    assert re.fullmatch(r"(What|Which|When|Who|How|Should) [^?]+\?", rule.asks)
    # A place may be a title of several words, or a count with its per cent.
    longest = re.sub(r"\{(?:label|policy|school)\}", "a title of four words", rule.asks)
    longest = re.sub(r"\{share\}", "155 of 180 (86%)", re.sub(r"\{since\}", "new since 1 December 2025", longest))
    assert len(longest.split()) <= 25


def test_the_page_says_who_is_asked_and_where_the_figure_stands() -> None:
    exhibit = questions(made(everything("coverage below target", "one clause without evidence")))
    assert exhibit.title == "3 questions governors may ask"
    assert '<span class="who">Headteacher. See Figure 2, and clause 6(i) shared.</span>' in exhibit.html
    # A clause that the question names is not named again.
    assert '<span class="who">Headteacher. See the clauses in the annex.</span>' in exhibit.html
    assert list(exhibit.data["clause"]) == ["6(i) shared", "3.4", ""]


def test_a_title_is_a_title_whatever_stands_in_it() -> None:
    [asked] = found({"reviews": [review("<b>{due}</b>", OVERDUE, stated_due="July 2025")]})
    assert asked.asks == "What has kept <b>{due}</b> from being reviewed since July 2025?"
    shown = questions(made({"reviews": [review("<b>{due}</b>", OVERDUE, stated_due="July 2025")]})).html
    assert "&lt;b&gt;{due}&lt;/b&gt;" in shown
