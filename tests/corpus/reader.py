"""A warm process that reads one folder after another, watched from outside: its time, its memory, its life."""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL
from types import TracebackType
from typing import Any, Self

import psutil

ROOT = Path(__file__).parents[2]
# Past these the process is stopped, so that one bad file does not take the machine with it.
STOP_SECONDS = 30
STOP_BYTES = 2 * 10**9
PAUSE = 0.02
WARMING = 120


@dataclass
class Answer:
    """What came of reading one folder."""

    seconds: float = 0.0
    peak_bytes: int = 0
    died: str = ""
    raised: str = ""
    noise: str = ""
    loaded: bool = False
    sources: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    read_as: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def sources_of(self, file: str) -> list[dict[str, Any]]:
        return [each for each in self.sources if each["file"] == file]

    def problems_of(self, file: str) -> list[dict[str, Any]]:
        return [each for each in self.problems if each["file"] == file]

    def refusals_of(self, file: str) -> list[dict[str, Any]]:
        """Problems that leave the whole file out: what must be fixed, or a file that was not recognised."""
        return [
            each
            for each in self.problems_of(file)
            if each["severity"] == "must fix" or (each["row"] is None and not self.sources_of(file))
        ]

    def outcome(self, file: str) -> str:
        """What became of the file, in words."""
        if self.died or self.raised:
            return self.died or self.raised
        if refusals := self.refusals_of(file):
            return " ".join(each["text"] for each in refusals)
        accounts = [
            (f'sheet "{each["sheet"]}": ' if len(self.sources_of(file)) > 1 else "")
            + f"{_rows(each['rows_read'])} = {each['rows_used']:,} used + {each['rows_set_aside']:,} set aside"
            for each in self.sources_of(file)
        ]
        return f"read: {'; '.join(accounts)}" if accounts else "nothing was said of it"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


class Reader:
    """Reads folders in one process, and starts another where that has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115, closed on leaving

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None):
        self._stop()
        self._printed.close()

    def read(self, folder: Path) -> Answer:
        """Read an organisation's folder; never raises for what the process does."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        began, before = time.monotonic(), self._printed_bytes()
        line, peak, fate = self._ask(str(folder), STOP_SECONDS)
        answer = Answer(seconds=time.monotonic() - began, peak_bytes=peak, died=fate)
        for name, value in json.loads(line or "{}").items():
            setattr(answer, name, value)
        answer.noise = self._printed_since(before)[-2_000:]
        return answer

    def _start(self) -> None:
        self._stop()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.corpus.worker"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._printed,
            bufsize=0,
            start_new_session=True,  # so that what it starts can be ended with it
        )
        line, _, fate = self._ask(None, WARMING)
        assert line, f"the reading process did not start: {fate} {self._printed_since(0)}"

    def _ask(self, folder: str | None, patience: float) -> tuple[bytes, int, str]:
        """Send one folder and watch until the answer's line is whole: the line, the peak, what ended the process."""
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        if folder is not None:
            process.stdin.write(json.dumps(folder).encode() + b"\n")
        line, peak, end = b"", 0, time.monotonic() + patience
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                peak = max(peak, _memory(process.pid))
                if peak > STOP_BYTES or time.monotonic() > end:
                    self._stop()
                    return b"", peak, f"stopped at {peak / 1e6:,.0f} MB after {patience - end + time.monotonic():.0f} s"
                if selector.select(PAUSE):
                    line += os.read(process.stdout.fileno(), 1 << 20)
                if process.poll() is not None:
                    self._stop()
                    return b"", peak, f"it ended with code {process.returncode}"
        return line, peak, ""

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with process, suppress(ProcessLookupError):  # leaving closes its pipes and waits for it
                os.killpg(process.pid, SIGKILL)

    def _printed_bytes(self) -> int:
        return os.fstat(self._printed.fileno()).st_size

    def _printed_since(self, before: int) -> str:
        return os.pread(self._printed.fileno(), 1 << 16, before).decode("utf-8", "replace").strip()


def _memory(pid: int) -> int:
    """Bytes in memory of the process and all that it started, shared pages counted once a process."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for each in (process, *process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += each.memory_info().rss
    return total
