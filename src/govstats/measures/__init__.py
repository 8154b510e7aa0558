"""Records, a day and dimensions into tidy counts. Every measure gives numerator, denominator, unknown, excluded."""

from govstats.measures.chase import outstanding
from govstats.measures.coverage import acknowledgement_coverage, induction_coverage
from govstats.measures.reviews import policy_currency, register_problems, reviews

__all__ = [
    "acknowledgement_coverage",
    "induction_coverage",
    "outstanding",
    "policy_currency",
    "register_problems",
    "reviews",
]
