"""A notebook run with parameters."""

import subprocess
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from govstats.engine.choice import NATIVE, why_plain
from govstats.reports.parameters import ReleaseParameters

_LONGEST = 15  # minutes that one cell may take


class NotebookFailed(Exception):
    """A cell raised, took too long, or ended its process. `kind` and `message` are those of the exception in it."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind, self.message = kind, message


class QuietKernelManager(AsyncKernelManager):
    """A kernel whose connection is encrypted where it can be; without that each start prints a warning."""

    transport_encryption = "auto"

    def start_kernel(self, **options: Any) -> Any:
        # What a kernel says on its way out is no message to a person; what a cell raises comes another way.
        return super().start_kernel(**options | {"stderr": subprocess.DEVNULL})


def run_notebook(path: Path, parameters: ReleaseParameters) -> NotebookNode:
    """Run a notebook in a process of its own and return it executed. Nothing is written.

    Raises
    ------
    NotebookFailed
        A cell raised, took too long, or ended its process.
    """
    # What papermill.execute_notebook does, without the writing: that turns the notebook into text twice, for a file
    # that is not wanted. It would also format paths, and a folder may be called "{Autumn}".
    engine = None if why_plain() else "govstats"
    notebook = parameterize_notebook(load_notebook_node(str(path)), parameters.model_dump(), engine_name=engine)
    prepare_notebook_metadata(notebook, str(path), None)
    try:
        executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
            engine,
            notebook,
            kernel_name=NATIVE,
            execution_timeout=_LONGEST * 60,
            progress_bar=False,
            kernel_manager_class=QuietKernelManager,
        )
        raise_for_execution_errors(executed, None)
    except PapermillExecutionError as error:
        raise NotebookFailed(error.ename, error.evalue) from None
    except CellTimeoutError as error:
        raise NotebookFailed(type(error).__name__, f"A cell took more than {_LONGEST} minutes.") from None
    except DeadKernelError as error:
        raise NotebookFailed(type(error).__name__, "Its process ended in the middle of a cell.") from None
    return executed
