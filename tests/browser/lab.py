"""`govstats lab`, started in a folder of a test, with a home and settings of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WAIT = 120


@dataclass(frozen=True)
class Lab:
    """A JupyterLab that runs: where it is, and what its command has said."""

    address: str
    token: str
    said: Path

    def page(self, path: str) -> str:
        return f"{self.address}{path}?token={self.token}"


@contextmanager
def lab_in(folder: Path, *words: str) -> Iterator[Lab]:
    """Start the command in a folder, and stop it as a person does."""
    settings, runtime, said = folder / ".settings", folder / ".runtime", folder / ".said"
    settings.mkdir()
    (settings / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": {"allow_root": True}}), "utf-8")
    own = {"HOME": folder, "XDG_CONFIG_HOME": settings, "JUPYTER_CONFIG_DIR": settings, "JUPYTER_RUNTIME_DIR": runtime}
    environment = os.environ | {name: str(path) for name, path in own.items()} | {"BROWSER": "true"}
    with said.open("w") as log:
        command = [sys.executable, "-m", "govstats", "lab", *words]
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield _started(server, runtime, said)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(WAIT)


def _started(server: subprocess.Popen[bytes], runtime: Path, said: Path) -> Lab:
    end = time.monotonic() + WAIT
    while not (found := list(runtime.glob("jpserver-*.json"))):
        assert server.poll() is None and time.monotonic() < end, said.read_text("utf-8")
        time.sleep(0.2)
    known = json.loads(found[0].read_text("utf-8"))
    return Lab(known["url"], known["token"], said)
