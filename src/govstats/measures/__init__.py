"""Records, a day and dimensions into tidy counts. Every measure gives numerator, denominator, unknown, excluded."""

from govstats.measures.breaking_down import coverage_by
from govstats.measures.calendar_problems import calendar_problems
from govstats.measures.chase import outstanding
from govstats.measures.coverage import acknowledgement_coverage
from govstats.measures.day_problems import day_problems
from govstats.measures.days import policy_days_in_date
from govstats.measures.explain import explain, reasons
from govstats.measures.forward import forward_calendar, pile_up
from govstats.measures.history import reviews_on_time, version_history
from govstats.measures.incidents import incident_count, incident_rate, incident_returns
from govstats.measures.inductions import induction_coverage, induction_timeliness
from govstats.measures.lacking import schools_not_judged, statutory_policies_lacking
from govstats.measures.models import model_copies, model_lag
from govstats.measures.obligations import (
    obligation_evidence,
    obligation_problems,
    obligations,
)
from govstats.measures.reconciling import reconcile
from govstats.measures.register_problems import register_problems
from govstats.measures.renewals import reacknowledgement
from govstats.measures.reviews import policy_currency, reviews
from govstats.measures.rows_behind import rows_behind
from govstats.measures.starting import new_starters
from govstats.measures.three_parts import three_part_evidence
from govstats.measures.times import time_to_acknowledge, time_to_induct

# Counts of documents over a term: they hold no person, so each is published as it is, by every profile.
OF_DOCUMENTS = (policy_days_in_date, reviews_on_time)

__all__ = [
    "acknowledgement_coverage",
    "calendar_problems",
    "coverage_by",
    "day_problems",
    "explain",
    "forward_calendar",
    "incident_count",
    "incident_rate",
    "incident_returns",
    "induction_coverage",
    "induction_timeliness",
    "model_copies",
    "model_lag",
    "new_starters",
    "obligation_evidence",
    "obligation_problems",
    "obligations",
    "outstanding",
    "pile_up",
    "policy_currency",
    "policy_days_in_date",
    "reacknowledgement",
    "reasons",
    "reconcile",
    "register_problems",
    "reviews",
    "reviews_on_time",
    "rows_behind",
    "schools_not_judged",
    "statutory_policies_lacking",
    "three_part_evidence",
    "time_to_acknowledge",
    "time_to_induct",
    "version_history",
]
