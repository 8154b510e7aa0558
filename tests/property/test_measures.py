"""What must hold of the figures of any register, staff list and list of acknowledgements."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import govstats
from govstats import measures
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.outcomes import counted
from govstats.measures.renewals import renewal_leaves
from govstats.measures.shape import COUNTS
from govstats.periods import Term
from tests.examples import EXAMPLES
from tests.spec.folder import write_folder
from tests.spec.tables import Table

# Each example writes and reads a folder, so a third of the usual number has to do.
FIRST = date(2025, 9, 1)
DAYS = st.integers(-500, 200).map(lambda days: (FIRST + timedelta(days)).isoformat())
MONTHS = st.sampled_from(["May 2024", "June 2025", "September 2025", "Autumn 2025", "2024/2025", "TBC"])
WHEN = DAYS | MONTHS | st.just("")
AS_AT = st.integers(0, 120).map(lambda days: FIRST + timedelta(days))
SCHOOLS = Table("schools", ("name",), (("Ash Grove",), ("Birch Hill",)))
SCHOOL = st.sampled_from(["Ash Grove", "Birch Hill"])


def rows(*cells: st.SearchStrategy[str], least: int = 1, most: int = 6) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.lists(st.tuples(*cells), min_size=least, max_size=most)


VERSIONS = rows(
    st.sampled_from(["Attendance", "Child protection"]),
    st.sampled_from(["1", "2", "3"]),
    WHEN,
    WHEN,
    st.sampled_from(["annual", "every 2 years", ""]),
    st.sampled_from(["major", "minor"]),
    st.sampled_from(["12", ""]),
    st.sampled_from(["all", "employed", "contact"]),
    st.just("") | SCHOOL,
)
REGISTER = ("policy", "version", "approved", "review_due", "cycle", "change", "renew_months", "audience", "school")
PEOPLE = rows(
    st.sampled_from(["P1", "P2", "P3", "P4"]), SCHOOL, DAYS | MONTHS.filter(lambda text: text != "TBC"), WHEN,
    WHEN, WHEN, st.sampled_from(["employee", "agency"]), st.sampled_from(["yes", "no", ""]),
)  # fmt: skip
STAFF = (
    "person_id", "school", "start_date", "end_date", "absent_from", "absent_to", "staff_type", "contact_with_children",
)  # fmt: skip
SIGNED = rows(
    st.sampled_from(["P1", "P2", "P3", "P4"]), st.sampled_from(["Attendance", "Child protection"]),
    st.sampled_from(["", "1", "2", "9"]), WHEN, st.sampled_from(["", "yes", "no", "exception"]), least=0, most=10,
)  # fmt: skip
SIGNATURE = ("person_id", "policy", "version", "acknowledged_on", "response")


def loaded(**tables: tuple[tuple[str, ...], list[tuple[str, ...]]]) -> govstats.Organisation:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(
            Path(folder), [SCHOOLS, *(Table(name, columns, tuple(found)) for name, (columns, found) in tables.items())]
        )
        return govstats.load(folder)


def one(frame: pd.DataFrame) -> dict[str, int]:
    """The counts of a frame without dimensions."""
    [row] = frame[list(COUNTS)].to_dict("records")
    return {name: int(count) for name, count in row.items()}


@settings(max_examples=EXAMPLES // 3, deadline=None)
@given(versions=VERSIONS, as_at=AS_AT)
def test_days_in_date_are_the_days_counted_one_by_one(versions: list[tuple[str, ...]], as_at: date) -> None:
    school = loaded(policies=(REGISTER, versions))
    start = max(FIRST, as_at - timedelta(7))
    window = Term("a few days", start, as_at)
    days = one(measures.policy_days_in_date(school, as_at, by=(), term=window))
    daily = [
        one(measures.policy_currency(school, start + timedelta(day), by=())) for day in range((as_at - start).days + 1)
    ]
    assert days == {name: sum(each[name] for each in daily) for name in COUNTS}


@settings(max_examples=EXAMPLES // 3, deadline=None)
@given(versions=VERSIONS, people=PEOPLE, signed=SIGNED, as_at=AS_AT)
def test_who_is_counted_does_not_depend_on_what_is_asked(
    versions: list[tuple[str, ...]], people: list[tuple[str, ...]], signed: list[tuple[str, ...]], as_at: date
) -> None:
    tables = {
        "policies": (REGISTER, versions),
        "staff": (STAFF, people),
        "acknowledgements": (SIGNATURE, signed),
    }
    school = loaded(**tables)
    everybody = one(measures.acknowledgement_coverage(school, as_at, by=()))
    due = one(measures.acknowledgement_coverage(school, as_at, by=(), basis="due"))
    again = one(measures.reacknowledgement(school, as_at, by=()))
    total = everybody["denominator"] + everybody["excluded"]
    assert due["denominator"] + due["excluded"] == again["denominator"] + again["excluded"] == total
    assert due["denominator"] <= everybody["denominator"]
    assert due["numerator"] <= everybody["numerator"]
    assert again["numerator"] <= due["numerator"]
    for counts in (everybody, due, again):
        assert counts["numerator"] + counts["unknown"] <= counts["denominator"]
    by_leaf = measures.acknowledgement_coverage(school, as_at, by=("school", "policy", "group", "audience"))
    assert {name: by_leaf[name].sum() for name in COUNTS} == everybody
    told = measures.reasons(school, "acknowledgement_coverage", as_at, by=())
    assert told["number"].sum() == total
    times = measures.time_to_acknowledge(school, as_at)
    assert ((times["entry"] == 0) | (times["entry"] < times["duration"])).all()
    assert (times[["entry", "duration"]] >= 0).all(axis=None)
    # The order of rows is nobody's doing, save that of two rows of one version of one day the lower one counts.
    if len({each[:3] for each in versions}) < len(versions):
        return
    turned = loaded(**{name: (columns, found[::-1]) for name, (columns, found) in tables.items()})
    assert one(measures.acknowledgement_coverage(turned, as_at, by=())) == everybody


@settings(max_examples=EXAMPLES // 10, deadline=None)
@given(versions=VERSIONS, people=PEOPLE, signed=SIGNED, as_at=AS_AT)
def test_people_are_judged_alike_some_policies_at_a_time(
    versions: list[tuple[str, ...]], people: list[tuple[str, ...]], signed: list[tuple[str, ...]], as_at: date
) -> None:
    school = loaded(policies=(REGISTER, versions), staff=(STAFF, people), acknowledgements=(SIGNATURE, signed))
    asked: list[Callable[[govstats.Organisation, date], pd.DataFrame]] = [
        acknowledgement_leaves,
        partial(acknowledgement_leaves, basis="due"),
        renewal_leaves,
        measures.reacknowledgement,
        measures.time_to_acknowledge,
        lambda organisation, day: measures.outstanding(organisation, day, FIRST),
    ]
    at_once = [ask(school, as_at) for ask in asked]
    with patch("govstats.measures.requirements.MANY", 1):
        in_parts = [ask(replace(school), as_at) for ask in asked]
    for one_way, other in zip(at_once, in_parts, strict=True):
        pd.testing.assert_frame_equal(*(each.sort_values([*each], ignore_index=True) for each in (one_way, other)))
    by = ["school", "policy"]
    summed = measures.acknowledgement_coverage(school, as_at, by=by)[[*by, *COUNTS]]
    pd.testing.assert_frame_equal(counted(at_once[0], by), summed)
