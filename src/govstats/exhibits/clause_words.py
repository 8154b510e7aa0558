"""What there is to show one clause, as a governor reads it: a closed set of sentences for each kind of evidence."""

from collections.abc import Callable
from datetime import date

from govstats.exhibits.register_words import adopted, linked, reviewed
from govstats.exhibits.shown import Shown
from govstats.exhibits.wording import counted, on_or_in, opened, proportion
from govstats.measures.facts import Lapsed, Logged, Starters, Unclear
from govstats.measures.obligations import NONE, NOT_APPLICABLE
from govstats.periods import Term

NOTHING = "No evidence recorded."
UNCLEAR = "The register says neither yes nor no, so it cannot be told."
UNDATED = "A record has no clear date, so it cannot be told."
# Whom a clause is for: one of them, and several.
AUDIENCES = {
    "all": ("person", "people"),
    "employed": ("member of staff", "staff"),
    "contact": ("person in contact with children", "people in contact with children"),
}


def evidence_words(row: Shown, term: Term, as_at: date) -> str:
    """The evidence of a clause in a sentence or two, as at a day of a term."""
    if row.status == NOT_APPLICABLE:
        return "[z]"
    if row.withheld:
        return "[c]"
    by_kind = _BY_EVIDENCE.get(row.evidence)
    return by_kind(row, as_at) if by_kind else _BY_UNIT[row.unit](row, term)


def incident_words(row: Shown) -> str:
    """The incidents of a clause, beside its evidence and never as a cause; "" where it has none that are counted."""
    if row.incidents is None and not row.incidents_withheld:
        return ""
    number = "[c]" if row.incidents is None else f"{row.incidents:,}" if row.incidents else "none recorded"
    if not row.incidents_unknown:
        return f"Incidents this term: {number}."
    # Without every number, none among those that are told is not none.
    told = "cannot be told" if row.incidents == 0 else number
    return f"Incidents this term: {told}; {counted(row.incidents_unknown, 'return')} missing or without a number."


def _signed(row: Shown, _: date) -> str:
    if row.unknown == row.denominator and row.status == NONE:
        return NOTHING
    again = " have signed again" if row.evidence == "reacknowledgement" else ""
    target = f" Target: {row.target:.0%}." if row.target < 1 else ""
    asked = AUDIENCES.get(row.applies_to) if row.applies_to != "all" else None
    whom = f"Of {asked[1]}: " if asked else ""
    return f"{whom}{proportion(row.done, row.denominator)}{again}{row.doubt}.{target}"


def _inducted(row: Shown, _: date) -> str:
    if row.unknown == row.denominator and row.status == NONE:
        return NOTHING
    [told] = [each for each in row.facts if isinstance(each, Starters)]
    within = f" within {told.within}" if told.within else ""
    starters = f"{counted(row.denominator, 'starter')} {told.since}"
    if row.unknown == row.denominator:
        return f"{starters}: whether inducted{within} cannot be told."
    return f"{row.done:,} of {starters} inducted{within}{row.doubt}."


def _in_scope(row: Shown, _: date) -> str:
    one, many = AUDIENCES.get(row.applies_to, AUDIENCES["all"])
    return f"{counted(row.done, one, many)} in scope{row.doubt}."


def _in_handbook(row: Shown, _: date) -> str:
    unclear = any(isinstance(each, Unclear) for each in row.facts)
    if row.unknown == row.denominator:
        return UNCLEAR if unclear else NOTHING
    if row.denominator == 1:
        return "In the handbook." if row.done else "Not in the handbook."
    not_recorded = f"; {row.unknown:,} not recorded [x]" if row.unknown else ""
    return f"{opened(_at_schools(row))}{row.doubt if unclear else not_recorded}."


def _people_logged(row: Shown, _: Term) -> str:
    told, many = _log(row), f"{row.done:,} of {row.denominator:,}"
    if row.evidence == "statement":
        return f"In the statement signed by {many}{row.doubt}, as recorded {on_or_in(row.latest)}."
    newest = "" if told.since.endswith(row.latest) else f" The newest record is of {row.latest}."
    return f"Recorded for {many} {told.since}{row.doubt}.{newest}"


def _cases_logged(row: Shown, _: Term) -> str:
    if row.evidence == "recruitment check":
        appointments = counted(row.denominator, "appointment")
        return f"Confirmed for {row.done:,} of {appointments}, as recorded {on_or_in(row.latest)}."
    return f"Recorded for {row.done:,} of {row.denominator:,} {_log(row).since}."


def _record_logged(row: Shown, term: Term) -> str:
    if not row.done:
        return UNDATED if row.unknown else _nothing(row)
    if row.evidence != "declaration":
        return f"{opened(row.evidence)} recorded {on_or_in(row.latest)}.{_number(row)}"
    told = _log(row)
    when = "this term" if told.first and told.first >= term.start else told.since
    if row.number_withheld:
        return f"Declarations recorded {when}: [c]."
    if row.number is None:
        return f"Declarations recorded {when}, without a number."
    return f"{counted(row.number, 'declaration')} recorded {when}."


def _schools_logged(row: Shown, _: Term) -> str:
    if not row.done:
        return UNDATED if row.unknown else _nothing(row)
    since = _log(row).since
    if row.evidence == "statement":
        at = "" if row.denominator == 1 else f", {_at_schools(row)}"
        return f"In the statement signed {since}{at}{row.doubt}.{_number(row)}"
    if row.denominator == 1:
        return f"{opened(row.evidence)} recorded {on_or_in(row.latest)}.{_number(row)}"
    return f"{opened(_at_schools(row))} {since}{row.doubt}.{_number(row)}"


def _nothing(row: Shown) -> str:
    ended = next((each.on for each in row.facts if isinstance(each, Lapsed)), "")
    return f"Last recorded {on_or_in(ended)}, which no longer counts." if ended else NOTHING


def _log(row: Shown) -> Logged:
    [told] = [each for each in row.facts if isinstance(each, Logged)]
    return told


def _at_schools(row: Shown) -> str:
    if row.done == row.denominator:
        return "at both schools" if row.denominator == 2 else f"at all {row.denominator:,} schools"
    return f"at {row.done or 'none'} of {row.denominator:,} schools"


def _number(row: Shown) -> str:
    """What was recorded without saying of how many."""
    if row.number_withheld:
        return " Number given: [c]."
    return f" Number given: {row.number:,}." if row.number is not None else ""


_BY_EVIDENCE: dict[str, Callable[[Shown, date], str]] = {
    "acknowledgement_coverage": _signed,
    "reacknowledgement": _signed,
    "induction_coverage": _inducted,
    "induction_timeliness": _inducted,
    "scope": _in_scope,
    "adoption": adopted,
    "review": reviewed,
    "link": linked,
    "handbook": _in_handbook,
}
_BY_UNIT: dict[str, Callable[[Shown, Term], str]] = {
    "people": _people_logged,
    "cases": _cases_logged,
    "records": _record_logged,
    "schools": _schools_logged,
}
