"""What is worth asking about the calendar: the half-terms without which school days cannot be counted."""

from datetime import date

import pandas as pd

from govstats.errors import Problem, problem
from govstats.measures.people import starters
from govstats.measures.shape import Loaded
from govstats.periods import academic_year
from govstats.settings import FILE_NAME, in_toml

DAY = "YYYY-MM-DD"


def calendar_problems(organisation: Loaded) -> list[Problem]:
    """The half-terms that the calendar does not name, where for want of them it cannot be told of some starter when the
    school days allowed for an induction run out.

    Looked at are employees who have started since the August before the first term that is named; where none is named,
    before the latest start.
    """
    settings, records = organisation.settings, organisation.records
    calendar, allowed, newest = settings.calendar, settings.induction_allowed, records.staff["start_date_latest"].max()
    if allowed.school_days is None or "inductions" not in records.given or pd.isna(newest):
        return []
    began = min((term.end for term in (*calendar.terms, *calendar.half_terms)), default=newest.date())
    since = date(academic_year(began)[0].year, 8, 1)
    people = starters(records.staff, since, newest.date())
    first = people.loc[people["staff_type"] == "employee", "start_date_latest"].dropna().to_numpy()
    earliest, latest = allowed.last_days(first)
    untold = earliest < latest
    spans = {*zip(first[untold].tolist(), earliest[untold].tolist(), strict=True)}
    days = {day for span in spans for day in allowed.school_days.not_known(*(each.date() for each in span))}
    terms = list(dict.fromkeys(name for day in sorted(days) for name in calendar.unnamed(day)))
    if not terms:
        return []
    return [
        problem(
            "half-terms-not-named",
            file=FILE_NAME,
            column="calendar",
            rows_affected=int(untold.sum()),
            days=str(allowed),
            terms=", ".join(terms),
            line=f"{in_toml(terms[0])} = [{DAY}, {DAY}]",
        )
    ]
