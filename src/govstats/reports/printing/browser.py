"""Where an installed Edge, Chrome or Chromium lies, by its well-known names and places."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

_ON_THE_PATH = (
    "microsoft-edge", "microsoft-edge-stable", "google-chrome", "google-chrome-stable", "chromium", "chromium-browser",
)  # fmt: skip
_APPLICATIONS = ("Microsoft Edge", "Google Chrome", "Chromium")
_PROGRAMS = (
    ("Microsoft", "Edge", "Application", "msedge.exe"),
    ("Google", "Chrome", "Application", "chrome.exe"),
    ("Chromium", "Application", "chrome.exe"),
)
_PROGRAM_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")


def find_browser() -> Path | None:
    """The first browser there is that can print to a file; None where there is none."""
    for place in places(sys.platform, os.environ, str(Path.home())):
        # A search of the path takes in the folder one stands in on Windows, so there only whole paths are tried.
        found = shutil.which(str(place))
        if found:
            return Path(found)
    return None


def places(system: str, environment: Mapping[str, str], home: str) -> Iterator[PurePath]:
    """Where to look, Edge before Chrome before Chromium: whole paths, and on Linux names of commands.

    Parameters
    ----------
    system
        As `sys.platform` has it.
    """
    if system == "win32":
        folders = [environment[name] for name in _PROGRAM_FOLDERS if environment.get(name)]
        yield from (PureWindowsPath(folder, *program) for program in _PROGRAMS for folder in folders)
    elif system == "darwin":
        for name in _APPLICATIONS:
            for top in ("/", home):
                yield PurePosixPath(top, "Applications", f"{name}.app", "Contents", "MacOS", name)
    else:
        yield from map(PurePosixPath, _ON_THE_PATH)
