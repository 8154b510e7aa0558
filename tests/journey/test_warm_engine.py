"""A notebook run in a warm child is as a kernel would run it; and whatever it does, the next is none the wiser."""

import json
import logging
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil
import pytest
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from papermill.engines import NotebookExecutionManager, papermill_engines
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from govstats.engine.choice import CHOICE, NATIVE, PLAIN
from govstats.engine.forks import warm_process
from govstats.reports.notebook import QuietKernelManager
from tests.journey.office import ROOT

# Every kind of thing that a cell can show. The cells are parted by lines. What a shell says, another thread of a kernel
# hears of, and a busy machine may let the cell end before.
KINDS = """
print("printed"); 40 + 2
---
import sys; print("warned", file=sys.stderr); print("both")
---
import pandas as pd; pd.DataFrame({"a": [1, 2], "b": ["x", None]})
---
from IPython.display import HTML, Image, Markdown, clear_output, display, update_display
display(HTML("<b>shown</b>"), metadata={"text/html": {"isolated": True}}); Markdown("*last*")
---
handle = display("first", display_id="one")
---
update_display("second", display_id="one"); "one"
---
print("gone"); clear_output(); print("here")
---
print("gone"); clear_output(wait=True); print("here")
---
Image(data=bytes([137, 80, 78, 71, 13, 10, 26, 10]), format="png")
---
import plotly.graph_objects as go; go.Figure(go.Bar(y=[1, 2]), layout={"template": "none"})
---
import os, time; status = os.system("echo from a shell"); time.sleep(0.5)
---
!echo from a line that is a command
---
import asyncio; await asyncio.sleep(0); "awaited"
---
asyncio.get_running_loop().is_running()
---
def broken(): return 1 / 0
broken()
---
this is no Python
---
import warnings; warnings.warn("mind this")
---
from multiprocessing import get_context
forked = get_context("fork").Process(target=lambda: print("from a forked process", end=""))
forked.start(); forked.join()
---
_, __, In[1], type(get_ipython()), __name__, sys.path.index(""), os.environ["MPLBACKEND"]
---
%pinfo2 len
---
In
"""


# A notebook that leaves its mark | and one that looks for it. Both are run one after the other.
TRACES = {
    "a global": ("left = 1", "'left' in globals()"),
    "an option of pandas": (
        "import pandas as pd; pd.set_option('display.max_rows', 3)",
        "import pandas as pd; pd.get_option('display.max_rows') == 3",
    ),
    "plotly's default": (
        "import plotly.io; plotly.io.templates.default = 'seaborn'; plotly.io.renderers.default = 'svg'",
        "import plotly.io; plotly.io.templates.default == 'seaborn' or plotly.io.renderers.default == 'svg'",
    ),
    "a changed function": ("import govstats; govstats.load = None", "import govstats; govstats.load is None"),
    "a variable of the system": ("import os; os.environ['LEFT'] = '1'", "import os; 'LEFT' in os.environ"),
    "another folder": ("import os; os.chdir('/')", "import os; os.getcwd() == '/'"),
    "a random number": (
        "import numpy, pathlib; pathlib.Path('drawn').write_text(str(numpy.random.random()))",
        "import numpy, pathlib; pathlib.Path('drawn').read_text() == str(numpy.random.random())",
    ),
}

# What a notebook does | and what is said of it
RUINS = {
    "raises": ("1 / 0", PapermillExecutionError, "In [1]"),
    "hangs": ("while True: pass", CellTimeoutError, "after 3 seconds"),
    "hangs and will not be interrupted": (
        "import signal, time; [signal.signal(each, signal.SIG_IGN) for each in (2, 15)]; time.sleep(600)",
        CellTimeoutError,
        "after 3 seconds",
    ),
    "exits": ("import os; os._exit(0)", DeadKernelError, "Kernel died"),
    "says exit, and goes on": ("exit()\n---\n1", DeadKernelError, "Kernel died"),
    "is killed": ("import os; os.kill(os.getpid(), 9)", DeadKernelError, "Kernel died"),
    "eats memory": ("eaten = [bytearray(10**8) for _ in range(10**6)]", PapermillExecutionError, "MemoryError"),
    "forks, and its copies stay": (
        "import os, time; [time.sleep(600) for _ in range(3) if not os.fork()]; os._exit(0)",
        DeadKernelError,
        "Kernel died",
    ),
}


