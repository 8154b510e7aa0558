"""What must hold of every interval, curve, chart and funnel."""

from itertools import pairwise
from math import inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govstats.statistics import (
    clopper_pearson,
    done_by,
    expected_false_flags,
    funnel_flag,
    funnel_limits,
    kaplan_meier,
    newcombe_difference,
    poisson_interval,
    rate_ratio,
    wilson,
    xmr_chart,
)
from tests.examples import EXAMPLES

# The first call of a function may import scipy: no deadline.
many = settings(max_examples=EXAMPLES, deadline=None)
HAIR = 1e-9

confidences = st.floats(0.01, 0.9999)
sizes = st.integers(1, 5000)
shares = sizes.flatmap(lambda n: st.tuples(st.integers(0, n) | st.floats(0, n, allow_subnormal=False), st.just(n)))
intervals = st.sampled_from([wilson, clopper_pearson])
days = st.integers(0, 40)
people = st.lists(st.tuples(days, st.integers(1, 40), st.booleans()), min_size=1, max_size=60)


@many
@given(intervals, shares, confidences)
def test_an_interval_holds_the_share_and_lies_between_0_and_1(interval, share, confidence) -> None:
    x, n = share
    lower, upper = interval(x, n, confidence)
    assert 0 <= lower <= x / n + HAIR
    assert x / n - HAIR <= upper <= 1


@many
@given(intervals, shares, confidences, confidences)
def test_a_share_s_interval_widens_with_confidence(interval, share, one, other) -> None:
    (lower, upper), (wider_lower, wider_upper) = (interval(*share, c) for c in sorted((one, other)))
    assert wider_lower <= lower + HAIR
    assert upper <= wider_upper + HAIR


@many
@given(intervals, shares, confidences)
def test_what_is_not_done_mirrors_what_is_done(interval, share, confidence) -> None:
    x, n = share
    lower, upper = interval(x, n, confidence)
    mirrored = interval(n - x, n, confidence)
    assert mirrored == (pytest.approx(1 - upper, abs=1e-8), pytest.approx(1 - lower, abs=1e-8))


@many
@given(shares, shares, confidences)
def test_a_difference_turns_with_its_groups(one, other, confidence) -> None:
    lower, upper = newcombe_difference(*one, *other, confidence)
    difference = one[0] / one[1] - other[0] / other[1]
    assert -1 - HAIR <= lower <= difference + HAIR
    assert difference - HAIR <= upper <= 1 + HAIR
    assert newcombe_difference(*other, *one, confidence) == (pytest.approx(-upper), pytest.approx(-lower))


@many
@given(st.floats(0, 2000, allow_subnormal=False) | st.integers(0, 10**9), st.floats(0.5, 0.9999))
def test_a_count_lies_in_its_interval(events, confidence) -> None:
    lower, upper = poisson_interval(events, confidence)
    wider_lower, wider_upper = poisson_interval(events, (1 + confidence) / 2)
    assert 0 <= wider_lower <= lower <= events <= upper <= wider_upper < inf


@many
@given(st.integers(0, 500), st.floats(0.01, 1e4), st.integers(0, 500), st.floats(0.01, 1e4), confidences)
def test_a_ratio_turns_with_its_groups(x1, time1, x2, time2, confidence) -> None:
    assume(x1 + x2 > 0)
    lower, upper = rate_ratio(x1, time1, x2, time2, confidence)
    ratio = x1 / time1 / (x2 / time2) if x2 else inf
    assert lower <= ratio * (1 + HAIR)
    assert ratio <= upper * (1 + HAIR)
    turned = rate_ratio(x2, time2, x1, time1, confidence)
    assert turned[0] == pytest.approx(1 / upper)
    assert turned[1] == (pytest.approx(1 / lower) if lower else inf)


@many
@given(st.lists(days, min_size=1, max_size=60))
def test_without_censoring_a_curve_is_the_share_still_waiting(durations) -> None:
    curve = kaplan_meier(durations, [True] * len(durations))
    waiting = [sum(d > time for d in durations) / len(durations) for time in curve["time"]]
    assert list(curve["survival"]) == pytest.approx(waiting, abs=1e-12)
    read = done_by(curve, days=range(41), least_at_risk=1)
    seen = read[read["at_risk"] > 0]
    assert list(seen["done"]) == pytest.approx(
        [sum(d <= day for d in durations) / len(durations) for day in seen["day"]], abs=1e-12
    )


