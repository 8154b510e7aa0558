"""The fewest cells to withhold: plans are made and audited until one is safe."""

from collections.abc import Sequence

import numpy as np

from govstats.disclosure.auditor import Auditor
from govstats.disclosure.cuts import Cut
from govstats.disclosure.plan import Plan
from govstats.disclosure.sums import Flags

# The cheapest plan of all may take hundreds of audits. After so many a dearer one is looked for, and then, as often,
# cheaper ones within that.
_MOST_PLANS = (12, 24, 24)


def cheapest_safe(plan: Plan, auditors: Sequence[Auditor]) -> Flags:
    """The cheapest cells to withhold that each auditor finds safe, or hardly more than these.

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
            cuts = _cuts(auditors, withheld)
            if not cuts:
                return withheld
            plan.learn(cuts)
        # Not all that is found by growing is needed: the next search prints what it can of it.
        most = _grown(plan, auditors, withheld, most)
    return most


def _grown(plan: Plan, auditors: Sequence[Auditor], withheld: Flags, most: Flags) -> Flags:
    """A safe plan that withholds what is withheld already."""
    while True:
        plan.between(withheld, most)
        grown = plan.cheapest()
        cuts = _cuts(auditors, grown)
        if not cuts:
            return grown
        if (grown == withheld).all():
            raise ValueError("The table cannot be made safe.")
        plan.learn(cuts)
        withheld = grown


def _cuts(auditors: Sequence[Auditor], withheld: Flags) -> list[Cut]:
    return [cut for auditor in auditors for cut in auditor.cuts(withheld)]
