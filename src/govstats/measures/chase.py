"""Who has yet to acknowledge what, and why: rows about people, for the office only."""

from datetime import date

import numpy as np
import pandas as pd

from govstats.measures.allowed import clock_of
from govstats.measures.asked import asked
from govstats.measures.coverage import judged_acknowledgements
from govstats.measures.outcomes import WHY
from govstats.measures.shape import Loaded
from govstats.measures.verdicts import YES

NEW_STARTER, RENEWAL, NEW_VERSION, NEVER = "New starter", "Lapsed", "New version", "Never signed"
# They signed something, and it does not count for this version.
_SIGNED = [
    WHY[words]
    for words in ("an earlier version", "a version that the register does not have", "dated before it could count")
]
_COLUMNS = [
    "school", "person_id", "name", "role", "email", "policy", "document_school", "version", "needed_because",
    "days_waiting", "certain",
]  # fmt: skip


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
        longest wait first. `document_school` is the school whose own copy the version is, "" for that of all.
        `days_waiting` runs from the latest of the version's and the person's start and the return from absence.
    """
    duties, judged = judged_acknowledgements(organisation, as_at)
    if judged is None:
        # Without any record of signatures nobody can be said to owe one.
        return pd.DataFrame(columns=_COLUMNS)
    done = judged.done()
    clock = clock_of(duties, organisation.settings.targets.grace_days, as_at)
    signed, lapsed = np.zeros(len(duties), bool), np.zeros(len(duties), bool)
    signed[judged.pair[np.isin(judged.why, _SIGNED)]] = True
    lapsed[judged.pair[judged.has_lapsed]] = True
    new = duties.starts[1] >= np.datetime64(since)
    because = np.select([new, lapsed, signed], [NEW_STARTER, RENEWAL, NEW_VERSION], NEVER)
    waiting = (np.datetime64(as_at) - clock.latest.astype("datetime64[D]")).astype("int64").clip(0)
    rows = pd.DataFrame(
        {
            **{name: duties.of_person(name) for name in ("school", "person_id", "name", "role", "email")},
            **{name: duties.of_version(name) for name in ("policy", "document_school", "version")},
            "needed_because": because,
            "days_waiting": pd.array(waiting, dtype="Int64"),
            "certain": duties.required == YES,
        }
    ).astype({"school": "str"})
    owed = (done != YES) & ~clock.away
    order = ["days_waiting", "school", "name", "policy"]
    owing: pd.DataFrame = rows[owed].sort_values(order, ascending=[False, True, True, True])
    return owing[_COLUMNS]
