"""Two schools beside each other: the lowest and the one that differs from it most clearly, and what chance explains."""

from collections.abc import Sequence
from dataclasses import dataclass

from govstats.exhibits.comparing import SMALLEST, apart_by_more_than_one
from govstats.exhibits.count import Count
from govstats.statistics import newcombe_difference


@dataclass(frozen=True)
class Contrast:
    """A difference of two shares, the other school's less the lowest school's, with the range that chance leaves it.

    Attributes
    ----------
    lower, upper
        The ends of the range, as shares. It covers what cannot be told of either school.
    schools
        How many schools the two were chosen from.
    people
        Of the smaller of the two, how many people its share is of.
    """

    low: Count
    other: Count
    lower: float
    upper: float
    schools: int
    people: float

    @property
    def difference(self) -> float:
        return self.other.share - self.low.share

    @property
    def beyond_chance(self) -> bool:
        """Whether it is more than one person, more than two points, and more than chance."""
        return self.lower > 0 and not self.alike

    @property
    def alike(self) -> bool:
        """Whether it is one person, or two points, or less."""
        return not apart_by_more_than_one(self.difference, self.people)

    @property
    def pairs(self) -> int:
        return _pairs(self.schools)


def clearest_contrast(counts: Sequence[Count], policies: int = 1) -> Contrast | None:
    """The lowest school beside the one that differs from it most clearly, or, where none does, the highest.

    Parameters
    ----------
    counts
        One a school. Those withheld, or of fewer than 20 people, are not compared.
    policies
        How many signatures a person gives: the people are the sample, not the signatures.

    Returns
    -------
    Contrast or None
        None where fewer than two schools can be compared.

    Notes
    -----
    Whoever picks two of k schools by their figures picks a chance as well. Each range is therefore one of k(k-1)/2
    that hold together in 95 of 100 cases (C. E. Bonferroni), whichever pair is picked; `newcombe_difference` gives
    it. It takes the schools as separate people. Somebody at both brings them closer than that, so that the range is
    rather too wide than too narrow.

    Examples
    --------
    >>> found = clearest_contrast([Count("", "Ash", 31, 50, 0, 0), Count("", "Elm", 47, 50, 0, 0)])
    >>> found.low.school, round(found.difference, 2), round(found.lower, 2), round(found.upper, 2)
    ('Ash', 0.32, 0.16, 0.46)
    """
    large = [each for each in counts if each.done is not None and each.of >= SMALLEST * policies]
    if len(large) < 2:
        return None
    low, *others = sorted(large, key=lambda each: (each.share, -each.of, each.school))
    confidence = 1 - 0.05 / _pairs(len(large))
    found = []
    for other in others:
        lower, upper = _range(low, other, policies, confidence)
        found.append(Contrast(low, other, lower, upper, len(large), min(low.of, other.of) / policies))
    clearest = max(found, key=lambda each: each.lower)
    return clearest if clearest.beyond_chance else found[-1]


def _range(low: Count, other: Count, policies: int, confidence: float) -> tuple[float, float]:
    """From the least that the difference can be to the most, while something cannot be told."""
    people = other.of / policies, low.of / policies
    done, lowest = other.done or 0, low.done or 0

    def between(others: int, lows: int) -> tuple[float, float]:
        return newcombe_difference(others / policies, people[0], lows / policies, people[1], confidence)

    return between(done, lowest + low.unknown)[0], between(done + other.unknown, lowest)[1]


def _pairs(schools: int) -> int:
    return schools * (schools - 1) // 2
