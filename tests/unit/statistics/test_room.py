"""The room as a whole: the edges of its intervals, what it costs to import, and what it never knows."""

import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest

import govstats.statistics
from govstats import statistics

# Every interval takes the same edges; a limit is worked out by hand where it is a short sum.
EDGES = """
wilson               | 0, 0                   |  nan              | nan
clopper_pearson      | 0, 0                   |  nan              | nan
newcombe_difference  | 1, 2, 0, 0             |  nan              | nan
wilson               | 0, 10                  |  0                | 3.841459 / 13.841459
wilson               | 10, 10                 |  10 / 13.841459   | 1
clopper_pearson      | 0, 10                  |  0                | 1 - 0.025 ** 0.1
clopper_pearson      | 10, 10                 |  0.025 ** 0.1     | 1
clopper_pearson      | 0, 0.5                 |  0                | 1 - 0.025 ** 2
clopper_pearson      | 0.5, 0.5               |  0.025 ** 2       | 1
poisson_interval     | 0,                     |  0                | 3.688879
wilson               | 5 * 10**8, 10**9       |  0.5 - 0.00003099 | 0.5 + 0.00003099
clopper_pearson      | 5 * 10**8, 10**9       |  0.5 - 0.00003099 | 0.5 + 0.00003099
newcombe_difference  | 5e8, 1e9, 5e8, 1e9     | -0.00004383       | 0.00004383
clopper_pearson      | 0, 10**9               |  0                | 3.688879e-9
wilson               | 3, 10, 1e-12           |  0.3              | 0.3
newcombe_difference  | 3, 10, 1, 10, 1e-12    |  0.2              | 0.2
wilson               | 0, 10, 1e-300          |  0                | 0
clopper_pearson      | 0, 10, 1 - 2e-12       |  0                | 1 - 10 ** -1.2
poisson_interval     | 0, 1 - 2e-12           |  0                | 27.631021
rate_ratio           | 1, 1, 0, 1             |  0.025 / 0.975    | float("inf")
rate_ratio           | 0, 1, 1, 1             |  0                | 39
"""


def value(expression: str) -> float:
    names = {"nan": float("nan"), "float": float, "__builtins__": {}}
    return float(eval(expression, names))


@pytest.mark.parametrize("row", EDGES.strip().splitlines())
def test_edges_of_intervals(row: str) -> None:
    name, arguments, lower, upper = (cell.strip() for cell in row.split("|"))
    found = getattr(statistics, name)(*eval(f"({arguments})", {"__builtins__": {}}))
    for limit, expected in zip(found, (lower, upper), strict=True):
        assert limit == pytest.approx(value(expected), abs=1e-8, rel=1e-4, nan_ok=True)


def test_an_interval_costs_neither_pandas_nor_scipy() -> None:
    code = (
        "import sys; from govstats.statistics import newcombe_difference, wilson; wilson(37, 40);"
        "newcombe_difference(37, 40, 30, 40); print([m for m in ('numpy', 'pandas', 'scipy') if m in sys.modules])"
    )
    assert run(code) == []


def test_nothing_here_takes_scipy_stats() -> None:
    code = (
        "import sys; from govstats.statistics import *; clopper_pearson(3, 9); rate_ratio(3, 9, 4, 8);"
        "poisson_interval(3); funnel_flag(3, 9, 0.5); kaplan_meier([1], [1]); xmr_chart([1] * 12, 'up');"
        "print([m for m in ('scipy.stats', 'statsmodels') if m in sys.modules])"
    )
    assert run(code) == []


def run(code: str) -> object:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return literal_eval(done.stdout)


def test_every_public_name_is_there() -> None:
    assert dir(statistics) == sorted(statistics.__all__)
    assert all(callable(getattr(statistics, name)) for name in statistics.__all__)
    with pytest.raises(AttributeError, match="no attribute 'mean'"):
        getattr(statistics, "mean")  # noqa: B009


def test_the_room_knows_numbers_only() -> None:
    modules = sorted(Path(govstats.statistics.__file__).parent.glob("*.py"))
    assert len(modules) > 5
    assert not [path.name for path in modules if "polic" in path.read_text(encoding="utf-8").lower()]
