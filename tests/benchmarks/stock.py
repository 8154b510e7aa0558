"""Stock papermill and nbconvert on a notebook, as pip gives them to whoever asks for JupyterLab.

govstats holds back a library that every Jupyter process then imports for nothing. So stock tools of its own environment
are quicker than those of others; both are measured.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journey.office import ROOT, TERM, run

# Laid over the environment by `make benchmark`: what it has not, or has held back.
LAID_OVER = Path(sys.prefix) / "stock"


@dataclass(frozen=True)
class Pair:
    """papermill, then nbconvert.

    Attributes
    ----------
    held_back
        Whether they have govstats' environment as it is.
    """

    notebook: Path
    exported: tuple[str, ...]
    held_back: bool = False

    def run(self, folder: Path, chosen: Sequence[str] = ()) -> None:
        """Run the notebook, with its parameters, and export it into a folder."""
        if not (LAID_OVER / "installed").exists():
            pytest.skip("Stock tools are laid over the environment by `make benchmark`.")
        done = str(folder / "OUT.ipynb")
        self._run("papermill", str(self.notebook), done, *chosen)
        self._run("jupyter", "nbconvert", "--to", "html", *self.exported, done)

    def _run(self, *words: str) -> None:
        over = [] if self.held_back else [str(LAID_OVER)]
        paths = os.pathsep.join([*over, *filter(None, [os.environ.get("PYTHONPATH")])])
        answer = run([str(Path(sys.executable).parent / words[0]), *words[1:]], ROOT, PYTHONPATH=paths)
        assert answer.code == 0, answer.err


def parameters(folder: Path) -> tuple[str, ...]:
    """What governor_report is asked, as papermill is told it."""
    _, _, _, as_at, _ = TERM
    return ("-p", "folder", str(folder), "-p", "as_at", as_at)


OURS = ROOT / "notebooks" / "governor_report.ipynb"
SAME = Pair(OURS, ("--template", "govstats"))
SAME_HELD_BACK = Pair(OURS, ("--template", "govstats"), held_back=True)
ANALYSTS = Pair(ROOT / "tests" / "benchmarks" / "stock_report.ipynb", ("--no-input",))
