"""A text that a spreadsheet will show and never run."""

from typing import Any

import pandas as pd

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def inert(value: Any) -> Any:
    """A cell that a spreadsheet will show and never run; what is missing is empty.

    >>> inert("=1+1"), inert("Lone working")
    ("'=1+1", 'Lone working')
    """
    if isinstance(value, str) and value.startswith(_RUNS):
        return f"'{value}"
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value


def as_meant(value: Any) -> Any:
    """A cell as it was before it was made inert.

    >>> as_meant("'=1+1"), as_meant("'tis done")
    ('=1+1', "'tis done")
    """
    return value[1:] if isinstance(value, str) and value[:1] == "'" and value[1:].startswith(_RUNS) else value
