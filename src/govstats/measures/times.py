"""How long it took each person to acknowledge or to be inducted: what a survival curve is made from.

Definitions: docs/methodology.md, "Time to acknowledge and to be inducted".
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.acknowledged import judged_in_parts
from govstats.measures.asked import asked
from govstats.measures.codes import Rows, category_of
from govstats.measures.inductions import induction_duties, judge_inductions
from govstats.measures.people import people_since
from govstats.measures.posts import FOR_EVER
from govstats.measures.register import documents_of
from govstats.measures.requirements import Duties, required_duties
from govstats.measures.shape import Loaded, window_of
from govstats.measures.verdicts import YES, Days, Flags, Verdicts
from govstats.periods import Term

_DAY = np.timedelta64(1, "D")
_NEVER = np.datetime64(FOR_EVER, "s")


@asked()
def time_to_acknowledge(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """How many days each person took to acknowledge the version in force, or has had without doing so.

    The clock starts on the latest of: the version in force, published, the person's start, the return from an absence
    that covers these. An acknowledgement before then is day 0. A leaver is watched to the last day, and nobody is
    watched while away. A vague date counts by its latest day.

    Returns
    -------
    DataFrame
        `reference` (the staff number), `school, policy, group, duration, observed, entry, until`: one row a stretch in
        which somebody was watched, after day `entry` up to and including day `duration`, as
        `govstats.statistics.kaplan_meier` takes them. `until` is the day on which the stretch would have ended had
        nothing been done. Whoever may not be required is in no row, and nobody is where no records were given. Never
        for governors.
    """
    return pd.concat(days_to_acknowledge(organisation, as_at), ignore_index=True)


def days_to_acknowledge(organisation: Loaded, as_at: date) -> Iterator[pd.DataFrame]:
    """What `time_to_acknowledge` gives, for some policies at a time, in their order."""
    staff, standing = organisation.records.staff, documents_of(organisation)
    began = [version.starts.latest for document in standing for version in document.versions if version.starts.latest]
    people = people_since(staff, min((day for day in began if day <= as_at), default=as_at), as_at)
    last = people["last_day"].to_numpy().astype("datetime64[s]")
    given = "acknowledgements" in organisation.records.given
    every = required_duties(people, staff, standing, as_at)
    for judged in judged_in_parts(every, organisation.records.acknowledgements, as_at):
        duties = judged.duties
        done = _first(duties, judged.pair, judged.counts, judged.latest)
        counted = (duties.required == YES) & given
        yield _together(_watched(duties, duties.begins[1], done, last[duties.person], counted, as_at))


@asked()
def time_to_induct(organisation: Loaded, as_at: date, term: Term | None = None) -> pd.DataFrame:
    """How many days after the first day each new employee was inducted on each policy, or has been without it.

    Parameters
    ----------
    term
        The window of first days, as in `induction_coverage`.

    Returns
    -------
    DataFrame
        As `time_to_acknowledge`. An induction before the first day is day 0.
    """
    window = window_of(organisation, as_at, term)
    leaving = people_since(organisation.records.staff, window.start, as_at).set_index("person_id")["last_day"]
    duties = induction_duties(organisation, as_at, term, None)
    judged = judge_inductions(duties, organisation.records.inductions, as_at)
    done = _first(duties, judged.pair, judged.valid, judged.latest)
    last = leaving.reindex(duties.people["person_id"]).to_numpy().astype("datetime64[s]")[duties.person]
    origin = duties.people["start_date_latest"].to_numpy()[duties.person]
    counted = (duties.required == YES) & np.asarray(duties.of_person("staff_type") == "employee")
    counted &= "inductions" in organisation.records.given
    return _together(_watched(duties, origin, done, last, counted, as_at))


def _first(duties: Duties, pair: Rows, verdict: Verdicts, day: Days) -> Days:
    """By duty, the first day of a record that surely counts; far away where there is none."""
    first = np.full(len(duties), _NEVER)
    sure = verdict == YES
    np.minimum.at(first, pair[sure], day[sure])
    return first


def _watched(duties: Duties, origin: Days, done: Days, last: Days, counted: Flags, as_at: date) -> list[pd.DataFrame]:
    """The stretches in which each duty was watched, from its origin to its end, less the absence."""
    end = np.minimum(last, np.datetime64(as_at, "s"))
    gone = np.asarray(duties.of_person("absent_from_latest"))
    back = np.asarray(duties.of_person("absent_to_earliest"))
    gone, back = np.where(np.isnat(gone), _NEVER, gone), np.where(np.isnat(back), _NEVER, back)
    # A return before the going says nothing.
    gone = np.where(back > gone, gone, _NEVER)
    # Away from the beginning: the clock starts on the return. Who acted while away was there to act.
    acted = (done >= gone) & (done < back)
    away_first = (gone <= origin) & (back > origin)
    return_or_origin = np.where(away_first, back, origin)
    leaves = (gone > origin) & (gone <= end)
    origin = np.where(away_first & ~acted, back, origin)
    away = (gone > origin) & (gone <= np.minimum(done, end)) & ~acted
    # When each stretch ends that nothing is done in is known of everybody, whatever they did.
    undone = np.maximum(np.where(leaves, gone - _DAY, end) - return_or_origin, 0 * _DAY)
    stretches = [
        (counted & (origin <= end), origin, np.where(away, gone - _DAY, end), undone),
        (counted & away & (back <= end), back, end, end - origin),
    ]
    frames = []
    for place, (chosen, first, last_seen, until) in enumerate(stretches):
        rows = np.flatnonzero(chosen)
        seen = (done <= last_seen)[rows]
        stop = np.where(seen, np.maximum(done[rows], origin[rows]), last_seen[rows])
        frames.append(
            pd.DataFrame(
                {
                    "reference": category_of(duties.people["person_id"], duties.person[rows]),
                    "school": category_of(duties.people["school"], duties.person[rows]),
                    "policy": category_of(duties.versions["policy"], duties.version[rows]),
                    "group": category_of(duties.people["group"], duties.person[rows]),
                    "duration": _count(stop - origin[rows]),
                    "observed": seen,
                    "entry": _count(first[rows] - origin[rows]) - place,
                    "until": _count(until[rows]),
                }
            )
        )
    return frames


def _together(watched: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(watched, ignore_index=True).sort_values(["policy", "reference", "entry"], ignore_index=True)


def _count(length: npt.NDArray[np.timedelta64]) -> Rows:
    return (length // _DAY).astype("int64")
