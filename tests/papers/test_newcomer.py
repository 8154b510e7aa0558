"""A newcomer's hour: whoever follows the tutorial, and nothing else, has a pack at its end."""

import json
import re
import shutil
from pathlib import Path

from tests.journey.office import ROOT, WILLOW
from tests.papers.session import Session
from tests.papers.steps import NOT_TYPED, Step, steps_of

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
MESSAGES = (ROOT / "docs" / "messages.md").read_text("utf-8")
OWN, PAGE = "oakhill", "Oak-Hill*/for-governors/Oak-Hill-Primary-School.html"


def followed(folder: Path) -> tuple[Session, set[str]]:
    """Every step of the tutorial, taken in a folder; and the codes of the messages that were met on the way."""
    shutil.copytree(WILLOW, folder / "data" / "willow-tree")
    session = Session(folder, settings=folder / OWN / "govstats.toml", not_typed=re.compile("make "))
    met = set[str]()
    for step in steps_of(TUTORIAL):
        if "Delete the blank workbooks" in step.before:
            for blank in (folder / OWN / "exports").glob("*.xlsx"):
                blank.unlink()
        session.take(step)
        if step.kind == "typed":
            met |= codes_met(session, step)
    session.ended_well()
    return session, met


def test_the_tutorial_leads_from_an_empty_folder_to_a_pack(tmp_path: Path) -> None:
    session, met = followed(tmp_path)
    assert session.typed[-1].startswith("govstats report")
    [page] = (tmp_path / "reports").glob(PAGE)
    assert "Oak Hill Primary School" in page.read_text("utf-8")
    assert met >= {"column-missing", "school-not-known", "date-not-real", "person-not-on-list"}
    assert not [code for code in met if f"### `{code}`" not in MESSAGES]


def codes_met(session: Session, step: Step) -> set[str]:
    """The codes of the messages that a check has just shown; a command that is no check shows none."""
    codes = set[str]()
    for command in step.commands:
        if command.startswith("govstats check"):
            shown, said = session.answer, session.shown
            session.answer = None
            session.type(f"{command} --json")
            assert session.answer
            codes |= {each["code"] for each in json.loads(session.answer.out)["problems"]}
            session.answer, session.shown = shown, said
    return codes


def test_the_tutorial_brings_headings_that_nobody_knows() -> None:
    files = [step.text for step in steps_of(TUTORIAL) if step.kind == "file"]
    known = (ROOT / "src/govstats/exports/headings.toml").read_text("utf-8")
    headings = [word.casefold() for text in files for line in text.splitlines()[:3] for word in line.split(",") if word]
    assert len([word for word in headings if f'"{word}"' not in known]) > 5
    assert any(NOT_TYPED.match(command) is None for step in steps_of(TUTORIAL) for command in step.commands)
