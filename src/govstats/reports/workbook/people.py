"""The sheets about people: who has yet to sign, and who has started."""

from datetime import date

import pandas as pd

from govstats.measures import new_starters, outstanding
from govstats.measures.chase import NEVER, NEW_STARTER, NEW_VERSION, RENEWAL
from govstats.measures.register import titled
from govstats.organisation import Organisation
from govstats.periods import Term
from govstats.reports.workbook.sheet import Sheet

_ACTIONS = {
    NEW_STARTER: "Give a copy and ask to sign",
    RENEWAL: "Ask to sign again",
    NEW_VERSION: "Send the new version to sign",
    NEVER: "Send it and ask to sign",
}
_PERSON = {"School": "school", "Reference": "person_id", "Name": "name", "Role": "role", "E-mail": "email"}


def owed(organisation: Organisation, as_at: date, term: Term) -> pd.DataFrame:
    """What is `outstanding`, with the title of a school's own copy saying whose it is."""
    rows = outstanding(organisation, as_at, term.start)
    return rows.assign(policy=[*map(titled, rows["policy"], rows["document_school"])])


def chase_list(owed: pd.DataFrame) -> Sheet:
    table = owed[[*_PERSON.values()]].set_axis([*_PERSON], axis=1)
    table = table.assign(
        **{
            "Policy": owed["policy"],
            "Version": owed["version"],
            "Needed because": owed["needed_because"],
            "Days waiting": owed["days_waiting"],
            "Sure to be in scope": owed["certain"].map({True: "yes", False: "cannot tell"}),
            "Suggested action": owed["needed_because"].map(lambda why: _ACTIONS[why]),
        }
    )
    about = "who has yet to sign what, longest wait first"
    return Sheet.to_write_in("Chase list", about, table, ("Reference", "Policy", "Version"))


def by_person(owed: pd.DataFrame) -> Sheet:
    people: pd.DataFrame = owed.groupby(["school", "person_id", "name", "role"], as_index=False).agg(
        policies=("policy", "nunique"),
        longest=("days_waiting", "max"),
        which=("policy", lambda titles: "; ".join(sorted(titles))),
    )
    people = people.sort_values(["policies", "longest", "name"], ascending=[False, False, True])
    headings = ["School", "Reference", "Name", "Role", "Policies to sign", "Longest wait in days", "Which"]
    return Sheet("By person", "how many policies each person has yet to sign", people.set_axis(headings, axis=1))


def starters(organisation: Organisation, as_at: date, term: Term) -> Sheet:
    rows = new_starters(organisation, as_at, term)
    table = rows[[*_PERSON.values()]].set_axis([*_PERSON], axis=1)
    table = table.assign(
        **{
            "Started": rows["started"],
            "Induction due by": rows["due_by"],
            "Policies to be inducted on": rows["required"],
            "Inducted on": rows["inducted"],
            "Not inducted on": rows["missing"].map("; ".join),
            "Cannot tell for": rows["unknown"].map("; ".join),
        }
    )
    return Sheet.to_write_in(
        "New starters", "who started this term, and which inductions are recorded", table, ("Reference",)
    )