def notebook(cells: str, *tags: str) -> NotebookNode:
    """A notebook of cells, the last of which has the tags."""
    sources = cells.strip().split("\n---\n")
    made = new_notebook(cells=[new_code_cell(source, id=f"c{place}") for place, source in enumerate(sources)])
    made.cells[-1].metadata["tags"] = list(tags)
    made.metadata["kernelspec"] = {"name": NATIVE, "language": "python", "display_name": "Python 3"}
    made.metadata["papermill"] = {}
    return made


def run(made: NotebookNode, **options: Any) -> NotebookNode:
    return papermill.execute_notebook(made, None, engine_name="govstats", progress_bar=False, **options)


def shown(executed: NotebookNode) -> list[Any]:
    """What each cell shows, without what is another in each process."""
    text = json.dumps([cell.outputs for cell in executed.cells])
    cells: list[Any] = json.loads(re.sub(r"0x[0-9a-f]+|(?<=ipykernel_)\d+", "N", text))
    return cells


def answer(executed: NotebookNode) -> str:
    return str(executed.cells[-1].outputs[-1]["data"]["text/plain"])


def test_everything_is_shown_as_a_kernel_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # where it is set, a kernel does not hear the programs that it starts
    ours, papermills = (papermill_engines.get_engine(name) for name in ("govstats", "nbclient"))
    options = {"progress_bar": False, "allow_errors": True}
    warm = ours.execute_notebook(notebook(KINDS), NATIVE, **options)
    plain = papermills.execute_notebook(notebook(KINDS), NATIVE, kernel_manager_class=QuietKernelManager, **options)
    for one, other, told in zip(warm.cells, plain.cells, zip(shown(warm), shown(plain), strict=True), strict=True):
        assert told[0] == told[1], one.source
        assert one.execution_count == other.execution_count
        for kind in ("papermill", "execution"):  # when each began and ended
            assert {*one.metadata[kind]} == {*other.metadata[kind]}
    assert {*warm.metadata} == {*plain.metadata}
    assert warm.metadata["language_info"] == plain.metadata["language_info"]


@pytest.mark.parametrize("trace", TRACES)
def test_a_notebook_leaves_no_trace_in_the_next(trace: str, tmp_path: Path) -> None:
    leaving, looking = TRACES[trace]
    itself = run(notebook(f"{leaving}\n---\n{looking}"), cwd=tmp_path)
    assert answer(itself) == ("False" if trace == "a random number" else "True")
    run(notebook(leaving), cwd=tmp_path)
    assert answer(run(notebook(looking), cwd=tmp_path)) == "False"


@pytest.mark.parametrize("ruin", RUINS)
def test_a_notebook_that_ruins_its_process_is_told_of_and_the_next_runs(ruin: str) -> None:
    cells, error, words = RUINS[ruin]
    config = Config(WarmKernelManager={"memory": 5 * 10**8})
    with pytest.raises(error, match=re.escape(words)):
        run(notebook(cells), execution_timeout=3, config=config)
    assert answer(run(notebook("6 * 7"))) == "42"


def test_a_copy_that_a_cell_forks_and_lets_go_is_no_second_notebook() -> None:
    executed = run(notebook("import os\n---\nforked = os.fork()\n---\nprint(forked > 0)\n---\n'once'"))
    assert shown(executed)[2][0]["text"] == "True\n"
    assert answer(executed) == "'once'"


def test_no_process_of_a_notebook_outlives_it() -> None:
    started = "import subprocess; subprocess.Popen(['sleep', '600']).pid"
    number = int(answer(run(notebook(started))))
    end = time.monotonic() + 10
    while psutil.pid_exists(number) and psutil.Process(number).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_warm_process_starts_no_thread() -> None:
    """A fork copies one thread alone, and what the others hold is held for ever. pyarrow's allocator knows of forks."""
    parent = Path("/proc", answer(run(notebook("import os; os.getppid()"))))
    assert len({each.read_text("utf-8") for each in parent.glob("task/*/comm")} - {"jemalloc_bg_thd\n"}) == 1


