"""The fewest cells to withhold: plans are made and audited until one is safe."""

import numpy as np

from govstats.disclosure.auditor import Auditor
from govstats.disclosure.plan import Plan
from govstats.disclosure.sums import Flags

# The cheapest plan of all may take hundreds of audits. After so many a dearer one is looked for, and then, as often,
# cheaper ones within that.
_MOST_PLANS = (12, 24, 24)


def cheapest_safe(plan: Plan, auditor: Auditor) -> Flags:
    """The cheapest cells to withhold that are safe, or hardly more than these.

    Raises
    ------
    ValueError
        No choice of cells is safe.
    """
    most = np.ones_like(plan.always)
    for plans in _MOST_PLANS:
        plan.between(plan.always, most)
        for _ in range(plans):
            withheld = plan.cheapest()
            cuts = auditor.cuts(withheld)
            if not cuts:
                return withheld
            plan.learn(cuts)
        # Not all that is found by growing is needed: the next search prints what it can of it.
        most = _grown(plan, auditor, withheld, most)
    return most


def _grown(plan: Plan, auditor: Auditor, withheld: Flags, most: Flags) -> Flags:
    """A safe plan that withholds what is withheld already."""
    while True:
        plan.between(withheld, most)
        grown = plan.cheapest()
        cuts = auditor.cuts(grown)
        if not cuts:
            return grown
        if (grown == withheld).all():
            raise ValueError("The table cannot be made safe.")
        plan.learn(cuts)
        withheld = grown
