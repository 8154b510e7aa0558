"""Person-days: on how many days of a window people were surely in post, at which schools."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from govstats.measures.codes import coded
from govstats.measures.people import in_audience
from govstats.measures.posts import NO_SCHOOL
from govstats.measures.shape import SEVERAL, Loaded
from govstats.measures.verdicts import YES, Days
from govstats.periods import Term

_DAY = np.timedelta64(1, "D")


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
    starts, earliest, latest = (
        staff[name].to_numpy("datetime64[s]") for name in ("start_date_latest", "end_date_earliest", "end_date_latest")
    )
    begun = np.maximum(starts, np.datetime64(window.start, "s"))
    # An end that is not known is none.
    ended: Days = np.fmin(np.where(np.isnat(earliest), latest, earliest), np.datetime64(window.end, "s"))
    following = ended + _DAY
    rows = np.flatnonzero((in_audience(staff, audience) == YES) & (begun < following))
    posts, begun, following = staff[["person_id", "school"]].iloc[rows], begun[rows], following[rows]
    school, schools = coded(posts["school"], blank=NO_SCHOOL)
    several = posts["person_id"].duplicated(keep=False).to_numpy()
    days = np.bincount(school[~several], ((following - begun) // _DAY)[~several], len(schools))
    spent = Counter(dict(zip(schools, days.astype("int64").tolist(), strict=True)))
    person = pd.factorize(posts["person_id"].array[several])[0]
    held = np.flatnonzero(several)[np.argsort(person, kind="stable")]
    for own in np.split(held, np.cumsum(np.bincount(person))[:-1]):
        for schools_then, piece in _pieces(schools[school[own]], begun[own], following[own]):
            spent[schools_then] += piece
    found = sorted((leaf, days) for leaf, days in spent.items() if days)
    return pd.DataFrame(found, columns=["school", "days"]).astype({"school": "str", "days": "int64"})


def _pieces(schools: pd.Index, begun: Days, following: Days) -> Iterator[tuple[str, int]]:
    """The days of somebody with several posts, cut where a post begins or ends."""
    for first, turn in pairwise(np.unique(np.concatenate([begun, following]))):
        held = sorted({*schools[(begun <= first) & (following > first)]})
        if held:
            yield SEVERAL.join(held), int((turn - first) // _DAY)
