"""Who is counted, who is not, and why: the units behind a figure, people by their reference only.

For the office and the analyst, never for governors.
"""

from collections.abc import Callable, Sequence
from datetime import date
from inspect import signature
from typing import Any

import pandas as pd

from govstats.measures.asked import check_dimensions, check_window, checked_policy, checked_school
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.days import day_leaves
from govstats.measures.history import review_leaves
from govstats.measures.incidents import return_leaves
from govstats.measures.inductions import induction_leaves, timeliness_leaves
from govstats.measures.models import copy_leaves
from govstats.measures.obligations import clause_leaves
from govstats.measures.outcomes import in_words
from govstats.measures.renewals import renewal_leaves
from govstats.measures.reviews import currency_leaves
from govstats.measures.shape import OUTCOMES, Loaded, schools_of
from govstats.measures.three_parts import three_part_leaves

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
    "incident_rate": return_leaves,
    "model_lag": copy_leaves,
    "obligations": clause_leaves,
    "three_part_evidence": three_part_leaves,
}
_DIMENSIONS = ("school", "policy", "group", "audience")
_LEAVES = _PEOPLE | _DOCUMENTS
EXPLAINED = tuple(_LEAVES)


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
        Its name, such as "acknowledgement_coverage". `incident_rate` is explained by its returns, not by the days of
        people; of `model_lag`, "done" means behind; for `three_part_evidence`, `why` begins with the part.
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
        There is no such measure to explain, no such policy in the register, or no such school.
    TypeError
        The measure takes no such parameter, or it is of the wrong kind.
    """
    title = None if policy is None else checked_policy(organisation, policy)
    name = None if school is None else checked_school(organisation, school)
    if title and "policy" in _takes(measure):
        parameters["policy"] = title
    units = _units(organisation, measure, as_at, parameters)
    if title:
        units = units[units["policy"] == title]
    if name:
        units = units[[name in schools_of(leaf) for leaf in units["school"]]]
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
        As in `explain`; `three_part_evidence` takes its `policy` too.
    by
        Of `school`, `policy` and, for people, `group` and `audience`.

    Raises
    ------
    ValueError
        There is no such measure to explain, or it has no such dimension.
    TypeError
        As in `explain`.
    """
    units = _units(organisation, measure, as_at, parameters)
    check_dimensions(measure, by, _DIMENSIONS if measure in _PEOPLE else _DIMENSIONS[:2])
    keys = [*by, "counted", "why"]
    return units[keys].groupby(keys, sort=True).size().rename("number").reset_index()


def _units(organisation: Loaded, measure: str, as_at: date, parameters: dict[str, Any]) -> pd.DataFrame:
    takes = _takes(measure)
    if unknown := parameters.keys() - takes:
        may = f"It takes: {', '.join(takes)}." if takes else "It takes none."
        raise TypeError(f"{measure} has no parameter {', '.join(sorted(unknown))} to be explained with. {may}")
    check_window({"as_at": as_at} | parameters)
    leaves = _LEAVES[measure](organisation, as_at, **parameters)
    if measure in _PEOPLE:
        leaves = in_words(leaves)
    words = leaves.select_dtypes("category").columns
    counted = pd.array(OUTCOMES, dtype="str").take(leaves["outcome"].to_numpy("int8"))
    return leaves.astype(dict.fromkeys(words, "str")).assign(counted=counted)


def _takes(measure: str) -> list[str]:
    """The parameters with which a measure is explained."""
    if measure not in EXPLAINED:
        raise ValueError(f'"{measure}" cannot be explained. These can: {", ".join(EXPLAINED)}.')
    return [name for name in signature(_LEAVES[measure]).parameters if name not in ("organisation", "as_at")]
