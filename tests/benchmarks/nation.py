"""An invented nation, and its coverage counted in two ways: by govstats, and by a query that knows nothing of it.

Run as a program, it counts in one of the two ways and prints how long it took: `nation.py ours STORE OUT`.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from govstats.store.writing import PEOPLE_A_PIECE
from tests.benchmarks.test_measures import day, table

PEOPLE_A_SCHOOL, POLICIES, SIGNED_EACH = 50, 40, 30
AS_AT = date(2025, 12, 19)
KEYS = np.array(["", "1", "2", "3"])


def write_nation(folder: Path, people: int) -> None:
    """So many people in schools of 50, each with 30 signatures of 40 policies, as a store."""
    from govstats.store import write_store

    names = (f'{{ name = "School {number:05}" }}' for number in range(people // PEOPLE_A_SCHOOL))
    settings = f'schools = [{", ".join(names)}]\n[organisation]\nname = "A nation"\nkind = "authority"\n'
    write_store(folder, settings.encode(), register(), pieces(people))


def titles() -> np.ndarray:
    return np.array([f"Policy {number:02}" for number in range(POLICIES)])


def register() -> pd.DataFrame:
    """Three versions of each policy, a year apart; some changes are minor, and some signatures lapse after a year."""
    draw = np.random.default_rng(1)
    approved = day("2023-01-10") + np.repeat(draw.integers(0, 300, POLICIES), 3) + np.tile([0, 365, 730], POLICIES)
    versions = table(
        "policies",
        3 * POLICIES,
        {"approved": approved, "review_due": approved + 400},
        policy=np.repeat(titles(), 3),
        version=np.tile(KEYS[1:], POLICIES),
        version_key=np.tile(KEYS[1:], POLICIES),
        audience=np.repeat(draw.choice(["all", "employed", "contact", "agency;volunteer"], POLICIES), 3),
        change=draw.choice(["major", "minor"], 3 * POLICIES),
    )
    renewed = np.repeat(draw.random(POLICIES) < 0.3, 3)
    return versions.assign(draft=False, required=True, renew_months=pd.array(np.where(renewed, 12, 0)))


def pieces(people: int) -> Iterator[dict[str, pd.DataFrame]]:
    for number, first in enumerate(range(0, people, PEOPLE_A_PIECE)):
        yield piece(np.random.default_rng(100 + number), np.arange(first, min(first + PEOPLE_A_PIECE, people)))


def piece(draw: np.random.Generator, numbers: np.ndarray) -> dict[str, pd.DataFrame]:
    """Leavers, people away, and some who work at two schools; vague days, refusals and later facts."""
    size, nobody = len(numbers), day("NaT")
    ids = np.array([f"{number:07}" for number in numbers])
    schools = np.array([f"School {number:05}" for number in range(numbers[-1] // PEOPLE_A_SCHOOL + 1)])
    ends = np.where(draw.random(size) < 0.1, day("2025-09-01") + draw.integers(0, 200, size), nobody)
    gone = np.where(draw.random(size) < 0.05, day("2023-09-01") + draw.integers(0, 800, size), nobody)
    back = np.where(draw.random(size) < 0.5, gone + draw.integers(30, 400, size), nobody)
    dates = {"start_date": day("2010-09-01") + draw.integers(0, 5_500, size), "end_date": ends}
    staff = table(
        "staff",
        size,
        dates | {"absent_from": gone, "absent_to": back},
        person_id=ids,
        school=schools[numbers // PEOPLE_A_SCHOOL],
        staff_type=draw.choice(["employee", "agency", "volunteer"], size, p=[0.9, 0.06, 0.04]),
        contact_with_children=draw.choice(["yes", "no"], size),
        group=draw.choice(["Teachers and leaders", "Classroom support", "Other staff"], size),
    )
    elsewhere = staff[draw.random(size) < 0.03].assign(school=schools[numbers[0] // PEOPLE_A_SCHOOL])
    rows = size * SIGNED_EACH
    on = (day("2023-09-01") + draw.integers(0, 870, rows)).astype("datetime64[s]")
    until = np.where(draw.random(rows) < 0.02, on + np.timedelta64(30, "D"), on)
    signed = pd.DataFrame(
        {
            "person_id": pd.Categorical.from_codes(np.repeat(np.arange(size), SIGNED_EACH), ids),
            "policy": pd.Categorical.from_codes(draw.integers(0, POLICIES, rows, "int8"), titles()),
            "version_key": pd.Categorical.from_codes(draw.integers(0, len(KEYS), rows, "int8"), KEYS),
            "response": pd.Categorical.from_codes((draw.random(rows) < 0.05).astype("int8"), ["yes", "no"]),
            "acknowledged_on_earliest": on,
            "acknowledged_on_latest": until,
            "acknowledged_on_text": "x",
        }
    )
    return {"staff": pd.concat([staff, elsewhere], ignore_index=True), "acknowledgements": signed}


def ours(store: Path, out: str) -> None:
    from govstats.measures import acknowledgement_coverage
    from govstats.measures.in_pieces import in_pieces
    from govstats.store import Store

    timed(lambda: in_pieces(lambda piece: acknowledgement_coverage(piece, AS_AT), Store(store)), out)


# The same rules in SQL: docs/methodology.md, "Acknowledgement coverage".
QUERY = """
with versions as (
    select *, row_number() over (partition by policy order by approved_latest) as number
    from '{store}/policies.parquet' where required and not draft
), wanted as (
    select *, (
        select max(number) from versions as earlier
        where earlier.policy = v.policy and earlier.number <= v.number
            and (earlier.number = 1 or earlier.change <> 'minor')
    ) as first
    from versions as v
    where approved_latest <= $day
    qualify number = max(number) over (partition by policy)
), calls as (
    select policy, version_key, greatest(since, lasting) as since from (
        select w.policy, unnest([named.version_key, if(named.number = w.first, '', null)]) as version_key,
            named.approved_latest as since,
            if(w.renew_months > 0, ($day - to_months(w.renew_months::int))::date, date '1900-01-01') as lasting
        from wanted as w join versions as named
            on named.policy = w.policy and named.number between w.first and w.number
    ) where version_key is not null
), signed as (
    select a.person_id, a.policy, max(case
        when acknowledged_on_earliest >= since and acknowledged_on_latest <= $day then 2
        when acknowledged_on_latest < since or acknowledged_on_earliest > $day then 0
        else 1 end) as verdict
    from '{store}/acknowledgements.parquet' as a
    join calls on calls.policy = a.policy and calls.version_key = a.version_key
    where response in ('', 'yes') and acknowledged_on_text <> ''
    group by a.person_id, a.policy
), people as (
    select person_id, string_agg(distinct school, ' + ' order by school) as school,
        any_value(staff_type) as staff_type, any_value(contact_with_children) as contact,
        min(start_date_latest) as began, any_value(absent_from_latest) as gone, any_value(absent_to_earliest) as back
    from '{store}/staff.parquet'
    where start_date_latest <= $day and (end_date_latest is null or end_date_latest >= $day)
    group by person_id
), duties as (
    select person_id, people.school, policy, coalesce(
        gone <= greatest(approved_latest, began) and not coalesce(back <= $day, false), false) as away
    from people join wanted on audience = 'all' or audience = 'employed' and staff_type = 'employee'
        or audience = 'contact' and contact = 'yes' or contains(audience, ';') and contains(audience, staff_type)
)
select school, policy,
    count(*) filter (verdict = 2 and not away) as numerator, count(*) filter (not away) as denominator,
    count(*) filter (verdict = 1 and not away) as unknown, count(*) filter (away) as excluded
from duties left join signed using (person_id, policy)
group by school, policy
"""


def by_query(store: Path, out: str) -> None:
    import duckdb

    with duckdb.connect(config={"threads": 2}) as connection:
        timed(lambda: connection.execute(QUERY.format(store=store), {"day": AS_AT}).df(), out)


def timed(count: Callable[[], pd.DataFrame], out: str) -> None:
    """Count, keep what was counted, and print what it took; imports are not charged to anyone."""
    start, cpu = time.perf_counter(), time.process_time()
    counted = count()
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # Linux counts in thousands of bytes
    counted.to_parquet(out)
    print(json.dumps(took | {"gigabytes": peak, "rows": len(counted)}))


if __name__ == "__main__":
    way, store, out = sys.argv[1:]
    {"ours": ours, "query": by_query}[way](Path(store), out)
