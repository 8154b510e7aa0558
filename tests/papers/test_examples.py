"""Every example of the papers runs: commands end as they say, settings are understood, Python is run."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from govstats.errors import messages
from govstats.errors.pages import shown
from tests.journey.office import WILLOW
from tests.journey.organisations import write
from tests.papers.session import Session
from tests.papers.steps import steps_of
from tests.unit.documents import as_docx, as_pdf
from tests.unit.test_papers import PAPERS, ROOT, text_of

# Their steps are taken by tests of their own, which know what the reader brings.
ELSEWHERE = {"CONTRIBUTING.md", "docs/tutorial.md", "docs/how-to/a-new-rule-pack.md", "docs/how-to/end-of-term.md"}
BEHAVIOUR = [
    "Behaviour Policy", ("Version", "2.1"), ("Approved by governors", "12 March 2024"),
    ("Next review", "September 2025"), ("Review cycle", "Every two years"), ("Applies to", "All employees"),
]  # fmt: skip
ATTENDANCE = ["Attendance Policy", ("Version", "1"), ("Approved", "1 September 2025")]


def policies(folder: Path) -> dict[str, str]:
    """Two policy documents."""
    for name, content in (("behaviour.docx", as_docx(BEHAVIOUR)), ("attendance.pdf", as_pdf(ATTENDANCE))):
        (folder / "policies").mkdir(exist_ok=True)
        (folder / "policies" / name).write_bytes(content)
    return {}


def an_old_pack(folder: Path) -> dict[str, str]:
    """A pack, and the folder that it was made of in another place too."""
    Session(folder).type("govstats report school-office --term 'Autumn 2025'")
    shutil.copytree(folder / "school-office", folder / "school")
    [pack] = (folder / "reports").glob("*_run-01")
    return {"reports/The-Willow-Tree-Federation_Autumn-2025_run-01": f"reports/{pack.name}"}


# What a reader has before the first step, beside a folder of exports; and what stands for a name of the paper.
BEFORE: dict[str, Callable[[Path], dict[str, str]]] = {
    "docs/how-to/read-policy-documents.md": policies,
    "docs/how-to/check-a-pack.md": an_old_pack,
}
EXAMPLES = {
    name: steps
    for paper in PAPERS
    if (steps := steps_of(text_of(paper))) and (name := paper.relative_to(ROOT).as_posix()) not in ELSEWHERE
}


@pytest.mark.parametrize("paper", EXAMPLES)
def test_the_examples_of_a_paper_run(paper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(WILLOW, tmp_path / "data" / "willow-tree")
    (tmp_path / "school-office").mkdir()
    write("one school", tmp_path / "school-office")
    stands_for = BEFORE.get(paper, lambda _: {})(tmp_path)
    monkeypatch.chdir(tmp_path)
    session = Session(tmp_path, {"FOLDER": "school-office", "oakhill": "school-office"} | stands_for)
    for step in EXAMPLES[paper]:
        if step.kind == "said" and session.answer is None:
            assert is_a_message(step.text), step.text
        else:
            session.take(step)
    session.ended_well()


def is_a_message(text: str) -> bool:
    """Whether a text is the sentence of a message with its places filled in."""
    says = [re.escape(shown(message["says"])) for message in messages().values()]
    return any(re.fullmatch(re.sub("‹.+?›", ".+", each), text.strip()) for each in says)


def test_enough_is_run() -> None:
    kinds = [step.kind for steps in EXAMPLES.values() for step in steps]
    assert min(kinds.count(kind) for kind in ("typed", "settings", "python", "said")) > 1
