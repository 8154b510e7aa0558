"""One heap for Arrow and numpy, and what is no more of it given back to the system."""

import ctypes
from contextlib import suppress

import pyarrow as pa

# Arrow's own heap keeps what it has freed from numpy; and what piece after piece asks for again, it gives back each
# time, which costs more than reading.
pa.set_memory_pool(pa.system_memory_pool())


def give_back() -> None:
    """Give back what was freed: of a trust's tables, as much as of those that are kept."""
    # The C library of GNU keeps what lies below anything newer. Others have no such function, or need none.
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
