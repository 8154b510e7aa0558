"""Whatever schools are told in bands, a reader who counts through every table that fits them knows no group."""

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from govstats.disclosure import ALL
from govstats.disclosure.bands import band
from govstats.disclosure.possible import schools_in_bands
from govstats.measures.shape import schools_of
from tests.examples import EXAMPLES

MOST_TABLES = 60_000
# Two or three schools, and the people at several of them; three pairs are where fractions leave room that nobody has.
PLACES = ("A", "B", "C", "A + B", "A + C", "B + C", "A + B + C")


@st.composite
def groups(draw: st.DrawFn) -> pd.DataFrame:
    names = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True))
    sizes = [draw(st.integers(1, 14) if len(names) < 4 else st.integers(1, 9)) for _ in names]
    done = [draw(st.integers(0, size)) for size in sizes]
    return pd.DataFrame({"school": names, "numerator": done, "denominator": sizes})


def ends_of(tables: np.ndarray, member: np.ndarray) -> int:
    counts = tables @ member
    return int(counts.max() - counts.min())


@given(groups())
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_group_keeps_five_possible_counts_or_all_of_its_own(leaves: pd.DataFrame) -> None:
    sizes, names = leaves["denominator"].to_numpy(), [*leaves["school"]]
    told = schools_in_bands(leaves, 5)
    of_school = {school: np.array([school in schools_of(leaf) for leaf in names]) for school in "ABC"}
    member = {ALL: np.ones(len(names), dtype=bool), **{name: mask for name, mask in of_school.items() if mask.any()}}
    tables = np.array(list(product(*(range(size + 1) for size in sizes))))
    assert len(tables) <= MOST_TABLES
    for school, (lower, upper) in told.items():
        assert (lower, upper) == band(int(leaves["numerator"] @ member[school]), int(sizes @ member[school]))
        counts = tables @ member[school]
        tables = tables[(counts >= lower) & (counts <= upper)]
    for group in (*member.values(), *np.eye(len(names), dtype=bool)):
        assert ends_of(tables, group) >= min(4, int(sizes @ group))
    # The total is worth more than its schools: it is left out only where its band says nothing.
    assert (ALL in told) == (band(int(leaves["numerator"].sum()), int(sizes.sum())) != (0, sizes.sum()))


def test_three_schools_that_share_their_people_in_pairs_and_fractions() -> None:
    rng = np.random.default_rng(5)
    for _ in range(40):
        sizes = rng.integers(3, 9, 3)
        done = [int(rng.integers(0, size + 1)) for size in sizes]
        leaves = pd.DataFrame({"school": ["A + B", "A + C", "B + C"], "numerator": done, "denominator": sizes})
        tables = np.array(list(product(*(range(size + 1) for size in sizes))))
        for school, (lower, upper) in schools_in_bands(leaves, 5).items():
            mask = np.array([school == ALL or school in schools_of(leaf) for leaf in leaves["school"]])
            tables = tables[(tables @ mask >= lower) & (tables @ mask <= upper)]
        assert all(ends_of(tables, group) >= min(4, size) for group, size in zip(np.eye(3), sizes, strict=True))
