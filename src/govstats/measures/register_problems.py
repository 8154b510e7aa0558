"""What is worth asking about the register: dates without a day, dates and rows that disagree, cycles read two ways."""

from collections.abc import Iterator

from govstats.errors import Problem, problem
from govstats.measures.given_twice import versions_given_twice
from govstats.measures.register import Version, documents_of
from govstats.measures.shape import Loaded
from govstats.periods import say_day

# No policy is left unread for so long: a review further off has a mistyped year.
LONGEST_MONTHS = 120


def register_problems(organisation: Loaded) -> list[Problem]:
    """What is worth asking about versions that are told of twice, and about the newest version of each document."""
    newest = (each.versions[-1] for each in documents_of(organisation) if each.versions)
    return [*versions_given_twice(organisation), *(each for version in newest for each in _questions(version))]


def _questions(version: Version) -> Iterator[Problem]:
    place = version.place
    stated, cycle = version.stated_due, version.cycle_due
    if version.cycle_kind == "ambiguous":
        yield problem("cycle-ambiguous", **place, column="Review cycle", found=version.cycle_text)
    if stated and stated.latest and stated.earliest != stated.latest:
        reading = f"due by {say_day(stated.latest)}"
        yield problem("date-without-day", **place, column="Review date", found=stated.text, reading=reading)
    months = version.stated_months
    if stated and months is not None and not 0 <= months <= LONGEST_MONTHS:
        yield problem(
            "review-year-unlikely",
            **place,
            column="Review date",
            found=stated.text,
            policy=version.policy,
            stated=stated.in_words(),
            adopted=version.adopted.in_words(),
            span="before" if months < 0 else "more than ten years after",
        )
    elif stated and cycle and version.clocks_disagree:
        yield problem(
            "clocks-disagree",
            **place,
            policy=version.policy,
            stated=stated.in_words(),
            adopted=version.adopted.in_words(),
            cycle_due=cycle.in_words(),
            stated_months=months,
            cycle_months=version.cycle_months,
        )
