"""Pure functions of numbers: how far chance alone could move a figure, and when a figure should not be shown."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govstats.statistics.control_charts import TooFewToChart, p_chart, u_chart, xmr_chart
    from govstats.statistics.funnel import (
        benjamini_hochberg,
        expected_false_flags,
        funnel_flag,
        funnel_flags,
        funnel_limits,
    )
    from govstats.statistics.rates import poisson_interval, rate_ratio
    from govstats.statistics.shares import clopper_pearson, newcombe_difference, wilson
    from govstats.statistics.survival import done_by, kaplan_meier

__all__ = [
    "TooFewToChart",
    "benjamini_hochberg",
    "clopper_pearson",
    "done_by",
    "expected_false_flags",
    "funnel_flag",
    "funnel_flags",
    "funnel_limits",
    "kaplan_meier",
    "newcombe_difference",
    "p_chart",
    "poisson_interval",
    "rate_ratio",
    "u_chart",
    "wilson",
    "xmr_chart",
]

_HOMES = {
    "control_charts": ("TooFewToChart", "p_chart", "u_chart", "xmr_chart"),
    "funnel": ("benjamini_hochberg", "expected_false_flags", "funnel_flag", "funnel_flags", "funnel_limits"),
    "rates": ("poisson_interval", "rate_ratio"),
    "shares": ("clopper_pearson", "newcombe_difference", "wilson"),
    "survival": ("done_by", "kaplan_meier"),
}


def __getattr__(name: str) -> Any:
    # Fetched when asked for: an interval costs neither pandas nor scipy.
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module 'govstats.statistics' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
