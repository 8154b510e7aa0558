"""Where each school stands against all schools together, for one policy: what chance alone explains, and what not."""

from collections.abc import Sequence
from dataclasses import dataclass

from govstats.disclosure import ALL
from govstats.exhibits.count import Count
from govstats.exhibits.page import COVERAGE, Page
from govstats.exhibits.wording import SMALL
from govstats.statistics import expected_false_flags, funnel_flags, funnel_limits
from govstats.statistics.funnel import MANY

BELOW, ABOVE, WITHIN = "below", "above", "within"
SAID = {
    "below 99.8%": "Below even the wider range (99.8%) expected from chance, worth asking why",
    "below 95%": "Below the range expected from chance alone, worth asking why",
    "above 99.8%": "Above even the wider range (99.8%) expected from chance, worth asking why",
    "above 95%": "Above the range expected from chance alone, worth asking why",
    WITHIN: "Within the range expected from chance",
}
OUTSIDE = "Outside the range, as some of so many schools are by chance"
CANNOT_TELL = "Cannot be told, for want of clear dates"
TOO_FEW = f"Fewer than {SMALL} people, so no comparison"
ALONE = f"The only school of {SMALL} people or more, so no comparison"
WITHHELD = "Withheld, so no comparison"
RANGED = "Told as a range, so no comparison"
NOBODY = "Nobody has to sign it"


@dataclass(frozen=True)
class Position:
    """Where one school stands.

    Attributes
    ----------
    count
        None where nobody at the school has to sign the policy.
    expected
        The least and the greatest count expected from chance (95%); None where there is no comparison.
    flag
        As `govstats.statistics.funnel_flag` gives it; "" where there is no comparison or it cannot be told.
    """

    school: str
    count: Count | None
    expected: tuple[int, int] | None
    flag: str
    said: str


@dataclass(frozen=True)
class Comparison:
    """The schools, what needs attention first, and what they are held against: all schools, each person once.

    Attributes
    ----------
    false_flags
        How many of the schools compared chance alone would put outside their range.
    """

    policy: str
    positions: tuple[Position, ...]
    everyone: Count
    false_flags: float

    @property
    def compared(self) -> list[Position]:
        return [each for each in self.positions if each.expected]

    @property
    def outside(self) -> list[Position]:
        return [each for each in self.positions if each.flag not in (WITHIN, "")]

    @property
    def allows_for_number(self) -> bool:
        """Whether there are so many schools that a flag allows for their number."""
        return len(self.compared) > MANY

    def on_side(self, side: str) -> list[str]:
        return [each.school for each in self.positions if each.flag.startswith(side)]

    def said_of(self, said: str) -> list[str]:
        return [each.school for each in self.positions if each.said == said]


def compare_schools(page: Page, policy: str) -> Comparison | None:
    """Each school against all schools together; None where no school may be shown beside the total.

    The people of a school are part of what it is held against, which makes a flag rather less likely. No figure is
    made of all schools but one: it would give that one away where it is withheld.
    """
    everyone = page.cell(COVERAGE, policy, ALL)
    if everyone is None or everyone.done is None or not everyone.of or policy in page.left_out:
        return None
    cells = {school: page.cell(COVERAGE, policy, school) for school in page.release.schools}
    large = [each for each in cells.values() if each and each.done is not None and each.of >= SMALL]
    placed = {each.school: each for each in _against(large, everyone)} if len(large) > 1 else {}
    sizes = [each.of for each in large if each.school in placed]
    positions = [placed.get(school) or _not_compared(school, cell) for school, cell in cells.items()]
    # The rest keep the order of the settings: a rank within chance, or beside a figure withheld, would say too much.
    positions.sort(key=lambda each: not each.flag.startswith(BELOW))
    return Comparison(
        policy,
        tuple(positions),
        everyone,
        expected_false_flags(sizes, everyone.share) if sizes else 0.0,
    )


def _against(counts: Sequence[Count], everyone: Count) -> list[Position]:
    """Flag what is certain: a school that stands outside, whichever way its and the others' doubtful people went."""
    sizes = [each.of for each in counts]
    done = [each.done or 0 for each in counts]
    kind = funnel_flags([x + each.unknown for x, each in zip(done, counts, strict=True)], sizes, everyone.share)
    harsh = funnel_flags(done, sizes, ((everyone.done or 0) + everyone.unknown) / everyone.of)
    limits = funnel_limits(sizes, everyone.share).itertuples(index=False)
    ends = [(round(lower * size), round(upper * size)) for size, lower, upper in limits]
    return [
        Position(count.school, count, expected, *_verdict(count.done or 0, expected, at_best, at_worst))
        for count, expected, at_best, at_worst in zip(counts, ends, kind, harsh, strict=True)
    ]


def _verdict(done: int, expected: tuple[int, int], at_best: str, at_worst: str) -> tuple[str, str]:
    """Flag and words of a school, from its flags at best and at worst."""
    if at_best.startswith(BELOW):
        return at_best, SAID[at_best]
    if at_worst.startswith(ABOVE):
        return at_worst, SAID[at_worst]
    if at_best.startswith(ABOVE) or at_worst.startswith(BELOW):
        return "", CANNOT_TELL
    return WITHIN, SAID[WITHIN] if expected[0] <= done <= expected[1] else OUTSIDE


def _not_compared(school: str, count: Count | None) -> Position:
    if count is not None and count.done is None:
        return Position(school, count, None, "", RANGED if count.between else WITHHELD)
    if count is None or not count.of:
        return Position(school, None, None, "", NOBODY)
    return Position(school, count, None, "", TOO_FEW if count.of < SMALL else ALONE)
