"""Print docs/reference/python.md: `python -m tests.papers.python_reference > docs/reference/python.md`."""

import sys
from types import ModuleType

import govstats
from tests.papers.docstrings import entries

TITLE = """\
# Python

Everything that govstats makes can be had from Python.
`import govstats` gives the names below, and no others are promised.
[Read the notebooks](../how-to/read-the-notebooks.md#from-python) begins with an example.

This page is made from the docstrings; `make docs` makes it again. The examples in it are run as tests.
"""
MEASURES = """\
## `govstats.measures`

They stand beside the rules by which they count: [Measures in Python](../methodology.md#measures-in-python).
"""
SAYS = {
    "": "The front door.",
    "periods": "Dates that may be vague, review cycles, terms.",
    "disclosure": "Counts made safe to print, and the reader who tries to work out what was withheld.",
    "statistics": "Pure functions of numbers. "
    "[Which statistics, and when](../methodology.md#which-statistics-and-when) says where a page uses them.",
}


def text() -> str:
    """The page."""
    parts = [TITLE]
    for name, says in SAYS.items():
        module: ModuleType = getattr(govstats, name) if name else govstats
        called = f"govstats.{name}".rstrip(".")
        parts.append(f"## `{called}`\n\n{says}\n\n{entries(module, called)}")
    return "\n".join([*parts, MEASURES])


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(text())
