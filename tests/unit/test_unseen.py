"""Marks that nobody sees turn no text round, hide no name from the gate, and tell no two things apart."""

import json
import sys
import unicodedata
from pathlib import Path

import pytest

import govstats
from govstats.errors import MustFix
from govstats.exhibits import Report
from govstats.reports.gate import Gate
from govstats.reports.manifest import manifest_of
from govstats.reports.pack import measures_text
from govstats.reports.page import page_of
from govstats.reports.parameters import ReleaseParameters
from govstats.text import visible

# In order: right-to-left override, soft hyphen, isolate, zero width space, letter mark, tag, byte order mark.
MARKS = ("\u202e", "\u00ad", "\u2067", "\u200b", "\u061c", "\U000e0041", "\ufeff")
SETTINGS = """
[organisation]
name = "{0}Elm Federation"
[[schools]]
name = "E{0}lm"
[[schools]]
name = "Oak{0}"
[[calendar.meetings]]
date = 2026-01-21
body = "Full {0}governing body"
[policies]
"Working {0}alone" = "Lone {0}working"
"""
STAFF = "person_id,name,school,start_date\n" + "".join(f"P{at},,{{0}}Elm,2024-09-01\n" for at in range(9))
POLICIES = "policy,version,approved,review_due,approval_level\nLone {0}working,{0}1,2024-09-01,2025-09-01,Full board\n"
SIGNED = "person_id,policy,acknowledged_on\n" + "".join(f"P{at},Working alone,2025-09-10\n" for at in range(6))
OBLIGATIONS = """
[[clause]]
id = "{0}1"
says = "Tell{0} somebody."
evidence = "briefing"
prompt = {{ says = "Newer {0}guidance.", source = "A {0}list", since = 2025-01-01 }}
"""


def escaped(text: str, mark: str) -> str:
    """A settings file holds a mark as it is, or, where TOML forbids that, by its number."""
    return text.format(f"\\U{ord(mark):08x}")


def texts(folder: Path, mark: str) -> dict[str, str]:
    """The governors' files of an organisation in whose every name a mark stands, and the manifest."""
    (folder / "obligations").mkdir(parents=True)
    (folder / "govstats.toml").write_text(escaped(SETTINGS, mark), "utf-8")
    (folder / "obligations" / "lone-working.toml").write_text(escaped(OBLIGATIONS, mark), "utf-8")
    for name, text in (("staff", STAFF), ("register", POLICIES), ("signed", SIGNED)):
        (folder / f"{name}.csv").write_text(text.format(mark), "utf-8")
    organisation = govstats.load(folder)
    parameters = ReleaseParameters(folder=str(folder), term=f"Autumn{mark} 2025")
    release = parameters.release_of(organisation)
    published = release.published
    gate = Gate(organisation, published)
    manifest = json.loads(manifest_of(organisation, release, parameters, [], [], "", gate, folder / "run-01"))
    for name in ("run", "inputs", "settings", "ledger", "fingerprint"):  # of the run, or of the bytes that were read
        del manifest[name]
    pages = {school: page_of(Report(published, school)) for school in ("", *published.schools)}
    pages = {school: page.replace(published.fingerprint[:12], "") for school, page in pages.items()}
    return pages | {"measures.csv": measures_text(published.counts), "manifest": json.dumps(manifest)}


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("elm")
    found = texts(folder, "\u200b")
    assert "6 of 9" in found["Elm"]
    assert "Tell somebody." in found[""]
    return found


@pytest.mark.parametrize("mark", MARKS, ids=[f"{ord(mark):04x}" for mark in MARKS])
def test_a_mark_that_nobody_sees_changes_no_file(mark: str, without: dict[str, str], tmp_path: Path) -> None:
    found = texts(tmp_path / "organisation", mark)
    assert found == without
    for name, text in found.items():
        assert not [sign for sign in text if unicodedata.category(sign) in ("Cf", "Cc") and sign != "\n"], name


def test_no_sign_of_all_of_unicode_that_is_kept_turns_a_text_round() -> None:
    kept = visible("".join(map(chr, range(sys.maxunicode + 1))))
    assert {unicodedata.category(sign) for sign in kept if sign not in "\t\n\x85"}.isdisjoint({"Cf", "Cc", "Cs"})
    assert {unicodedata.category(sign) for sign in kept} > {"Lu", "Ll", "Lo", "Nd", "So", "Mn", "Zs"}


@pytest.mark.parametrize("names", [("\u202e ", "Oak"), ("Elm", "e\u200bLM")])
def test_a_school_needs_a_name_of_its_own_that_can_be_seen(names: tuple[str, str], tmp_path: Path) -> None:
    schools = "".join(f'[[schools]]\nname = "{name}"\n' for name in names)
    (tmp_path / "govstats.toml").write_text(f'[organisation]\nname = "Elm"\n{schools}', "utf-8")
    with pytest.raises(MustFix, match=r"a text that is not blank|Two schools are called"):
        govstats.load(tmp_path)
