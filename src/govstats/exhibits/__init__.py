"""Publishable counts into exhibits: a sentence that states the finding, a figure, its table, its notes."""

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.report import Report

__all__ = ["Exhibit", "Report"]
