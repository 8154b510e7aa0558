"""The packs of a trust ten times as large as another: the time of a page, and the most memory that the run takes.

`make benchmark` prints both, for every process of the run together: what several share is counted once.
GOVSTATS_SCHOOLS gives other numbers of schools, such as "60 600", which takes long.
"""

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.benchmarks.trusts import POLICIES, STAFF, write_trust
from tests.journey.office import ROOT, TERM

SCHOOLS = tuple(int(number) for number in os.environ.get("GOVSTATS_SCHOOLS", "6 60").split())
_OFTEN = 0.3  # seconds


@dataclass(frozen=True)
class Run:
    schools: int
    seconds: float
    peak: int  # bytes, of all processes
    largest: int  # bytes, of the others when the page makers took most

    def __str__(self) -> str:
        each = self.seconds / (self.schools + 2)
        makers, whole = self.largest / 1e6, self.peak / 1e6
        return f"{self.schools:5} schools: {each:5.2f} s a page; {whole:6.0f} MB at most, page makers {makers:5.0f} MB"


def measured(folder: Path, schools: int) -> Run:
    trust = folder / f"{schools}"
    trust.mkdir()
    write_trust(trust, schools)
    words = ["-m", "govstats", "report", str(trust), *TERM, "--jobs", "2", "--out", str(folder / "out")]
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        office = psutil.Process(run.pid)
        assert run.stderr is not None
        os.set_blocking(run.stderr.fileno(), False)
        peak = largest = 0
        while run.poll() is None:
            main, others = taken([office]), 0
            with suppress(psutil.NoSuchProcess):
                others = taken(office.children(recursive=True))
            peak, largest = max(peak, main + others), max(largest, others)
            run.stderr.read()  # what it says must go somewhere
            time.sleep(_OFTEN)
        assert run.returncode == 0
    return Run(schools, time.perf_counter() - start, peak, largest)


def taken(processes: list[psutil.Process]) -> int:
    """The memory of processes, in bytes; of what some share, each has its part."""
    whole = 0
    for process in processes:
        with suppress(psutil.Error):
            whole += process.memory_full_info().pss
    return whole


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what processes share")
def test_ten_times_as_many_schools(tmp_path: Path) -> None:
    print(f"\n{STAFF} people a school, {POLICIES} policies, two pages at once")
    runs = []
    for schools in SCHOOLS:
        runs.append(measured(tmp_path, schools))
        print(runs[-1])
    few, many = runs[0], runs[-1]
    print(f"Memory: {many.peak / few.peak:.2f} times; of the page makers {many.largest / few.largest:.2f} times")
