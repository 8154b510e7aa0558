"""Re-acknowledgement: of those who had acknowledged, who has done so again after a major change or a lapse.

Definitions: docs/methodology.md, "Re-acknowledgement".
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import pandas as pd

from govstats.measures.acknowledged import Judged
from govstats.measures.allowed import clock_of
from govstats.measures.asked import asked
from govstats.measures.coverage import judged_acknowledgements, settle
from govstats.measures.outcomes import WHY, Apart, Codes, fold, outcomes_of, reasons_of, sums, together
from govstats.measures.requirements import Duties
from govstats.measures.shape import CANNOT_TELL, LEFT_OUT, Loaded, added, labelled
from govstats.measures.verdicts import NO, UNSURE
from govstats.periods import Allowed


@asked("school", "policy", "group", "audience")
def reacknowledgement(
    organisation: Loaded, as_at: date, by: Sequence[str] = ("school", "policy"), audience: str | None = None
) -> pd.DataFrame:
    """People with an earlier valid acknowledgement whose new duty has run out, and how many have done it again.

    A new duty begins with a version that is no minor change, or on the day after an acknowledgement lapses. It runs out
    with the days allowed, as in `acknowledgement_coverage`.

    Parameters
    ----------
    by, audience
        As in `acknowledgement_coverage`.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`), `basis` "due". `excluded` counts people who have nothing
        earlier to renew, or whose days allowed have not run out.
    """
    summed = added(sums(duties, outcome, by) for duties, outcome, _ in _renewed(organisation, as_at, audience))
    return labelled("reacknowledgement", summed, by, basis="due", start=None, end=as_at)


def renewal_leaves(organisation: Loaded, as_at: date, audience: str | None = None) -> pd.DataFrame:
    """One row a person and policy, with the outcome and the reason for it (`outcomes.fold`). Never for governors."""
    return together([fold(*part) for part in _renewed(organisation, as_at, audience)])


def _renewed(organisation: Loaded, as_at: date, audience: str | None) -> Iterator[tuple[Duties, Codes, Codes]]:
    allowed = organisation.settings.targets.grace_days
    for duties, judged in judged_acknowledgements(organisation, as_at, audience):
        if judged:
            yield duties, *_outcomes(duties, judged, allowed, as_at)
        else:
            yield duties, np.full(len(duties), CANNOT_TELL), np.full(len(duties), WHY["no records were given"])


def _outcomes(duties: Duties, judged: Judged, allowed: int, as_at: date) -> tuple[Codes, Codes]:
    done, why = judged.best()
    lapsed = judged.has_lapsed
    clock = clock_of(duties, allowed, as_at).renewed(judged.pair[lapsed], judged.until_latest[lapsed])
    apart = settle(duties, clock.away | clock.away_early, clock.run_out(Allowed(allowed), as_at))
    outcome, reason = outcomes_of(done, apart), reasons_of(why, apart)
    earlier = np.full(len(duties), NO)
    np.maximum.at(earlier, judged.pair, judged.earlier)
    # Whoever has nothing to renew is no part of this figure, whatever became of the duty.
    before: Apart = [
        (earlier == NO, LEFT_OUT, "nothing earlier to renew"),
        ((earlier == UNSURE) & (outcome != LEFT_OUT), CANNOT_TELL, "a date is vague"),
    ]
    return outcomes_of(outcome, before), reasons_of(reason, before)
