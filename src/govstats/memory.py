"""How tables are held: text by Python, all else in one heap for Arrow and numpy; and what was freed is given back."""

import ctypes
from contextlib import suppress

import pandas as pd
import pyarrow as pa

# Arrow's own heap keeps what it has freed from numpy; and what piece after piece asks for again, it gives back each
# time, which costs more than reading.
pa.set_memory_pool(pa.system_memory_pool())

# Columns of text are many and short: those of trusts, which are long, are in codes. Where Python holds them and not
# Arrow, a release is made in three quarters of the time. Only while we are at work, so that an analyst's are as always.
text_in_python = pd.option_context("mode.string_storage", "python")


def give_back() -> None:
    """Give back what was freed: of a trust's tables, as much as of those that are kept."""
    # The C library of GNU keeps what lies below anything newer. Others have no such function, or need none.
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
