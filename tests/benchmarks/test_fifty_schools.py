"""The packs of 50 schools, two at a time, beside stock papermill and nbconvert, and beside the functions alone.

`make benchmark` prints the times and their ratios. Stock runs are alike, so four of them stand for all.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.journey.office import ROOT, TERM, govstats, jupyter
from tests.journey.organisations import write

WORKERS, STOCK_RUNS = 2, 4
NOTEBOOK = str(ROOT / "notebooks" / "governor_report.ipynb")
# Load once, protect once, and make every page from the exhibits, in two forked processes: no notebook, no gate.
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
published = trust.release(trust.term("Autumn 2025"), date(2025, 12, 19)).published
pages, out = pages_of(published, ()), Path(sys.argv[2])

def make(place):
    (out / f"{place}.html").write_text(page_meant(pages[place], published), encoding="utf-8", newline="\\n")

with get_context("fork").Pool(int(sys.argv[3])) as pool:
    pool.map(make, range(len(pages)), chunksize=1)
(out / "measures.csv").write_text(measures_text(published.measures), encoding="utf-8", newline="")
"""


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@pytest.mark.slow
def test_fifty_schools_two_at_a_time(tmp_path: Path) -> None:
    trust, out, direct = tmp_path / "trust", tmp_path / "out", tmp_path / "direct"
    for folder in (trust, direct):
        folder.mkdir()
    write("50 schools", trust)
    schools = [f"School {place}" for place in range(STOCK_RUNS)]

    def ours() -> None:
        answer = govstats("report", str(trust), *TERM, "--out", str(out), "--jobs", str(WORKERS), cwd=ROOT)
        assert answer.code == 0, answer.err

    def stock(name: str) -> None:
        notebook = str(tmp_path / f"{name}.ipynb")
        chosen = ("-p", "folder", str(trust), "-p", "as_at", "2025-12-19")
        for ran in (
            jupyter("papermill", NOTEBOOK, notebook, *chosen, cwd=ROOT),
            jupyter("jupyter", "nbconvert", "--to", "html", "--template", "govstats", notebook, cwd=ROOT),
        ):
            assert ran.code == 0, ran.err

    def stock_runs() -> None:
        with ThreadPoolExecutor(WORKERS) as two:
            list(two.map(stock, schools))

    def directly() -> None:
        words = [sys.executable, "-c", DIRECTLY, str(trust), str(direct), str(WORKERS)]
        subprocess.run(words, cwd=ROOT, check=True)

    took = seconds(ours)
    [run] = out.iterdir()
    pages = [*(run / "for-governors").glob("*.html")]
    assert len(pages) == 52
    by_hand, beside = seconds(stock_runs) / STOCK_RUNS * len(pages), seconds(directly)
    assert {page.read_bytes() for page in direct.glob("*.html")} == {page.read_bytes() for page in pages}
    print(
        f"\n{len(pages)} pages, {WORKERS} at a time. govstats report, with workbook and gate: {took:.0f} s; "
        f"papermill + nbconvert: {by_hand:.0f} s, from {STOCK_RUNS} runs; the functions alone: {beside:.0f} s"
        f"\nStock takes {by_hand / took:.1f} times as long as govstats, and govstats {took / beside:.2f} times as long"
        " as the functions"
    )
