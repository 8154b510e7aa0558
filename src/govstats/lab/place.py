"""Where a notebook is open: the folder that paths count from, and where a browser finds the files in it."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jupyter_core.paths import jupyter_runtime_dir


@dataclass(frozen=True)
class Place:
    """A folder, and the address of its files; "" where no server gives them out."""

    root: Path
    address: str = ""

    def find(self, path: str) -> Path:
        """A path as a person writes it, whole. It counts from the folder."""
        return (self.root / Path(path).expanduser()).resolve()

    def named(self, path: Path) -> str:
        """A path as a person would write it."""
        return str(path.relative_to(self.root) if path.is_relative_to(self.root) else path)

    def address_of(self, path: Path) -> str:
        """Where a browser finds a file; "" where it cannot."""
        if not self.address or not path.is_relative_to(self.root):
            return ""
        return self.address + quote(path.relative_to(self.root).as_posix())


def here() -> Place:
    """The folder in which JupyterLab was opened; without JupyterLab, the one that the notebook runs in."""
    # Each server says in a file who it is, and each kernel knows whose it is.
    server = Path(jupyter_runtime_dir()) / f"jpserver-{os.environ.get('JPY_PARENT_PID')}.json"
    try:
        said = json.loads(server.read_text("utf-8"))
        return Place(Path(said["root_dir"]).resolve(), f"{said['base_url']}files/")
    except (OSError, ValueError, KeyError):
        return Place(Path.cwd())
