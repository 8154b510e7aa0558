"""Pages made by the workers of a Dask scheduler: the same bytes, each once, whatever is lost on the way."""

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from tests.examples import EXAMPLES
from tests.journey.office import TERM, contents, govstats
from tests.journey.organisations import trust, write, write_sources

GOVERNORS = "for-governors"
WORKERS, SCHOOLS = 3, 59 if EXAMPLES > 1000 else 11  # with the trust's own and the schools compared, two pages more
KILLED_AFTER, CUT_AFTER = SCHOOLS // 6, SCHOOLS // 2
HERE = "127.0.0.1"


class Line:
    """A port that leads to the scheduler, and can be cut."""

    def __init__(self, port: int) -> None:
        self._to, self._open = port, list[socket.socket]()
        self._door = socket.create_server((HERE, 0))
        self.address = f"tcp://{HERE}:{self._door.getsockname()[1]}"
        Thread(target=self._let_in, daemon=True).start()

    def _let_in(self) -> None:
        with suppress(OSError):  # until the door is closed
            while True:
                ours, _ = self._door.accept()
                theirs = socket.create_connection((HERE, self._to))
                self._open += [ours, theirs]
                for ends in ((ours, theirs), (theirs, ours)):
                    Thread(target=self._carry, args=ends, daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket) -> None:
        with source:
            with suppress(OSError):
                while content := source.recv(1 << 16):
                    target.sendall(content)
            with suppress(OSError):
                target.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        while self._open:
            with suppress(OSError):
                self._open.pop().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._door.close()
        self.cut()


@dataclass(frozen=True)
class Cluster:
    line: Line
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and three workers on this machine, in a folder where no export is."""
    place = tmp_path_factory.mktemp("cluster")
    with ExitStack() as ends:

        def start(what: str, *words: str) -> subprocess.Popen[bytes]:
            with (place / "log.txt").open("ab") as log:
                process = subprocess.Popen(
                    [sys.executable, "-W", "ignore", "-m", f"distributed.cli.dask_{what}", *words],
                    cwd=place, stdout=log, stderr=log,
                )  # fmt: skip
            ends.callback(process.wait)
            ends.callback(process.kill)
            return process

        start("scheduler", "--host", HERE, "--port", "0", "--no-dashboard", "--scheduler-file", "scheduler.json")
        while not (place / "scheduler.json").exists():
            time.sleep(0.05)
        address = json.loads((place / "scheduler.json").read_text())["address"]
        alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", HERE)
        workers = [start("worker", address, *alone) for _ in range(WORKERS)]
        line = Line(int(address.rpartition(":")[2]))
        ends.callback(line.close)
        yield Cluster(line, workers)


@contextmanager
def reporting(folder: Path, address: str) -> Iterator[subprocess.Popen[str]]:
    words = ["report", str(folder), *TERM, "--out", "there", "--json", "--scheduler", address]
    with subprocess.Popen(
        [sys.executable, "-m", "govstats", *words], cwd=folder.parent,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as run:  # fmt: skip
        yield run
        run.kill()


def run_of(answer: str) -> Path:
    return Path(json.loads(answer)["run"])


def test_packs_are_each_made_once_though_a_worker_is_killed_and_the_line_is_cut(
    cluster: Cluster, tmp_path: Path
) -> None:
    for name in ("here", "there"):
        (tmp_path / name / "trust").mkdir(parents=True)
        write_sources(trust(SCHOOLS, 1), tmp_path / name / "trust")
    told = []
    with reporting(tmp_path / "there" / "trust", cluster.line.address) as run:
        assert run.stderr and run.stdout
        for line in run.stderr:
            if page := re.match(r"  (\d+) of \d+: (.+?)(?: \(about|$)", line.rstrip()):
                told.append(page[2])
                if int(page[1]) == KILLED_AFTER:
                    cluster.workers[0].kill()
                if int(page[1]) == CUT_AFTER:
                    cluster.line.cut()
        answer = run.stdout.read()
        assert run.wait() == 0, told
    assert len(told) == len(set(told)) == SCHOOLS + 2
    here = govstats("report", str(tmp_path / "here" / "trust"), *TERM, "--out", "out", "--json", cwd=tmp_path)
    assert here.code == 0, here.err
    assert contents(run_of(answer) / GOVERNORS) == contents(run_of(here.out) / GOVERNORS)


def test_a_worker_needs_no_export(cluster: Cluster, tmp_path: Path) -> None:
    """It is sent the published figures: the folder is gone from where it was while pages are made."""
    (tmp_path / "two").mkdir()
    write("two schools", tmp_path / "two")
    with reporting(tmp_path / "two", cluster.line.address) as run:
        assert run.stderr and run.stdout
        for line in run.stderr:
            if line.startswith("Making"):
                shutil.move(tmp_path / "two", tmp_path / "away")
            if line.startswith("Writing the action workbook"):
                shutil.move(tmp_path / "away", tmp_path / "two")
        answer = run.stdout.read()
        assert run.wait() == 0
    assert len([*(run_of(answer) / GOVERNORS).glob("*.html")]) == 4


@pytest.mark.parametrize(
    ("address", "says"),
    [("tcp://127.0.0.1:9", "Nobody answers at tcp://127.0.0.1:9."), ("nowhere:x", "is no address of a scheduler")],
)
def test_a_scheduler_that_is_not_there_is_told_in_a_sentence(address: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    write("two schools", tmp_path / "two")
    answer = govstats("report", "two", *TERM, "--scheduler", address, cwd=tmp_path)
    assert answer.code == 3
    assert says in answer.err
    assert "Traceback" not in answer.err
    assert not [*(tmp_path / "reports").iterdir()]
