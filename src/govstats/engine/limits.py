"""How much a notebook may take."""

import resource
from pathlib import Path


def hold_memory(size: int) -> None:
    """Ask the system to refuse this process more memory than that, beside what it has now."""
    limit = _taken() + size
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _taken() -> int:
    """The addresses that this process has taken, in bytes; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0
