"""A kernel that Jupyter has forked from a warm process is a kernel like any other, and quickly there."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import KernelManager, start_new_kernel
from jupyter_client.provisioning import KernelProvisionerFactory

from govstats.engine.choice import CHOICE, NATIVE, PLAIN
from govstats.engine.provisioner import ForkedProcess

DEFAULT = "JUPYTER_DEFAULT_PROVISIONER_NAME"  # by which a user asks jupyter_client for the provisioner
SOON = 20.0  # seconds


@pytest.fixture(autouse=True)
def asked_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(DEFAULT, "govstats")
    KernelProvisionerFactory.clear_instance()
    yield
    KernelProvisionerFactory.clear_instance()


@contextmanager
def kernel() -> Iterator[tuple[KernelManager, Any]]:
    manager, client = start_new_kernel(kernel_name=NATIVE)
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def said(client: Any, code: str) -> str:
    """What a cell prints, or the name of what it raises."""
    texts: list[str] = []
    reply = client.execute_interactive(
        code, timeout=SOON, output_hook=lambda message: texts.append(message["content"].get("text", ""))
    )
    return "".join(texts).strip() if reply["content"]["status"] == "ok" else str(reply["content"]["ename"])


def soon(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + SOON
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def test_it_is_a_kernel_like_any_other() -> None:
    with kernel() as (manager, client):
        assert isinstance(manager.provisioner.process, ForkedProcess)
        assert said(client, "print(type(get_ipython().kernel).__name__, __name__)") == "IPythonKernel __main__"
        assert said(client, "left = 1; 1 / 0") == "ZeroDivisionError"
        assert said(client, "import os; print(os.getcwd())") == str(Path.cwd())
        assert "getcwd" in client.complete("os.getcw", reply=True, timeout=SOON)["content"]["matches"]
        assert said(client, "print(In[-2], left)") == "import os; print(os.getcwd()) 1"
        # A restarted one knows nothing of what was before.
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=SOON)
        assert said(client, "print('left' in globals())") == "False"


def test_two_of_them_know_nothing_of_each_other() -> None:
    with kernel() as (_, one), kernel() as (_, other):
        assert said(one, "import numpy, pandas; pandas.set_option('display.max_rows', 3); print(numpy.random.random())")
        assert said(other, "import pandas; print(pandas.get_option('display.max_rows'))") != "3"


def test_a_cell_is_interrupted_and_a_lost_kernel_is_known_to_be_lost() -> None:
    with kernel() as (manager, client):
        # After a cell that fails, a kernel drops for a moment whatever it is asked, unless the cell says otherwise.
        client.execute("import time; print('Begun'); time.sleep(600)", stop_on_error=False)
        while client.get_iopub_msg(timeout=SOON)["msg_type"] != "stream":
            pass
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=SOON)
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert manager.is_alive()
        client.execute(f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})")
        assert soon(lambda: not manager.is_alive())


def test_where_forking_is_not_wanted_a_kernel_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOICE, PLAIN)
    with kernel() as (manager, client):
        assert not isinstance(manager.provisioner.process, ForkedProcess)
        assert said(client, "print(1)") == "1"
