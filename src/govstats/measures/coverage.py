"""Coverage: who has acknowledged the version in force, and which starters were inducted on it.

Definitions: docs/methodology.md, "Acknowledgement coverage" and "Induction coverage".
"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from govstats.measures.people import people_in_post, starters
from govstats.measures.register import documents_of
from govstats.measures.requirements import VERSION, accepted_versions, best_fact, leaves, required_pairs
from govstats.measures.shape import Loaded, tidy
from govstats.measures.verdicts import NO, UNSURE, Verdicts, on_or_after, on_or_before, verdicts
from govstats.periods import Term

# An induction may come before the first day: it then counts as day 0.
BEFORE_START_DAYS = 60


def acknowledgement_coverage(
    organisation: Loaded, as_at: date, by: Sequence[str] = ("school", "policy")
) -> pd.DataFrame:
    """People in post and in the audience who have a valid acknowledgement of the version in force.

    Parameters
    ----------
    as_at
        The end of this day; later facts are ignored.
    by
        Of `school` (someone at two schools is a leaf of their own, "A + B"), `policy`, `group`, `audience`.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`), `basis` "all". `excluded` counts people absent
        since the version began; `unknown` those of whom it cannot be told.
    """
    return tidy(
        "acknowledgement_coverage",
        leaves(acknowledgement_pairs(organisation, as_at)),
        by,
        basis="all",
        start=None,
        end=as_at,
    )


def acknowledgement_pairs(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """One row a person and version required of them, with the verdict `done` and whether they were `away` throughout.

    Rows about people: never for governors.
    """
    records = organisation.records
    standing = documents_of(organisation)
    pairs = required_pairs(people_in_post(records.staff, as_at), standing, as_at)
    if "acknowledgements" in records.given:
        # Beside each version that counts: a signature of an earlier one does after a minor change.
        facts = _facts_of(pairs, records.acknowledgements).merge(
            accepted_versions(standing), on=VERSION, suffixes=("_named", "")
        )
        done = best_fact(pairs, facts, _acknowledged(facts, as_at))
    else:
        done = np.full(len(pairs), UNSURE)
    return pairs.assign(done=done, away=_absent_throughout(pairs, as_at))


def _facts_of(pairs: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Each record beside each pair of its person and policy; `pair` is the pair's index."""
    wanted = pairs.rename_axis("pair").reset_index()
    return wanted.merge(records, on=["person_id", "policy"], suffixes=("", "_named"))


def _acknowledged(facts: pd.DataFrame, as_at: date) -> Verdicts:
    """Whether each acknowledgement is a valid one of the version beside it."""
    # A version named beats a version inferred from the day.
    since_known = on_or_after(facts, "acknowledged_on", facts["made_known_earliest"], facts["made_known_latest"])
    while_in_force = on_or_after(facts, "acknowledged_on", facts["in_force_earliest"], facts["in_force_latest"])
    named = facts["version_key_named"]
    timely = np.select([named == "", named == facts["version_key"]], [while_in_force, since_known], NO)
    agreed = facts["response"].isin(["", "yes"]) & (facts["acknowledged_on_text"] != "")
    by_then = on_or_before(facts, "acknowledged_on", pd.Timestamp(as_at))
    return np.where(agreed, np.minimum(timely, by_then), NO).astype("int8")


def _absent_throughout(pairs: pd.DataFrame, as_at: date) -> pd.Series:
    """Away from the day the duty began (version in force, or start) until now."""
    begins = pairs[["begins", "start_date_latest"]].max(axis=1)
    back = (pairs["absent_to_text"] != "") & (pairs["absent_to_earliest"] <= pd.Timestamp(as_at))
    return (pairs["absent_from_latest"] <= begins) & ~back


def induction_coverage(
    organisation: Loaded,
    as_at: date,
    by: Sequence[str] = ("school", "policy"),
    term: Term | None = None,
) -> pd.DataFrame:
    """Employees who started in the term so far, and whose induction named the policy.

    Parameters
    ----------
    by
        Of `school`, `policy`, `group`, `audience`.
    term
        The window; by default the last term that had begun by `as_at`.

    Returns
    -------
    DataFrame
        The tidy shape, `basis` "all". `excluded` counts agency staff, volunteers, governors and
        contractors, who are inducted in their own ways.
    """
    window = term or organisation.settings.calendar.latest_begun(as_at)
    since, until = window.start, min(window.end, as_at)
    return tidy(
        "induction_coverage",
        leaves(_induction_pairs(organisation, since, until, as_at)),
        by,
        basis="all",
        start=since,
        end=as_at,
    )


def _induction_pairs(organisation: Loaded, since: date, until: date, as_at: date) -> pd.DataFrame:
    records = organisation.records
    standing = documents_of(organisation)
    pairs = required_pairs(starters(records.staff, since, until), standing, as_at)
    if "inductions" in records.given:
        facts = _facts_of(pairs, records.inductions)
        done = best_fact(pairs, facts, _inducted(facts, as_at))
    else:
        done = np.full(len(pairs), UNSURE)
    return pairs.assign(done=done, away=pairs["staff_type"] != "employee")


def _inducted(facts: pd.DataFrame, as_at: date) -> Verdicts:
    before = pd.Timedelta(timedelta(days=BEFORE_START_DAYS))
    not_too_early = verdicts(
        yes=facts["inducted_on_earliest"] >= facts["start_date_latest"] - before,
        no=facts["inducted_on_latest"] < facts["start_date_earliest"] - before,
    )
    return np.minimum(not_too_early, on_or_before(facts, "inducted_on", pd.Timestamp(as_at)))