@many
@given(people)
def test_an_entry_at_the_start_is_no_late_entry(group) -> None:
    _, durations, observed = zip(*group, strict=True)
    assert kaplan_meier(durations, observed).equals(kaplan_meier(durations, observed, [0] * len(group)))


@many
@given(people)
def test_a_curve_only_falls_stays_within_its_limits_and_never_comes_back_from_unknown(group) -> None:
    entry, watched, observed = zip(*group, strict=True)
    durations = [start + length for start, length in zip(entry, watched, strict=True)]
    curve = kaplan_meier(durations, observed, entry)
    known = curve["survival"].dropna()
    assert list(known.index) == list(range(len(known)))
    assert all(after <= before for before, after in pairwise([1.0, *known]))
    limited = curve.dropna()
    assert ((limited["lower"] <= limited["survival"]) & (limited["survival"] <= limited["upper"])).all()
    # Each is at risk at every row after the entry, up to the last day, and in no other.
    for row in curve.itertuples():
        assert row.at_risk == sum(
            (e < row.time or e == 0) and row.time <= d for e, d in zip(entry, durations, strict=True)
        )
    assert curve["events"].sum() == sum(observed)


@many
@given(people)
def test_someone_watched_in_two_stretches_counts_as_someone_watched_in_one(group) -> None:
    _, durations, observed = zip(*group, strict=True)
    whole = kaplan_meier(durations, observed)
    cut = [(d / 2, d, seen) for d, seen in zip(durations, observed, strict=True)]
    parts = [(0, middle, False) for middle, _, _ in cut] + cut
    entry, ends, came = zip(*parts, strict=True)
    pieces = kaplan_meier(ends, came, entry)
    steps, same = whole[whole["events"] > 0], pieces[pieces["events"] > 0]
    for column in ("time", "at_risk", "survival", "lower", "upper"):
        assert list(steps[column]) == pytest.approx(list(same[column]), nan_ok=True)


@many
@given(st.lists(st.integers(-100, 100), min_size=12, max_size=40), st.booleans())
def test_a_chart_upside_down_signals_the_same(values, screen) -> None:
    chart = xmr_chart(values, "up", screen)
    turned = xmr_chart([-value for value in values], "down", screen)
    assert list(chart["signal"]) == list(turned["signal"])
    assert list(chart["lower"]) == list(-turned["upper"])
    screened, all_ranges = (xmr_chart(values, "up", each)["upper"][0] for each in (True, False))
    assert screened <= all_ranges + HAIR
    beyond = (chart["value"] > chart["upper"] + HAIR) | (chart["value"] < chart["lower"] - HAIR)
    assert (chart["signal"][beyond] != "").all()


@many
@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=30), st.floats(0, 1), st.sampled_from(["binomial", "poisson"])
)
def test_funnels_are_nested_and_flag_no_more_than_they_say(units, comparator, model) -> None:
    inner, outer = (funnel_limits(units, comparator, c, model).dropna() for c in (0.95, 0.998))
    assert (outer["lower"] <= inner["lower"]).all()
    assert (inner["lower"] <= inner["upper"]).all()
    assert (inner["upper"] <= outer["upper"]).all()
    for confidence in (0.95, 0.998):
        false = expected_false_flags(units, comparator, confidence, model)
        assert 0 <= false <= (1 - confidence) * len(units)


@many
@given(shares, st.floats(0, 1), st.sampled_from(["binomial", "poisson"]))
def test_a_flag_is_a_place_outside_the_limits(share, comparator, model) -> None:
    x, n = share
    flag = funnel_flag(x, n, comparator, model)
    for confidence, words in ((0.95, ("95%", "99.8%")), (0.998, ("99.8%",))):
        [limits] = funnel_limits([n], comparator, confidence, model).to_dict("records")
        assert (x / n < limits["lower"]) == (flag in [f"below {word}" for word in words])
        assert (x / n > limits["upper"]) == (flag in [f"above {word}" for word in words])
