"""The notebooks to work in: copies of those that come with govstats, which stay as they are."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from govstats.organisation import bundled

FIRST = "start_here"
_NAME = re.compile(r"^\w+", re.M)
_MARK = "govstats_given"  # in a copy's metadata: a fingerprint of its cells as they were given


def lay_out(folder: Path, parameters: Mapping[str, str]) -> Iterator[Path]:
    """Put a fresh copy of each notebook into a folder, and give those that stay because somebody has changed them.

    A copy whose cells are as they were given is replaced, with whatever it shows: that may be about people.

    Parameters
    ----------
    parameters
        What each copy is to run with, as far as it has such a parameter.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(bundled("notebooks").glob("*.ipynb")):
        copy = folder / path.name
        if copy.exists() and not _as_given(copy):
            yield copy
            continue
        notebook = load_notebook_node(str(path))
        known = {name: value for name, value in parameters.items() if name in _asked_by(notebook)}
        if known:
            notebook = _with_given(notebook, known)
        notebook.metadata[_MARK] = _fingerprint(notebook)
        nbformat.write(notebook, copy)


def _with_given(notebook: Any, parameters: Mapping[str, str]) -> Any:
    """The notebook with values for its parameters in a cell of their own, folded away where the parameters are."""
    given = parameterize_notebook(notebook, parameters)
    [asked] = _tagged(given, "parameters")
    [injected] = _tagged(given, "injected-parameters")
    injected.metadata["jupyter"] = asked.metadata.get("jupyter", {})
    return given


def _tagged(notebook: Any, tag: str) -> list[Any]:
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", ())]


def _asked_by(notebook: Any) -> set[str]:
    """The parameters of a notebook: each line of their cell begins with one."""
    return {name for cell in _tagged(notebook, "parameters") for name in _NAME.findall(cell.source)}


def _as_given(copy: Path) -> bool:
    try:
        notebook = nbformat.read(copy, as_version=4)
        return bool(notebook.metadata.get(_MARK) == _fingerprint(notebook))
    except Exception:  # whatever it is, it is no copy of ours
        return False


def _fingerprint(notebook: Any) -> str:
    cells = [[cell.cell_type, cell.source] for cell in notebook.cells]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()
