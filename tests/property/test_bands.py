"""A band tells a count no nearer than five possible ones, by its ends or by its width."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govstats.disclosure.bands import WIDTHS, band
from tests.examples import EXAMPLES


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    of = draw(st.one_of(st.integers(0, 130), st.integers(0, 20_000)))
    return draw(st.integers(0, of)), of


@given(counts(), st.integers(5, 12))
@settings(max_examples=EXAMPLES)
def test_a_band_holds_its_count_and_enough_others_that_read_the_same(made: tuple[int, int], minimum: int) -> None:
    count, of = made
    lower, upper = band(count, of, minimum)
    assert 0 <= lower <= count <= upper <= of
    assert upper - lower + 1 >= min(minimum, of + 1)
    # Every count of the band is told by the same band: who knows the rule learns nothing more.
    assert {band(each, of, minimum) for each in {lower, (lower + upper) // 2, upper}} == {(lower, upper)}
    for next_to_it in (lower - 1, upper + 1):
        if 0 <= next_to_it <= of:
            assert band(next_to_it, of, minimum) != (lower, upper)


@given(st.integers(0, 600), st.integers(5, 12))
@settings(max_examples=EXAMPLES)
def test_the_bands_of_a_headcount_are_one_grid(of: int, minimum: int) -> None:
    bands = sorted({band(count, of, minimum) for count in range(of + 1)})
    assert [lower for lower, _ in bands[1:]] == [upper + 1 for _, upper in bands[:-1]]
    assert (bands[0][0], bands[-1][1]) == (0, of)
    assert len(bands) in [100 // width for width in WIDTHS]
    # The next narrower grid has a band of too few counts, so no finer one would do.
    narrower = [width for width in WIDTHS if width < 100 // len(bands)]
    if narrower and of >= minimum:
        places = range(100 // narrower[-1])
        edges = [-(-place * narrower[-1] * of // 100) for place in places] + [of + 1]
        assert min(end - start for start, end in pairwise(edges)) < minimum


@pytest.mark.parametrize(("count", "of"), [(-1, 5), (6, 5)])
def test_what_is_no_share_has_no_band(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="is not a share of people"):
        band(count, of)
