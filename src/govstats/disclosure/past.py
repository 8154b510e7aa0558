"""Totals of days gone by, rebuilt from the records: each is a release, held against today's and against the others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from govstats.disclosure.cells import ALL
from govstats.disclosure.counted import Signing
from govstats.disclosure.figures import Figure
from govstats.disclosure.groups import Group, number_of
from govstats.disclosure.people import COVERAGE
from govstats.disclosure.together import few_told_of
from govstats.measures.codes import coded
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.outcomes import surely_required
from govstats.measures.shape import CANNOT_TELL, DONE, LEFT_OUT, Loaded


@dataclass(frozen=True)
class Total:
    """How many have signed on a day, over policies and of each: its figures count people × what they are to sign."""

    day: date
    by_policy: dict[str, Figure]
    others: Counter[str]  # by policy: of how many it cannot be told whether they have to, so that no figure counts them

    @classmethod
    def on(cls, organisation: Loaded, day: date, policies: Iterable[str], least: int) -> "Total":
        """The total over those of some policies that so many people or more had to sign."""
        leaves, signing_as = acknowledgement_leaves(organisation, day), Signing(organisation, day)
        leaves = leaves[leaves["policy"].isin([*policies]) & (leaves["outcome"] != LEFT_OUT)]
        told = surely_required(leaves)
        others = Counter(leaves["policy"].astype("object")) - Counter(told["policy"].astype("object"))
        person, people = coded(told["person_id"])
        leaf, schools = coded(told["school"])
        numbers, outcome = np.array([*map(number_of, people)], "uint64"), told["outcome"].to_numpy()
        figures: dict[str, Figure] = {}
        for policy, rows in ((str(name), rows) for name, rows in told.groupby("policy", observed=True).indices.items()):
            if len(rows) + others[policy] >= least:
                to_sign = np.array([signing_as(policy, school) for school in schools], "uint64")
                group = Group.signing(numbers[person[rows]], to_sign[leaf[rows]])
                done, unsure = (int((outcome[rows] == which).sum()) for which in (DONE, CANNOT_TELL))
                figures[policy] = Figure(group, done, unsure=unsure)
        return cls(day, figures, Counter({policy: others[policy] for policy in figures}))

    def of(self, policy: str = ALL) -> Figure | None:
        """How many have signed a policy, or all of them together; None where nobody had to."""
        if policy != ALL or not self.by_policy:
            return self.by_policy.get(policy)
        everything = Group.union(each.people for each in self.by_policy.values())
        done, unsure = (
            sum(each) for each in zip(*((f.done, f.unsure or 0) for f in self.by_policy.values()), strict=True)
        )
        return Figure(everything, done, unsure=unsure)

    @property
    def signatures(self) -> int:
        """How many were asked for."""
        return sum(len(each.people) for each in self.by_policy.values())

    @property
    def people(self) -> int:
        """How many people something was asked of."""
        return len(Group.union({figure.people.whose for figure in self.by_policy.values()}))

    def row(self, policy: str = ALL) -> pd.DataFrame:
        """The same as a measure gives it, in one row."""
        figure, others = self.of(policy), self.others.total() if policy == ALL else self.others[policy]
        done, unsure, told = (figure.done, figure.unsure or 0, len(figure.people)) if figure else (0, 0, 0)
        day = {"period_start": "", "period_end": self.day.isoformat()}
        counts = {"numerator": done, "denominator": told + others, "unknown": unsure + others, "excluded": 0}
        return pd.DataFrame([{"measure": COVERAGE, "school": ALL, "policy": policy, "basis": "all", **day, **counts}])


class Past:
    """The totals of days that are told beside today's.

    Parameters
    ----------
    coverage
        What is printed of today: the total adds up the policies that are printed.

    Attributes
    ----------
    lowest
        Of these policies, the one that the smallest share has signed; "" where there is none.
    """

    def __init__(self, organisation: Loaded, as_at: date, coverage: pd.DataFrame, minimum: int) -> None:
        rows = coverage[(coverage["measure"] == COVERAGE) & (coverage["basis"] == "all") & (coverage["school"] == ALL)]
        rows = rows[~rows["withheld"].astype(bool) & (rows["policy"] != ALL) & (rows["denominator"] > 0)]
        shares = zip(rows["numerator"] / rows["denominator"], rows["policy"], strict=True)
        self.lowest = str(min(shares, default=(0, ""))[1])
        self._organisation, self._policies, self._minimum = organisation, {*rows["policy"]}, minimum
        self.today = self.on(as_at)
        self._told: dict[date, list[Figure]] = {}

    def on(self, day: date) -> Total:
        """The total of a day. It is not told by that."""
        return Total.on(self._organisation, day, self._policies, self._minimum)

    def tells_safely(self, day: date, figure: Figure) -> bool:
        """Take in a figure of a day if, beside all that is told, it tells of no few; say whether it is taken in."""
        if not self._told:
            today = (self.today.of(policy) for policy in (ALL, self.lowest))
            self._told[self.today.day] = [each for each in today if each]
        days = sorted({*self._told, day})
        together = self._told | {day: [*self._told.get(day, ()), figure]}
        apart = [[told.get(each, ()) for each in days] for told in (self._told, {day: [figure]})]
        safe = not self._minimum or not few_told_of([together[each] for each in days], apart, self._minimum)
        if safe:
            self._told = together
        return safe


def known_of(organisation: Loaded, day: date) -> bool:
    """Whether the records tell of a day in the past: without signatures it would look worse than it was."""
    signed = organisation.records.acknowledgements["acknowledged_on_latest"] <= pd.Timestamp(day)
    return leavers_listed(organisation, day) and bool(signed.any())


def leavers_listed(organisation: Loaded, day: date) -> bool:
    """Whether somebody of the staff list has left since a day: without leavers it would look better than it was."""
    return bool((organisation.records.staff["end_date_latest"] >= pd.Timestamp(day)).any())
