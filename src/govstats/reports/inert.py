"""A text that a spreadsheet will show and never run."""

from typing import Any

import pandas as pd


def inert(value: Any) -> Any:
    """A cell that a spreadsheet will show and never run; what is missing is empty.

    >>> inert("=1+1"), inert("Lone working")
    ("'=1+1", 'Lone working')
    """
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value
