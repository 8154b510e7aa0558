"""A run that is killed, at whatever moment, leaves no file that looks finished and harms none that is."""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from govstats.disclosure import read_ledger
from govstats.organisation import load
from govstats.reports.files import new_run
from govstats.reports.manifest import read_manifest
from govstats.reports.pack import make_pack
from govstats.reports.parameters import ReleaseParameters
from govstats.reports.printing import find_browser
from govstats.reports.verifying import verify
from govstats.reports.verifying.files import outputs_changed
from tests.examples import EXAMPLES
from tests.journey.office import TERM, contents
from tests.journey.organisations import write

KILLS = min(100, EXAMPLES // 25)  # 12 in CI
A_WHILE = 120  # seconds in which any run is done
# What is waited for before a run is killed: nothing, or a file of the run, from the first to the last.
MOMENTS = (
    "", ".making-*", ".making-*/*/*.html", ".making-*/*/*.pdf", ".making-*/*/*.xlsx", ".making-*/manifest.json",
    "*_run-*",
)  # fmt: skip


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "school"
    folder.mkdir()
    write("one person", folder)
    # What a killed run leaves goes with it. Its name is short: a browser puts a socket there, and prints nothing else.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        monkeypatch.setenv("TMPDIR", temporary)
        yield folder


def started(school: Path, *, pdf: bool) -> subprocess.Popen[bytes]:
    words = ["report", str(school), *(TERM[:-1] if pdf else TERM), "--out", "out"]
    return subprocess.Popen(
        [sys.executable, "-m", "govstats", *words],
        cwd=school.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def finished(school: Path, *, pdf: bool) -> Path:
    """Make a pack undisturbed."""
    before = {*(school.parent / "out").glob("*_run-*")}
    assert started(school, pdf=pdf).wait(A_WHILE) == 0
    [run] = {*(school.parent / "out").glob("*_run-*")} - before
    return run


def killed(school: Path, moment: str, later: float, *, pdf: bool) -> None:
    """Kill a run so many seconds after a file is there that fits the moment's pattern, if it lives so long."""
    out, run = school.parent / "out", started(school, pdf=pdf)
    before = {*out.glob(moment)} if moment else set()
    while moment and run.poll() is None and not {*out.glob(moment)} - before:
        time.sleep(0.001)
    time.sleep(later)
    run.kill()
    run.wait()


def test_a_run_killed_at_any_moment_harms_nothing(school: Path) -> None:
    prints = find_browser() is not None
    start = time.monotonic()
    good = finished(school, pdf=prints)
    takes = time.monotonic() - start
    before, out = contents(good), school.parent / "out"
    for seed in range(KILLS):
        choose = random.Random(seed)
        moment = MOMENTS[seed % len(MOMENTS)]
        # With a PDF at its own moment, as soon as it is there, and now and then at any other.
        printing = prints and "pdf" in moment
        # A folder that were given its name before it is whole would be so for some thousandths of a second.
        at_once = printing or (moment == MOMENTS[-1] and seed % 2 == 0)
        later = 0 if at_once else choose.uniform(0, takes / 10 if moment else takes)
        killed(school, moment, later, pdf=printing or (prints and seed % 3 == 0))
        assert contents(good) == before
        assert read_ledger(school).rows["release"].nunique() == 1
        for run in out.glob("*_run-*"):
            assert not [*outputs_changed(read_manifest(run), run)], f"seed {seed}: half a pack has a name"
    assert len([*out.glob("*_run-*")]) <= KILLS, "nothing was killed while it was at work"
    assert [*out.glob(".making-*")], "nothing was killed while it was writing"
    assert not prints or [*out.glob(".making-*/*/*.pdf")], "nothing was killed that had printed"
    assert verify(finished(school, pdf=prints)).as_it_was
    assert verify(good).as_it_was


def test_what_a_killed_run_has_left_is_gone_a_day_later_and_what_is_being_made_is_not(tmp_path: Path) -> None:
    left, made_now = tmp_path / ".making-left", tmp_path / ".making-now"
    for folder in (left, made_now, tmp_path / "kept"):
        (folder / "office-only").mkdir(parents=True)
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    for folder in (left, tmp_path / "kept"):
        os.utime(folder, (two_days_ago, two_days_ago))
    with new_run(tmp_path) as making:
        assert {path.name for path in tmp_path.iterdir()} == {".making-now", "kept", making.name}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_whose_name_another_has_just_taken_gets_the_next_one(
    school: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    rename, taken = Path.rename, list[Path]()

    def beaten_to_it(self: Path, to: Path) -> Path:
        if to.name.endswith("_run-01") and not taken:
            to.mkdir()
            taken.append(to)
            raise FileExistsError(to)
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", beaten_to_it)
    parameters = ReleaseParameters(folder=str(school), term="Autumn 2025", as_at="2025-12-19")
    made = make_pack(load(school), parameters, (), school.parent / "out", lambda _: None, pdf=False, jobs=jobs)
    assert [taken[0].name, made.run.name] == [f"{made.run.name[:-2]}{number}" for number in ("01", "02")]
    assert verify(made.run).as_it_was
