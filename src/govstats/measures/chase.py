"""Who has yet to acknowledge what, and why: rows about people, for the office only."""

from datetime import date

import numpy as np
import pandas as pd

from govstats.measures.coverage import acknowledgement_pairs
from govstats.measures.shape import Loaded
from govstats.measures.verdicts import YES

NEW_STARTER, NEW_VERSION, NEVER = "New starter", "New version", "Never signed"


def outstanding(organisation: Loaded, as_at: date, since: date) -> pd.DataFrame:
    """One row a person and version that is required and not certainly acknowledged.

    Parameters
    ----------
    since
        Someone who started on or after this day is a new starter.

    Returns
    -------
    DataFrame
        `school, person_id, name, role, email, policy, version, needed_because, days_waiting, certain`, longest wait
        first. `days_waiting` runs from the later of the version's and the person's start.
    """
    pairs = acknowledgement_pairs(organisation, as_at)
    # Without any record of signatures nobody can be said to owe one.
    given = "acknowledgements" in organisation.records.given
    open_pairs = pairs[(pairs["done"] != YES) & ~pairs["away"] & given]
    signed_before = organisation.records.acknowledgements.query(
        "acknowledged_on_text != '' and response in ['', 'yes']"
    )
    earlier = set(zip(signed_before["person_id"], signed_before["policy"], strict=True))
    begins = open_pairs[["begins", "start_date_latest"]].max(axis=1)
    pairs_open = zip(open_pairs["person_id"], open_pairs["policy"], strict=True)
    had_earlier = np.array([pair in earlier for pair in pairs_open], dtype=bool)
    is_new = (open_pairs["start_date_latest"] >= pd.Timestamp(since)).to_numpy(bool)
    because = np.select([is_new, had_earlier], [NEW_STARTER, NEW_VERSION], NEVER)
    rows = open_pairs.assign(
        needed_because=because,
        days_waiting=(pd.Timestamp(as_at) - begins).dt.days.clip(lower=0).astype("Int64"),
        certain=open_pairs["required"] == YES,
    )
    columns = [
        "school",
        "person_id",
        "name",
        "role",
        "email",
        "policy",
        "version",
        "needed_because",
        "days_waiting",
        "certain",
    ]
    return rows.sort_values(["days_waiting", "school", "name", "policy"], ascending=[False, True, True, True])[columns]
