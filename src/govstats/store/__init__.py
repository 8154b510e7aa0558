"""Validated records as a few Parquet files, read piece by piece: what is counted for one school counts for a nation.

A store holds no names and no e-mail addresses, but staff numbers, and so personal data.
"""

from govstats.store.kept import STORE, kept_store
from govstats.store.reading import STAFF, Piece, Store, is_store
from govstats.store.writing import pieces_of, write_store

__all__ = ["STAFF", "STORE", "Piece", "Store", "is_store", "kept_store", "pieces_of", "write_store"]
