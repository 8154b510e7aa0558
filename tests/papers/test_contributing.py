"""The examples of CONTRIBUTING are taken from the page and carried out on a copy of the tree."""

import os
import re
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.journey.office import Answer, contents, run
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


def example(heading: str) -> list[Step]:
    """The steps that CONTRIBUTING takes under a heading."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    [part] = re.findall(rf"^### {heading}\n(.*?)(?=^##)", page, re.M | re.S)
    return steps_of(part)


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


def carried_out_whole(heading: str, tree: Path) -> set[str]:
    """Every step of an example; the files of which anything has changed."""
    before = contents(tree)
    for step in example(heading):
        if step.kind == "typed":
            for command in step.commands:
                program, *goals = command.split()
                assert program == "make"
                # The copy has no environment of its own to set up.
                done = typed(tree, "make", "--old-file=setup", f"BIN={Path(sys.executable).parent}", *goals)
                assert done.code == 0, done.err
        else:
            assert step.path, f"It is not said which file this is: {step.text}"
            carried_out(step, tree)
    return {path for path, fingerprint in contents(tree).items() if before.get(path) != fingerprint and fingerprint}


def test_a_measure_is_added_in_four_files(tree: Path) -> None:
    touched = carried_out_whole("A measure", tree)
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
