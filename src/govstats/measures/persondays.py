"""Person-days: on how many days of a window people were surely in post, at which schools."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from govstats.measures.people import in_audience
from govstats.measures.posts import FOR_EVER, NO_SCHOOL
from govstats.measures.shape import SEVERAL, Loaded
from govstats.measures.verdicts import YES
from govstats.periods import Term


def person_days(organisation: Loaded, window: Term, audience: str = "all") -> pd.DataFrame:
    """Days in post within a window, of the people surely in an audience.

    A day on which someone holds two posts is one day, of the leaf that names both schools. A vague start counts from
    its latest day and a vague end to its earliest; a leaving date that is no date ends nothing.

    Returns
    -------
    DataFrame
        `school, days`: one row a leaf.
    """
    staff = organisation.records.staff
    posts = staff[in_audience(staff, audience) == YES]
    first, last = pd.Timestamp(window.start), pd.Timestamp(window.end)
    begun = posts["start_date_latest"].clip(lower=first)
    ended = posts["end_date_earliest"].fillna(posts["end_date_latest"]).fillna(FOR_EVER).clip(upper=last)
    posts = posts[["person_id"]].assign(school=posts["school"].replace("", NO_SCHOOL), begun=begun, ended=ended)
    posts = posts[posts["begun"] <= posts["ended"]]
    several = posts["person_id"].duplicated(keep=False)
    one = posts[~several]
    pieces = [
        pd.DataFrame({"school": one["school"], "days": (one["ended"] - one["begun"]).dt.days + 1}),
        pd.DataFrame(_pieces(posts[several]), columns=["school", "days"]).astype({"school": "str", "days": "int64"}),
    ]
    return pd.concat(pieces).groupby("school")["days"].sum().reset_index()


def _pieces(posts: pd.DataFrame) -> Iterator[tuple[str, int]]:
    """The days of people with several posts, cut where a post begins or ends."""
    for _, held in posts.groupby("person_id", sort=False):
        begun, ended = held["begun"].to_numpy(), held["ended"].to_numpy()
        turns = np.unique(np.concatenate([begun, ended + np.timedelta64(1, "D")]))
        for first, following in pairwise(turns):
            schools = sorted({*held["school"].to_numpy()[(begun <= first) & (ended >= first)]})
            if schools:
                yield SEVERAL.join(schools), int((following - first) / np.timedelta64(1, "D"))
