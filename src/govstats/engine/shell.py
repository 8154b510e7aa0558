"""A child that runs the cells of one notebook in the shell that a kernel would run them in, without a kernel.

What a cell shows goes down the line in the messages in which a kernel tells it, so that a notebook's client reads them
as it reads a kernel's.
"""

import asyncio
import builtins
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

from govstats.engine.limits import hold_memory
from govstats.engine.link import Link
from govstats.engine.streams import Stream

Shell = Any  # a ZMQInteractiveShell, whose parts come half typed
_PLOTS = "module://matplotlib_inline.backend_inline"  # as a kernel chooses it


class LinkSession(Session):
    """The messages of a kernel, sent down a line: those for which nobody waits, with the next for which somebody does.

    That a cell has begun tells nobody anything yet, and after the reply to a cell nothing but its end is to come.
    """

    link: Link | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._held: list[dict[str, Any]] = []

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, *_: Any, **__: Any) -> Any:
        assert stream is None
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent)
        self._held.append(message)
        if not _can_wait(message):
            assert self.link is not None
            held, self._held = self._held, []
            self.link.send(held)
        return message


def _can_wait(message: Mapping[str, Any]) -> bool:
    kind: str = message["msg_type"]
    begun: bool = message["content"].get("execution_state") == "busy"
    return begun or kind == "execute_input" or kind.endswith("_reply")


def warm_shell() -> Shell:
    """The shell of this process, made where it is not there yet.

    It is a kernel's own: libraries know by its name that what they show goes into a notebook.
    """
    shell: Shell = ZMQInteractiveShell.instance(
        config=Config(HistoryManager={"enabled": False}),  # a history would be kept by a thread
        compiler_class=XCachingCompiler,
        kernel=SimpleNamespace(eventloop=None),
    )
    shell.displayhook.session = shell.display_pub.session = shell.displayhook.session or LinkSession()
    return shell


def run_cells(link: Link, folder: str, environment: Mapping[str, str], memory: int) -> None:
    """Run what is asked for down the line, cell by cell, until nobody asks any more.

    Parameters
    ----------
    folder, environment
        Where the notebook is run, and with which variables: those of whoever runs it.
    memory
        How many bytes its process may take beside those it begins with.
    """
    shell = _at_home(link, folder, environment)
    hold_memory(memory)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    me = os.getpid()
    while not shell.exit_now:  # which a cell may say
        try:
            request, _ = link.receive()
        except EOFError:
            return
        _tell(shell, request, "status", {"execution_state": "busy"})
        if request["msg_type"] == "execute_request":
            kind, reply = "execute_reply", loop.run_until_complete(_execute(shell, request))
        else:
            kind, reply = "kernel_info_reply", {"status": "ok", "language_info": IPythonKernel.language_info}
        if os.getpid() != me:
            return  # a cell has forked, and this is the copy
        _tell(shell, request, kind, reply)
        _tell(shell, request, "status", {"execution_state": "idle"})


def _at_home(link: Link, folder: str, environment: Mapping[str, str]) -> Shell:
    """Make of a copy of the warm process what a kernel is that has just been started."""
    go_home(folder, environment)
    shell = warm_shell()
    shell.init_environment()
    os.environ.setdefault("MPLBACKEND", _PLOTS)
    _find_modules_here()
    session = shell.displayhook.session
    assert isinstance(session, LinkSession)
    session.link = link
    for name, number in (("stdout", 1), ("stderr", 2)):
        setattr(sys, name, Stream(name, number, lambda kind, content: _tell(shell, shell.parent_header, kind, content)))
    builtins.input = _no_input
    # A copy that a cell forks is no party to the conversation.
    os.register_at_fork(after_in_child=link.close)
    return shell


def go_home(folder: str, environment: Mapping[str, str]) -> None:
    """Let a copy of the warm process be where it is wanted."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # the variables say where it is, and the warm process may have asked already
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # two copies must not draw the same numbers


def _find_modules_here() -> None:
    """Let modules of the notebook's folder be imported, after those of Python itself."""
    installed = (place for place, path in enumerate(sys.path) if Path(path).name in ("site-packages", "dist-packages"))
    if not os.environ.get("PYTHONSAFEPATH"):
        sys.path.insert(next(installed, len(sys.path)), "")


def _no_input(_: object = "") -> NoReturn:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def _tell(shell: Shell, request: Mapping[str, Any], kind: str, content: Mapping[str, Any]) -> None:
    shell.displayhook.session.send(None, kind, content, request)


async def _execute(shell: Shell, request: Mapping[str, Any]) -> dict[str, Any]:
    """Run a cell, as `IPythonKernel.do_execute` does, and give the reply."""
    code = request["content"]["code"]
    shell.set_parent(request)
    _tell(shell, request, "execute_input", {"code": code, "execution_count": shell.execution_count})
    result = await _run(shell, code)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    error = result.error_before_exec or result.error_in_exec
    if result.success and not getattr(shell, "_last_traceback_during_displayhook", False):
        reply: dict[str, Any] = {"status": "ok"}
    else:
        trace = getattr(shell, "_last_traceback", None) or []
        reply = {"status": "error", "traceback": trace, "ename": type(error).__name__, "evalue": str(error)}
    shell.payload_manager.clear_payload()
    return reply | {"execution_count": shell.execution_count - 1}


async def _run(shell: Shell, code: str) -> Any:
    try:
        cell, wrong = shell.transform_cell(code), None
    except Exception:
        cell, wrong = code, sys.exc_info()
    if not shell.should_run_async(code, transformed_cell=cell, preprocessing_exc_tuple=wrong):
        return shell.run_cell(code, store_history=True)
    result = await shell.run_cell_async(code, store_history=True, transformed_cell=cell, preprocessing_exc_tuple=wrong)
    shell.events.trigger("post_execute")
    shell.events.trigger("post_run_cell", result)
    return result
