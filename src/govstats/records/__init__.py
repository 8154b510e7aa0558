"""The tidy tables that every measure reads, and the account of every row that made them."""

from govstats.records.fields import PERSONAL, SOURCES, UNCLEAR, Field, Kind, SourceSpec
from govstats.records.tables import (
    NotRead,
    Order,
    Place,
    ReadAs,
    Records,
    SourceRead,
    place_beside,
    places_of,
    rows_named,
)

__all__ = [
    "PERSONAL",
    "SOURCES",
    "UNCLEAR",
    "Field",
    "Kind",
    "NotRead",
    "Order",
    "Place",
    "ReadAs",
    "Records",
    "SourceRead",
    "SourceSpec",
    "place_beside",
    "places_of",
    "rows_named",
]
