"""A made-up release: what may be published of an organisation of any number of schools, without its exports."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from govstats.disclosure import ALL, Published
from govstats.disclosure.margins import BAND, PUBLISHED_COLUMNS
from govstats.disclosure.published import PUBLISHABLE_REVIEW
from govstats.measures.forward import NO_MEETING, Coming
from govstats.measures.meetings import decided_by
from govstats.periods import say_day
from govstats.periods.words import MONTHS
from govstats.settings import Meeting
from tests.unit.pages import AS_AT, frame, page

Signed = tuple[int, int] | tuple[int, int, int] | int  # done and of, with how many cannot be told; of, where withheld


def release(
    signed: Mapping[str, Signed],
    *,
    policy: str = "Behaviour",
    total: Signed | None = None,
    in_date: Mapping[str, Mapping[str, bool]] | None = None,
    coming: pd.DataFrame | None = None,
    meetings: Sequence[Meeting] = (),
    given: Sequence[str] = ("staff", "policies", "acknowledgements"),
    schools: Sequence[str] = (),
    began: str = "",
    every_policy: bool = False,
) -> Published:
    """A release of one policy's signatures by school, of policies in date by school, and of reviews to come.

    Without a `total`, all schools together are the sum of what is not withheld. `every_policy` gives each school its
    sum over policies too.
    """
    open_counts = [each for each in signed.values() if not isinstance(each, int)]
    summed = tuple(sum(column) for column in zip(*([*each, 0][:3] for each in open_counts), strict=True))
    everyone = total if total is not None else summed
    rows = [_row("acknowledgement_coverage", "all", school, policy, each) for school, each in signed.items()]
    rows += [_row("acknowledgement_coverage", "all", ALL, name, everyone) for name in (policy, ALL) if everyone]
    if every_policy:
        rows += [{**row, "policy": ALL} for row in rows if row["school"] != ALL]
    for school, titles in (in_date or {}).items():
        rows += [_row("policy_currency", "", school, title, (int(yes), 1)) for title, yes in titles.items()]
        rows += [_row("policy_currency", "", ALL, title, (int(yes), 1)) for title, yes in titles.items()]
        rows += [_row("policy_currency", "", school, ALL, (sum(titles.values()), len(titles)))]
    return page(
        organisation="The Long Row Trust",
        schools=tuple(schools or signed),
        meetings=tuple(meetings),
        counts=frame(PUBLISHED_COLUMNS, rows),
        reviews=frame(PUBLISHABLE_REVIEW, [_in_date_since(policy, began)] if began else []),
        calendar=reviews_to_come("", meetings) if coming is None else coming,
        given=frozenset(given),
    ).release


def reviews_to_come(table: str, meetings: Sequence[Meeting] = ()) -> pd.DataFrame:
    """A forward calendar of lines "policy | school | due | approved by"; for `due` also a reason why there is none."""
    rows = []
    for line in table.strip().splitlines():
        policy, school, said, level = (part.strip() for part in line.split("|"))
        due = date.fromisoformat(said) if said[:1].isdigit() else None
        when = ("Overdue" if due < AS_AT else "Due") if due else said
        meeting = decided_by(meetings, level, AS_AT, due) if due and when == "Due" else None
        unmet = NO_MEETING if when == "Due" and meetings else ""
        rows.append(
            {
                "policy": policy,
                "school": school,
                "version": "1",
                "when": when,
                "due": due,
                "due_by": "stated" if due else "",
                "month": f"{MONTHS[due.month - 1]} {due.year}" if due else "",
                "term": "",
                "approval_level": level,
                "meeting": meeting.date if meeting else None,
                "meeting_body": meeting.body if meeting else "",
                "meeting_said": f"{meeting.body}, {say_day(meeting.date)}" if meeting else unmet,
            }
        )
    return pd.DataFrame(rows, columns=list(Coming.__dataclass_fields__))


def _row(measure: str, basis: str, school: str, policy: str, counts: Signed) -> dict[str, object]:
    withheld = isinstance(counts, int)
    done, of, unknown = (pd.NA, counts, pd.NA) if isinstance(counts, int) else [*counts, 0][:3]
    row = {"measure": measure, "basis": basis, "school": school, "policy": policy, "period_end": AS_AT.isoformat()}
    row |= {"numerator": done, "denominator": of, "unknown": unknown, "excluded": 0, "withheld": withheld}
    row |= dict.fromkeys(BAND)
    return dict.fromkeys(PUBLISHED_COLUMNS, "") | row


def _in_date_since(policy: str, began: str) -> dict[str, object]:
    unstated = ("cycle_months", "days_left", "maximum_months")
    day = date.fromisoformat(began)
    row = {"policy": policy, "status": "In date", "began": day, "began_said": say_day(day)}
    row |= {"clocks_disagree": False, "draft_in_progress": False, "maximum_verified": False}
    return dict.fromkeys(PUBLISHABLE_REVIEW, "") | dict.fromkeys(unstated, pd.NA) | row
