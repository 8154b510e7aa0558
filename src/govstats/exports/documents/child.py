"""Where a document is read: a process of its own, which may be killed, run out of memory or take too long.

Run as a script, by path, it answers on standard output: see `extraction.answer`.
"""

import sys
from importlib import import_module
from pathlib import Path


def _hold_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    _hold_memory(int(sys.argv[2]))
    # By its bare name: the child knows nothing of govstats, and does not pay for importing it.
    sys.path.insert(0, str(Path(__file__).parent))
    print(import_module("extraction.answer").answer_for(sys.argv[1]))
