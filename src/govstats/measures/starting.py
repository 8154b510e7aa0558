"""Who has started, and on which policies they have yet to be inducted: rows about people, for the office only."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.inductions import induction_duties, induction_leaves
from govstats.measures.posts import FOR_EVER
from govstats.measures.shape import CANNOT_TELL, DONE, LEFT_OUT, NOT_DONE, Loaded
from govstats.periods import Term

_PERSON = ["school", "person_id", "name", "role", "email"]


@asked()
def new_starters(organisation: Loaded, as_at: date, term: Term | None = None) -> pd.DataFrame:
    """One row an employee who started in the term so far and has to be inducted on some policy.

    Parameters
    ----------
    term
        The window; by default the last term that had begun by `as_at`.

    Returns
    -------
    DataFrame
        `school, person_id, name, role, email, started, due_by, required, inducted, missing, unknown`, as the days
        allowed run out. `started` is the last day that a vague date can mean. `due_by` is the last day allowed, None
        where the calendar does not tell it. `required` and `inducted` are numbers of policies, `missing` and `unknown`
        the titles of those that nothing is recorded for and of those it cannot be told of.
    """
    leaves = induction_leaves(organisation, as_at, term)
    leaves = leaves[leaves["outcome"] != LEFT_OUT].astype({"policy": "str", "person_id": "str"})
    people = induction_duties(organisation, as_at, term).people
    people = people[people["person_id"].isin(leaves["person_id"])].astype({"school": "str"})
    by_outcome = {
        outcome: people["person_id"].map(_policies(leaves, outcome)) for outcome in (DONE, NOT_DONE, CANNOT_TELL)
    }
    started = people["start_date_latest"]
    _, last = organisation.settings.induction_allowed.last_days(started.to_numpy())
    rows = people[_PERSON].assign(
        started=started.dt.date,
        due_by=pd.Series(last, index=people.index).where(last < FOR_EVER.to_numpy()).dt.date.replace({pd.NaT: None}),
        required=people["person_id"].map(leaves["person_id"].value_counts()),
        inducted=by_outcome[DONE].map(len),
        missing=by_outcome[NOT_DONE],
        unknown=by_outcome[CANNOT_TELL],
    )
    return rows.iloc[np.lexsort((rows["name"], last))].reset_index(drop=True)


def _policies(leaves: pd.DataFrame, outcome: np.int8) -> Callable[[str], tuple[str, ...]]:
    """The titles that have an outcome, by person."""
    titles = leaves[leaves["outcome"] == outcome].sort_values("policy").groupby("person_id")["policy"].agg(tuple)
    known = titles.to_dict()
    return lambda person: known.get(person, ())
