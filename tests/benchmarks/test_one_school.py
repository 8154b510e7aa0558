"""The report of one school beside what an analyst would run by hand: stock papermill, then nbconvert.

By hand it is once the analyst's own notebook, and once the notebook that govstats runs; that again with the library
held back that govstats holds back. `make benchmark` prints the medians and their ratios. It measures; only the figures
are checked.
"""

import csv
import html
import re
import resource
import sys
import time
from pathlib import Path
from statistics import median

import nbformat
import pytest

from tests.benchmarks.stock import ANALYSTS, SAME, SAME_HELD_BACK, parameters
from tests.journey.office import ROOT, TERM, WILLOW, govstats

SCHOOL = "Oakfield Primary School"
ROUNDS = 5


def by_govstats(folder: Path) -> None:
    answer = govstats("report", str(WILLOW), *TERM, "--school", SCHOOL, "--out", str(folder), cwd=ROOT)
    assert answer.code == 0, answer.err


def seconds(run, folder: Path) -> tuple[float, float]:
    """Elapsed time, and processor time of the commands and their kernels."""
    folder.mkdir()
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run(folder)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return end - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def published(folder: Path) -> dict[str, tuple[str, str]]:
    """The coverage that govstats printed: {policy: (signed, must sign)}. Groups under 5 are withheld."""
    [path] = folder.glob("*/for-governors/measures.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["policy"]: (row["numerator"], row["denominator"])
            for row in csv.DictReader(file)
            if (row["measure"], row["school"], row["basis"]) == ("acknowledgement_coverage", SCHOOL, "all")
            and row["policy"] != "All"
            and row["withheld"] == "false"
        }


def shown(folder: Path) -> dict[str, tuple[str, str]]:
    """The coverage in the table of the notebook that is called so."""
    cells = [cell for cell in nbformat.read(folder / "OUT.ipynb", 4).cells if cell.cell_type == "code"]
    faces = [output["data"].get("text/html", "") for cell in cells for output in cell.outputs if "data" in output]
    [table] = [face for face in faces if "<caption>Coverage</caption>" in face]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>.*?</tr>", table, re.S)]
    return {html.unescape(policy): (signed, must) for policy, signed, must, *_ in filter(None, rows)}


@pytest.mark.slow
def test_the_report_of_one_school_beside_a_stock_run(tmp_path):
    asked = (*parameters(WILLOW), "-p", "school", SCHOOL)
    runs = {
        "govstats report": by_govstats,
        "papermill + nbconvert": ANALYSTS.run,
        "papermill + nbconvert, same notebook": lambda folder: SAME.run(folder, asked),
        "the same, held back": lambda folder: SAME_HELD_BACK.run(folder, asked),
    }
    times = {name: [] for name in runs}
    for turn in range(1 + ROUNDS):
        for name, run in runs.items():
            measured = seconds(run, tmp_path / f"{name} {turn}")
            times[name] += [measured] if turn else []  # the first turn warms the disk's cache

    folders = [tmp_path / f"{name} {ROUNDS}" for name in runs]
    ours, stock, *same = folders
    assert all(len([*each.glob("*.html")]) == 1 for each in same)
    figures, by_analyst = published(ours), shown(stock)
    assert len(figures) >= 12
    assert figures == {policy: by_analyst[policy] for policy in figures}

    sizes = [sum(path.stat().st_size for path in folder.rglob("*.html")) / 1000 for folder in folders]
    print(f"\nOne school, median of {ROUNDS} in turn, Python {sys.version.split()[0]}; govstats' share in brackets")
    medians = {name: [median(each) for each in zip(*turns, strict=True)] for name, turns in times.items()}
    by_clock, of_processor = medians["govstats report"]
    for (name, (elapsed, processor)), size in zip(medians.items(), sizes, strict=True):
        shares = f"{elapsed:5.2f} s elapsed ({by_clock / elapsed:.2f}), {processor:5.2f} s of processor"
        print(f"{name:37}{shares} ({of_processor / processor:.2f}); page {size:.0f} KB")
