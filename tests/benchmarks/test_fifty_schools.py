"""The packs of 50 schools, two at a time, beside stock papermill and nbconvert, and beside the functions alone.

`make benchmark` prints the times and their ratios. Stock runs are alike, so a few of them stand for all. The sides take
turns, so that other work on the machine slows them alike; the time of the processors tells how much it did.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.benchmarks.stock import ANALYSTS, SAME, SAME_HELD_BACK, Pair, parameters
from tests.journey.office import ROOT, TERM, govstats
from tests.journey.organisations import write

WORKERS, PAGES, ROUNDS = 2, 52, 2
# Load once, protect once, and make every page from the exhibits, in two forked processes: no notebook. With "all", the
# workbook is written and the gate is passed too, as a pack needs it.
DIRECTLY = """
import sys
from datetime import date
from multiprocessing import get_context
from pathlib import Path
import govstats
from govstats.reports.kinds import pages_of
from govstats.reports.making import page_meant
from govstats.reports.pack import measures_text

trust = govstats.load(sys.argv[1])
term, as_at = trust.term("Autumn 2025"), date(2025, 12, 19)
published = trust.release(term, as_at).published
pages, out = pages_of(published, ()), Path(sys.argv[2])

def make(place):
    (out / f"{place}.html").write_text(page_meant(pages[place], published), encoding="utf-8", newline="\\n")

with get_context("fork").Pool(int(sys.argv[3])) as pool:
    pool.map(make, range(len(pages)), chunksize=1)
(out / "measures.csv").write_text(measures_text(published.measures), encoding="utf-8", newline="")
if sys.argv[4] == "all":
    from govstats.reports.gate import Gate, Intended
    from govstats.reports.workbook import ActionWorkbook

    workbook = ActionWorkbook(trust, term, as_at, [])
    workbook.add_figures(published)
    workbook.write(out / "workbook.xlsx", published, [])
    gate = Gate(trust, published)
    for place, page in enumerate(pages):
        [*found] = gate.search(out / f"{place}.html", Intended(page_meant(page, published), ".html", page.school))
        assert not found
"""


@dataclass(eq=False)
class Took:
    """How long one side took, by the clock and of the processors, for so many pages."""

    name: str
    pages: int
    elapsed: float = 0.0
    processor: float = 0.0

    def add(self, work: Callable[[], object]) -> None:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        work()
        after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        self.elapsed += end - start
        self.processor += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def said(self, ours: "Took") -> str:
        """The times for all pages of the trust, and how they stand to govstats'."""
        elapsed, processor = (whole * PAGES / self.pages for whole in (self.elapsed, self.processor))
        by_clock = self.elapsed / self.pages / (ours.elapsed / ours.pages)
        by_processor = self.processor / self.pages / (ours.processor / ours.pages)
        times = f"{elapsed:6.1f} s elapsed, {processor:6.1f} s of the processors"
        return f"{self.name:44}{times}; of govstats {by_clock:5.2f} and {by_processor:5.2f}"


@pytest.mark.slow
def test_fifty_schools_two_at_a_time(tmp_path: Path) -> None:
    trust = tmp_path / "trust"
    trust.mkdir()
    write("50 schools", trust)

    def ours() -> None:
        out = str(tmp_path / "out")
        answer = govstats("report", str(trust), *TERM, "--out", out, "--jobs", str(WORKERS), cwd=ROOT)
        assert answer.code == 0, answer.err

    def stock(pair: Pair, *chosen: str) -> None:
        """So many runs at once."""

        def one(number: int) -> None:
            folder = tmp_path / f"{number}"
            folder.mkdir(exist_ok=True)
            pair.run(folder, chosen)

        with ThreadPoolExecutor(WORKERS) as workers:
            list(workers.map(one, range(WORKERS)))

    def directly(what: str) -> None:
        out = tmp_path / what
        out.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-c", DIRECTLY, str(trust), str(out), str(WORKERS), what], cwd=ROOT, check=True)

    asked = parameters(trust)
    sides: dict[Took, Callable[[], object]] = {
        Took("papermill and nbconvert, same notebook", ROUNDS * WORKERS): lambda: stock(SAME, *asked),
        Took("the same, held back", ROUNDS * WORKERS): lambda: stock(SAME_HELD_BACK, *asked),
        (report := Took("govstats report, with workbook and gate", ROUNDS * PAGES)): ours,
        Took("the functions: pages and measures.csv", ROUNDS * PAGES): lambda: directly("pages"),
        Took("the functions, with workbook and gate", ROUNDS * PAGES): lambda: directly("all"),
        Took("papermill and nbconvert, an analyst's", ROUNDS * WORKERS): lambda: stock(ANALYSTS),
    }
    for _ in range(ROUNDS):
        for took, work in sides.items():
            took.add(work)

    pages = [*(max((tmp_path / "out").iterdir()) / "for-governors").glob("*.html")]
    assert len(pages) == PAGES
    assert {page.read_bytes() for page in (tmp_path / "pages").glob("*.html")} == {page.read_bytes() for page in pages}
    print(f"\n{PAGES} pages, {WORKERS} at a time, {ROUNDS} rounds; load {os.getloadavg()[1]:.1f}")
    print("\n".join(took.said(report) for took in sides))
