"""An obligations file: what it may say, and what is said of one that cannot be used."""

from datetime import date
from pathlib import Path

import pytest

import govstats
from govstats.errors import MustFix
from govstats.rules.obligations import Obligations, bundled_obligations, read_obligations

CLAUSE = '[[clause]]\nid = "1"\nsays = "Read it"\nevidence = "briefing"\n'

# what stands in the file | where the fault is | what is said of it
FAULTS = {
    "not = ": ("", "not written as TOML"),
    "clause = []": ("clause", "There is no clause"),
    "": ("clause", "needed and not there"),
    "clause = 3": ("clause", "A clause begins with [[clause]]"),
    'clause = ["x"]': ("clause 1", "A clause begins with [[clause]]"),
    CLAUSE.replace("briefing", "magic"): ("clause 1, evidence", '"magic" is no evidence that is known: it may be'),
    CLAUSE.replace('says = "Read it"\n', ""): ("clause 1, says", "needed and not there"),
    CLAUSE.replace('id = "1"\n', ""): ("clause 1, id", "needed and not there"),
    CLAUSE + 'shape = "round"': ("clause 1, shape", "There is no such setting"),
    CLAUSE + CLAUSE: ("clause", "The clause 1 stands there twice"),
    CLAUSE + 'applies_to = "teachers"': ("clause 1, applies_to", "It is organisation, schools, all"),
    CLAUSE + "target = 95": ("clause 1, target", "has to be 1 or less: 95% is written 0.95"),
    CLAUSE + "valid_months = 0": ("clause 1, valid_months", "has to be more than 0"),
    CLAUSE + '[clause.prompt]\nsays = "New"\nsource = "An Act"': ("clause 1, prompt.since", "needed and not there"),
}


def written(folder: Path, text: str, name: str = "attendance.toml") -> Path:
    (folder / "obligations").mkdir(exist_ok=True)
    (folder / "obligations" / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("text", FAULTS)
def test_a_file_that_cannot_be_used_is_said_in_one_sentence(text: str, tmp_path: Path) -> None:
    with pytest.raises(MustFix) as raised:
        read_obligations(written(tmp_path, text))
    [fault] = raised.value.problems
    assert (fault.file, fault.column) == ("obligations/attendance.toml", FAULTS[text][0])
    assert FAULTS[text][1] in fault.says
    assert fault.says.count(". ") == 0


def test_letters_of_another_encoding_are_said_with_their_line(tmp_path: Path) -> None:
    path = written(tmp_path, CLAUSE) / "obligations" / "attendance.toml"
    path.write_bytes(CLAUSE.replace("Read it", "Garçon").encode("cp1252"))
    with pytest.raises(MustFix, match="A letter of line 3 is not written in UTF-8"):
        read_obligations(tmp_path)


def test_every_fault_of_every_file_is_said_at_once(tmp_path: Path) -> None:
    written(tmp_path, CLAUSE.replace("briefing", "magic") + "target = 95")
    written(tmp_path, "not = ", "behaviour.toml")
    with pytest.raises(MustFix) as raised:
        read_obligations(tmp_path)
    files = [fault.file for fault in raised.value.problems]
    assert files == ["obligations/attendance.toml"] * 2 + ["obligations/behaviour.toml"]


def test_a_file_is_of_the_policy_that_it_is_called_after_or_names(tmp_path: Path) -> None:
    written(tmp_path, CLAUSE, "whistle-blowing.toml")
    written(tmp_path, 'policies = ["Staff pay", "Pay"]\n' + CLAUSE, "x.toml")
    called, named, *bundled = read_obligations(tmp_path)
    assert called.are_of("Whistle Blowing policy")
    assert named.are_of("Pay") and not named.are_of("x")
    assert tuple(bundled) == bundled_obligations()


def folder(path: Path) -> Path:
    (path / "govstats.toml").write_text('[organisation]\nname = "Elm"\n[[schools]]\nname = "Elm"', "utf-8")
    (path / "staff.csv").write_text("person_id,start_date\nP1,2020-09-01\n", "utf-8")
    (path / "register.csv").write_text("policy,approved,review_due\nSocial networking,2025-09-01,2026-09-01\n", "utf-8")
    return path


def test_the_folders_file_takes_the_place_of_the_bundled_one(tmp_path: Path) -> None:
    as_at = date(2025, 12, 19)
    before = govstats.measures.obligation_evidence(govstats.load(folder(tmp_path)), as_at)
    assert len(before) == len(bundled_obligations()[0].clauses)
    after = govstats.measures.obligation_evidence(
        govstats.load(written(tmp_path, CLAUSE, "social-networking.toml")), as_at
    )
    assert after["clause"].tolist() == ["1"]


def test_a_file_of_no_policy_is_worth_checking(tmp_path: Path) -> None:
    elm = govstats.load(written(folder(tmp_path), CLAUSE))
    assert [each.found for each in elm.problems if each.code == "obligations-of-no-policy"] == ["attendance"]


@pytest.mark.parametrize("each", bundled_obligations(), ids=lambda each: each.policies[0])
def test_what_comes_with_govstats_says_where_its_prompts_come_from(each: Obligations) -> None:
    prompts = [clause.prompt for clause in each.clauses if clause.prompt]
    assert [prompt.since for prompt in prompts] == sorted(prompt.since for prompt in prompts)
    assert not [prompt for prompt in prompts if "www." in prompt.source or "://" in prompt.source]
