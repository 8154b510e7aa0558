"""When a figure may be said to have moved, or two groups to differ: one rule, and the words for it."""

from govstats.exhibits.count import Count
from govstats.exhibits.page import Page
from govstats.exhibits.wording import share
from govstats.statistics import newcombe_difference

SMALLEST = 20  # people; in a smaller group one person moves the share by more than 5 points
POINTS = 0.02


def differ(one: float, people: float, other: float, others: float) -> bool | None:
    """Whether two shares of people differ by more than one person, more than two points and more than chance.

    Parameters
    ----------
    one, other
        Shares from 0 to 1.
    people, others
        How many people each is a share of, which may be a fraction.

    Returns
    -------
    bool or None
        None where there are fewer than 20 people on one side: too few to compare.

    Notes
    -----
    Chance is judged by Newcombe's method 10 for two separate groups. A person signs many policies, and signs as the
    person is: the people are the sample, not their signatures, so a share of signatures is given with the people that
    stand behind it. The same people on two days are no separate groups either. Who signed then has mostly signed
    now, and such agreement makes a difference surer than the method takes it to be: the rule says "no clear
    change" too often rather than too seldom.

    Examples
    --------
    >>> differ(0.9, 180, 0.75, 180), differ(0.9, 180, 0.89, 180), differ(0.9, 19, 0.2, 180)
    (True, False, None)
    """
    if min(people, others) < SMALLEST:
        return None
    apart = abs(one - other)
    if not apart_by_more_than_one(apart, min(people, others)):
        return False
    lower, _ = newcombe_difference(max(one, other) * people, people, min(one, other) * others, others)
    return lower > 0


def policies_in(page: Page, measure: str) -> int:
    """How many policies a total of a measure adds up; its denominator over them is the people behind it."""
    return max(1, sum(each.done is not None for each in page.counts(measure)))


def change_of_people(now: Count, before: Count | None, policies: int, since: str) -> str:
    """How a share of people, or of their signatures, has moved since a day, in words.

    While something cannot be told, the ends of the two ranges that lie nearest are compared.

    Parameters
    ----------
    policies
        How many policies the figure adds up. Of the earlier day that is not published, so the fewer people of the two
        days stand for both.
    """
    if now.between:
        return "A range is not compared"
    if before is None or not before.of:
        return "First report"
    if before.done is None:
        return f"The figure of {since} is withheld"
    people = min(now.of, before.of) / policies
    rose = now.share > before.share
    low, high = (before, now) if rose else (now, before)
    most = min(low.share + low.unknown / low.of, high.share)
    differs = differ(high.share, people, most, people)
    if differs is None:
        return f"Too few people to compare with {since}"
    return _moved(rose, differs, share(before.done, before.of), since)


def change_of_documents(now: tuple[int, int], before: tuple[int, int] | None, since: str) -> str:
    """How a share of policies has moved since a day, in words. All are counted, so chance plays no part.

    >>> change_of_documents((9, 16), (12, 16), "22 July 2025")
    'Down from 12 of 16 on 22 July 2025'
    """
    if before is None or not before[1] or not now[1]:
        return "First report"
    one, other = now[0] / now[1], before[0] / before[1]
    differs = apart_by_more_than_one(abs(one - other), min(now[1], before[1]))
    return _moved(one > other, differs, f"{before[0]:,} of {before[1]:,}", since)


def apart_by_more_than_one(apart: float, of: float) -> bool:
    """Whether two shares are more than one of so many apart, and more than two points."""
    # Shares are quotients: exactly one person apart is not more than one.
    return apart > max(1 / of, POINTS) + 1e-9


def _moved(rose: bool, differs: bool, was: str, since: str) -> str:
    return f"{('Up' if rose else 'Down') if differs else 'No clear change'} from {was} on {since}"
