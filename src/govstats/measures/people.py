"""Who is in post on a day, since when, in which schools, and who is in the audience of a policy."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.codes import Rows, category_of
from govstats.measures.posts import CONTACT, Service, in_post, last_days, posts_of, service
from govstats.measures.shape import SEVERAL
from govstats.measures.verdicts import NO, YES, Days, Verdicts, verdicts
from govstats.rules.obligations import STAFF_TYPES

# What is told of people: the rest of the staff list is not looked at.
_TOLD = ("person_id", "email", "name", "role", "group")
_ABSENCE = ("absent_from_latest", "absent_to_earliest", "absent_to_text")


def people_in_post(staff: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """One row a person who is, or may be, in post.

    Returns
    -------
    DataFrame
        Of the columns of the staff list those that measures look at, and `in_post`, a verdict (1 cannot tell, 2 yes).
        `school` is the leaf: every school the person works at, as "A + B". `start_date_*` are those of the service that
        goes on.
    """
    held = in_post(posts_of(staff), as_at)
    rows = np.flatnonzero(held > NO)
    return _one_row_each(staff, rows, held[rows], _starts(staff, service(staff, as_at)))


def people_since(staff: pd.DataFrame, since: date, as_at: date) -> pd.DataFrame:
    """One row a person who was, or may have been, in post at some time from `since` to `as_at`: leavers too.

    Returns
    -------
    DataFrame
        The columns of `people_in_post` and `last_day`: the last possible day of service, far away for who is in post. A
        leaver's school is that of the last posts held.
    """
    posts, going_on = posts_of(staff), service(staff, as_at)
    rows = going_on.rows
    person, held, day = posts.person[rows], in_post(posts, as_at)[rows], last_days(posts)[rows]
    still, last = _most(held, person, posts.people), _most(day, person, posts.people)
    # Who is still in post is where they are now; a leaver, where they were on the last day.
    counted = np.where(still[person] > NO, held == still[person], day == last[person])
    counted &= last[person] >= np.datetime64(since, "s")
    known = np.where(still > NO, still, YES)[person]
    told = _starts(staff, going_on) | {"last_day": last}
    return _one_row_each(staff, rows[counted], known[counted], told)


def starters(staff: pd.DataFrame, since: date, as_at: date) -> pd.DataFrame:
    """One row a person whose service began from `since` to `as_at`, in the columns of `people_in_post`.

    Someone back after a gap of up to 60 days continues service and is no starter. Those who have left
    again stay. `in_post` is the verdict on whether the start lies in the window.
    """
    first, last = np.datetime64(since, "s"), np.datetime64(as_at, "s")
    going_on = service(staff, as_at)
    in_window = (going_on.earliest >= first) & (going_on.latest <= last)
    began = verdicts(yes=in_window, no=going_on.latest < first)
    return _one_row_each(staff, going_on.rows[began > NO], began[began > NO], _starts(staff, going_on))


def _starts(staff: pd.DataFrame, going_on: Service) -> dict[str, Days]:
    """By person, the first and last possible first day of the service."""
    posts = posts_of(staff)
    starts: dict[str, Days] = {}
    for name, days in (("start_date_earliest", going_on.earliest), ("start_date_latest", going_on.latest)):
        starts[name] = np.full(posts.people, np.datetime64("NaT", "s"))
        starts[name][posts.person[going_on.rows]] = days
    return starts


def _one_row_each(staff: pd.DataFrame, rows: Rows, verdict: Verdicts, told: Mapping[str, Days]) -> pd.DataFrame:
    """Fold posts into people, in order of their numbers. A post that is surely held decides over one that may be.

    Parameters
    ----------
    verdict
        By post.
    told
        Further columns, by person of the whole list.
    """
    posts = posts_of(staff)
    most = _most(verdict, posts.person[rows], posts.people)
    rows = rows[verdict == most[posts.person[rows]]]
    people, person = np.unique(posts.person[rows], return_inverse=True)
    order = np.lexsort((posts.preference[rows], person))
    first = rows[order[np.unique(person[order], return_index=True)[1]]]
    contact = _most(posts.contact[rows], person, len(people))
    # An employee at one post is an employee.
    kind, employed = first.copy(), np.flatnonzero(posts.employee[rows])
    kind[person[employed]] = rows[employed]
    # An absence is the person's, whichever of the posts it is noted at; of several, the last to begin.
    away, noted = first.copy(), np.flatnonzero(posts.absent[rows])
    ends = (staff[name].to_numpy("datetime64[s]")[rows[noted]] for name in ("absent_to_earliest", "absent_from_latest"))
    noted = noted[np.lexsort(tuple(ends))]
    away[person[noted]] = rows[noted]
    known = [name for name in _TOLD if name in staff]
    found = {name: staff[name].array.take(first) for name in known}
    found |= {name: staff[name].array.take(away) for name in _ABSENCE if name in staff}
    found |= {
        "staff_type": staff["staff_type"].array.take(kind),
        "school": _leaves(person, posts.school[rows], posts.schools),
        "contact_with_children": category_of(pd.Series([*CONTACT], dtype="str"), contact),
        "in_post": most[people],
    }
    return pd.DataFrame(found | {name: values[people] for name, values in told.items()})


def _most(values: npt.NDArray[Any], person: Rows, people: int) -> npt.NDArray[Any]:
    """The greatest value of each person."""
    most = np.zeros(people, values.dtype)
    order = np.argsort(values, kind="stable")
    most[person[order]] = values[order]  # of several, the last stays
    return most


def _leaves(person: Rows, school: Rows, schools: npt.NDArray[np.object_]) -> pd.Categorical:
    """By person, numbered from 0: the school, or the schools in order of the alphabet as "A + B"."""
    pairs = np.sort(pd.unique(person * len(schools) + school))
    at, first = pairs % len(schools), np.flatnonzero(np.diff(pairs // len(schools), prepend=-1))
    leaf, ends = at[first], np.append(first[1:], len(pairs))
    several = np.flatnonzero(ends - first > 1)
    names = [SEVERAL.join(schools[at[first[each] : ends[each]]]) for each in several]
    leaf[several] = len(schools) + np.arange(len(several))
    return category_of(pd.Series([*schools, *names], dtype="str"), leaf)


def checked_audience(audience: object) -> str:
    """The audience, if it is one.

    Raises
    ------
    ValueError
        It is neither all, employed, contact nor made of staff types.
    """
    named = audience if isinstance(audience, str) else ""
    if named in ("all", "employed", "contact") or {*named.split(";")} <= {*STAFF_TYPES}:
        return named
    raise ValueError(f'"{audience}" is no audience. It is all, employed, contact, or of {", ".join(STAFF_TYPES)}.')


def in_audience(people: pd.DataFrame, audience: str) -> Verdicts:
    """Whether each person belongs to an audience: `all`, `employed`, `contact`, or staff types joined by ";"."""
    if audience == "all":
        return pd.Series(YES, people.index).to_numpy("int8")
    if audience == "contact":
        answer = people["contact_with_children"]
        return verdicts(yes=answer == "yes", no=answer == "no")
    kinds = ["employee"] if audience == "employed" else audience.split(";")
    member = people["staff_type"].isin(kinds)
    return verdicts(yes=member, no=~member)
