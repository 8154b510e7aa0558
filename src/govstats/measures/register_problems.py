"""What is worth asking about the register: dates without a day, two dates that disagree, cycles read two ways."""

from collections.abc import Iterator

from govstats.errors import Problem, problem
from govstats.measures.register import Version, documents_of
from govstats.measures.shape import Loaded
from govstats.periods import say_day


def register_problems(organisation: Loaded) -> list[Problem]:
    """What is worth asking about the newest version of each document."""
    newest = (each.versions[-1] for each in documents_of(organisation) if each.versions)
    return [each for version in newest for each in _questions(version)]


def _questions(version: Version) -> Iterator[Problem]:
    place = version.place
    stated, cycle = version.stated_due, version.cycle_due
    if version.cycle_kind == "ambiguous":
        yield problem("cycle-ambiguous", **place, column="Review cycle", found=version.cycle_text)
    if stated and stated.latest and stated.earliest != stated.latest:
        reading = f"due by {say_day(stated.latest)}"
        yield problem("date-without-day", **place, column="Review date", found=stated.text, reading=reading)
    if stated and cycle and version.clocks_disagree:
        yield problem(
            "clocks-disagree",
            **place,
            policy=version.policy,
            stated=stated.in_words(),
            adopted=version.adopted.in_words(),
            cycle_due=cycle.in_words(),
            stated_months=version.stated_months,
            cycle_months=version.cycle_months,
        )
