"""Who is counted, who is not, and why: the units behind a figure, people by their reference only.

For the office and the analyst, never for governors.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.days import day_leaves
from govstats.measures.history import review_leaves
from govstats.measures.incidents import return_leaves
from govstats.measures.inductions import induction_leaves, timeliness_leaves
from govstats.measures.obligations import clause_leaves
from govstats.measures.outcomes import in_words
from govstats.measures.renewals import renewal_leaves
from govstats.measures.reviews import currency_leaves
from govstats.measures.shape import OUTCOMES, Loaded, schools_of

_PEOPLE: dict[str, Callable[..., pd.DataFrame]] = {
    "acknowledgement_coverage": acknowledgement_leaves,
    "induction_coverage": induction_leaves,
    "induction_timeliness": timeliness_leaves,
    "reacknowledgement": renewal_leaves,
}
_DOCUMENTS: dict[str, Callable[..., pd.DataFrame]] = {
    "policy_currency": currency_leaves,
    "policy_days_in_date": day_leaves,
    "reviews_on_time": review_leaves,
    "incident_count": return_leaves,
    "obligations": clause_leaves,
}
EXPLAINED = (*_PEOPLE, *_DOCUMENTS)


def explain(
    organisation: Loaded,
    measure: str,
    as_at: date,
    policy: str | None = None,
    school: str | None = None,
    **parameters: Any,
) -> pd.DataFrame:
    """The units that a measure counts, one row each, with what became of them and why.

    Parameters
    ----------
    measure
        Its name, such as "acknowledgement_coverage".
    policy, school
        Only these; someone at two schools belongs to both.
    parameters
        Those of the measure: `basis`, `audience`, `term`.

    Returns
    -------
    DataFrame
        `reference` (a staff number, a version, days, a return or a clause: never a name), `school, policy, counted`
        ("done", "not done", "cannot tell", "left out"), `why`.

    Raises
    ------
    ValueError
        There is no such measure to explain.
    """
    units = _units(organisation, measure, as_at, parameters)
    if policy is not None:
        units = units[units["policy"] == policy]
    if school is not None:
        units = units[[school in schools_of(leaf) for leaf in units["school"]]]
    return units[["reference", "school", "policy", "counted", "why"]].reset_index(drop=True)


def reasons(
    organisation: Loaded, measure: str, as_at: date, by: Sequence[str] = ("policy",), **parameters: Any
) -> pd.DataFrame:
    """How many units a measure counts for each reason: `*by, counted, why, number`.

    The numbers of "done" add up to the measure's numerator, those of "left out" to its excluded, and so on. So it says
    how many acknowledgements name their version and how many were inferred, and why people are left out.

    Parameters
    ----------
    measure, parameters
        As in `explain`.
    by
        Of `school`, `policy` and, for people, `group` and `audience`.

    Raises
    ------
    ValueError
        There is no such measure to explain.
    """
    keys = [*by, "counted", "why"]
    units = _units(organisation, measure, as_at, parameters)[keys]
    return units.groupby(keys, sort=True).size().rename("number").reset_index()


def _units(organisation: Loaded, measure: str, as_at: date, parameters: dict[str, Any]) -> pd.DataFrame:
    if measure not in EXPLAINED:
        raise ValueError(f'"{measure}" cannot be explained. These can: {", ".join(EXPLAINED)}.')
    if measure in _DOCUMENTS:
        leaves = _DOCUMENTS[measure](organisation, as_at, **parameters)
    else:
        leaves = in_words(_PEOPLE[measure](organisation, as_at, **parameters))
    words = leaves.select_dtypes("category").columns
    counted = pd.array(OUTCOMES, dtype="str").take(leaves["outcome"].to_numpy("int8"))
    return leaves.astype(dict.fromkeys(words, "str")).assign(counted=counted)
