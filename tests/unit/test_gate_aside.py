"""Whoever stands in no table stands on no page: the gate knows the people of the rows that were set aside too."""

from pathlib import Path

import pytest

import govstats
from govstats.exhibits import Report
from govstats.reports.gate import Cause, Gate, Intended
from govstats.reports.page import page_of

FILES = {
    "govstats.toml": """[organisation]
name = "Elm"
[[schools]]
name = "Elm"
[sources.staff]
file = "staff.csv"
[sources.earlier_staff]
file = "before.csv"
""",
    "staff.csv": """person_id,forename,surname,email,start_date
1001,Ada,Ash,ada@elm.example,2024-09-01
1002,Ben,Birch,ben@elm.example,2025-09-01
10777,Nora,Quillon,nora@elm.example,soon
,Petra,Unnumbered,petra@elm.example,2024-09-01
""",
    "before.csv": """person_id,forename,surname,email,start_date
1002,Vera,Vosper,vera@elm.example,2019-09-01
""",
    "register.csv": """policy,version,approved,review_due,owner,approved_by
Lone working,1,2024-09-01,2025-09-01,Headteacher,Governing body
,1,2024-09-01,2025-09-01,Otto Pellow,Zelda Tarrant
""",
    "signed.csv": """person_id,email,forename,surname,policy,acknowledged_on
1001,,,,Lone working,2025-09-10
20888,,,,Lone working,2025-09-10
,stray@oak.example,,,Lone working,2025-09-10
,,Yves,Ullock,Lone working,2025-09-10
20901 & 20902,,,,Lone working,2025-09-10
1001,,Ada,Brackley,Nobody knows this policy,2025-09-10
1002,,Vera,Fenwick,Lone working,2020-09-10
""",
    "inductions.csv": """person_id,policy,inducted_on,inducted_by
1002,Lone working,some day,Imogen Kestrel
""",
    "evidence.csv": """policy,clause,kind,date,note
Lone working,1,briefing,whenever,Told everyone but Quentin Yarrow of it
""",
}
# What a row that was set aside says of a person.
VALUES = """
Nora Quillon
10777
nora@elm.example
Petra Unnumbered
Vera Vosper
vera@elm.example
Otto Pellow
Zelda Tarrant
20888
stray@oak.example
Ullock
Yves Ullock
20901
20902
Ada Brackley
Fenwick
Imogen Kestrel
Told everyone but Quentin Yarrow of it
"""


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Gate, str, Path]:
    folder = tmp_path_factory.mktemp("elm")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    organisation = govstats.load(folder)
    aside = {name: len(rows) for name, rows in organisation.records.set_aside.items() if rows}
    assert aside == {"staff": 2, "policies": 1, "acknowledgements": 6, "inductions": 1, "evidence": 1}
    published = organisation.report(organisation.term("Autumn 2025")).published
    return Gate(organisation, published), page_of(Report(published)), folder / "page.html"


def test_the_page_of_the_others_passes(elm: tuple[Gate, str, Path]) -> None:
    gate, page, path = elm
    path.write_text(page, "utf-8")
    assert list(gate.search(path, Intended(page, ".html", ""))) == []


@pytest.mark.parametrize("value", VALUES.strip().splitlines())
def test_a_person_of_a_row_set_aside_is_found(value: str, elm: tuple[Gate, str, Path]) -> None:
    gate, page, path = elm
    spoilt = page.replace("</main>", f"<p>{value}</p></main>")
    path.write_text(spoilt, "utf-8")
    assert Cause.PERSON in {each.cause for each in gate.search(path, Intended(page, ".html", ""))}
    # Nor if the page were meant to say it.
    assert list(gate.search(path, Intended(spoilt, ".html", "")))
