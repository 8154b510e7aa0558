"""How soon a command answers, beside the time that `import pandas` takes. `make benchmark` prints both."""

import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

import pytest

from tests.journey.office import ROOT

TURNS = 7
PANDAS = ("-c", "import pandas")
# What is asked | how many times the import of pandas it may take
COMMANDS = {("--help",): 0.6, ("check", "data/willow-tree"): 3.0}


def seconds(words: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


@pytest.mark.slow
def test_a_command_answers_soon() -> None:
    asked = {PANDAS: PANDAS} | {command: ("-m", "govstats", *command) for command in COMMANDS}
    times: dict[Sequence[str], list[float]] = {name: [] for name in asked}
    for turn in range(1 + TURNS):
        for name, words in asked.items():
            took = seconds(words)
            times[name] += [took] if turn else []  # the first turn warms the disk's cache
    pandas = median(times[PANDAS])
    print(f"\nMedians of {TURNS} in turn. import pandas: {pandas:.2f} s", end="")
    for command, most in COMMANDS.items():
        took = median(times[command])
        print(f"\ngovstats {' '.join(command)}: {took:.2f} s, ratio {took / pandas:.2f} (at most {most})", end="")
        assert took <= most * pandas
    print()
