"""A warm child in the place of a kernel: what nbclient, and so papermill, asks of a kernel's manager and its client.

All that they do besides is theirs: outputs, timing, tags, limits of time, errors.
"""

import asyncio
import os
import signal
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.manager import KernelManager
from jupyter_client.session import Session
from traitlets import Instance, Int

from govstats.engine.forks import Child, Forks
from govstats.engine.link import Link

MEMORY = 4 * 1024**3  # bytes


class WarmKernelManager(KernelManager):
    """Starts a child of a warm process where another manager would start a kernel."""

    memory = Int(MEMORY, help="How many bytes a notebook may take beside those of the warm process.").tag(config=True)
    forks = Instance(Forks)
    _child: Child | None = None

    @property
    def has_kernel(self) -> bool:
        return self._child is not None

    def start_kernel(self, *, cwd: str = "", env: dict[str, str] | None = None, **_: Any) -> None:
        environment = dict(os.environ) if env is None else env
        self._child = self.forks.fork(_be_kernel, cwd or str(Path.cwd()), environment, self.memory)

    def client(self, **_: Any) -> Any:
        assert self._child is not None
        return WarmKernelClient(self._child)

    def is_alive(self) -> bool:
        return self.has_kernel

    def interrupt_kernel(self) -> None:
        if self._child is not None:
            self._child.send_signal(signal.SIGINT)

    def shutdown_kernel(self, **_: Any) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def cleanup_resources(self, **_: Any) -> None:
        self.shutdown_kernel()


class WarmKernelClient:
    """Asks a child to run cells, and hands on what it says as a kernel's channels do."""

    allow_stdin = False

    def __init__(self, child: Child) -> None:
        self._child, self._session, self._alive = child, Session(), True
        self.shell_channel, self.iopub_channel = _Channel(), _Channel()

    def start_channels(self) -> None:
        asyncio.get_running_loop().add_reader(self._child.link.fileno(), self._hear)

    def stop_channels(self) -> None:
        asyncio.get_running_loop().remove_reader(self._child.link.fileno())
        self._child.link.close()

    def wait_for_ready(self, timeout: float | None = None) -> None:
        pass  # what is asked of a child before it is ready waits in the line

    def execute(self, code: str, **_: Any) -> str:
        """Ask for a cell to be run; the number of the question."""
        return self._ask("execute_request", {"code": code})

    def kernel_info(self) -> str:
        return self._ask("kernel_info_request", {})

    def is_alive(self) -> bool:
        return self._alive

    def _ask(self, kind: str, content: dict[str, Any]) -> str:
        request = self._session.msg(kind, content)
        try:
            self._child.link.send(request)
        except BrokenPipeError:
            self._alive = False
        number: str = request["header"]["msg_id"]
        return number

    def _hear(self) -> None:
        try:
            messages, _ = self._child.link.receive()
        except EOFError:
            self._alive = False
            asyncio.get_running_loop().remove_reader(self._child.link.fileno())
            return
        for message in messages:
            channel = self.shell_channel if message["msg_type"].endswith("_reply") else self.iopub_channel
            channel.messages.put_nowait(message)


class _Channel:
    def __init__(self) -> None:
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        try:
            return await asyncio.wait_for(self.messages.get(), timeout)
        except TimeoutError:
            raise Empty from None


def _be_kernel(link: Link, folder: str, environment: dict[str, str], memory: int) -> None:
    from govstats.engine.shell import run_cells  # only the child needs what a shell is made of

    run_cells(link, folder, environment, memory)
