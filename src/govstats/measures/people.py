"""Who is in post on a day, since when, in which schools, and who is in the audience of a policy."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.codes import Rows, places
from govstats.measures.shape import SEVERAL
from govstats.measures.verdicts import NO, YES, Verdicts, on_or_before, verdicts
from govstats.rules.obligations import STAFF_TYPES
from govstats.settings.roles import ROLE_GROUPS

# Where the staff list gives a person no school.
NO_SCHOOL = "No school stated"
CONTINUOUS_DAYS = 60
FOR_EVER = pd.Timestamp("2262-01-01")
# Contact with children at one post is contact; a blank at one leaves a "no" at the other open.
_CONTACT = {"no": 0, "": 1, "yes": 2}


def in_post(staff: pd.DataFrame, as_at: date) -> Verdicts:
    """Whether each post was held at the end of a day: from start to end, both included."""
    day = pd.Timestamp(as_at)
    open_ended = staff["end_date_text"] == ""
    started = on_or_before(staff, "start_date", day)
    not_ended = verdicts(
        yes=open_ended | (staff["end_date_earliest"] >= day),
        no=~open_ended & (staff["end_date_latest"] < day),
    )
    return np.minimum(started, not_ended)


def people_in_post(staff: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """One row a person who is, or may be, in post.

    Returns
    -------
    DataFrame
        The columns of the staff list and `in_post`, a verdict (1 cannot tell, 2 yes). `school` is the leaf: every
        school the person works at, as "A + B". `start_date_*` are those of the service that goes on.
    """
    held = in_post(staff, as_at)
    people = _one_row_each(staff.assign(in_post=held)[held > NO])
    return _with_start(people, service(staff, as_at))


def people_since(staff: pd.DataFrame, since: date, as_at: date) -> pd.DataFrame:
    """One row a person who was, or may have been, in post at some time from `since` to `as_at`: leavers too.

    Returns
    -------
    DataFrame
        The columns of `people_in_post` and `last_day`: the last possible day of service, far away for who is in post. A
        leaver's school is that of the last posts held.
    """
    posts = service(staff, as_at)
    posts = posts.assign(last_day=posts["end_date_latest"].fillna(FOR_EVER), in_post=in_post(posts, as_at))
    last = posts.groupby("person_id")[["last_day", "in_post"]].transform("max")
    # Who is still in post is where they are now; a leaver, where they were on the last day.
    counted = ((posts["in_post"] == last["in_post"]) & (last["in_post"] > NO)) | (
        (last["in_post"] == NO) & (posts["last_day"] == last["last_day"])
    )
    known = np.where(last["in_post"] > NO, last["in_post"], YES)
    posts = posts.assign(last_day=last["last_day"], in_post=known)[counted & (last["last_day"] >= pd.Timestamp(since))]
    return _with_start(_one_row_each(posts), posts)


def starters(staff: pd.DataFrame, since: date, as_at: date) -> pd.DataFrame:
    """One row a person whose service began from `since` to `as_at`, in the columns of `people_in_post`.

    Someone back after a gap of up to 60 days continues service and is no starter. Those who have left
    again stay. `in_post` is the verdict on whether the start lies in the window.
    """
    first, last = pd.Timestamp(since), pd.Timestamp(as_at)
    posts = service(staff, as_at)
    began = verdicts(
        yes=(posts["service_earliest"] >= first) & (posts["service_latest"] <= last),
        no=posts["service_latest"] < first,
    )
    people = _one_row_each(posts.assign(in_post=began)[began > NO])
    return _with_start(people, posts)


def service(staff: pd.DataFrame, as_at: date, of: Sequence[str] = ("person_id",)) -> pd.DataFrame:
    """The posts of each person's service as at a day, with its first day: `service_earliest, service_latest`.

    A gap of up to 60 days, a further post and a move from one school to another continue service. After a longer gap
    it begins anew, and earlier posts are left out. Of `person_id` and `school`, it is the service at each school.
    """
    key = list(of)
    # A post taken up after the day says nothing yet.
    posts = staff[on_or_before(staff, "start_date", pd.Timestamp(as_at)) > NO]
    posts = posts.assign(service_earliest=posts["start_date_earliest"], service_latest=posts["start_date_latest"])
    several = posts.duplicated(key, keep=False)
    return pd.concat([posts[~several], _current(posts[several], key)]) if several.any() else posts


def _current(posts: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Of several posts, those of the service that goes on."""
    posts = posts.sort_values([*key, "start_date_earliest"], kind="stable")
    code = posts.groupby(key, sort=False).ngroup().to_numpy()
    ends = posts["end_date_latest"].fillna(FOR_EVER)
    latest_end_before = ends.groupby(code).cummax().groupby(code).shift()
    gap = (posts["start_date_earliest"] - latest_end_before).dt.days
    spell = (gap > CONTINUOUS_DAYS).groupby(code).cumsum()
    current = spell == spell.groupby(code).transform("max")
    posts, code = posts[current], code[current.to_numpy()]
    start = posts[["start_date_earliest", "start_date_latest"]].groupby(code).transform("min")
    return posts.assign(service_earliest=start["start_date_earliest"], service_latest=start["start_date_latest"])


