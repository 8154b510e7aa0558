"""Whether notebooks are run in a warm process, or each in a kernel as stock papermill runs it."""

import os
import sys

CHOICE = "GOVSTATS_ENGINE"
WARM, PLAIN = "warm", "plain"
NATIVE = "python3"  # as Jupyter calls the Python that it runs in


def why_plain(kernel: str = NATIVE) -> str:
    """Why each notebook has a kernel of its own, in words; "" where a warm process is to be had.

    macOS can fork, but its own libraries may fail in a forked process: there it is for the user to choose.
    """
    if kernel != NATIVE:
        return f"its kernel is {kernel}, and a warm process can only be {NATIVE}"
    chosen = os.environ.get(CHOICE, "")
    if not hasattr(os, "fork"):
        return "this system cannot fork a process"
    if chosen == PLAIN:
        return f"{CHOICE} is {PLAIN}"
    if sys.platform == "darwin" and chosen != WARM:
        return f"a forked process is not safe on macOS; set {CHOICE} to {WARM} to try"
    return ""