def test_children_that_end_at_once_do_not_disturb_the_warm_process() -> None:
    """Each is heard of while another is being forked, buried or signalled."""
    with warm_process() as forks:
        for _ in range(20):
            for child in [forks.fork(print) for _ in range(20)]:
                child.end()
                child.link.close()


def test_the_warm_process_ends_with_whoever_started_it() -> None:
    code = (
        "import os, papermill, sys; from tests.journey.test_warm_engine import notebook, run, answer;"
        "print(answer(run(notebook('import os; os.getppid()'))), flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    number, end = int(done.stdout), time.monotonic() + 10
    while psutil.pid_exists(number):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_parameters_tags_and_errors_are_as_papermill_has_them(tmp_path: Path) -> None:
    made = notebook("who = 'nobody'\n---\n1 / 0\n---\nwho\n---\nwho = 'skipped'\n---\nwho\n---\n[][0]\n---\n'never'")
    for place, tag in ((0, "parameters"), (1, "raises-exception"), (3, "skip-execution")):
        made.cells[place].metadata["tags"] = [tag]
    with pytest.raises(PapermillExecutionError, match="IndexError") as raised:
        papermill.execute_notebook(
            made, tmp_path / "OUT.ipynb", {"who": "a governor"}, engine_name="govstats", progress_bar=False
        )
    assert raised.value.exec_count == 6
    cells = [cell for cell in nbformat.read(tmp_path / "OUT.ipynb", 4).cells if cell.cell_type == "code"]
    status = [cell.metadata["papermill"]["status"] for cell in cells]
    assert status == ["completed"] * 6 + ["failed", "pending"]
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4, None, 5, 6, None]
    assert [cell.outputs[0]["data"]["text/plain"] for cell in (cells[3], cells[5])] == ["'a governor'"] * 2


def test_progress_is_told_cell_by_cell() -> None:
    told: list[str] = []

    class Told(NotebookExecutionManager):  # type: ignore[misc]
        def cell_start(self, cell: NotebookNode, cell_index: int | None = None, **more: Any) -> None:
            super().cell_start(cell, cell_index, **more)
            told.append(f"start {cell_index}")

        def cell_complete(self, cell: NotebookNode, cell_index: int | None = None, **more: Any) -> None:
            super().cell_complete(cell, cell_index, **more)
            told.append(f"end {cell_index}: {cell.outputs[0]['text']}")

    manager = Told(notebook("print(1)\n---\nprint(2)"), progress_bar=False)
    manager.notebook_start()
    papermill_engines.get_engine("govstats").execute_managed_notebook(manager, NATIVE)
    assert told == ["start 0", "end 0: 1\n", "start 1", "end 1: 2\n"]


@pytest.mark.parametrize(
    ("environment", "kernel", "why"),
    [(PLAIN, NATIVE, f"{CHOICE} is plain"), ("", "another", "its kernel is another")],
)
def test_where_no_warm_process_is_to_be_had_a_kernel_is_and_it_is_said(
    environment: str, kernel: str, why: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(CHOICE, environment)
    parent = notebook("import os; os.getppid()")
    with caplog.at_level(logging.WARNING, "papermill"):
        if kernel == NATIVE:
            assert answer(run(parent, kernel_name=kernel)) == str(os.getpid())
        else:
            with pytest.raises(NoSuchKernel):
                run(parent, kernel_name=kernel)
    assert f"Each notebook has a kernel of its own: {why}" in caplog.text


@pytest.mark.slow
def test_papermills_own_tests_of_execution_pass() -> None:
    """Run with the engine in the place of papermill's own. One of them draws with matplotlib, which is not here."""
    code = (
        "import pathlib, sys, pytest, papermill.tests; from papermill.engines import papermill_engines as engines;"
        "engines.register(None, engines.get_engine('govstats'));"
        "folder = pathlib.Path(papermill.tests.__file__).parent;"
        "named = [str(folder / f'test_{name}.py') for name in ('autosave', 'cli', 'engines', 'execute')];"
        "sys.exit(pytest.main(['-q', '-W', 'ignore', '--noconftest', '-k', 'not TestBrokenNotebook2', *named]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd="/", capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
