"""What is published of a policy's obligations: every clause with its evidence, and no number about a few people."""

from collections.abc import Hashable, Mapping
from datetime import date

import pandas as pd

from govstats.disclosure.beside import Figure, Printed
from govstats.disclosure.cells import ALL
from govstats.disclosure.incidents import told_of
from govstats.disclosure.margins import shaped
from govstats.disclosure.people import ByPolicy
from govstats.disclosure.protect import MINIMUM
from govstats.measures import obligation_evidence
from govstats.measures.obligations import COMPLETE, NOT_APPLICABLE
from govstats.measures.shape import Loaded
from govstats.periods import Term

_SIGNING = ("acknowledgement_coverage", "reacknowledgement")
_IN_TIME = "induction_timeliness"
_INDUCTING = ("induction_coverage", _IN_TIME)
_OF_FEW = ("people", "cases")  # units that a person could be told by


def clauses(
    organisation: Loaded,
    term: Term,
    as_at: date,
    signed: ByPolicy,
    inducted: ByPolicy,
    incidents: pd.DataFrame,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Every clause of every policy that has an obligations file.

    Parameters
    ----------
    signed, inducted
        By policy, what is printed of who has acknowledged it, and of who was inducted on it.
    incidents
        As `govstats.disclosure.incidents.incidents` gives them.

    Returns
    -------
    DataFrame
        As `obligation_evidence`, without references, and with `withheld` (then `numerator`, `unknown` and `status` are
        empty), `number_withheld` and `incidents_withheld`.
    """
    found = obligation_evidence(organisation, as_at, term)
    # Where no file was given, nothing is known of anybody, and there is nothing to withhold.
    given = organisation.records.given
    silent = [*([] if "acknowledgements" in given else _SIGNING), *([] if "inductions" in given else _INDUCTING)]
    by_row = found.to_dict("records")
    withheld = [row["evidence"] not in silent and not _may_stand(row, signed, inducted, minimum) for row in by_row]
    number_withheld = found["number"].between(1, minimum - 1).fillna(False).astype(bool)
    told = [told_of(incidents, row) for row in by_row]
    rows = found.drop(columns="references").assign(
        withheld=pd.Series(withheld, index=found.index, dtype=bool),
        number_withheld=number_withheld,
        incidents_withheld=pd.Series([not each for each in told], index=found.index, dtype=bool),
    )
    rows = rows.astype({"numerator": "Int64", "unknown": "Int64"})
    rows.loc[rows["withheld"], ["numerator", "unknown"]] = pd.NA
    rows.loc[rows["withheld"], "status"] = ""
    rows.loc[rows["number_withheld"], "number"] = pd.NA
    rows.loc[rows["incidents_withheld"], "incidents"] = pd.NA
    return rows


def counted_clauses(clauses: pd.DataFrame, term: Term, as_at: date) -> pd.DataFrame:
    """The clauses as rows of `measures.csv`: of each whether its evidence is complete, and their sum over a policy."""
    rows = clauses[["policy", "clause", "withheld"]].assign(
        measure="obligations",
        school=ALL,
        period_start=term.start.isoformat(),
        period_end=as_at.isoformat(),
        numerator=(clauses["status"] == COMPLETE).astype("Int64").mask(clauses["withheld"]),
        denominator=(clauses["status"] != NOT_APPLICABLE).astype("Int64"),
        unknown=pd.Series(0, index=clauses.index, dtype="Int64").mask(clauses["withheld"]),
        excluded=(clauses["status"] == NOT_APPLICABLE).astype("Int64"),
    )
    keys = ["policy", "measure", "school", "period_start", "period_end"]
    numbers = ["numerator", "denominator", "unknown", "excluded"]
    sums = rows[~rows["withheld"]].groupby(keys, as_index=False)[numbers].sum().assign(clause=ALL, withheld=False)
    return shaped(pd.concat([rows, sums], ignore_index=True))


def _may_stand(row: Mapping[Hashable, object], signed: ByPolicy, inducted: ByPolicy, minimum: int) -> bool:
    of, done, policy = row["denominator"], row["numerator"], str(row["policy"])
    people = row["references"]
    assert isinstance(of, int) and isinstance(done, int) and isinstance(people, frozenset)
    if row["unit"] not in _OF_FEW or not of:
        return True
    if not people:  # numbers of the evidence log, which no other figure counts
        return of >= minimum
    printed: Printed = (signed if row["evidence"] in _SIGNING else inducted)[policy]
    return printed.add_if_safe(Figure(people, done, in_time=row["evidence"] == _IN_TIME))