def _with_start(people: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """The people with the first day of their service, of which the posts tell."""
    start = posts.drop_duplicates("person_id")
    row = places(people["person_id"], start["person_id"])
    return people.drop(columns=["service_earliest", "service_latest"], errors="ignore").assign(
        start_date_earliest=start["service_earliest"].to_numpy()[row],
        start_date_latest=start["service_latest"].to_numpy()[row],
    )


def _one_row_each(posts: pd.DataFrame) -> pd.DataFrame:
    """Fold posts into people, in order of their numbers."""
    posts = posts.assign(school=posts["school"].where(posts["school"] != "", NO_SCHOOL))
    several = posts["person_id"].duplicated(keep=False)
    if several.any():
        posts = pd.concat([posts[~several], _folded(posts[several])])
    return posts.sort_values("person_id", ignore_index=True)


def _folded(posts: pd.DataFrame) -> pd.DataFrame:
    """Several posts of each person as one row. A post that is surely held decides over one that may be."""
    person, people = pd.factorize(posts["person_id"])
    held = posts["in_post"].to_numpy()
    decide = held == _most(held, person, len(people))[person]
    posts, person = posts[decide], person[decide]
    # A person with posts in two role groups is counted in the first of them, never in both.
    rank = posts["group"].map({group: place for place, group in enumerate(ROLE_GROUPS)})
    told = posts[["role", "school"]].assign(person=person, rank=rank).reset_index(drop=True)
    first = told.sort_values(["person", "rank", "role", "school"], kind="stable").drop_duplicates("person").index
    contact = _most(posts["contact_with_children"].map(_CONTACT).to_numpy(), person, len(people))
    # An employee at one post is an employee.
    employee = _most((posts["staff_type"] == "employee").to_numpy(bool), person, len(people))
    folded = posts.iloc[first].reset_index(drop=True)
    folded = folded.assign(
        school=_leaves(posts["school"], person),
        contact_with_children=pd.array([*_CONTACT], dtype="str").take(contact),
        staff_type=folded["staff_type"].mask(employee, "employee"),
    )
    # An absence is the person's, whichever of the posts it is noted at; of several, the last to begin.
    absence = [column for column in posts.columns if str(column).startswith("absent_")]
    away = posts[absence].assign(person=person)[posts["absent_from_text"] != ""]
    away = away.sort_values(["absent_from_latest", "absent_to_earliest"]).drop_duplicates("person", keep="last")
    folded.loc[away["person"], absence] = away.set_index("person")[absence]
    return folded


def _most(values: npt.NDArray[Any], person: Rows, people: int) -> npt.NDArray[Any]:
    """The greatest value of each person."""
    most = np.zeros(people, values.dtype)
    np.maximum.at(most, person, values)
    return most


def _leaves(schools: pd.Series, person: Rows) -> pd.Series:
    """By person, numbered from 0: the school, or the schools in order of the alphabet as "A + B"."""
    pairs = pd.DataFrame({"person": person, "school": schools.to_numpy()}).drop_duplicates()
    pairs = pairs.sort_values(["person", "school"], kind="stable")
    further = pairs.groupby("person").cumcount().to_numpy()
    leaf: pd.Series = pairs["school"][further == 0].reset_index(drop=True)
    for number in range(1, further.max(initial=0) + 1):
        here = pairs[further == number].set_index("person")["school"]
        leaf[here.index] = leaf[here.index] + SEVERAL + here
    return leaf


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
