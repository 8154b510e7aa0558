"""Coverage: who has acknowledged the version in force.

Definitions: docs/methodology.md, "Acknowledgement coverage".
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, get_args

import numpy as np
import pandas as pd

from govstats.measures.acknowledged import Judged, judge, judged_in_parts
from govstats.measures.allowed import away, clock_of
from govstats.measures.asked import asked
from govstats.measures.outcomes import WHY, Apart, fold, outcomes_of, reasons_of, sums, together
from govstats.measures.people import people_in_post
from govstats.measures.register import documents_of
from govstats.measures.remembered import remembered
from govstats.measures.requirements import Duties, required_duties
from govstats.measures.shape import CANNOT_TELL, LEFT_OUT, Loaded, labelled
from govstats.measures.verdicts import NO, UNSURE, YES, Flags, Verdicts
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
    duties, judged = _judged(organisation, as_at, audience, counting=True)
    done = judged.done() if judged else np.full(len(duties), UNSURE)
    outcome = outcomes_of(done, _apart(organisation, as_at, basis, duties, judged, done))
    return labelled("acknowledgement_coverage", sums(duties, outcome, by), by, basis=basis, start=None, end=as_at)


def acknowledgement_leaves(
    organisation: Loaded, as_at: date, basis: Coverage = "all", audience: str | None = None
) -> pd.DataFrame:
    """One row a person and policy, with the outcome and the reason for it (`outcomes.fold`). Never for governors."""
    parts = []
    for duties, judged in judged_acknowledgements(organisation, as_at, audience):
        nothing = np.full(len(duties), UNSURE), np.full(len(duties), WHY["no records were given"])
        done, why = judged.best() if judged else nothing
        apart = _apart(organisation, as_at, basis, duties, judged, done)
        parts.append(fold(duties, outcomes_of(done, apart), reasons_of(why, apart)))
    return together(parts)


def judged_acknowledgements(
    organisation: Loaded, as_at: date, audience: str | None = None
) -> Iterator[tuple[Duties, Judged | None]]:
    """Every person in post × version in force that is required of them, some policies at a time, with each
    acknowledgement judged beside it; None where there is no list of acknowledgements.
    """
    duties, records = _duties(organisation, as_at, audience), organisation.records
    if duties.are_few or "acknowledgements" not in records.given:
        yield _judged(organisation, as_at, audience)
    else:
        yield from ((each.duties, each) for each in judged_in_parts(duties, records.acknowledgements, as_at))


@remembered
def _judged(
    organisation: Loaded, as_at: date, audience: str | None = None, *, counting: bool = False
) -> tuple[Duties, Judged | None]:
    """All of these at once; where only those are counted that have signed, with each acknowledgement that may count."""
    duties, records = _duties(organisation, as_at, audience), organisation.records
    given = "acknowledgements" in records.given
    return duties, judge(duties, records.acknowledgements, as_at, counting=counting) if given else None


@remembered
def _duties(organisation: Loaded, as_at: date, audience: str | None) -> Duties:
    staff = organisation.records.staff
    return required_duties(people_in_post(staff, as_at), staff, documents_of(organisation), as_at, audience)


def _apart(
    organisation: Loaded, as_at: date, basis: Coverage, duties: Duties, judged: Judged | None, done: Verdicts
) -> Apart:
    grace = organisation.settings.targets.grace_days
    if checked_basis(basis) == "all":
        return settle(duties, away(duties, grace, as_at))
    clock = clock_of(duties, grace, as_at)
    if judged:
        clock = clock.renewed(*judged.lapsed(done))
    return settle(duties, clock.away | clock.away_early, clock.run_out(Allowed(grace), as_at))


def checked_basis(basis: Coverage) -> Coverage:
    """The basis, if it is one.

    Raises
    ------
    ValueError
        There is no such basis.
    """
    if basis not in get_args(Coverage):
        raise ValueError(f'"{basis}" is no basis for people. It is all or due.')
    return basis


def settle(duties: Duties, away: Flags, run_out: Verdicts | None = None) -> Apart:
    """Of whom the outcome is not what they did: first who is left out, then of whom it cannot be told.

    Parameters
    ----------
    run_out
        Where only those are counted whose days allowed have run out: whether they have.
    """
    required = (duties.required < YES, CANNOT_TELL, "may not be required")
    if run_out is None:
        return [(away, LEFT_OUT, "away"), required]
    return [
        (away, LEFT_OUT, "away"),
        (run_out == NO, LEFT_OUT, "within the days allowed"),
        required,
        (run_out < YES, CANNOT_TELL, "the days allowed may not have run out"),
    ]
