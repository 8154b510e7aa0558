"""The rules of docs/methodology.md, each checked through the public doors of govstats."""

import re
from functools import cache
from pathlib import Path

import pytest

from govstats import measures
from tests.spec import methodology
from tests.spec.doors import answers
from tests.spec.tables import Case, SpecError, Table, apart, cases_of, spec_files

CASES = [case for path in spec_files() for case in cases_of(path.read_text("utf-8"), path.stem)]
THENS = [
    pytest.param(case, place, id=f"{case.file}: {case.heading} - {table.words}")
    for case in CASES
    for place, table in enumerate(case.then)
]
Rows = list[tuple[str, ...]]
answers_of = cache(answers)

GOOD = """## A rule

### A case

Given the staff:

| person_id |
|-----------|
| P1        |

Then acknowledgement_coverage as at 2025-12-19:

| denominator |
|-------------|
| 1           |
"""


def as_written(expected: Table) -> Rows:
    return list(expected.rows)


@pytest.mark.parametrize(("case", "place"), THENS)
def test_the_rule_holds(case: Case, place: int) -> None:
    expected, found = answers_of(case)[place]
    assert found == as_written(expected)


@pytest.mark.parametrize(("case", "place"), THENS)
def test_a_wrong_expectation_fails(case: Case, place: int) -> None:
    expected, found = answers_of(case)[place]
    for wrong in spoilt(expected):
        assert found != as_written(wrong)


def spoilt(table: Table) -> list[Table]:
    """The table with each one of its cells changed, each row left out, and a row too many."""
    rows = table.rows
    wrong = [(*rows, ("?",) * len(table.columns))]
    for number, row in enumerate(rows):
        wrong.append((*rows[:number], *rows[number + 1 :]))
        for place, cell in enumerate(row):
            changed = (*row[:place], cell + "?", *row[place + 1 :])
            wrong.append((*rows[:number], changed, *rows[number + 1 :]))
    return [Table(table.words, table.columns, each) for each in wrong]


def check(text: str) -> None:
    for case in cases_of(text, "test"):
        for expected, found in answers(case):
            assert found == as_written(expected)


def test_a_case_is_checked_as_it_is_written() -> None:
    check(GOOD)
    with pytest.raises(AssertionError):
        check(GOOD.replace("| 1           |", "| 2           |"))
    with pytest.raises(AssertionError):
        check(GOOD.replace("| P1        |", "| P1        |\n| P2        |"))


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("Then acknowledgement_coverage", "Then coverage", "not understood"),
        ("Then acknowledgement_coverage as at 2025-12-19:", "Then it is so:", "not understood"),
        ("coverage as at", "coverage by school with minimum 5 as at", "minimum"),
        (" as at 2025-12-19:", ":", "as_at"),
        ("| denominator |", "| headcount |", "no column headcount"),
        ("| person_id |", "| shoe_size |", "no shoe_size"),
        ("Given the staff:", "Given the caretakers:", "depends on the caretakers"),
        ("Given the staff:", "Given the inductions:", "depends on the inductions"),
        ("Given the staff:", "", "no introduction"),
        ("Given the staff:", "Given the staff", "does not introduce"),
        ("Given the staff:", "Given the staff:\n\nGiven the policies:", "no table follows"),
        ("Given the staff:\n\n", "Given the staff:\n", "does not introduce"),
        (
            "Then acknowledgement_coverage",
            "Given the acknowledgement_coverage",
            "nothing is checked",
        ),
        ("| P1        |", "| P1 | P2 |", "2 cells for 1 headings"),
        ("|-----------|\n", "", "the line below the headings"),
        ("### A case\n", "", "before the first case"),
        (
            "## A rule\n",
            "### A case\n\nThen rows:\n\n| source |\n|---|\n\n",
            "two cases are called",
        ),
    ],
)
def test_what_nobody_would_check_is_an_error(right: str, wrong: str, says: str) -> None:
    assert right in GOOD
    with pytest.raises(SpecError, match=says):
        check(GOOD.replace(right, wrong))


def test_every_file_has_a_heading_and_cases() -> None:
    assert spec_files()
    for path in spec_files():
        text = path.read_text("utf-8")
        assert text.startswith("## ")
        assert cases_of(text, path.stem)
        assert apart(text)[1].partition("### ")[0].count("\n") > 3, f"{path.name} begins without its rule in words"


def test_every_public_measure_is_at_a_glance_and_no_other() -> None:
    glance = methodology.text().partition("## Measures at a glance")[2].partition("\n## ")[0]
    in_code = re.findall(r"^\|[^|]+\|([^|]+)\|", glance, re.M)
    assert {name for cell in in_code for name in re.findall(r"`(\w+)`", cell)} == set(measures.__all__)


def test_methodology_is_current() -> None:
    written = Path(__file__).parents[2] / "docs" / "methodology.md"
    assert written.read_text("utf-8") == methodology.text(), (
        "run: python -m tests.spec.methodology > docs/methodology.md"
    )
