"""The child's side: answers questions about files, one after the other, until nobody asks any more.

A question is a line of JSON, and an answer is a pickle.
"""

import gc
import json
import pickle
import sys
from collections.abc import Callable
from typing import Any


def serve(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer every question on standard input."""
    gc.disable()  # a million cells are no garbage, and to look for some among them takes a third of the time
    for question in sys.stdin.buffer:
        pickle.dump(answer(json.loads(question)), sys.stdout.buffer, protocol=5)
        sys.stdout.buffer.flush()


def hold_memory(size: int) -> None:
    """Ask the system to refuse this process more memory than that, in bytes."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
