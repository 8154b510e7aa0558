"""The published figures by the page on which they stand. Those of a school are made when a page asks for them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

import pandas as pd

from govstats.disclosure import ALL
from govstats.exhibits.count import Count
from govstats.measures.remembered import remembered

Cell = tuple[str, str, str]  # a measure, its basis and a policy
_CELL = ("measure", "basis", "policy")
_NUMBERS = ("withheld", "numerator", "denominator", "unknown", "excluded", "at_least", "at_most")


class Figures:
    """The figures of people and documents, of a frame in the shape of `Published.counts`."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._rows = frame[frame["clause"] == ""]
        self._places = self._rows.groupby("school", sort=False, observed=True).indices
        # Each word is kept once: there are a few hundred.
        words = (self._rows[name].astype("category").astype("object") for name in _CELL)
        numbers = (self._rows[name].astype("object").where(self._rows[name].notna(), None) for name in _NUMBERS)
        self._columns = [column.to_numpy() for column in (*words, *numbers)]
        # A trust has a hundred thousand figures. Most pages have those of one school beside those of all.
        self._made = cache(self._make)

    def cell(self, measure: str, basis: str, policy: str, school: str) -> Count | None:
        return self._made(school).get((measure, basis, policy))

    def of_policies(self, measure: str, basis: str, school: str) -> Sequence[Count]:
        """Those of single policies, in the order of the release."""
        of = self._made(school).items()
        return [each for cell, each in of if cell[:2] == (measure, basis) and cell[2] != ALL]

    def of_measure(self, measure: str, school: str) -> Iterator[Count]:
        """All of a measure, whatever its basis, at a school; with "" those of all schools and of each."""
        schools = [school] if school else self._places
        return (each for one in schools for cell, each in self._made(str(one)).items() if cell[0] == measure)

    def left_out(self, measure: str, basis: str) -> Sequence[str]:
        """The policies of which only the total is there."""
        return self._left_out.get((measure, basis), ())

    @cached_property
    def _left_out(self) -> Mapping[tuple[str, str], Sequence[str]]:
        of_policies = self._rows[self._rows["policy"] != ALL]
        return {
            (str(measure), str(basis)): sorted({*told["policy"]} - {*told.loc[told["school"] != ALL, "policy"]})
            for (measure, basis), told in of_policies.groupby(["measure", "basis"], observed=True)
        }

    def _make(self, school: str) -> Mapping[Cell, Count]:
        places = self._places.get(school, [])
        return {
            (measure, basis, policy): Count(
                policy=policy,
                school=school,
                done=None if withheld else int(done),
                of=int(of),
                unknown=0 if withheld else int(unknown),
                excluded=int(excluded or 0),  # of people it is told to the office alone
                between=None if least is None else (int(least), int(most)),
            )
            for measure, basis, policy, withheld, done, of, unknown, excluded, least, most in zip(
                *(column[places] for column in self._columns), strict=True
            )
        }


@remembered
def figures(frame: pd.DataFrame) -> Figures:
    """The figures of a frame, found once for all pages of a release."""
    return Figures(frame)
