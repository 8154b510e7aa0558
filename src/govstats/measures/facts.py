"""What the records say of a clause beyond its numbers, in typed pieces. Exhibits make sentences of them."""

from dataclasses import dataclass
from typing import Literal

from govstats.periods import DateInterval

Unit = Literal["people", "schools", "cases", "records"]


@dataclass(frozen=True)
class Adopted:
    """How a version in force was adopted. `by` is the date that `on` is: approved, effective or written."""

    on: DateInterval
    by: str
    minuted: bool
    consulted: bool

    @property
    def dated(self) -> bool:
        """The day on which a version was written is no day of adoption."""
        return self.by != "written"

    def __str__(self) -> str:
        told = {"minute reference": self.minuted, "consultation": self.consulted}
        day = f"adopted {self.on.in_words()}" if self.dated else "no day of adoption"
        return "; ".join([day, *(what if so else f"no {what}" for what, so in told.items())])


@dataclass(frozen=True)
class Due:
    """How a document stands with its review, and when it is due by each of its own clocks."""

    status: str
    stated: DateInterval | None
    cycle: DateInterval | None
    cycle_months: int | None

    def __str__(self) -> str:
        clocks = {"stated": self.stated, "cycle": self.cycle}
        return "; ".join(
            [self.status, *(f"due {day.in_words()} by the {clock} date" for clock, day in clocks.items() if day)]
        )


@dataclass(frozen=True)
class Other:
    """Another document of the register, and how it stands with its own review."""

    policy: str
    status: str
    due: DateInterval | None

    def __str__(self) -> str:
        return f"{self.policy}: {self.status}"


@dataclass(frozen=True)
class Link:
    """Whether the policy is linked with another, and those documents of the register that it is then linked with."""

    there: bool
    others: tuple[Other, ...] = ()

    def __str__(self) -> str:
        others = map(str, self.others) if self.others else ["not in the register"]
        return "; ".join(["linked", *others]) if self.there else "not linked"


@dataclass(frozen=True)
class Logged:
    """Evidence of the log that still holds: since when, and what its numbers count."""

    since: DateInterval
    counts: Unit

    def __str__(self) -> str:
        return f"since {self.since.in_words()}, in {self.counts}"


@dataclass(frozen=True)
class Starters:
    """Which starters were looked at, and within how many days; any day where it is None."""

    since: DateInterval
    within: int | None

    def __str__(self) -> str:
        return f"starters since {self.since.in_words()}{f', within {self.within} days' if self.within else ''}"


Fact = Adopted | Due | Link | Logged | Starters
