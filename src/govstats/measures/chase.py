"""Who has yet to acknowledge what, and why: rows about people, for the office only."""

from datetime import date

import numpy as np
import pandas as pd

from govstats.measures.acknowledged import Judged
from govstats.measures.allowed import Clock, clock_of
from govstats.measures.asked import asked
from govstats.measures.codes import category_of
from govstats.measures.coverage import judged_acknowledgements
from govstats.measures.outcomes import WHY
from govstats.measures.requirements import Duties
from govstats.measures.shape import Loaded
from govstats.measures.verdicts import YES

NEW_STARTER, RENEWAL, NEW_VERSION, NEVER = "New starter", "Lapsed", "New version", "Never signed"
# They signed something, and it does not count for this version.
_SIGNED = [
    WHY[words]
    for words in ("an earlier version", "a version that the register does not have", "dated before it could count")
]
BECAUSE = (NEW_STARTER, RENEWAL, NEW_VERSION, NEVER)
_OF_PERSON, _OF_VERSION = ("school", "person_id", "name", "role", "email"), ("policy", "document_school", "version")
_COLUMNS = [*_OF_PERSON, *_OF_VERSION, "needed_because", "days_waiting", "certain"]


@asked()
def outstanding(organisation: Loaded, as_at: date, since: date) -> pd.DataFrame:
    """One row a person and version that is required and not certainly acknowledged.

    Parameters
    ----------
    since
        Someone who started on or after this day is a new starter.

    Returns
    -------
    DataFrame
        `school, person_id, name, role, email, policy, document_school, version, needed_because, days_waiting, certain`,
        longest wait first; words are categories. `document_school` is the school whose own copy the version is, "" for
        that of all. `days_waiting` runs from the latest of the version's and the person's start and the return from
        absence.
    """
    grace = organisation.settings.targets.grace_days
    parts = [
        (duties, _owed(duties, judged, clock_of(duties, grace, as_at), as_at, since))
        for duties, judged in judged_acknowledgements(organisation, as_at)
        # Without any record of signatures nobody can be said to owe one.
        if judged
    ]
    if not parts:
        return pd.DataFrame(columns=_COLUMNS)
    duties = parts[0][0]  # each part is of the same people and versions
    rows = pd.concat([owed for _, owed in parts], ignore_index=True)
    words = {name: category_of(duties.people[name], rows["person"].to_numpy()) for name in _OF_PERSON}
    words |= {name: category_of(duties.versions[name], rows["version"].to_numpy()) for name in _OF_VERSION}
    order = ["days_waiting", "school", "name", "policy"]
    return rows.assign(**words)[_COLUMNS].sort_values(order, ascending=[False, True, True, True])


def _owed(duties: Duties, judged: Judged, clock: Clock, as_at: date, since: date) -> pd.DataFrame:
    """The same by the rows of the person and of the version."""
    signed, lapsed = np.zeros(len(duties), bool), np.zeros(len(duties), bool)
    signed[judged.pair[np.isin(judged.why, _SIGNED)]] = True
    lapsed[judged.pair[judged.has_lapsed]] = True
    new = duties.starts[1] >= np.datetime64(since)
    because = np.select([new, lapsed, signed], [NEW_STARTER, RENEWAL, NEW_VERSION], NEVER)
    waiting = (np.datetime64(as_at) - clock.latest.astype("datetime64[D]")).astype("int64").clip(0)
    rows = np.flatnonzero((judged.done() != YES) & ~clock.away)
    return pd.DataFrame(
        {
            "person": duties.person[rows],
            "version": duties.version[rows],
            "needed_because": pd.Categorical(because[rows], BECAUSE),
            "days_waiting": pd.array(waiting[rows], dtype="Int64"),
            "certain": duties.required[rows] == YES,
        }
    )
