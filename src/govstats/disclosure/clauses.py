"""What is published of a policy's obligations: every clause with its evidence, and no number about a few people."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from govstats.disclosure.cells import ALL
from govstats.disclosure.figures import Cell, Figure
from govstats.disclosure.held import Audit
from govstats.disclosure.incidents import this_term, told_of
from govstats.disclosure.margins import shaped, without_numbers
from govstats.disclosure.people import ACKNOWLEDGED, AGAIN, INDUCTED
from govstats.measures import obligation_evidence
from govstats.measures.obligations import COMPLETE, NOT_APPLICABLE
from govstats.measures.shape import Loaded
from govstats.periods import Term

_SIGNING = ("acknowledgement_coverage", AGAIN)
_IN_TIME = "induction_timeliness"
_INDUCTING = ("induction_coverage", _IN_TIME)
EVIDENCE, NUMBER = "clause_evidence", "clause_number"  # as the ledger calls the two numbers of a clause
OF_FEW = ("people", "cases")  # units that a person could be told by


def clauses(organisation: Loaded, term: Term, as_at: date, audit: Audit, incidents: pd.DataFrame) -> pd.DataFrame:
    """Every clause of every policy that has an obligations file.

    Parameters
    ----------
    audit
        Knows what is printed of who has acknowledged each policy, and of who was inducted on it.
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
    stand = _Standing(audit, str(organisation.settings.induction_allowed))
    withheld = [row["evidence"] not in silent and not stand.may(row) for row in by_row]
    number_withheld = [stand.tells(row) for row in by_row]
    now = this_term(incidents).to_dict("records")
    told = [told_of(now, row) for row in by_row]
    rows = found.drop(columns="references").assign(
        withheld=pd.Series(withheld, index=found.index, dtype=bool),
        number_withheld=pd.Series(number_withheld, index=found.index, dtype=bool),
        incidents_withheld=pd.Series([not each for each in told], index=found.index, dtype=bool),
    )
    rows = without_numbers(rows)
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


@dataclass(frozen=True)
class _Standing:
    """Whether a clause's numbers may stand beside all that is printed of the same people."""

    audit: Audit
    within: str

    def may(self, row: Mapping[Hashable, object]) -> bool:
        of, done, unknown, people = (row[name] for name in ("denominator", "numerator", "unknown", "references"))
        policy, clause, evidence = (str(row[name]) for name in ("policy", "clause", "evidence"))
        assert isinstance(of, int) and isinstance(done, int) and isinstance(unknown, int)
        assert isinstance(people, frozenset)
        if row["unit"] not in OF_FEW or not of:
            return True
        if not people:  # numbers of the evidence log, which no other figure counts
            return not self.audit.tells_of_people(of, EVIDENCE, policy, clause)
        if evidence == AGAIN and self.audit.follows:
            return False
        signing, told = evidence in _SIGNING, self.audit.counted(people)
        # Who may not have to is among those of whom it cannot be told, and not among the people of a figure.
        unsure = unknown - (of - len(told))
        printed = self.audit.of(policy, ACKNOWLEDGED) if signing else self.audit.of(policy, INDUCTED, self.within)
        cell = Cell(EVIDENCE, clause=clause)
        return printed.add_if_safe(Figure(told, done, in_time=evidence == _IN_TIME, unsure=unsure, cell=cell))

    def tells(self, row: Mapping[Hashable, object]) -> bool:
        number = row["number"]
        return isinstance(number, int) and self.audit.tells(number, NUMBER, str(row["policy"]), str(row["clause"]))
