"""What the records say of a clause beyond its numbers: words for dates, never the words of an export.

Exhibits make sentences of them.
"""

from dataclasses import dataclass
from datetime import date

from govstats.periods import DateInterval, say_day

_SO = {True: "{}", False: "no {}", None: "{} not clear"}


@dataclass(frozen=True)
class Adopted:
    """How a version in force was adopted. `by` is the date that `on` is: approved, effective or written.

    `consulted` is None where it cannot be told.
    """

    on: str
    by: str
    minuted: bool
    consulted: bool | None

    @property
    def dated(self) -> bool:
        """The day on which a version was written is no day of adoption."""
        return self.by != "written"

    def __str__(self) -> str:
        told = {"minute reference": self.minuted, "consultation": self.consulted}
        day = f"adopted {self.on}" if self.dated else "no day of adoption"
        return "; ".join([day, *(_SO[so].format(what) for what, so in told.items())])


@dataclass(frozen=True)
class Due:
    """How a document stands with its review, and when it is due by each of its own clocks ("" where one does not run).

    `last_day` is the last day in date by the headline's clock, `cycle_last_day` by the cycle.
    """

    status: str
    stated: str = ""
    cycle: str = ""
    cycle_months: int | None = None
    last_day: date | None = None
    cycle_last_day: date | None = None
    disagree: bool = False

    def __str__(self) -> str:
        clocks = {"stated": self.stated, "cycle": self.cycle}
        return "; ".join([self.status, *(f"due {day} by the {clock} date" for clock, day in clocks.items() if day)])


@dataclass(frozen=True)
class Other:
    """Another document of the register, how it stands with its own review, and the last day on which it is in date."""

    policy: str
    status: str
    last_day: date | None = None

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
    """Evidence of the log that still holds. `since` says the day of the oldest of it, `first` is its first day."""

    since: str
    first: date | None = None

    def __str__(self) -> str:
        return self.since


@dataclass(frozen=True)
class Lapsed:
    """Evidence of the log that held once and does not now: the day of the newest of it."""

    on: str

    def __str__(self) -> str:
        return f"lapsed: {self.on}"


@dataclass(frozen=True)
class Unclear:
    """The register has an answer that can be read as neither yes nor no."""

    def __str__(self) -> str:
        return "the register is not clear"


@dataclass(frozen=True)
class Starters:
    """Which starters were looked at, and within how many days; "" is any day."""

    since: str
    within: str = ""

    def __str__(self) -> str:
        return f"starters {self.since}{f', within {self.within}' if self.within else ''}"


Fact = Adopted | Due | Lapsed | Link | Logged | Starters | Unclear


def since(day: DateInterval) -> str:
    """From when something holds, in words.

    >>> since(DateInterval(date(2024, 7, 1), date(2024, 7, 31), "month", "Jul 24"))
    'since July 2024'
    >>> since(DateInterval(None, date(2025, 9, 30), "range", "by Sept 25"))
    'by 30 September 2025'
    """
    if day.earliest is None:
        return day.in_words()
    return f"since {say_day(day.earliest) if day.precision == 'range' else day.in_words()}"
