"""Many pages at once: one that fails stops no other, and a run that was stopped is gone on with."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from typer.testing import CliRunner

from govstats.cli import app
from govstats.engine.choice import CHOICE, PLAIN
from govstats.reports.kinds import GovernorPage, PackPage, TrustPage
from govstats.reports.verifying import verify
from tests.examples import EXAMPLES
from tests.journey.office import TERM, contents, govstats
from tests.journey.organisations import write

KILLS = 20 if EXAMPLES > 1000 else 6
GOVERNORS = "for-governors"
PAGES = ("The-Spec-Federation", "Schools-compared", "Elm-Primary-School", "Oak-Primary-School")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of two schools, four pages, made one after the other."""
    folder = tmp_path_factory.mktemp("many") / "two"
    folder.mkdir()
    write("two schools", folder)
    return report(folder, "--jobs", "1")


@pytest.fixture
def two(good: Path, tmp_path: Path) -> Path:
    """Their folder, of which nothing has been handed over."""
    return Path(
        shutil.copytree(good.parent.parent / "two", tmp_path / "two", ignore=shutil.ignore_patterns(".govstats"))
    )


def report(folder: Path, *more: str, **environment: str) -> Path:
    answer = govstats("report", str(folder), *TERM, "--out", "out", "--json", *more, cwd=folder.parent, **environment)
    assert answer.code == 0, answer.err
    return Path(json.loads(answer.out)["run"])


def test_one_at_a_time_many_at_once_and_kernels_make_the_same_bytes(good: Path, two: Path) -> None:
    runs = [good, report(two, "--jobs", "3"), report(two, **{CHOICE: PLAIN})]
    first, *others = (contents(run / GOVERNORS) for run in runs)
    assert {*first} == {f"{name}.html" for name in PAGES} | {"measures.csv"}
    assert others == [first, first]


# What a notebook does | why it makes no page
FAILURES = {
    "raises": ("raise ValueError('No such thing.')", "No such thing."),
    "ends": ("import os; os._exit(0)", "Its process ended in the middle of a cell."),
    "kills": ("import os; os.kill(os.getpid(), 9)", "Its process ended in the middle of a cell."),
}


ELM = GovernorPage("Elm Primary School")
FAILING = [*((failure, ELM, "Elm Primary School") for failure in FAILURES), ("raises", TrustPage(), "Schools compared")]


