"""Which further figures may stand beside those already printed of the same people, today and in earlier reports.

"124 of 145 of those who are due" beside "124 of 148 of all" tells what the three others have done; "38 of 41" today
beside "37 of 40" last term tells of the one who joined. A figure is printed only where no group of fewer than five
becomes better known by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from govstats.disclosure.bands import band
from govstats.disclosure.figures import Figure, History, tells_more
from govstats.disclosure.protect import MINIMUM

NOBODY = Figure(frozenset(), 0)
Earlier = Mapping[date, Sequence[Figure]]  # by the day for which each report stood


class Printed:
    """The figures that are printed of one thing that people do, such as to acknowledge one policy.

    Where the smallest group to be shown is nobody (`minimum` 0), every figure may stand.
    """

    def __init__(self, as_at: date = date.max, earlier: Earlier | None = None, minimum: int = MINIMUM) -> None:
        self.figures: list[Figure] = []
        self._as_at, self._earlier, self._minimum = as_at, dict(earlier or {}), minimum
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
            come or gone since an earlier report; None where the band would too. The first are the dearest.
        """
        if not self._minimum or not self._tells_of_change([*self.figures, *figures.values()]):
            self.figures += figures.values()
            return {**figures}
        shown: dict[str, Figure | None] = {}
        for name, figure in figures.items():
            choices = (figure, self._as_band(figure))
            shown[name] = next((each for each in choices if not self._tells_of_change([*self.figures, each])), None)
            if fit := shown[name]:
                self.add(fit)
        return shown

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
            if tells_more([together], [[self.figures]], self._minimum):
                return False
        except ValueError:
            # They do not agree, as where a signature has lapsed since: no equations of one thing, so nothing is proved.
            return False
        return not self._tells_of_change(together)

    def without_times(self) -> "Printed":
        """The same without the figures that count only those who did it in time."""
        earlier = {day: [each for each in figures if not each.in_time] for day, figures in self._earlier.items()}
        others = Printed(self._as_at, earlier, self._minimum)
        others.figures = [each for each in self.figures if not each.in_time]
        return others

    def _as_band(self, figure: Figure) -> Figure:
        least, most = band(figure.done, len(figure.people), self._minimum)
        return replace(figure, done=least, most=most)

    def _tells_of_change(self, figures: Sequence[Figure]) -> bool:
        """Whether figures of today tell, beside those of earlier reports, of a few who have come or gone."""
        days = [day for day, then in self._earlier.items() if then]
        for chosen in (*([day] for day in days), *([days] if len(days) > 1 else [])):
            if self._tells_since(chosen, figures):
                self.told_since = max(chosen)
                return True
        return False

    def _tells_since(self, days: Sequence[date], figures: Sequence[Figure]) -> bool:
        then = {day: self._earlier[day] for day in days}
        nothing: Earlier = dict.fromkeys(days, ())
        # A reader may suppose that nobody who was counted on both days has changed; where the numbers rule that out,
        # that what was done has stayed done.
        for reading in (self._at_once, self._in_turn):
            try:
                parts = [reading(then, ()), reading(nothing, figures)]
                return tells_more(reading(then, figures), parts, self._minimum)
            except ValueError:
                continue
        return False

    def _at_once(self, then: Earlier, now: Sequence[Figure]) -> History:
        return [[*(figure for each in then.values() for figure in each), *now]]

    def _in_turn(self, then: Earlier, now: Sequence[Figure]) -> History:
        days = {**then, self._as_at: (*then.get(self._as_at, ()), *now)}
        return [days[day] for day in sorted(days)]
