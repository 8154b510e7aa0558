"""What the returns of a term say of incidents: a number, nil, nothing, or something that cannot be added up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from govstats.exhibits.shared import rows_of
from govstats.exhibits.wording import counted, listed
from govstats.measures.remembered import remembered
from govstats.statistics import poisson_interval

LEAST_STAFF = 10  # a rate of fewer moves with every incident
DAYS_IN_YEAR = 365.25


@dataclass(frozen=True)
class Recorded:
    """What the returns of one term say of all incidents, of a policy's, or of a clause's."""

    term: str
    first: date
    last: date
    policy: str
    clause: str
    number: int | None  # None where it is withheld
    numbers: int  # returns with a number or a zero
    nil_returns: int
    missing: int
    not_told: int
    person_days: int
    rounded: bool = False  # to the nearest 5, in public, where one under 5 is withheld

    @property
    def answered(self) -> bool:
        return self.numbers + self.nil_returns > 0

    @property
    def complete(self) -> bool:
        return self.answered and not self.missing and not self.not_told

    @property
    def rated(self) -> bool:
        """Whether a rate may be shown: of a number that is there, exact and whole, and of staff enough."""
        return self.number is not None and not self.rounded and self.complete and self.staff >= LEAST_STAFF

    @property
    def staff_years(self) -> float:
        return self.person_days / DAYS_IN_YEAR

    @property
    def staff(self) -> float:
        """How many people were in post on an average day."""
        return self.person_days / ((self.last - self.first).days + 1)

    @property
    def rate(self) -> tuple[float, float, float]:
        """Incidents per 100 staff-years, with the range consistent with chance."""
        number = self.number or 0
        rate, lower, upper = (100 * events / self.staff_years for events in (number, *poisson_interval(number)))
        return rate, lower, upper


@remembered
def read_recorded(frame: pd.DataFrame, *, rounded: bool) -> Sequence[Recorded]:
    """The published incidents, row by row: newest term first, the organisation before its policies and clauses."""
    return [
        Recorded(
            term=row["term"],
            first=date.fromisoformat(row["period_start"]),
            last=date.fromisoformat(row["period_end"]),
            policy=row["policy"],
            clause=row["clause"],
            number=None if row["withheld"] else int(row["numerator"]),
            numbers=int(row["numbers"]),
            nil_returns=int(row["nil_returns"]),
            missing=int(row["missing"]),
            not_told=int(row["not_told"]),
            person_days=0 if pd.isna(row["person_days"]) else int(row["person_days"]),
            rounded=rounded,
        )
        for row in rows_of(frame)
    ]


def gaps(each: Recorded) -> str:
    """The returns without which a number is of some schools and clauses only."""
    said = []
    if each.missing:
        said.append(f"{counted(each.missing, 'return')} {'is' if each.missing == 1 else 'are'} missing")
    if each.not_told:
        said.append(f"{counted(each.not_told, 'return')} {'does' if each.not_told == 1 else 'do'} not tell the number")
    return listed(said) if said else "no return tells of them"


def returns(each: Recorded) -> str:
    """The returns by what they say: a number, nil, nothing, or something that cannot be added up."""
    kinds = {
        "received" if each.rounded else "with a number or zero": each.numbers,
        "nil": each.nil_returns,
        "missing": each.missing,
        "not telling the number": each.not_told,
    }
    said = [f"{number:,} {kind}" for kind, number in kinds.items() if number]
    return listed(said) if said else "none"


def number_in_words(each: Recorded | None) -> str:
    """A number; or in words why there is none."""
    if each is None:
        return "[x]"
    if not each.answered:
        return "No return" if each.missing else "Not told" if each.not_told else "[z]"
    if each.number is None:
        return "[c]"
    if each.rounded:
        return f"About {each.number:,}"
    return f"{each.number:,}" if each.number or each.numbers else "0 (nil return)"
