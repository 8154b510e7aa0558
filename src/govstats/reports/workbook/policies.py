"""The sheets about documents: reviews to come, and clauses that nothing shows to be met."""

from datetime import date

import pandas as pd

from govstats.exhibits.clause_words import evidence_words
from govstats.exhibits.shown import Shown
from govstats.measures import obligation_evidence, reviews
from govstats.measures.meetings import decided_by, needed_by, next_meeting, papers_by
from govstats.measures.obligations import NONE, PARTLY
from govstats.organisation import Organisation
from govstats.periods import Term
from govstats.reports.workbook.sheet import Sheet

_SIGNED = "Acknowledgements: a row for each person who signed. The chase list names those to ask."
_INDUCTED = "Induction log: a row for each starter, with the policy and the day."
# Where a fact is recorded that is not of the evidence log.
_WHERE = {
    "acknowledgement_coverage": _SIGNED,
    "reacknowledgement": _SIGNED,
    "induction_coverage": _INDUCTED,
    "induction_timeliness": _INDUCTED,
    "adoption": "Policy register: Approved, Minute reference and Unions consulted.",
    "review": "Policy register: a row for the version that was approved, with its Review date.",
    "scope": "Staff list: Staff type and Contact with children.",
    "link": "Policy register: Linked policies. The other policy has to be in date too.",
    "handbook": "Policy register: In staff handbook.",
}


def policy_reviews(organisation: Organisation, as_at: date) -> Sheet:
    standing, register = reviews(organisation, as_at), organisation.records.policies
    owners = dict(zip(_versions(register), register["owner"], strict=True))
    levels = [(level, needed_by(level, organisation.settings.meetings)) for level in standing["approval_level"]]
    in_time = [
        decided_by(meetings, level, as_at, due) if due else None
        for (level, meetings), due in zip(levels, standing["due"], strict=True)
    ]
    coming = [next_meeting(meetings, level, as_at) for level, meetings in levels]
    takes = [last or following for last, following in zip(in_time, coming, strict=True)]
    table = pd.DataFrame(
        {
            "Policy": standing["policy"],
            "School": standing["school"].replace("", "All"),
            "Version": standing["version"],
            "Owner": [owners.get(key, "") for key in _versions(standing)],
            "Status": standing["status"],
            "Due": standing["due"],
            "Days left": standing["days_left"],
            "Due as stated": standing["stated_due"],
            "Due by cycle": standing["cycle_due"],
            "Dates disagree": standing["clocks_disagree"].map({True: "yes", False: "no"}),
            "Next meeting that may approve it": [each.date if each else None for each in coming],
            "Last meeting in time": [each.date if each else None for each in in_time],
            "Papers needed by": [papers_by(each.date) if each else None for each in takes],
        }
    )
    about = "every policy with its review dates, its meetings and the day for papers"
    return Sheet.to_write_in("Policy reviews", about, table, ("Policy", "School", "Version"))


def _versions(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(zip(table["policy"], table["school"], table["version"], strict=True))


def evidence_gaps(organisation: Organisation, as_at: date, term: Term) -> Sheet:
    found = obligation_evidence(organisation, as_at, term)
    # The office sees every number.
    gaps = found[found["status"].isin([NONE, PARTLY])].assign(
        withheld=False, number_withheld=False, incidents_withheld=False
    )
    shown = [Shown.of(row) for row in gaps.to_dict("records")]
    table = pd.DataFrame(
        {
            "Policy": gaps["policy"],
            "Clause": gaps["clause"],
            "The policy says": gaps["says"],
            "Status": gaps["status"],
            "Evidence so far": [evidence_words(row, term, as_at) for row in shown],
            "Where to record it": [_where(row) for row in shown],
        }
    )
    about = "clauses without full evidence, and where to record it"
    return Sheet.to_write_in("Evidence gaps", about, table, ("Policy", "Clause"))


def _where(row: Shown) -> str:
    logged = f'Evidence log: clause {row.clause}, kind "{row.evidence}", and the day.'
    return _WHERE.get(row.evidence, logged)
