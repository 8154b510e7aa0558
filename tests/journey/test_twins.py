"""Two organisations that differ in a withheld number alone are told in the same words, charts and tables.

Whatever a page holds, in whatever form, could tell a number only by being another one in the twin. A careless page,
which withholds the groups of fewer than five people and no more, is another one in each pair.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from plotly.graph_objects import Bar, Figure

import govstats
from govstats import measures
from govstats.disclosure import INTERNAL, MINIMUM, Published
from govstats.exhibits import Report
from govstats.exhibits.trust import trust_overview
from govstats.reports.notebook import run_notebook
from govstats.reports.pack import measures_text
from govstats.reports.page import export_page
from govstats.reports.parameters import OverviewParameters, ReportParameters
from govstats.statistics import kaplan_meier
from tests.journey.office import ROOT
from tests.journey.organisations import (
    AS_AT,
    ELM,
    OAK,
    REGISTER,
    TERM,
    Rows,
    Sources,
    inducted,
    plain,
    policy,
    returns,
    signed,
    staff,
    write_sources,
)
from tests.journey.test_exchange import without_fingerprint

TITLES = [each["policy"] for each in REGISTER]
SUMMER = date(2025, 7, 22)
LAST_YEARS = [policy(title, "2024-03-20", "2026-03-20") for title in TITLES]


def people(name: str, number: int, **more: str) -> Rows:
    """So many people whose staff numbers begin with a name."""
    return [{**each, "person_id": f"{name}{place}"} for place, each in enumerate(staff(number, **more))]


def school(*groups: tuple[Rows, int], **given: Rows) -> Sources:
    """People in groups, of each of which so many have signed everything, in July or on the day they came."""
    rows = [
        row
        for group, number in groups
        for person in group[:number]
        for row in signed([person], TITLES, max("2025-07-10", person["start_date"]))
    ]
    everybody = [person for group, _ in groups for person in group]
    return plain(staff=everybody, inductions=[], acknowledgements=rows, **given)


def volunteers(minibus: int, keys: int) -> Sources:
    """Three of them, who sign two policies that nobody else has to."""
    three = people("V", 3, staff_type="Volunteer")
    both = [policy(title, "2025-07-09", "2026-07-09", audience="volunteer") for title in ("Minibus", "Keys")]
    own = [*signed(three[:minibus], ["Minibus"]), *signed(three[:keys], ["Keys"])]
    given = school((people("E", 12), 9), (three, 0), policies=[*REGISTER, *both])
    return given | {"acknowledgements": [*given["acknowledgements"], *own]}


def two_schools(elm: int, oak: int) -> Sources:
    """Three people at the one beside twenty at the other."""
    return school((people("E", 20), elm), (people("O", 3, school=OAK), oak)) | {
        "schools": [{"name": ELM}, {"name": OAK}]
    }


def on_no_list(number: int, *groups: tuple[Rows, int]) -> Sources:
    """People of whom an export of current staff says nothing, so many of whom have signed while they were there."""
    given = school(*groups, policies=LAST_YEARS)
    return given | {
        "acknowledgements": [*given["acknowledgements"], *signed(people("L", number), TITLES, "2025-06-10")]
    }


def starters(done: int) -> Sources:
    three = people("N", 3, start="2025-09-01")
    return school((people("E", 20), 15), (three, 0)) | {"inductions": inducted(three[:done], TITLES)}


def signing_on(day: str) -> Sources:
    """Twelve of 25 people sign a version of September, all on one day."""
    new = policy("Complaints", "2025-09-03", "2026-09-03")
    everybody = people("E", 25)
    return plain(
        staff=everybody, policies=[new], inductions=[], acknowledgements=signed(everybody[:12], ["Complaints"], day)
    )


@dataclass(frozen=True)
class Twins:
    """Two organisations, and the day of an earlier report of each that was handed over."""

    one: Sources
    other: Sources
    earlier: date | None = None


TWINS: Mapping[str, Twins] = {
    "four people": Twins(school((people("E", 4), 1)), school((people("E", 4), 4))),
    "three at a school beside the other": Twins(two_schools(17, 0), two_schools(14, 3)),
    "three who are not due": Twins(
        school((people("E", 10), 8), (people("N", 3, start="2025-12-12"), 1)),
        school((people("E", 10), 6), (people("N", 3, start="2025-12-12"), 3)),
    ),
    "three who are not with children": Twins(
        school((people("E", 20), 16), (people("N", 3, contact_with_children="no"), 1)),
        school((people("E", 20), 14), (people("N", 3, contact_with_children="no"), 3)),
    ),
    "three starters": Twins(starters(0), starters(3)),
    "one who has left": Twins(
        school((people("E", 20), 14), (people("L", 1, end_date="2025-10-31"), 0)),
        school((people("E", 20), 14), (people("L", 1, end_date="2025-10-31"), 1)),
    ),
    "one who has joined since the last report": Twins(
        school((people("E", 40), 37), (people("N", 1, start="2025-09-08"), 0), policies=LAST_YEARS),
        school((people("E", 40), 37), (people("N", 1, start="2025-09-08"), 1), policies=LAST_YEARS),
        SUMMER,
    ),
    "two incidents of one clause, seven of another": Twins(
        plain(incidents=returns("7 0", "0 2", "0 0", "0 0")), plain(incidents=returns("2 0", "0 7", "0 0", "0 0"))
    ),
    "one who is on no list, for she has left": Twins(
        on_no_list(0, (people("E", 20), 14)), on_no_list(1, (people("E", 20), 14))
    ),
    "four who are on no list since the last report": Twins(
        on_no_list(0, (people("E", 20), 14)), on_no_list(4, (people("E", 20), 14)), SUMMER
    ),
    "a number within its range, in public": Twins(
        school((people("E", 41), 34), disclosure=[{"profile": "public"}]),
        school((people("E", 41), 40), disclosure=[{"profile": "public"}]),
    ),
}


def loaded(sources: Sources, folder: Path, earlier: date | None = None) -> govstats.Organisation:
    folder.mkdir()
    write_sources(sources, folder)
    organisation = govstats.load(folder)
    if earlier:
        organisation.remember(organisation.release(organisation.term("Summer 2025"), earlier))
    return organisation


def careless(organisation: govstats.Organisation) -> dict[str, str]:
    """What the office may see, but for the groups and the numbers of incidents under five."""
    release = organisation.report(organisation.term(TERM), as_at=AS_AT, profile=INTERNAL).published
    of_documents = release.counts["measure"].str.match("policy|reviews|obligations")
    few = release.counts["denominator"].where(~of_documents).between(1, MINIMUM - 1)
    shown = {
        "counts": release.counts.assign(numerator=release.counts["numerator"].mask(few), unknown=0),
        "incidents": release.incidents[~release.incidents["numerator"].between(1, MINIMUM - 1)],
        "clauses": release.clauses.loc[release.clauses["denominator"] >= MINIMUM, ["clause", "numerator"]],
        "rows": release.account,
    }
    return {name: frame.to_csv() for name, frame in shown.items()}


def told(release: Published) -> dict[str, str]:
    """All that is told of a release: of each exhibit what JupyterLab is given, its data and its words."""
    reports = {school: Report(release, school) for school in ("", *release.schools)}
    exhibits = {
        f"{page}, {exhibit.name}": json.dumps([exhibit._repr_mimebundle_(), exhibit.data.to_csv(), exhibit.alt])
        for page, report in {**reports, "compared": trust_overview(release)}.items()
        for exhibit in report.values()
        if exhibit
    }
    texts = {name: without_fingerprint(text) for name, text in exhibits.items()}
    return texts | {"measures.csv": measures_text(release.measures)}


def differences(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


Pair = tuple[list[govstats.Organisation], list[dict[str, str]]]


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Twins], Pair]:
    """Two organisations, and what is told of each."""
    known: dict[int, Pair] = {}

    def reported(twins: Twins) -> Pair:
        if id(twins) not in known:
            folder = tmp_path_factory.mktemp("twins")
            both = [
                loaded(each, folder / name, twins.earlier) for name, each in vars(twins).items() if name != "earlier"
            ]
            known[id(twins)] = both, [told(each.report(each.term(TERM), as_at=AS_AT).published) for each in both]
        return known[id(twins)]

    return reported


@pytest.mark.parametrize("name", TWINS)
def test_twins_are_told_alike_and_a_careless_page_tells_them_apart(
    name: str, reported: Callable[[Twins], Pair]
) -> None:
    both, texts = reported(TWINS[name])
    assert not differences(*texts)
    assert differences(*map(careless, both)), "a careless page shows nothing that differs"


def shares(organisation: govstats.Organisation) -> pd.DataFrame:
    """Of each policy, whether a careless page withholds its number, and the number."""
    rows = measures.acknowledgement_coverage(organisation, AS_AT, by=["policy"])
    return rows.assign(shown=(rows["numerator"].astype("str")).mask(rows["denominator"] < MINIMUM, "[c]"))


def steps(organisation: govstats.Organisation) -> pd.DataFrame:
    times = measures.time_to_acknowledge(organisation, AS_AT)
    return kaplan_meier(times["duration"], times["observed"], times["entry"])


def signs(organisation: govstats.Organisation) -> str:
    """One for a number under five, another for one that would give it away."""
    numbers = measures.incident_count(organisation, AS_AT, by=["clause"]).set_index("clause")["numerator"]
    return ", ".join(f"{clause} {'[c]' if 0 < number < MINIMUM else '[d]'}" for clause, number in numbers.items())


def bars(organisation: govstats.Organisation) -> Figure:
    """Bars without their numbers, as a chart draws them."""
    of = shares(organisation)
    return Figure(
        Bar(x=of["numerator"] / of["denominator"], y=of["policy"], text=of["shown"], hovertext=of["numerator"])
    )


SWAPPED = Twins(volunteers(3, 0), volunteers(0, 3))
CLAUSES = TWINS["two incidents of one clause, seven of another"]
CURVES = Twins(signing_on("2025-09-12"), signing_on("2025-09-16"))
# In what form a careless page holds a number that it does not show | of which twins, and how it comes to be there.
FORMS: Mapping[str, tuple[Twins, Callable[[govstats.Organisation], Any]]] = {
    "the order of bars": (SWAPPED, lambda each: [*shares(each).sort_values("numerator")["policy"]]),
    "the data of a chart": (SWAPPED, lambda each: bars(each).to_json()),
    "the words at a pointer": (SWAPPED, lambda each: bars(each).data[0].hovertext),
    "an alternative text": (SWAPPED, lambda each: f'<svg aria-label="{[*shares(each)["numerator"]]}"/>'),
    "a hidden table": (SWAPPED, lambda each: f"<div hidden>{shares(each).to_html()}</div>"),
    "a hidden sheet, or its cache": (SWAPPED, lambda each: shares(each).to_csv()),
    "what a notebook gives back": (SWAPPED, lambda each: shares(each).to_string()),
    "a notebook's parameters": (SWAPPED, lambda each: {"ask": [*shares(each).query("numerator == 0")["policy"]]}),
    "two signs, of which one is for fewer than five": (CLAUSES, signs),
    "the steps of a curve": (CURVES, lambda each: repr(steps(each))),
}


@pytest.mark.parametrize("form", FORMS)
def test_in_whatever_form_a_number_is_held_it_tells_twins_apart(form: str, reported: Callable[[Twins], Pair]) -> None:
    twins, held = FORMS[form]
    both, texts = reported(twins)
    assert not differences(*texts)
    careless_texts = [{**text, form: str(held(each))} for text, each in zip(texts, both, strict=True)]
    assert differences(*careless_texts) == [form]


def executed(folder: Path, notebook: str, parameters: type[ReportParameters | OverviewParameters]) -> dict[str, str]:
    """An executed notebook as it is kept, and the page that is made of it; without its place and its times."""
    chosen = parameters(folder=str(folder), term=TERM, as_at=AS_AT.isoformat())
    ran = run_notebook(ROOT / "notebooks" / f"{notebook}.ipynb", chosen)
    cells = [(cell.source, cell.get("outputs"), cell.metadata.get("tags")) for cell in ran.cells]
    held = {notebook: json.dumps([cells, ran.metadata.papermill.parameters]), f"{notebook}.html": export_page(ran)}
    return {name: without_fingerprint(text.replace(str(folder), "")) for name, text in held.items()}


def test_twins_are_alike_in_executed_notebooks(tmp_path: Path) -> None:
    twins = TWINS["three at a school beside the other"]
    found = []
    for name, sources in (("one", twins.one), ("other", twins.other)):
        loaded(sources, tmp_path / name)
        found.append(
            executed(tmp_path / name, "governor_report", ReportParameters)
            | executed(tmp_path / name, "trust_overview", OverviewParameters)
        )
    assert not differences(*found)
    assert all(len(text) > 5_000 for each in found for text in each.values())
