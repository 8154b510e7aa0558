"""Every measure for a large trust after loading, and how the time grows: at 1, 4 and 16 times its size.

`make benchmark` prints the times, in seconds of the processor: other work on the machine does not count.
It measures; only that each measure counts something is checked.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import govstats
from govstats.records import PERSONAL, SOURCES, Records, SourceRead
from govstats.settings import Settings

STAFF, POLICIES, SIGNED, SCHOOLS = 3_000, 40, 120_000, 30
AS_AT = date(2025, 12, 19)
ROUNDS = 3
SIZES = (1, 4, 16)
Column = np.ndarray | list[str] | str


def table(source: str, length: int, dates: dict[str, np.ndarray], **columns: Column) -> pd.DataFrame:
    """A tidy table as `exports` makes it; what is not given is blank."""
    frame: dict[str, object] = {"source": source, "file": f"{source}.csv", "sheet": "", "row": np.arange(length) + 2}
    for field in SOURCES[source].fields:
        for column in field.columns:
            blank: object = ""
            if column.endswith(("_earliest", "_latest")):
                blank = np.full(length, "NaT", dtype="datetime64[s]")
            elif field.kind == "whole number" or column.endswith("_months"):
                blank = pd.array([pd.NA] * length, dtype="Int64")
            frame[column] = blank
    for name, days in dates.items():
        known = ~np.isnat(days)
        frame |= {f"{name}_earliest": days.astype("datetime64[s]"), f"{name}_latest": days.astype("datetime64[s]")}
        frame |= {f"{name}_precision": np.where(known, "day", "unknown"), f"{name}_text": np.where(known, "x", "")}
    made = pd.DataFrame(frame | columns, index=range(length))
    return made.astype({name: "str" for name in made.columns if made[name].dtype == object})


def day(text: str) -> np.datetime64:
    return np.datetime64(text, "D")


def trust(times: int) -> govstats.Organisation:
    """A trust of 30 schools: 3,000 staff, 40 policies of 3 versions and 120,000 acknowledgements, so many times."""
    draw = np.random.default_rng(2025)
    schools = [f"School {number:02}" for number in range(SCHOOLS)]
    people, signed = STAFF * times, SIGNED * times
    titles = ["Social networking", *(f"Policy {number:02}" for number in range(1, POLICIES))]
    numbers = np.array([f"{number:07}" for number in range(people)])
    starts = day("2010-09-01") + draw.integers(0, 5_500, people)
    ends = np.where(draw.random(people) < 0.1, day("2025-09-01") + draw.integers(0, 90, people), day("NaT"))
    staff = table(
        "staff",
        people,
        {"start_date": starts, "end_date": ends},
        person_id=numbers,
        school=draw.choice(schools, people),
        staff_type=draw.choice(["employee", "agency", "volunteer"], people, p=[0.9, 0.06, 0.04]),
        contact_with_children=draw.choice(["yes", "no"], people),
        group=draw.choice(["Teachers and leaders", "Classroom support", "Other staff"], people),
    )
    # Three versions of each policy, a year apart.
    approved = day("2023-01-10") + np.repeat(draw.integers(0, 300, POLICIES), 3) + np.tile([0, 365, 730], POLICIES)
    policies = table(
        "policies",
        3 * POLICIES,
        {"approved": approved, "review_due": approved + 400, "model_date": approved - 100},
        policy=np.repeat(titles, 3),
        version=np.tile(["1", "2", "3"], POLICIES),
        version_key=np.tile(["1", "2", "3"], POLICIES),
        audience=np.repeat(draw.choice(["all", "employed", "contact"], POLICIES), 3),
        change=np.repeat(draw.choice(["major", "minor"], POLICIES), 3),
        approval_level="Committee",
        model_source="The county",
    ).assign(draft=False, required=True, renew_months=pd.array([12, pd.NA, pd.NA] * POLICIES, dtype="Int64"))
    versions = draw.choice(["", "1", "2", "3"], signed)
    acknowledgements = table(
        "acknowledgements",
        signed,
        {"acknowledged_on": day("2023-09-01") + draw.integers(0, 840, signed)},
        person_id=draw.choice(numbers, signed),
        policy=draw.choice(titles, signed),
        version=versions,
        version_key=versions,
        response=draw.choice(["", "yes", "no"], signed, p=[0.5, 0.45, 0.05]),
    )
    inductions = table(
        "inductions",
        20_000 * times,
        {"inducted_on": day("2025-09-01") + draw.integers(0, 90, 20_000 * times)},
        person_id=draw.choice(numbers, 20_000 * times),
        policy=draw.choice(titles, 20_000 * times),
    )
    incidents = table(
        "incidents",
        1_000,
        {"period": day("2025-09-01") + draw.integers(0, 100, 1_000)},
        school=draw.choice(schools, 1_000),
        policy=titles[0],
        category=draw.choice(["4.1(iii)", "4.1(iv)"], 1_000),
        count=draw.choice(["0", "1", "no return"], 1_000),
    )
    tables = {"staff": staff, "policies": policies, "acknowledgements": acknowledgements}
    tables |= {"inductions": inductions, "incidents": incidents, "evidence": table("evidence", 0, {})}
    sources = tuple(
        SourceRead(name, f"{name}.csv", "", 1, len(rows), len(rows), 0, "") for name, rows in tables.items()
    )
    unused = pd.DataFrame(columns=list(PERSONAL))
    records = Records(**tables, set_aside=dict.fromkeys(tables, ()), unused=unused, sources=sources, read_as=())
    settings = Settings.model_validate(
        {"organisation": {"name": "A large trust", "kind": "trust"}, "schools": [{"name": name} for name in schools]}
    )
    return govstats.Organisation(Path(), settings, records, ())


def every_measure(organisation: govstats.Organisation) -> dict[str, Callable[[], pd.DataFrame]]:
    """What is counted for a report and for the analyst, by name."""
    plain = [
        "policy_currency", "policy_days_in_date", "reviews_on_time", "reviews", "version_history", "forward_calendar",
        "model_lag", "acknowledgement_coverage", "reacknowledgement", "induction_coverage", "induction_timeliness",
        "time_to_acknowledge", "time_to_induct", "incident_count", "incident_rate", "obligations",
    ]  # fmt: skip
    asked: dict[str, Callable[[], pd.DataFrame]] = {
        name: partial(getattr(govstats.measures, name), organisation, AS_AT) for name in plain
    }
    due = partial(govstats.measures.acknowledgement_coverage, organisation, AS_AT, basis="due")
    return asked | {"acknowledgement_coverage, due": due}


def seconds(organisation: govstats.Organisation) -> dict[str, float]:
    """The best of some rounds for each measure; a fresh organisation each round, so that nothing is remembered."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, measure in every_measure(replace(organisation)).items():
            start = time.process_time()
            counted = measure()
            took = time.process_time() - start
            assert len(counted), name
            best[name] = min(took, best.get(name, took))
    return best


@pytest.mark.slow
def test_every_measure_of_a_large_trust():
    took = {times: seconds(trust(times)) for times in SIZES}
    print(f"\n{'':32}" + "".join(f"{STAFF * times:>10,} staff" for times in SIZES))
    for name in took[1]:
        print(f"{name:32}" + "".join(f"{took[times][name]:>14.3f} s" for times in SIZES))
    totals = {times: sum(took[times].values()) for times in SIZES}
    print(f"{'all':32}" + "".join(f"{totals[times]:>14.2f} s" for times in SIZES))
    for times in SIZES[1:]:
        print(f"{times} times the people and signatures: {totals[times] / totals[1]:.1f} times as long")
