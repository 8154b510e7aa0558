"""The posts of a staff list in numbers: who held which on a day, and since when the service of each goes on."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.codes import Rows, coded, places
from govstats.measures.remembered import remembered
from govstats.measures.verdicts import NO, Days, Flags, Verdicts, verdicts
from govstats.settings.roles import ROLE_GROUPS

# Where the staff list gives a person no school.
NO_SCHOOL = "No school stated"
CONTINUOUS_DAYS = 60
FOR_EVER = pd.Timestamp("2262-01-01")
_RANGE = 10_000_000  # days: more than there are from year 1 to year 9999
# Contact with children at one post is contact; a blank at one leaves a "no" at the other open.
CONTACT = {"no": 0, "": 1, "yes": 2}


@dataclass(frozen=True)
class Posts:
    """A staff list in numbers, by post: words as their places in order, and what decides between posts of a person."""

    person: Rows
    people: int
    school: Rows
    schools: npt.NDArray[np.object_]
    preference: Rows  # the least is told of: a person with posts in two role groups is counted in the first of them
    contact: Rows
    employee: Flags
    absent: Flags
    start: tuple[Days, Days]
    end: tuple[Days, Days]
    open_ended: Flags


@remembered
def posts_of(staff: pd.DataFrame) -> Posts:
    person, people = pd.factorize(staff["person_id"], sort=True)
    school, schools = coded(staff["school"], blank=NO_SCHOOL)
    role, roles = coded(staff["role"])
    group = places(staff["group"], pd.Index(ROLE_GROUPS))
    return Posts(
        person,
        len(people),
        school,
        schools.to_numpy(object),
        (group * len(roles) + role) * len(schools) + school,
        places(staff["contact_with_children"], pd.Index(CONTACT)),
        (staff["staff_type"] == "employee").to_numpy(bool),
        (staff["absent_from_text"] != "").to_numpy(bool),
        _ends(staff, "start_date"),
        _ends(staff, "end_date"),
        (staff["end_date_text"] == "").to_numpy(bool),
    )


def _ends(staff: pd.DataFrame, field: str) -> tuple[Days, Days]:
    """The first and last day that each vague date can mean."""
    return staff[f"{field}_earliest"].to_numpy("datetime64[s]"), staff[f"{field}_latest"].to_numpy("datetime64[s]")


def in_post(posts: Posts, as_at: date) -> Verdicts:
    """Whether each post was held at the end of a day: from start to end, both included."""
    day, (earliest, latest) = np.datetime64(as_at, "s"), posts.end
    not_ended = verdicts(yes=posts.open_ended | (earliest >= day), no=~posts.open_ended & (latest < day))
    return np.minimum(_on_or_before(posts.start, day), not_ended)


def _on_or_before(days: tuple[Days, Days], day: np.datetime64) -> Verdicts:
    """Whether each vague date lies wholly on or before a day."""
    earliest, latest = days
    return verdicts(yes=latest <= day, no=earliest > day)


@dataclass(frozen=True)
class Service:
    """The posts of each person's service: their rows of the staff list, and by post the first day of the service."""

    rows: Rows
    earliest: Days
    latest: Days


def service(staff: pd.DataFrame, as_at: date, *, at_each_school: bool = False) -> Service:
    """The posts of each person's service as at a day, those of a person together and in order of their starts.

    A gap of up to 60 days, a further post and a move from one school to another continue service. After a longer gap
    it begins anew, and earlier posts are left out. It may be asked for the service at each school.
    """
    posts = posts_of(staff)
    whose = posts.person * len(posts.schools) + posts.school if at_each_school else posts.person
    # A post taken up after the day says nothing yet.
    rows = np.flatnonzero(_on_or_before(posts.start, np.datetime64(as_at, "s")) > NO)
    start, end = (
        _or_far(days[rows]).astype("datetime64[D]").astype("int64") for days in (posts.start[0], posts.end[1])
    )
    # Each person has a range of numbers, above that of whoever comes before. Most lists are in order already.
    order = np.argsort(start + whose[rows] * _RANGE, kind="stable")
    rows, start, end = rows[order], start[order], end[order]
    _, first, whose = np.unique(whose[rows], return_index=True, return_inverse=True)
    # The last day of any post before.
    before = np.roll(np.maximum.accumulate(end + whose * _RANGE), 1) - whose * _RANGE
    anew = (start - before > CONTINUOUS_DAYS) & ~np.isnat(posts.start[0][rows])
    anew[first] = True
    # Of several times of service, the last goes on.
    spell = np.cumsum(anew)
    goes_on = spell == np.append(spell[first[1:] - 1], spell[-1:])[whose]
    rows, whose = rows[goes_on], whose[goes_on]
    began = np.flatnonzero(np.diff(whose, prepend=-1))
    earliest, latest = (np.fmin.reduceat(days[rows], began)[whose] if len(rows) else days[rows] for days in posts.start)
    return Service(rows, earliest, latest)


def last_days(posts: Posts) -> Days:
    """The last day that each post can have been held: far away where that is not known."""
    return _or_far(posts.end[1])


def _or_far(days: Days) -> Days:
    return np.where(np.isnat(days), np.datetime64(FOR_EVER, "s"), days)
