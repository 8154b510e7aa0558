"""Every sentence of a report, for organisations of every shape: its form by rule, its words as a person approved them.

GOVSTATS_APPROVE=1 before the command writes the texts again. Read every line that changed before you keep it.
"""

import os
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from govstats.exhibits import Report
from govstats.exhibits.trust import trust_overview
from tests.journey.form_rules import (
    all_of_one,
    faults_of,
    few_per_cent,
    nowhere,
    unexplained,
    untrue_share,
    wrong_ends,
    wrong_words,
)
from tests.journey.organisations import ORGANISATIONS, published
from tests.journey.spoken import Line, Spoken

APPROVED = Path(__file__).resolve().parents[1] / "data" / "sentences"


@dataclass(frozen=True)
class Said:
    """What the pages of an organisation say, exhibit by exhibit: the whole first, then each school."""

    name: str
    pages: dict[str, dict[str, Spoken]]
    names: list[str]  # of schools and policies, the longest first
    schools: int


# The ordinary run reads these; `make test-all` reads every one.
ORDINARY = (
    "one school", "nobody", "one person", "no dates in the register", "all covered", "none covered", "no incidents",
    "no returns", "one policy, three incidents", "everything withheld", "two schools", "vague",
    "two schools, in public", "two schools, a total in a range",
)  # fmt: skip


def marks(name: str) -> list[pytest.MarkDecorator]:
    """An organisation is made once, by one of the workers."""
    return [pytest.mark.xdist_group(name), *([] if name in ORDINARY else [pytest.mark.slow])]


@pytest.fixture(scope="module", params=[pytest.param(name, marks=marks(name)) for name in ORGANISATIONS])
def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Said:
    organisation, release = published(request.param, tmp_path_factory.mktemp("organisation"))
    whole = Report(release)
    reports = {release.organisation: whole}
    if len(release.schools) > 1:
        reports |= {school: Report(release, school) for school in release.schools}
        reports["Schools compared"] = trust_overview(release)
    pages = {
        subject: {name: Spoken(exhibit.html) for name, exhibit in report.items() if exhibit}
        for subject, report in reports.items()
    }
    names = {release.organisation, *release.schools, *organisation.records.policies["policy"].unique()}
    return Said(request.param, pages, sorted(names, key=len, reverse=True), len(release.schools))


def unnamed(text: str, names: list[str]) -> str:
    """A text with a word for each name."""
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "Name", text)
    return text


def test_every_sentence_is_well_formed(said: Said) -> None:
    faults = [
        f"{subject}, {name}: {fault}"
        for subject, exhibits in said.pages.items()
        for name, exhibit in exhibits.items()
        for fault in faults_of(exhibit, partial(unnamed, names=said.names))
    ]
    assert not faults, "\n".join([said.name, *faults])


def test_a_page_agrees_with_itself(said: Said) -> None:
    faults = [
        f"{subject}: {fault}"
        for subject, page in said.pages.items()
        for fault in (*nowhere(page), *all_of_one(page, said.schools))
    ]
    assert not faults, "\n".join([said.name, *faults])


def script(said: Said) -> str:
    """The pages as a person reads them, a line a sentence. What a school's page shares with the whole stands once."""
    lines, before = [], {}
    for subject, exhibits in said.pages.items():
        lines += [f"# {subject}", ""]
        for name, exhibit in exhibits.items():
            now = [f"{line.kind}: {sentence}" for line in exhibit.lines for sentence in line.sentences]
            lines += [f"## {name}, as above", ""] if before.get(name) == now else [f"## {name}", *now, ""]
            before.setdefault(name, now)
    # The version and the fingerprint are of the files, and change with every one of them.
    return re.sub(r"govstats [\d.]+\b|(?<=records: )[0-9a-f]{12}", "…", "\n".join(lines))


def test_every_sentence_is_as_it_was_approved(said: Said) -> None:
    path, now = APPROVED / f"{said.name}.txt", script(said)
    if os.environ.get("GOVSTATS_APPROVE"):
        path.write_text(now, "utf-8")
    assert path.exists(), f"Nobody has approved the sentences of {said.name!r}. {__doc__}"
    assert now == path.read_text("utf-8"), f"The sentences of {said.name!r} have changed. {__doc__}"


def test_every_approved_text_is_of_an_organisation() -> None:
    assert {path.stem for path in APPROVED.iterdir()} == set(ORGANISATIONS)


# A line | what the rules say of it
LINES = """
2 policy are due.                             | several of one
1 policies is due.                            | one of several
1 are due.                                    | one that are
1 person are away.                            | one that are
3 of 4 policies is due.                       | several that is
1 of 4 policies are due.                      | one that are
All 1 policies are in date.                   | all of one
It is due on NaT.                             | a value that is no word
Signed by None of them.                       | a value that is no word
Signed by 0 of 0 people.                      | a share of nothing
Ask when the the policy is due.               | a word twice
It is due .                                   | a space before a stop
It is due on 2025-09-01.                      | a date that is not written as 1 September 2025
It is due                                     | a sentence without a stop
99% (4 of 5) have signed.                     | a per cent of something else
100% (249 of 250) have signed.                | a per cent of something else
6 of 5 people have signed.                    | more than all
7 of 9 (78%) have signed.                     | a per cent of fewer than ten
34% to 34% have signed.                       | a range of one value
0 staff are in scope.                         | a nought of something
The evidence is complete for none of 3.       | a finding that begins with what is not there
Incidents: none recorded; 1 return missing.   | none, though something was not told
1 of 4 policies is due on 2 October 2025.     |
7 of 9 have signed, 34% to 35% of all.        |
2 of 4 policies are due, 1 of them this term. |
None of the 3 policies is due.                |
Up to 2 people for a policy are left out.     |
99% (249 of 250) have signed.                 |
"""


@pytest.mark.parametrize("row", LINES.strip().splitlines())
def test_the_rules_find_what_is_wrong_and_nothing_else(row: str) -> None:
    text, why = map(str.strip, row.split("|"))
    found = {
        each
        for check in (wrong_words, wrong_ends, untrue_share, few_per_cent)
        for each in check(Line("p", [text]), str)
    }
    assert why in found if why else not found


def test_a_question_that_leads_nowhere_or_asks_after_what_is_well_is_found() -> None:
    ask = (
        "<li>What would bring Safety from 5 of 9 signed to the 95% target?<span class='who'>Clerk. See Figure 2.</span>"
    )
    well = "<table><caption>Figure 2: x</caption><tr><td>Safety</td><td>target met</td></tr></table>"
    page = {"questions": Spoken(f"<ul>{ask}</li></ul>"), "coverage": Spoken("<p>Nothing.</p>")}
    assert list(nowhere(page)) == ["no such place: 'Figure 2'", "asked after, and not below the target: 'Safety'"]
    assert list(nowhere(page | {"coverage": Spoken(well)})) == ["asked after, and not below the target: 'Safety'"]
    assert not list(nowhere(page | {"coverage": Spoken(well.replace("target met", "below target</td><td>5 of 9"))}))


def test_an_empty_cell_an_empty_list_stray_text_and_a_bare_sign_are_found() -> None:
    assert Spoken("<table><tr><th>A</th><td><svg aria-hidden='true'>x</svg></td></tr></table>").faults == [
        "an empty cell after 'A'"
    ]
    assert Spoken("<ul></ul>").faults == ["an empty ul"]
    assert Spoken("<div>stray<p>said.</p></div>").faults == ["'stray' stands in no paragraph"]
    assert list(unexplained(Spoken("<table><tr><td>[c]</td></tr></table>").lines)) == ["[c] is not explained: '[c]'"]
