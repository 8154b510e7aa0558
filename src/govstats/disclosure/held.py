"""What one release prints of people, each thing held against what earlier releases have printed of it."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from govstats.disclosure.beside import Printed
from govstats.disclosure.groups import Group, number_of, scrambled
from govstats.disclosure.ledger import Ledger
from govstats.disclosure.protect import MINIMUM
from govstats.measures.shape import typed

_NUMBERS = ("numerator", "denominator", "unknown", "at_least", "at_most")
FIGURE_COLUMNS = ("measure", "school", "policy", "clause", "basis", *_NUMBERS, "definition", "membership")


class Audit:
    """The figures of a release in the making, thing by thing.

    Parameters
    ----------
    ledger
        What earlier releases printed.
    minimum
        A group of fewer people is a group of few.
    """

    def __init__(self, ledger: Ledger, as_at: date, minimum: int = MINIMUM) -> None:
        self._ledger, self._as_at, self.minimum = ledger, as_at, minimum
        self._things: dict[tuple[str, ...], Printed] = {}
        # A policy is mostly asked of the same people as others: they are scrambled, and kept, once.
        self._numbers: dict[str, int] = {}
        self._groups: dict[Group, Group] = {}

    def of(self, policy: str, thing: str, within: str = "") -> Printed:
        """What is printed of one thing that people do with a policy, such as "acknowledged".

        `within` are the days allowed, by which figures of those who did it in time are told apart.
        """
        key = (policy, thing, within)
        if key not in self._things:
            earlier = self._ledger.figures(_definition(*key[:2]))
            for report, figures in self._ledger.figures(_definition(*key), in_time=True).items() if within else ():
                earlier[report] = [*earlier.get(report, ()), *figures]
            self._things[key] = Printed(self._as_at, earlier, self.minimum)
        return self._things[key]

    def counted(self, people: Iterable[str]) -> Group:
        """People as the ledger knows them, whatever version they had to sign: of a new one fewer have, that is all."""
        group = Group.of(map(self._number, people))
        return self._groups.setdefault(group, group)

    def _number(self, person: str) -> int:
        if person not in self._numbers:
            self._numbers[person] = number_of(person)
        return self._numbers[person]

    def tells(self, number: int, measure: str, policy: str, clause: str, start: str = "") -> bool:
        """Whether a number of cases is one of a few, by itself or beside what was printed of the same before."""
        before = (then for then, _ in self._ledger.printed(measure, policy, clause, start))
        return any(0 < abs(number - then) < self.minimum for then in (0, *before))

    def tells_of_people(self, of: int, measure: str, policy: str, clause: str) -> bool:
        """Whether a share of people whose references are not known is one of a few: so few, or so few come or gone."""
        before = (int(then) for _, then in self._ledger.printed(measure, policy, clause) if then)
        return any(0 < abs(of - then) < self.minimum for then in (0, *before))

    @property
    def follows(self) -> bool:
        """Whether something was printed before beside which a number of a few could be told."""
        return bool(self.minimum) and not self._ledger.rows.empty

    def figures_on(self, day: date, measure: str, policy: str) -> pd.DataFrame:
        """What a report of a day printed of a policy, or of all, for the organisation: a row, or none."""
        return self._ledger.figures_on(day, measure, policy)

    def totals(self, measure: str) -> pd.DataFrame:
        """The totals of a measure that earlier reports printed, by day: of their own days, and of others."""
        return self._ledger.totals(measure)

    @property
    def told_since(self) -> date | None:
        """The day of the latest earlier report because of which something is not printed as it is."""
        return max((each.told_since for each in self._things.values() if each.told_since), default=None)

    def figures(self) -> pd.DataFrame:
        """Every figure about people that is printed: the cell it stands in, its number or band, and who is counted.

        Returns
        -------
        DataFrame
            `FIGURE_COLUMNS` and `people`, a `Group`.
        """
        membership = {group: scrambled(*group.references) for group in self._groups}
        rows = [
            (
                figure.cell.measure, figure.cell.school, policy, figure.cell.clause, figure.cell.basis,
                None if figure.most else figure.done, len(figure.people), figure.unsure,
                figure.done if figure.most else None, figure.most,
                _definition(policy, thing, within if figure.in_time else ""), membership[figure.people],
                figure.people,
            )
            for (policy, thing, within), printed in self._things.items()
            for figure in printed.figures
            if figure.cell
        ]  # fmt: skip
        return typed(pd.DataFrame(rows, columns=[*FIGURE_COLUMNS, "people"]), _NUMBERS, "Int64")


def _definition(policy: str, thing: str, within: str = "") -> str:
    return scrambled(policy, thing, within)
