"""What is said of incidents: a number, zero, a nil return, no return and a withheld number are never mixed up."""

import html
import re
from datetime import date
from typing import Any

import pandas as pd
import pytest

from govstats.disclosure.incidents import COLUMNS
from govstats.exhibits.incidents import NO_CAUSE, SMALL_NUMBERS, incidents
from tests.unit.pages import count, page, row


def said(*rows: dict[str, Any], **given: Any) -> str:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    shown = incidents(page(incidents=frame, **given)).html
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown)))


# now | title | of the returns | of the rate
NOW = """
6 of 40: 8n         | 6 incidents were recorded in Autumn 2025 | 8 with a number or zero. | The rate is 15.0 incidents per 100 staff-years (of which there were 40). The range consistent with chance is 5.5 to 32.6.
12 of 40: 8n        | 12 incidents were recorded in Autumn 2025 | 8 with a number or zero. | The range consistent with chance is 15.5 to 52.4.
0 of 40: 8n         | No incidents were recorded in Autumn 2025 | 8 with a number or zero. | None recorded; with 40 staff-years the underlying rate could be as high as 9.2 per 100.
0 of 40: 2nil       | No incidents were recorded in Autumn 2025 | 2 nil. | None recorded; with 40 staff-years
0 of 40: 2nil 1m    | No incidents were recorded in Autumn 2025; 1 return is missing | 2 nil and 1 missing. | No rate is shown: 1 return is missing.
6 of 40: 8n 1nil 2m 1t | 6 incidents were recorded in Autumn 2025; 2 returns are missing and 1 return does not tell the number | 8 with a number or zero, 1 nil, 2 missing and 1 not telling the number. | No rate is shown: 2 returns are missing and
c of 40: 8n         | Incidents were recorded in Autumn 2025; their number is withheld | 8 with a number or zero. | No rate is shown, because the number is withheld.
c of 40: 8n 2t      | their number is withheld; 2 returns do not tell the number | 2 not telling the number. | No rate is shown, because the number is withheld.
6 of 3: 8n          | 6 incidents were recorded in Autumn 2025 | 8 with a number or zero. | No rate is shown, because there were fewer than 10 staff.
0 of 3: 8n          | No incidents were recorded in Autumn 2025 | 8 with a number or zero. | No rate is shown, because there were fewer than 10 staff.
0 of 40: 3m         | Incidents in Autumn 2025 cannot be counted: 3 returns are missing | 3 missing. |
0 of 40: 3t         | Incidents in Autumn 2025 cannot be counted: 3 returns do not tell the number | 3 not telling the number. |
0 of 40             | Incidents in Autumn 2025 cannot be counted: no return tells of them | none. |
"""  # noqa: E501

# now | the term before | said
BEFORE = """
6 of 40: 8n     | 4 of 40: 8n      | No clear change since Summer 2025, when 4 were recorded.
9 of 40: 8n     | 6 of 40: 8n      | No clear change since Summer 2025, when 6 were recorded.
0 of 40: 8n     | 0 of 40: 8n      | No clear change since Summer 2025, when none were recorded.
8 of 40: 8n | 0 of 40: 8n | More than in Summer 2025, when none were recorded. Chance alone would seldom give that.
30 of 40: 8n    | 10 of 40: 8n     | More than in Summer 2025, when 10 were recorded.
30 of 80: 8n    | 10 of 20: 8n     | No clear change since Summer 2025, when 10 were recorded.
0 of 40: 8n     | 9 of 40: 8n      | Fewer than in Summer 2025, when 9 were recorded.
6 of 40: 8n     | c of 40: 8n      | Not compared with Summer 2025: a number is withheld.
c of 40: 8n     | 6 of 40: 8n      | Not compared with Summer 2025: a number is withheld.
6 of 40: 8n     | 30 of 40: 8n 1m  | Not compared with Summer 2025: returns are missing or do not tell the number.
6 of 40: 8n 1t  | 30 of 40: 8n     | Not compared with Summer 2025: returns are missing or do not tell the number.
6 of 40: 8n     | 0 of 40: 3m      | Not compared with Summer 2025: returns are missing or do not tell the number.
6 of 40: 8n     | 30 of 0: 8n      | Not compared with Summer 2025
"""

# a clause's returns this term | its cell in the table
CELLS = """
6 of 0: 3n       | 6
0 of 0: 3n       | 0
0 of 0: 3nil     | 0 (nil return)
0 of 0: 3m       | No return
0 of 0: 3t       | Not told
0 of 0           | [z]
"""


def cases(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("now", "title", "returns", "rate"), cases(NOW))
def test_a_term(now: str, title: str, returns: str, rate: str) -> None:
    text = said(row(now))
    assert f"{title} " in text
    assert "Returns for Autumn 2025: " in text and returns in text
    assert rate in text
    assert ("No rate" in text or "underlying rate" in text or "The rate is" in text) == bool(rate)


@pytest.mark.parametrize(("now", "then", "expected"), cases(BEFORE))
def test_the_term_before(now: str, then: str, expected: str) -> None:
    text = said(row(now), row(then, "Summer 2025"), row("99 of 40: 8n", "Spring 2025"))
    assert expected in text
    assert text.count(" Summer 2025, when") + text.count("Not compared") == 1
    assert "Spring 2025, when" not in text


