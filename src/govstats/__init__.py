"""govstats: the spreadsheets a school office already has, made into a pack that governors can trust.

import govstats
willow = govstats.load("data/willow-tree")
govstats.measures.policy_currency(willow, date(2025, 12, 19), by=["policy"])
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govstats import disclosure, measures, periods, statistics
    from govstats.lab.breakdown import drill_down
    from govstats.lab.quality import open_data_quality
    from govstats.lab.steps import start_here
    from govstats.lab.tables import sortable_tables
    from govstats.lab.what_if import what_if
    from govstats.organisation import Organisation, load
    from govstats.reports.opening import open_exploration, open_report, open_trust_overview

__version__ = "0.1.0"
__all__ = [
    "Organisation",
    "disclosure",
    "drill_down",
    "load",
    "measures",
    "open_data_quality",
    "open_exploration",
    "open_report",
    "open_trust_overview",
    "periods",
    "sortable_tables",
    "start_here",
    "statistics",
    "what_if",
]

_HOMES = {
    "Organisation": "govstats.organisation",
    "drill_down": "govstats.lab.breakdown",
    "load": "govstats.organisation",
    "open_data_quality": "govstats.lab.quality",
    "open_exploration": "govstats.reports.opening",
    "open_report": "govstats.reports.opening",
    "open_trust_overview": "govstats.reports.opening",
    "sortable_tables": "govstats.lab.tables",
    "start_here": "govstats.lab.steps",
    "what_if": "govstats.lab.what_if",
}


def __getattr__(name: str) -> Any:
    # Names are fetched when they are asked for: a command pays only for what it needs.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in __all__:
        return import_module(f"govstats.{name}")
    raise AttributeError(f"module 'govstats' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
