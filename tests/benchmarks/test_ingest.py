"""Reading large exports beside what an analyst would write, and `check` beside an import of pandas.

`make benchmark` prints the medians and their ratios. It measures; only what was read is checked.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

import pandas as pd
import psutil
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from govstats.exports.tables import read_tables
from govstats.settings import Settings
from tests.journey.office import ROOT, WILLOW

ROUNDS = 3
SETTINGS = Settings.model_validate(
    {
        "organisation": {"name": "Any"},
        "schools": [{"name": "Ash Grove"}, {"name": "Quince Court"}, {"name": "Oak Hill"}],
    }
)
DAY_FIRST = "%d/%m/%Y"
STAFF = ("Payroll Number", "Full name", "Email", "School", "Job title", "Start date", "Leaving date")
STAFF_HEADINGS = (*STAFF, "Works with children", "Absent from", "FTE")


def write_workbook(path: Path, rows: int) -> None:
    """A staff list of ten columns: dates as Excel keeps them, and dates as text."""
    dice, first = random.Random(1), date(2010, 1, 1)
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy", "constant_memory": True}) as book:
        sheet = book.add_worksheet("Staff")
        sheet.write_row(0, 0, STAFF_HEADINGS)
        for row in range(1, rows + 1):
            left = first + timedelta(days=5000 + dice.randrange(500)) if row % 5 == 0 else None
            absent = (first + timedelta(days=5000 + dice.randrange(500))).strftime(DAY_FIRST) if row % 7 == 0 else None
            school, role = dice.choice(SETTINGS.school_names), dice.choice(["Teacher", "Cook", "Teaching assistant"])
            words = [f"{row:06d}", f"Person {row}", f"p{row}@example.org", school, role]
            rest = [first + timedelta(days=dice.randrange(5000)), left, dice.choice(["Yes", "No"]), absent]
            sheet.write_row(row, 0, [*words, *rest, dice.choice([1, 0.5, 0.6])])


def write_text(path: Path, rows: int) -> None:
    """Signatures from a policy tool: each at a second of its own."""
    dice, first = random.Random(2), datetime(2024, 9, 1)
    policies = [f"Policy {number}" for number in range(40)]
    with path.open("w", encoding="utf-8") as file:
        file.write("Staff number,Recipient Email,Document,Version,Date signed,Response\n")
        for _ in range(rows):
            person, moment = dice.randrange(30_000), first + timedelta(seconds=dice.randrange(40_000_000))
            file.write(f"{person:06d},p{person}@example.org,{dice.choice(policies)},{dice.randrange(3)},")
            file.write(f"{moment:%d/%m/%Y %H:%M:%S},{dice.choice(['accepted', 'declined'])}\n")


def by_govstats(folder: Path) -> int:
    [table] = read_tables(folder, SETTINGS).tables
    return len(table.frame)


def by_openpyxl(folder: Path) -> int:
    [path] = folder.iterdir()
    frame = pd.read_excel(path, engine="openpyxl", dtype={"Payroll Number": str})
    for column in ("Start date", "Leaving date"):
        frame[column] = pd.to_datetime(frame[column])
    frame["Absent from"] = pd.to_datetime(frame["Absent from"], format=DAY_FIRST)
    return len(frame)


def by_calamine(folder: Path) -> int:
    [path] = folder.iterdir()
    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) - 1


def by_arrow(folder: Path) -> int:
    [path] = folder.iterdir()
    frame = pd.read_csv(path, engine="pyarrow", dtype={"Staff number": str})
    frame["Date signed"] = pd.to_datetime(frame["Date signed"], format="%d/%m/%Y %H:%M:%S")
    return len(frame)


def in_turn(runs: dict[str, Callable[[Path], int]], folder: Path, rows: int) -> dict[str, float]:
    """The median seconds of each, run one after the other; the first turn warms the disk's cache."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(1 + ROUNDS):
        for name, run in runs.items():
            start = time.perf_counter()
            assert run(folder) == rows
            times[name] += [time.perf_counter() - start] if turn else []
    return {name: median(each) for name, each in times.items()}


def say(title: str, seconds: dict[str, float]) -> None:
    ours, *others = seconds.values()
    print(f"\n{title}, median of {ROUNDS} in turn, Python {sys.version.split()[0]}")
    for name, each in seconds.items():
        print(f"  {name}: {each:.2f} s")
    for name, other in zip(list(seconds)[1:], others, strict=True):
        print(f"  govstats takes {ours / other:.2f} of {name}")


@pytest.mark.slow
def test_a_workbook_beside_pandas_and_calamine(tmp_path: Path) -> None:
    write_workbook(tmp_path / "staff.xlsx", 100_000)
    runs = {"govstats": by_govstats, "calamine alone": by_calamine, "pandas with openpyxl": by_openpyxl}
    say("A sheet of 100,000 × 10", in_turn(runs, tmp_path, 100_000))


@pytest.mark.slow
def test_a_text_beside_arrow(tmp_path: Path) -> None:
    write_text(tmp_path / "signatures.csv", 1_000_000)
    runs = {"govstats": by_govstats, "pandas with pyarrow, dates told": by_arrow}
    say("A CSV file of 1,000,000 rows", in_turn(runs, tmp_path, 1_000_000))


READ = """
import sys
from pathlib import Path
from tests.benchmarks.test_ingest import SETTINGS, read_tables
[table] = read_tables(Path(sys.argv[1]), SETTINGS).tables
print(table.frame.memory_usage(deep=True).sum())
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "write", "rows"), [("staff.xlsx", write_workbook, 100_000), ("signatures.csv", write_text, 1_000_000)]
)
def test_the_memory_of_all_processes_together(file: str, write: Callable[[Path, int], None], rows: int, tmp_path: Path):
    folder = tmp_path / "exports"
    folder.mkdir()
    write(folder / file, rows)
    command = [sys.executable, "-c", READ, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as asked:
        process, peak = psutil.Process(asked.pid), 0
        while asked.poll() is None:
            peak = max(peak, memory_of(process))
            time.sleep(0.01)
        assert asked.stdout and asked.returncode == 0
        frame = int(asked.stdout.read())
    allowed = 4 * frame + 300e6
    print(f"\n{file}: peak {peak / 1e6:.0f} MB, {peak / allowed:.2f} of what its frame of {frame / 1e6:.0f} MB allows")
    assert peak < allowed


def memory_of(process: psutil.Process) -> int:
    """What a process and its children hold."""
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


@pytest.mark.slow
def test_check_beside_an_import_of_pandas(tmp_path: Path) -> None:
    def run(*words: str) -> Callable[[Path], int]:
        return lambda _: (
            subprocess.run([sys.executable, *words], cwd=tmp_path, capture_output=True, check=True).returncode
        )

    runs = {"govstats": run("-m", "govstats", "check", str(WILLOW)), "import pandas": run("-c", "import pandas")}
    say("`check` of the bundled organisation", in_turn(runs, tmp_path, 0))