@pytest.mark.parametrize(("failure", "page", "title"), FAILING)
def test_a_page_that_fails_is_told_of_at_the_end_and_the_others_are_made(
    failure: str, page: PackPage, title: str, good: Path, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, why = FAILURES[failure]
    notebook = nbformat.read(page.notebook, 4)
    chosen = f"school == {page.school!r}" if page.school else "True"
    notebook.cells.append(new_code_cell(f"if {chosen}:\n    {code}", id="failing"))
    nbformat.write(notebook, tmp_path / "failing.ipynb")
    monkeypatch.setattr(type(page), "notebook", tmp_path / "failing.ipynb")
    answer = CliRunner().invoke(app, ["report", str(two), *TERM, "--out", str(tmp_path / "failed"), "--json"])
    assert answer.exit_code == 5, answer.stderr
    document = json.loads(answer.stdout)
    assert document["failed"] == [{"school": page.school or None, "why": why}]
    run, lost = Path(document["run"]), f"{title.replace(' ', '-')}.html"
    assert contents(run / GOVERNORS) == {name: sha for name, sha in contents(good / GOVERNORS).items() if name != lost}
    assert f'The page "{title}" could not be made.' in (run / "index.html").read_text("utf-8").replace("&#34;", '"')
    assert verify(run).as_it_was


# What of the notebook is changed | the exit code | what is said
NOT_THE_SAME = [
    ("shown nowhere", 4, "a finished file said less, more or something else than it should (Elm-Primary-School.html"),
    ("lost on its way", 5, "Elm Primary School. These exhibits are in the notebook and not on the page: coverage."),
]


@pytest.mark.parametrize(("change", "code", "said"), NOT_THE_SAME)
def test_a_run_fails_where_an_exhibit_is_not_in_the_notebook_or_not_on_the_page(
    change: str, code: int, said: str, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = nbformat.read(GovernorPage.notebook, 4)
    [cell] = [cell for cell in notebook.cells if cell.source == 'report["coverage"]']
    notebook.cells.remove(cell)
    if change == "lost on its way":
        # A page has one header, which is the last that a notebook shows.
        cell.source = 'from dataclasses import replace\nreplace(report["coverage"], page_title="Coverage")'
        [header] = [at for at, each in enumerate(notebook.cells) if each.source == 'report["header"]']
        notebook.cells.insert(header, cell)
    nbformat.write(notebook, tmp_path / "changed.ipynb")
    monkeypatch.setattr(GovernorPage, "notebook", tmp_path / "changed.ipynb")
    words = ["report", str(two), *TERM, "--school", "Elm Primary School", "--out", str(tmp_path / "failed")]
    answer = CliRunner().invoke(app, words)
    assert answer.exit_code == code, answer.stderr
    assert said in answer.output
    assert not [*(tmp_path / "failed").rglob(f"{GOVERNORS}/*.html")]


def heard_again() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background lets nobody hear it


def started(two: Path, *more: str) -> subprocess.Popen[str]:
    words = ["report", str(two), *TERM, "--out", "out", "--jobs", "1", *more]
    return subprocess.Popen(
        [sys.executable, "-m", "govstats", *words], cwd=two.parent, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        encoding="utf-8", preexec_fn=heard_again,
    )  # fmt: skip


def stopped(two: Path, number: int, after: str) -> tuple[int, str]:
    """Signal a run when a file is there that fits a pattern; its exit code, and the last that it said."""
    run = started(two)
    while run.poll() is None and not [*(two.parent / "out").glob(after)]:
        time.sleep(0.001)
    run.send_signal(number)
    _, said = run.communicate()
    return run.returncode, said.splitlines()[-1] if said else ""


@pytest.mark.skipif(os.name == "nt", reason="Windows stops a program another way")
def test_a_run_that_a_person_stops_is_gone_on_with(good: Path, two: Path) -> None:
    out = two.parent / "out"
    code, said = stopped(two, signal.SIGINT, f".making-*/{GOVERNORS}/*.html")
    assert (code, said) == (130, "Stopped. Earlier packs are as they were. A report goes on with --resume.")
    there = len([*out.glob(f".making-*/{GOVERNORS}/*.html")])
    assert 0 < there < len(PAGES)
    run = started(two, "--resume")
    _, said = run.communicate()
    assert run.returncode == 0, said
    assert f"{there} of them {'was' if there == 1 else 'were'} made before the run was stopped." in said
    [resumed] = out.iterdir()
    assert contents(resumed / GOVERNORS) == contents(good / GOVERNORS)
    assert verify(resumed).as_it_was


def test_a_run_of_other_exports_is_not_gone_on_with(two: Path) -> None:
    stopped(two, signal.SIGKILL, f".making-*/{GOVERNORS}/*.html")
    register = next(two.glob("policies*"))
    register.write_text(register.read_text("utf-8").replace("First aid", "First aid at sea"), "utf-8")
    said = govstats("report", str(two), *TERM, "--out", "out", "--resume", cwd=two.parent).err
    assert "Making 4 governor pages." in said
    assert "before the run was stopped" not in said


def test_killed_at_random_moments_and_resumed_a_run_is_what_it_would_have_been(good: Path, two: Path) -> None:
    begun = time.monotonic()
    report(two)
    takes, choose = time.monotonic() - begun, random.Random(7)
    for _ in range(KILLS):
        run = started(two, "--resume")
        time.sleep(choose.uniform(0, takes))
        run.kill()
        run.communicate()
    assert contents(report(two, "--resume") / GOVERNORS) == contents(good / GOVERNORS)
    for run in (two.parent / "out").glob("*_run-*"):
        assert verify(run).as_it_was
