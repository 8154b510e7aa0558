"""The same measures for any number of people: piece by piece, and added up."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pandas as pd

from govstats.measures.shape import Loaded, added
from govstats.store import Store

# Each has a piece in memory. More would wait for each other, and take more of it.
THREADS = 2


def in_pieces(measure: Callable[[Loaded], pd.DataFrame], store: Store) -> pd.DataFrame:
    """What a measure of people gives for a whole store.

    Parameters
    ----------
    measure
        Such as ``lambda piece: acknowledgement_coverage(piece, as_at, by=["policy"])``.
    """
    with ThreadPoolExecutor(THREADS) as pool:
        return added(pool.map(lambda number: measure(store.piece(number)), store.pieces))
