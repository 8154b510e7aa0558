"""A page for anyone, from the command to the file: ranges of people, and no paper of governors."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.journey.office import TERM, WILLOW, govstats
from tests.journey.spoken import Spoken

RANGE = re.compile(r"(?:[\d,]+ to [\d,]+ of [\d,]+(?: \(\d+% to \d+%\))?|\[c\])")


@pytest.fixture(scope="session")
def public(shared):
    """The federation's page alone, which is the page of all schools."""

    def make(folder):
        answer = govstats("report", str(WILLOW), *TERM, "--profile", "public", "--out", "reports", "--json", cwd=folder)
        assert answer.code == 0, answer.err
        return json.loads(answer.out)

    return shared("public", make)


def of_kind(pack, kind):
    return [Path(file["path"]) for file in pack["files"] if file["kind"] == kind]


def test_no_page_for_anyone_calls_itself_confidential(public):
    pages = of_kind(public, "governor_html")
    assert len(pages) == 4
    for page in pages:
        text = page.read_text("utf-8")
        assert "Confidential" not in text
        assert "on a public page" in text
    assert json.loads((Path(public["run"]) / "manifest.json").read_text("utf-8"))["parameters"]["profile"] == "public"


def test_every_cell_of_people_is_a_range_or_withheld(public):
    """In the tables of signatures and of inductions, and in the figure."""
    found = 0
    for page in of_kind(public, "governor_html"):
        for name in ("coverage", "by-school", "new-starters", "all-coverage"):
            body = re.search(rf'<section id="?{name}"?>.*?</section>', page.read_text("utf-8"), re.S)
            rows = [line for line in Spoken(body.group() if body else "").lines if line.kind == "tr"]
            for heading, *cells in (row.text.replace("\u00a0", " ").split(" | ") for row in rows):
                cells = [cell for cell in cells if cell not in ("below target", "may be below target", "target met")]
                if heading != "Policy":
                    assert all(RANGE.fullmatch(cell) for cell in cells), (page.name, heading, cells)
                    found += len(cells)
    assert found > 100


def test_the_published_figures_hold_no_number_of_people(public):
    [path] = of_kind(public, "measures")
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    people = [row for row in rows if row["measure"].startswith(("acknowledgement", "reack", "induction"))]
    assert {row["measure"] for row in people} == {"acknowledgement_coverage", "induction_coverage"}
    assert {(row["numerator"], row["unknown"], row["excluded"], row["withheld"]) for row in people} == {
        ("", "", "", "true")
    }
    told = [row for row in people if row["at_least"]]
    assert len(told) > 50
    assert all(int(row["at_most"]) - int(row["at_least"]) >= 4 for row in told)
    assert not [row for row in rows if row["measure"] == "incident_rate"]
    [incidents] = [row for row in rows if row["measure"] == "incident_count"]
    assert int(incidents["numerator"]) % 5 == 0
