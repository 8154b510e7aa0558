"""Who is in post on a day, in which schools, and who is in the audience of a policy."""

from datetime import date

import pandas as pd

from govstats.measures.shape import SEVERAL
from govstats.measures.verdicts import NO, YES, Verdicts, on_or_before, verdicts
from govstats.settings.roles import ROLE_GROUPS

# Where the staff list gives a person no school.
NO_SCHOOL = "No school stated"
CONTINUOUS_DAYS = 60


def in_post(staff: pd.DataFrame, as_at: date) -> Verdicts:
    """Whether each post was held at the end of a day: from start to end, both included."""
    day = pd.Timestamp(as_at)
    open_ended = staff["end_date_text"] == ""
    started = on_or_before(staff, "start_date", day)
    not_ended = verdicts(
        yes=open_ended | (staff["end_date_earliest"] >= day),
        no=~open_ended & (staff["end_date_latest"] < day),
    )
    return pd.Series(started).clip(upper=not_ended).to_numpy()


def people_in_post(staff: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """One row a person who is, or may be, in post.

    Returns
    -------
    DataFrame
        The columns of the staff list and `in_post`, a verdict (1 cannot tell, 2 yes). `school` is the leaf: every
        school the person works at, as "A + B". `start_date_*` are those of the earliest post.
    """
    return _one_row_each(staff.assign(in_post=in_post(staff, as_at)).query("in_post > 0"))


def starters(staff: pd.DataFrame, since: date, as_at: date) -> pd.DataFrame:
    """One row a person whose service began from `since` to `as_at`, in the columns of `people_in_post`.

    Someone back after a gap of up to 60 days continues service and is no starter. Those who have left
    again stay. `in_post` is the verdict on whether the start lies in the window.
    """
    first, last = pd.Timestamp(since), pd.Timestamp(as_at)
    # A post taken up after the day says nothing yet.
    posts = staff[on_or_before(staff, "start_date", last) > NO]
    posts = posts.sort_values(["person_id", "start_date_earliest"], kind="stable")
    ends = posts["end_date_latest"].fillna(pd.Timestamp("2262-01-01"))
    latest_end_before = ends.groupby(posts["person_id"]).cummax().groupby(posts["person_id"]).shift()
    gap = (posts["start_date_earliest"] - latest_end_before).dt.days
    spell = (gap > CONTINUOUS_DAYS).groupby(posts["person_id"]).cumsum()
    current = posts[spell == spell.groupby(posts["person_id"]).transform("max")]
    start = current.groupby("person_id")[["start_date_earliest", "start_date_latest"]].transform("min")
    began = verdicts(
        yes=(start["start_date_earliest"] >= first) & (start["start_date_latest"] <= last),
        no=start["start_date_latest"] < first,
    )
    current = current.assign(in_post=began)
    return _one_row_each(current[current["in_post"] > NO])


def _one_row_each(posts: pd.DataFrame) -> pd.DataFrame:
    """Fold posts into people. A post that is surely held decides over one that may be."""
    best = posts.groupby("person_id")["in_post"].transform("max")
    posts = posts[posts["in_post"] == best]
    # A person with posts in two role groups is counted in the first of them, never in both.
    rank = {group: place for place, group in enumerate(ROLE_GROUPS)}
    posts = posts.assign(rank=posts["group"].map(rank)).sort_values(["person_id", "rank"], kind="stable")
    pairs = posts[["person_id", "school"]].replace({"school": {"": NO_SCHOOL}}).drop_duplicates()
    leaf = pairs.sort_values("school").groupby("person_id")["school"].agg(SEVERAL.join)
    by_person = posts.groupby("person_id")
    people = (
        posts.drop_duplicates("person_id")
        .set_index("person_id")
        .drop(columns="rank")
        .assign(
            school=leaf,
            contact_with_children=by_person["contact_with_children"].agg(_most_contact),
            start_date_earliest=by_person["start_date_earliest"].min(),
            start_date_latest=by_person["start_date_latest"].min(),
        )
    )
    # An absence is the person's, whichever of the posts it is noted at.
    away = posts[posts["absent_from_text"] != ""].drop_duplicates("person_id", keep="last").set_index("person_id")
    absence = [column for column in posts.columns if str(column).startswith("absent_")]
    people.loc[away.index, absence] = away[absence]
    return people.reset_index()


def _most_contact(answers: pd.Series) -> str:
    """Contact with children at one post is contact; a blank at one leaves a "no" at the other open."""
    return next((answer for answer in ("yes", "", "no") if (answers == answer).any()), "")


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