@pytest.mark.parametrize(("returns", "cell"), cases(CELLS))
def test_a_clause(returns: str, cell: str) -> None:
    total, policy = row("11 of 40: 8n"), row("11 of 40: 8n", policy="Social media")
    rows = (row(each, policy="Social media", clause=name) for each, name in ((returns, "4.1(iv)"), ("5 of 0: 3n", "5")))
    text = said(total, policy, *rows)
    assert "Incidents by clause or category of Social media" in text
    assert f" 4.1(iv) {cell} 5 5 " in re.sub(r"\s+", " ", text)


def test_clauses_of_several_policies_are_told_apart() -> None:
    rows = (row("6 of 0: 3n", policy=policy, clause="5") for policy in ("Social media", "Behaviour"))
    text = said(row("12 of 40: 8n"), *rows)
    assert "Incidents by clause or category" in text
    assert " 5 Social media 6 5 Behaviour 6 " in text


def test_a_term_that_is_not_shown_by_clause_is_withheld_and_not_missing() -> None:
    text = said(
        row("6 of 40: 8n"),
        row("6 of 40: 8n", policy="Social media"),
        row("6 of 0: 8n", policy="Social media", clause="5"),
        row("c of 40: 8n", "Summer 2025"),
        row("c of 40: 8n", "Summer 2025", policy="Social media"),
    )
    assert " 5 6 [c] " in text
    assert "Numbers from 1 to 4 are withheld, and so are those that differ by 1 to 4 from an earlier report." in text


def test_a_rate_stands_only_beside_the_terms_that_have_one() -> None:
    text = said(row("6 of 40: 8n"), row("c of 40: 8n", "Summer 2025"), row("9 of 40: 8n 1m", "Spring 2025"))
    assert "Autumn 2025 0 8 with a number or zero 0 (up to 9.2)" in said(row("0 of 40: 8n"))
    assert "Autumn 2025 6 8 with a number or zero 15.0 (5.5 to 32.6)" in text
    assert "Summer 2025 [c] 8 with a number or zero [c]" in text
    assert "Spring 2025 9 8 with a number or zero and 1 missing [x]" in text
    assert "Rate per 100 staff-years" not in said(row("6 of 3: 8n"))


@pytest.mark.parametrize(
    ("now", "signed", "expected"),
    [
        ("6 of 40: 8n", (155, 180), "Social media: 6 incidents were recorded. 155 of 180 (86%) have acknowledged it."),
        ("0 of 40: 8n", (7, 9), "Social media: no incidents were recorded. 7 of 9 have acknowledged it."),
        ("c of 40: 8n", (155, 180), "Social media: the number of incidents is withheld. 155 of 180 (86%) have"),
        ("0 of 40: 3m", (155, 180), "Social media: incidents cannot be counted, as 3 returns are missing. 155 of 180"),
        ("0 of 40: 3nil 1m", (7, 9), "Social media: no incidents were recorded; 1 return is missing. 7 of 9 have"),
        ("6 of 40: 8n", (None, 4), "6 incidents were recorded. It cannot be shown how many have acknowledged it."),
        ("6 of 40: 8n", (0, 0), "6 incidents were recorded. Nobody in post must acknowledge it."),
    ],
)
def test_incidents_stand_beside_coverage(now: str, signed: tuple[int | None, int], expected: str) -> None:
    coverage = pd.DataFrame([count("acknowledgement_coverage", *signed, policy="Social media")])
    assert expected in said(row(now), row(now, policy="Social media"), counts=coverage)


def test_a_policy_that_none_must_sign_has_no_figure_beside_it() -> None:
    text = said(row("6 of 40: 8n"), row("6 of 40: 8n", policy="Social media"))
    assert "Social media: 6 incidents were recorded. Nobody in post must acknowledge it." in text


def test_numbers_that_would_tell_of_few_are_not_shown_apart() -> None:
    text = said(row("6 of 40: 8n"))
    assert "Numbers by policy would tell of few incidents." in text
    assert "Numbers by clause or category would tell of few incidents." in text
    assert "too small" not in said(row("0 of 40: 8n"))


def test_before_the_term_is_over_it_is_not_compared() -> None:
    rows = row("6 of 20: 8n"), row("30 of 40: 8n", "Summer 2025")
    assert "Not compared with Summer 2025: the term is not over." in said(*rows, as_at=date(2025, 11, 1))


def test_without_a_file_nothing_is_counted_and_that_is_said() -> None:
    text = said(given=frozenset({"staff"}))
    assert "No file of incidents was given, so none can be counted" in text
    assert "Returns" not in text


def test_what_is_always_printed() -> None:
    for text in (said(), said(row("6 of 40: 8n")), said(row("0 of 40: 3m")), said(row("c of 40: 8n"))):
        assert NO_CAUSE in text
        # Where nothing is counted there is no number to be small.
        assert (SMALL_NUMBERS in text) == ("Returns for" in text and "cannot be counted" not in text)


@pytest.mark.parametrize(("school", "whole"), [("", False), ("Ash Grove", True)])
def test_a_page_of_one_school_says_whose_figures_they_are(school: str, whole: bool) -> None:
    text = said(row("6 of 40: 8n"), school=school)
    title = "6 incidents were recorded in Autumn 2025"
    assert text.strip().startswith(f"Ash and Beech as a whole: {title}" if whole else title)
