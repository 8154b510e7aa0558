"""Tables of people protected and attacked: 50 schools × 3 groups, 200 × 3 with regions, 600 × 8.

`make benchmark` prints the times, in seconds of the processor: other work on the machine does not count.
Beside the smallest stands what an analyst would write first: two linear programmes for each withheld cell, each built
anew. It measures; only that something is withheld and that both find the same ends is checked.
"""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from govstats.disclosure import ALL, attack, protect

GROUPS = ("Teachers and leaders", "Classroom support", "Other staff")
ROLES = (
    "Leaders", "Teachers", "Teaching assistants", "Learning support", "Office", "Site and cleaning", "Kitchen", "Other",
)  # fmt: skip
SIZES = {"50 × 3": (50, GROUPS, 0), "200 × 3 with regions": (200, GROUPS, 14), "600 × 8": (600, ROLES, 0)}
DIMENSIONS = ["school", "group"]


def leaves(schools: int, groups: tuple[str, ...], regions: int) -> tuple[pd.DataFrame, dict | None]:
    """Counts of a trust or an authority, and the region of each school where there are regions.

    Most schools are small and some are large; about a quarter of the groups have fewer than five people, and
    schools differ in how many have signed.
    """
    draw = np.random.default_rng(2025)
    names = [f"School {number:03}" for number in range(schools)]
    share = np.array([3.0, 2.5, 1.5] if len(groups) == 3 else [1.5, 4.0, 3.0, 2.0, 1.5, 1.5, 1.5, 1.5])
    people = np.round(np.exp(draw.normal(np.log(8.5 * len(groups)), 0.5, schools))).astype(int)
    headcount = np.array([draw.multinomial(each, draw.dirichlet(4 * share)) for each in people])
    signed = draw.binomial(headcount, draw.beta(8, 1.5, schools)[:, None])
    counts = pd.DataFrame(
        {
            "school": np.repeat(names, len(groups)),
            "group": groups * schools,
            "numerator": signed.ravel(),
            "denominator": headcount.ravel(),
        }
    )
    regional = {name: [f"Region {draw.integers(regions):02}"] for name in names} if regions else None
    return counts[counts["denominator"] > 0].reset_index(drop=True), regional and {"school": regional}


def timed(work: Callable[[], pd.DataFrame]) -> tuple[pd.DataFrame, float]:
    start = time.process_time()
    answer = work()
    return answer, time.process_time() - start


def attacked_anew(published: pd.DataFrame) -> pd.DataFrame:
    """The ends of each withheld cell, by a linear programme built anew for each end. For tables without groupings."""
    leaves = published[(published[DIMENSIONS] != ALL).all(axis=1)]

    def members(rows: pd.DataFrame) -> np.ndarray:
        """Which leaves each row sums."""
        sums = [rows[[name]].to_numpy() == np.append(leaves[name], ALL) for name in DIMENSIONS]
        return np.logical_and.reduce([each[:, :-1] | each[:, -1:] for each in sums]).astype(float)

    withheld, printed = (published[published["withheld"] == each] for each in (True, False))
    told = {"A_eq": members(printed), "b_eq": printed["numerator"].astype(float)}
    told["bounds"] = np.column_stack([np.zeros(len(leaves)), leaves["denominator"]])
    aims = members(withheld)
    return withheld.assign(
        lower=[linprog(aim, **told).fun for aim in aims],
        upper=[-linprog(-aim, **told).fun for aim in aims],
    )


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_a_table_is_protected_and_attacked(size):
    counts, nested = leaves(*SIZES[size])
    published, protecting = timed(lambda: protect(counts, DIMENSIONS, nested=nested))
    found, attacking = timed(lambda: attack(published, DIMENSIONS))
    small, withheld = counts["denominator"].between(1, 4), published["withheld"]
    assert withheld.sum() >= small.sum() > 0
    print(
        f"\n{size}: {len(counts):,} groups, {small.sum():,} of fewer than five; "
        f"{withheld.sum():,} of {len(published):,} cells withheld"
        f"\n{'protect':32}{protecting:>10.2f} s\n{'attack':32}{attacking:>10.2f} s"
    )
    if size == "50 × 3":
        anew, programmes = timed(lambda: attacked_anew(published))
        # A fractional range is never narrower than the true one.
        assert (anew["lower"] < found["lower"] + 1e-6).all() and (anew["upper"] > found["upper"] - 1e-6).all()
        print(f"{'linprog, built anew':32}{programmes:>10.2f} s, {programmes / attacking:.0f} times as long as attack")
