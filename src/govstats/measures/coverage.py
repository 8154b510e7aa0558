"""Coverage: who has acknowledged the version in force.

Definitions: docs/methodology.md, "Acknowledgement coverage".
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

import numpy as np
import pandas as pd

from govstats.measures.acknowledged import Judged, judge
from govstats.measures.allowed import Clock, clock_of
from govstats.measures.asked import asked
from govstats.measures.outcomes import WHY, Codes, fold
from govstats.measures.people import people_in_post
from govstats.measures.register import documents_of
from govstats.measures.remembered import remembered
from govstats.measures.requirements import Duties, required_duties
from govstats.measures.shape import CANNOT_TELL, DONE, LEFT_OUT, NOT_DONE, Loaded, counts_of, tidy
from govstats.measures.verdicts import NO, UNSURE, YES, Verdicts
from govstats.periods import Allowed

Coverage = Literal["all", "due"]


@asked("school", "policy", "group", "audience")
def acknowledgement_coverage(
    organisation: Loaded,
    as_at: date,
    by: Sequence[str] = ("school", "policy"),
    basis: Coverage = "all",
    audience: str | None = None,
) -> pd.DataFrame:
    """People in post and in the audience who have a valid acknowledgement of the version in force.

    Parameters
    ----------
    as_at
        The end of this day, a date without a time; later facts are ignored.
    by
        Of `school` (someone at two schools is a leaf of their own, "A + B"), `policy`, `group`, `audience`.
    basis
        `all`, or `due`: only those whose days allowed after a new version or a start have run out.
    audience
        In place of the register's: `all`, `employed`, `contact`, or staff types joined by ";".

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`). `excluded` counts people absent since the version began, and
        of those who are due also people within the days allowed; `unknown` those of whom it cannot be told.

    Raises
    ------
    ValueError
        There is no such basis or audience.
    """
    leaves = acknowledgement_leaves(organisation, as_at, basis, audience)
    return tidy("acknowledgement_coverage", counts_of(leaves), by, basis=basis, start=None, end=as_at)


def acknowledgement_leaves(
    organisation: Loaded, as_at: date, basis: Coverage = "all", audience: str | None = None
) -> pd.DataFrame:
    """One row a person and policy, with the outcome and the reason for it (`outcomes.fold`). Never for governors."""
    grace = organisation.settings.targets.grace_days
    duties, judged = judged_acknowledgements(organisation, as_at, audience)
    clock = clock_of(duties, grace, as_at)
    if judged:
        done, why = judged.best(duties)
        clock = clock.renewed(*judged.lapsed(done))
    else:
        done, why = np.full(len(duties), UNSURE), np.full(len(duties), WHY["no records were given"])
    return fold(duties, *settle(duties, done, why, clock, clock.run_out(Allowed(grace), as_at), basis))


@remembered
def judged_acknowledgements(
    organisation: Loaded, as_at: date, audience: str | None = None
) -> tuple[Duties, Judged | None]:
    """Every person in post × version in force that is required of them, and each acknowledgement judged beside it; None
    where there is no list of acknowledgements.
    """
    records = organisation.records
    people = people_in_post(records.staff, as_at)
    duties = required_duties(people, records.staff, documents_of(organisation), as_at, audience)
    given = "acknowledgements" in records.given
    return duties, judge(duties, records.acknowledgements, as_at) if given else None


def settle(
    duties: Duties, done: Verdicts, why: Codes, clock: Clock, run_out: Verdicts, basis: Coverage
) -> tuple[Codes, Codes]:
    """The outcome and the reason of each duty, from what was done and who is counted."""
    if basis not in get_args(Coverage):
        raise ValueError(f'"{basis}" is no basis for people. It is all or due.')
    due = basis == "due"
    early = clock.away | (clock.away_early & due)
    told = [
        (early, LEFT_OUT, "away"),
        (np.full(len(duties), due) & (run_out == NO), LEFT_OUT, "within the days allowed"),
        (duties.required < YES, CANNOT_TELL, "may not be required"),
        (np.full(len(duties), due) & (run_out < YES), CANNOT_TELL, "the days allowed may not have run out"),
    ]
    when = [condition for condition, _, _ in told]
    judged = np.select([done == YES, done == UNSURE], [DONE, CANNOT_TELL], NOT_DONE)
    outcome = np.select(when, [np.full(len(duties), code) for _, code, _ in told], judged)
    reason = np.select(when, [np.full(len(duties), WHY[words]) for _, _, words in told], why)
    return outcome.astype("int8"), reason.astype("int8")
