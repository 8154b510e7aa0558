"""What tests of several folders share, made once a session: the demo's pack, and pages of every organisation."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journey.pages import GovernorPage, make_pages

WAIT = 300
Shared = Callable[[str, Callable[[Path], Any]], Any]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Make something once a session: ``shared(name, make)`` gives what ``make(folder)`` returned, as JSON.

    Whoever makes the folder makes the thing; the other workers of pytest-xdist wait for its answer.
    """
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def shared(name: str, make: Callable[[Path], Any]) -> Any:
        folder, answer = base / name, base / f"{name}.json"
        try:
            folder.mkdir()
        except FileExistsError:
            end = time.monotonic() + WAIT
            while not answer.exists():
                assert time.monotonic() < end, f"{name} was not made within {WAIT} seconds"
                time.sleep(0.1)
            made = json.loads(answer.read_text("utf-8"))
        else:
            made = {"failed": f"{name} could not be made; see the first failure"}
            try:
                made = {"value": make(folder)}
            finally:
                writing = answer.with_suffix(".part")
                writing.write_text(json.dumps(made), "utf-8")
                writing.rename(answer)
        assert "value" in made, made["failed"]
        return made["value"]

    return shared


@pytest.fixture(scope="session")
def demo_pack(shared: Shared) -> dict[str, Any]:
    """The answer of `govstats demo --json`, given far from Britain; no test changes its files."""
    # tests/journey makes the demo again at the other end of the world, and compares every byte.
    there = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "0"}

    def make(folder: Path) -> Any:
        command = [sys.executable, "-m", "govstats", "demo", "--no-pdf", "--out", str(folder / "reports"), "--json"]
        done = subprocess.run(
            command, cwd=folder, env=os.environ | there, capture_output=True, check=False, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    pack: dict[str, Any] = shared("demo", make)
    return pack


@pytest.fixture(scope="session")
def pages(shared: Shared) -> list[GovernorPage]:
    """The pages of organisations of every shape."""
    return [GovernorPage(**each) for each in shared("pages", make_pages)]
