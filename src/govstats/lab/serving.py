"""JupyterLab, opened at the first notebook with nothing to configure and nobody else to talk to."""

import logging
import os
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from urllib.parse import quote

from jupyterlab.labapp import LabApp

from govstats.lab.choices import latest_term
from govstats.lab.notebooks import FIRST, lay_out

NOTEBOOKS = "reports/notebooks"  # what they show is about people, as what else lies in reports/
_START = quote(f"{NOTEBOOKS}/{FIRST}.ipynb")
_CONFIG, _EXTENSIONS = (Path(__file__).parent / name for name in ("config", "labextensions"))
_OPTIONS = (
    f"--LabApp.default_url=/lab/tree/{_START}",
    "--LabApp.extension_manager=readonly",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--KernelManager.transport_encryption=auto",  # without it a kernel warns that others might listen
    # How to run a notebook is nothing to a reader of its plain page.
    "--TagRemovePreprocessor.enabled=True",
    "--TagRemovePreprocessor.remove_cell_tags=lab-only",
    # What is saved and exported from here leaves the office.
    "--TagRemovePreprocessor.remove_all_outputs_tags=personal",
    "--ServerApp.answer_yes=True",  # Ctrl-C stops it, and asks nothing
    "--ServerApp.log_level=ERROR",
    "--LabApp.log_level=ERROR",
)


def serve_lab(folder: Path | None, say: Callable[[str], None]) -> None:
    """Open JupyterLab in the present folder, until it is stopped.

    Parameters
    ----------
    folder
        The organisation's folder that the notebooks begin with; the bundled Willow Tree federation by default.

    Raises
    ------
    MustFix
        There is no such folder, or its settings cannot be read.
    """
    root, parameters = Path.cwd(), dict[str, str]()
    if folder is not None:
        parameters = {"folder": str(folder.resolve()), "term": latest_term(folder, date.today())}
    for changed in lay_out(root / NOTEBOOKS, parameters):
        say(f"{NOTEBOOKS}/{changed.name} stays as you have changed it.")
    # Python's own modules are frozen, and a debugger would warn of it in red at each start of a kernel.
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    paths = [str(_CONFIG), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)
    logging.captureWarnings(True)  # of what libraries warn each other is nothing to a person
    token = token_hex(24)  # its own, so that the server need not say it
    with TemporaryDirectory(prefix="govstats-lab-") as workspaces:
        # Each time the first notebook is open, and not what was open the last time.
        options = (
            *_OPTIONS,
            f"--ServerApp.root_dir={root}",
            f"--LabApp.workspaces_dir={workspaces}",
            f"--LabApp.extra_labextensions_path={_EXTENSIONS}",
            f"--IdentityProvider.token={token}",
        )
        server = LabApp.initialize_server(options)
        for words in _addresses(server.connection_url, token):
            say(words)
        server.start()


def _addresses(server: str, token: str) -> Iterator[str]:
    yield "JupyterLab opens in your browser. If it does not, open this address:"
    yield f"    {server}lab/tree/{_START}?token={token}"
    if find_spec("voila"):
        yield "The form as a plain page:"
        yield f"    {server}voila/render/{_START}?token={token}"
    yield "Leave this window open while you work. Ctrl-C stops JupyterLab."
