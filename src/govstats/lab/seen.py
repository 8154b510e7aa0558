"""Whether somebody sees a notebook, and can answer it."""

import os
from typing import Any

from IPython.core.getipython import get_ipython


def somebody_answers() -> bool:
    """Whether a person sees the notebook: in a front end that a cell may ask, or on a page of Voilà's."""
    if os.environ.get("SERVER_SOFTWARE", "").startswith("voila"):
        return True
    kernel: Any = getattr(get_ipython(), "kernel", None)
    asked = kernel.get_parent("shell") if hasattr(kernel, "get_parent") else {}
    return bool(asked.get("content", {}).get("allow_stdin"))
