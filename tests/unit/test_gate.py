"""The last gate: a name is found however it is written, and a word of the page is nobody's."""

import html
import re
from pathlib import Path

import pytest

import govstats
from govstats.reports.gate import PersonalValues, allowed_words, find_personal, words_of

STAFF = """person_id,forename,surname,email,school,start_date
001234,Grâce,O'Halloran-Smythe,g.ohs@elm.example,Elm,2024-09-01
001235,Bo,,bo@elm.example,Elm,2024-09-01
001236,Staff,Report,sr@elm.example,Elm,2024-09-01
01,Wren,Osgood,wo@elm.example,Elm,2024-09-01
12436,Tamsin,Bligh,tb@elm.example,Elm,2024-09-01
"""
POLICIES = """policy,version,approved,review_due,owner
Lone working,1,2024-09-01,2025-09-01,Kit Featherstone
Report of staff,1,2024-09-01,2025-09-01,Headteacher
"""
SETTINGS = '[organisation]\nname = "Elm"\nkind = "school"\n[[schools]]\nname = "Elm"\n'


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> govstats.Organisation:
    folder = tmp_path_factory.mktemp("elm")
    for name, text in {"govstats.toml": SETTINGS, "staff.csv": STAFF, "register.csv": POLICIES}.items():
        (folder / name).write_text(text, "utf-8")
    return govstats.load(folder)


def allowed_in(organisation: govstats.Organisation) -> frozenset[str]:
    report = organisation.report(organisation.term("Autumn 2025"))
    return allowed_words(organisation.settings, organisation.records.policies, report.published)


def found(elm: govstats.Organisation, text: str) -> list[str]:
    allowed = allowed_in(elm)
    return find_personal(text, PersonalValues(elm.records, allowed), allowed)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Signed by Grâce O'Halloran-Smythe.</p>",
        "<p>GRACE O&#39;HALLORAN-SMYTHE</p>",
        "<p>O'Halloran-Smythe, Grace</p>",
        "<p>O’Halloran-Smythe</p>",
        "<p>O'Halloran-Smythe's policies</p>",
        "<p>O'Halloran‑Smythe</p>",
        "<b>Gr&acirc;ce</b> <i>x</i>",
        "<b>Kit</b><i>Featherstone</i>",
        "<p>O'Hallo<b>ran-Smythe</b></p>",
        "<td title='Kit Featherstone'>1</td>",
        "<!-- bo -->",
        "<p>g.OHS@elm.example</p>",
        "<p>number 001234, and no other</p>",
        "<p>Staff Report</p>",
        "<p>Report, Staff</p>",
    ],
)
def test_a_person_is_found(text: str, elm: govstats.Organisation) -> None:
    assert found(elm, text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>A report of all staff</p>",
        "<p>1234 rows</p>",
        "<p>Lone working</p>",
        "<p>about</p>",
        "<p>0012345</p>",
        "2025-09-01,01/09/2025",  # 01 is a staff number, and not the one of a day
        "<td>12,436 and 12436.5</td>",
    ],
)
def test_a_word_or_a_count_is_nobody(text: str, elm: govstats.Organisation) -> None:
    assert found(elm, text) == []


def test_nobody_is_called_after_a_word_of_the_page(demo_pack: dict[str, list[dict[str, str]]]) -> None:
    """A teacher called Autumn must not stop every report: each word that any page prints is allowed."""
    allowed = allowed_in(govstats.load(""))
    for file in demo_pack["files"]:
        if file["kind"] == "governor_html":
            page = re.sub(r"<style.*?</style>", " ", Path(file["path"]).read_text("utf-8"), flags=re.S)
            words = set(words_of(re.sub(r"<[^>]*>", " ", html.unescape(page)))) - allowed
            assert not {word for word in words if word.isalpha()}
