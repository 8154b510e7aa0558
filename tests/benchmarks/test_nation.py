"""National coverage beside a query: the same numbers, the time of each and the most memory it took.

`make benchmark` prints a table. Each count is a process of its own with two threads, and both read the same files.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from tests.benchmarks.nation import SIGNED_EACH, write_nation

PEOPLE = (10_000, 100_000, 1_000_000)
KEYS = ["school", "policy"]
COUNTS = ["numerator", "denominator", "unknown", "excluded"]


def counted(way: str, store: Path, out: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.nation", way, str(store), str(out)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    took: dict[str, float] = json.loads(done.stdout)
    return took


def rows(out: Path) -> pd.DataFrame:
    return pd.read_parquet(out)[[*KEYS, *COUNTS]].sort_values(KEYS, ignore_index=True)


@pytest.mark.slow
@pytest.mark.parametrize("people", PEOPLE)
def test_a_nation_is_counted_as_a_query_counts_it(people: int, tmp_path: Path) -> None:
    start = time.process_time()
    write_nation(tmp_path, people)
    print(f"\n{people * SIGNED_EACH:,} signatures of {people:,} people; {time.process_time() - start:.1f} s to write")
    took = {way: counted(way, tmp_path, tmp_path / f"{way}.out") for way in ("ours", "query")}
    for way, each in took.items():
        print(f"{way:6} {each['seconds']:7.2f} s {each['cpu']:7.2f} s of processor {each['gigabytes']:6.2f} GB")
    for name in ("seconds", "cpu", "gigabytes"):
        print(f"{name}: {took['ours'][name] / took['query'][name]:.2f} of the query's")
    assert took["ours"]["gigabytes"] < 1
    pd.testing.assert_frame_equal(rows(tmp_path / "ours.out"), rows(tmp_path / "query.out"), check_dtype=False)
