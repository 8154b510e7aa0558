"""Which further figures may stand beside those already printed of the same people, today and in earlier reports.

"124 of 145 of those who are due" beside "124 of 148 of all" tells what the three others have done; "38 of 41" today
beside "37 of 40" last term tells of the one who joined. A figure is printed only where no group of fewer than five
becomes better known by it.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, pairwise

from govstats.disclosure.bands import band
from govstats.disclosure.figures import Edition, Figure
from govstats.disclosure.groups import Group
from govstats.disclosure.protect import MINIMUM
from govstats.disclosure.together import few_told_of

NOBODY = Figure(Group.of(()), 0)
Earlier = Mapping[Edition, Sequence[Figure]]


class Printed:
    """The figures that are printed of one thing that people do, such as to acknowledge one policy.

    Where the smallest group to be shown is nobody (`minimum` 0), every figure may stand.
    """

    def __init__(self, as_at: date = date.max, earlier: Earlier | None = None, minimum: int = MINIMUM) -> None:
        self.figures: list[Figure] = []
        self._edition, self._minimum = Edition(as_at, sys.maxsize), minimum
        self._earlier = _without_repeats(earlier or {})
        self.told_since: date | None = None

    def add(self, figure: Figure) -> None:
        """Take in a figure that is printed."""
        self.figures.append(figure)

    def add_if_safe(self, figure: Figure) -> bool:
        """Take in a figure if it may be printed beside the others, and say whether it may."""
        safe = self.allows(figure)
        if safe:
            self.add(figure)
        return safe

    def add_some(self, figures: Mapping[str, Figure]) -> dict[str, Figure | None]:
        """Take in figures that may stand beside each other today, as far as earlier reports allow.

        Returns
        -------
        dict
            Each figure as it may be printed: as it is; as a band, where the number itself would tell of a few who have
            come or gone since an earlier report; None where the band would too. The first is worth more than others.
        """
        names = [*figures]
        shown: dict[str, Figure | None] = {}
        for some in (names[:1], names[1:]):
            shown |= self._settled({name: figures[name] for name in some})
            # What gave way before others did may stand again now that they have.
            shown |= self._settled({name: self._as_band(figures[name]) for name in some if not shown[name]})
        return shown

    def _settled(self, figures: Mapping[str, Figure]) -> dict[str, Figure | None]:
        shown: dict[str, Figure | None] = {**figures}
        while left := {name: figure for name, figure in shown.items() if figure}:
            few = self._told_of_change([*self.figures, *left.values()])
            if not few:
                break
            for name in {self._nearest(group, left) for group in few}:
                shown[name] = self._as_band(left[name]) if left[name].most is None else None
        self.figures += left.values()
        return shown

    def _nearest(self, group: Group, figures: Mapping[str, Figure]) -> str:
        """Which figure gives way for a group: that about the people most like those among whom the group is told."""
        told = chain(self.figures, figures.values(), *self._earlier.values())
        crowd = min((each.people for each in told if group <= each.people), key=len)

        def unlike(name: str) -> int:
            people = figures[name].people
            return len(people) + len(crowd) - 2 * people.common(crowd)

        return min(figures, key=unlike)

    def allows(self, figure: Figure) -> bool:
        """Whether a figure may be printed beside the others."""
        if not self._minimum:
            return True
        if 0 < len(figure.people) < self._minimum:
            return False
        if figure in self.figures:
            return True
        together = [*self.figures, figure]
        try:
            if few_told_of([together], [[self.figures]], self._minimum):
                return False
        except ValueError:
            # They do not agree, as where a signature has lapsed since: no equations of one thing, so nothing is proved.
            return False
        return not self._told_of_change(together)

    def allows_then(self, day: date, figure: Figure) -> bool:
        """Whether a figure of an earlier day, of which there is no report, may be printed beside all others."""
        there = Printed(self._edition.as_at, {**self._earlier, Edition(day, -1): [figure]}, self._minimum)
        return not there._told_of_change(self.figures)

    def without_times(self) -> "Printed":
        """The same without the figures that count only those who did it in time."""
        earlier = {report: [each for each in then if not each.in_time] for report, then in self._earlier.items()}
        others = Printed(self._edition.as_at, earlier, self._minimum)
        others.figures = [each for each in self.figures if not each.in_time]
        return others

    def _as_band(self, figure: Figure) -> Figure:
        if figure.most is not None:
            return figure
        least, most = band(figure.done, len(figure.people), self._minimum)
        return figure.as_range(least, most)

    def _told_of_change(self, figures: Sequence[Figure]) -> list[Group]:
        """The few who have come or gone, of whom figures of today tell beside those of earlier reports."""
        reports = [*self._earlier] if self._minimum else []
        # Somebody may hold one of the earlier reports, or all of them.
        for chosen in (*([each] for each in reports), *([reports] if len(reports) > 1 else [])):
            if few := self._told_since(chosen, figures):
                self.told_since = max(chosen).as_at
                return few
        return []

    def _told_since(self, reports: Sequence[Edition], figures: Sequence[Figure]) -> list[Group]:
        then = {report: self._earlier[report] for report in reports}
        order = sorted([*reports, self._edition])
        together, before, today = (
            [each.get(report, ()) for report in order]
            for each in ({**then, self._edition: figures}, then, {self._edition: figures})
        )
        try:
            return few_told_of(together, [before, today], self._minimum)
        except ValueError:
            # A report that contradicts itself proves nothing, and so nothing is safe beside it.
            return [each.people for each in figures]


def _without_repeats(earlier: Earlier) -> Earlier:
    """Earlier reports but those that the next one repeats: they were made again, and nothing has changed."""
    kept = {report: figures for report, figures in sorted(earlier.items()) if figures}
    repeated = {one for one, other in pairwise(kept) if {*kept[one]} == {*kept[other]}}
    return {report: figures for report, figures in kept.items() if report not in repeated}
