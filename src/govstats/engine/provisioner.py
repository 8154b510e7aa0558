"""A real kernel that is a child of a warm process: for JupyterLab, and for whoever starts one kernel after another.

jupyter_client asks for a process, and for nothing else: connection, channels and messages are the kernel's own.
"""

import os
import select
import signal
import sys
import time
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Instance

from govstats.engine.choice import why_plain
from govstats.engine.forks import Child, Forks
from govstats.engine.link import Link

_LAUNCHER = "ipykernel_launcher"
_OFTEN = 0.05  # seconds


class WarmProvisioner(LocalProvisioner):
    """Has a kernel forked where it would be this very Python, and a warm process is to be had; else it is started."""

    forks = Instance(Forks)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        if why_plain() or cmd[0] != sys.executable or _LAUNCHER not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        arguments = cmd[cmd.index(_LAUNCHER) + 1 :]
        environment = kwargs.get("env") or dict(os.environ)
        self.cwd = kwargs.get("cwd") or str(Path.cwd())
        self.pid, self.process = self._forked(arguments, environment)
        return self.connection_info

    def _forked(self, arguments: list[str], environment: dict[str, str]) -> tuple[Any, Any]:
        child = self.forks.fork(_be_kernel, arguments, str(self.cwd), environment)
        return child.number, ForkedProcess(child)


class ForkedProcess:
    """A child as `subprocess` would tell of it: what jupyter_client asks of a process that it has started."""

    stdin = stdout = stderr = None

    def __init__(self, child: Child) -> None:
        self._child, self.pid = child, child.number
        self._ended = False

    def poll(self) -> int | None:
        """0 once it has ended, however that was; its parent, the warm process, knows more and is not asked."""
        if not self._ended and select.select([self._child.link], [], [], 0)[0]:
            self._child.link.close()  # it sends nothing, so this is the end of the line
            self._ended = True
        return 0 if self._ended else None

    def wait(self, timeout: float | None = None) -> int:
        end = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            if end is not None and time.monotonic() > end:
                raise TimeoutExpired("a forked kernel", timeout or 0.0)
            time.sleep(_OFTEN)
        return 0

    def send_signal(self, number: int) -> None:
        if not self._ended:
            self._child.send_signal(number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def warm_kernel() -> None:
    """Import, in the warm process, what a kernel has beside its shell."""
    import ipykernel.debugger
    import ipykernel.kernelapp  # noqa: F401


def _be_kernel(link: Link, arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """A child's side: be the kernel that the launcher would be. Its end of the line is open as long as it lives."""
    from ipykernel.kernelapp import IPKernelApp
    from ipykernel.zmqshell import ZMQInteractiveShell

    from govstats.engine.shell import go_home

    # A kernel ends with its parent, which here is the warm process.
    go_home(folder, environment | {"JPY_PARENT_PID": str(os.getppid())})
    ZMQInteractiveShell.clear_instance()  # the shell that was warm: a kernel makes its own
    sys.argv = [_LAUNCHER, *arguments]
    sys.path.insert(0, "")
    IPKernelApp.launch_instance(argv=arguments)
    link.close()
