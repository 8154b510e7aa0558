"""Examples that change govstats itself are taken from their page and carried out on a copy of the tree."""

import os
import re
import shlex
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.journey.office import Answer, contents, run
from tests.journey.organisations import plain, write_sources
from tests.papers.steps import Step, carried_out, steps_of

ROOT = Path(__file__).parents[2]
LEFT_BEHIND = {"node_modules", "__pycache__", "build", "dist"}
DAY = "2025-12-19"
ASKED = f"""
from datetime import date
import govstats
willow = govstats.load("")
print(govstats.measures.approvals_minuted(willow, date.fromisoformat("{DAY}"), by=[]).to_csv(index=False))
"""
QUICK = ("-q", "-n", "0", "-p", "no:cacheprovider")


def example(paper: str, heading: str = "") -> list[Step]:
    """The steps of a paper, or of a part of it."""
    text = (ROOT / paper).read_text("utf-8")
    if heading:
        [text] = re.findall(rf"^### {heading}\n(.*?)(?=^##)", text, re.M | re.S)
    return steps_of(text)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    def left_behind(folder: str, names: list[str]) -> list[str]:
        packs = [] if Path(folder) != ROOT else ["reports"]
        return [name for name in names if name in (*LEFT_BEHIND, *packs) or name.startswith(".")]

    (tmp_path / "govstats" / "reports").mkdir(parents=True)
    shutil.copy(ROOT / "reports" / "README.md", tmp_path / "govstats" / "reports")
    return Path(shutil.copytree(ROOT, tmp_path / "govstats", ignore=left_behind, dirs_exist_ok=True))


def typed(tree: Path, *words: str) -> Answer:
    """A command in the copy, which finds its own packages and not those of this tree."""
    path = os.pathsep.join([str(tree / "src"), str(tree)])
    return run([*words], tree, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1")


def carried_out_whole(steps: list[Step], tree: Path) -> set[str]:
    """Take every step; the files of which anything has changed."""
    before = contents(tree)
    # The copy has no environment of its own to set up.
    programs = {"make": ["make", "--old-file=setup", f"BIN={Path(sys.executable).parent}"]}
    programs[".venv/bin/python"] = [sys.executable]
    for step in steps:
        if step.kind == "typed":
            for command in step.commands:
                program, *words = shlex.split(command)
                done = typed(tree, *programs[program], *words)
                assert done.code == 0, done.out + done.err
        else:
            assert step.path, f"It is not said which file this is: {step.text}"
            carried_out(step, tree)
    now = {path: each for path, each in contents(tree).items() if each and not path.startswith(".pytest_cache")}
    return {path for path, fingerprint in now.items() if before.get(path) != fingerprint}


def test_a_measure_is_added_in_four_files(tree: Path) -> None:
    touched = carried_out_whole(example("CONTRIBUTING.md", "A measure"), tree)
    assert len(touched) <= 4, sorted(touched)
    python = partial(typed, tree, sys.executable)

    # Its rule holds and is in the methodology, and the papers are in order.
    rules = python("-m", "pytest", *QUICK, "tests/spec/test_spec.py", "-k", "minuted or glance or current or heading")
    assert rules.code == 0, rules.out
    papers = python("-m", "pytest", *QUICK, "tests/unit/test_papers.py", "tests/papers/test_reference.py")
    assert papers.code == 0, papers.out
    methodology = (tree / "docs/methodology.md").read_text("utf-8")
    assert "| `approvals_minuted` |" in methodology.partition("\n## Which statistics")[0]
    for check in (["check"], ["format", "--check"]):
        done = python("-m", "ruff", *check, "src", "tests/spec")
        assert done.code == 0, done.out

    # It is computed, printed for governors, and in the analyst's table.
    [_, row] = python("-c", ASKED).out.split()
    counted = row.split(",")[-4:-2]
    assert int(counted[1]) > 0
    made = python("-m", "govstats", "demo", "--no-pdf", "--out", "packs")
    assert made.code == 0, made.err
    [printed] = (tree / "packs").glob("*/for-governors/measures.csv")
    rows = [line.split(",") for line in printed.read_text("utf-8-sig").splitlines()]
    [total] = [row for row in rows if row[:3] == ["approvals_minuted", "All", "All"]]
    assert total[9:11] == counted
    analyst = python("-m", "govstats", "measures", "data/willow-tree", "--as-at", DAY, "--out", "all.csv")
    assert analyst.code == 0, analyst.err
    assert "approvals_minuted" in (tree / "all.csv").read_text("utf-8")


def test_a_message_is_raised_and_explained(tree: Path) -> None:
    carried_out_whole(example("CONTRIBUTING.md", "A message"), tree)
    assert "### `minute-missing`" in (tree / "docs/messages.md").read_text("utf-8")
    told = typed(tree, sys.executable, "-m", "govstats", "check", "data/willow-tree")
    assert "  Approval names no minute: " in told.out


def test_a_heading_is_found(tree: Path) -> None:
    (office := tree / "office").mkdir()
    write_sources(plain(), office)
    rows = (office / "staff.csv").read_text("utf-8")
    (office / "staff.csv").write_text(rows.replace("contact_with_children", "Pupil-facing"), "utf-8")
    ask = "import govstats; print({*govstats.load('office').records.staff['contact_with_children']})"
    before = typed(tree, sys.executable, "-c", ask).out
    carried_out_whole(example("CONTRIBUTING.md", "A heading that a system writes"), tree)
    assert typed(tree, sys.executable, "-c", ask).out != before


def test_a_shape_of_export_is_told(tree: Path) -> None:
    carried_out_whole(example("CONTRIBUTING.md", "A shape of export"), tree)
    (tree / "data/willow-tree/exports/people.csv").write_text('[{"id": "P1", "start": "2020-09-01"}]', "utf-8")
    told = typed(tree, sys.executable, "-m", "govstats", "check", "data/willow-tree")
    assert "a JSON file, as programs exchange them" in told.out


@pytest.mark.slow
def test_an_exhibit_is_on_the_page(tree: Path) -> None:
    carried_out_whole(example("CONTRIBUTING.md", "An exhibit"), tree)
    words = ("report", "data/willow-tree", "--term", "Autumn 2025", "--no-pdf", "--school", "Oakfield")
    made = typed(tree, sys.executable, "-m", "govstats", *words)
    assert made.code == 0, made.err
    [page] = (tree / "reports").glob("*/for-governors/Oakfield-Primary-School.html")
    assert "1 policy without a review date" in page.read_text("utf-8").replace("\u00a0", " ")


def test_a_rule_pack_is_added_as_its_page_says(tree: Path) -> None:
    touched = carried_out_whole(example("docs/how-to/a-new-rule-pack.md"), tree)
    assert touched == {f"src/govstats/rules/{name}.toml" for name in ("packs", "policies")} | {
        "tests/unit/test_rules.py"
    }
    ask = "from govstats.rules import pack_in_force as p; from datetime import date as d; print(p(d(2027, 9, 1)).id)"
    assert typed(tree, sys.executable, "-c", ask).out == "Example-2027-09\n"
