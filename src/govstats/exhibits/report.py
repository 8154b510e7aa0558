"""The report of one page: its exhibits by name, in the order in which they are read."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import partial
from itertools import count

from markupsafe import Markup

from govstats.disclosure import Published
from govstats.exhibits.annex import annex
from govstats.exhibits.clauses import working
from govstats.exhibits.count import NO_BREAK
from govstats.exhibits.coverage import coverage
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.forward import forward
from govstats.exhibits.headline import decisions, header, headline
from govstats.exhibits.incidents import incidents
from govstats.exhibits.inductions import new_starters
from govstats.exhibits.over_time import over_time
from govstats.exhibits.pace import pace
from govstats.exhibits.page import Page
from govstats.exhibits.planned import planned
from govstats.exhibits.questions import questions
from govstats.exhibits.reviews import all_reviews, reviews
from govstats.exhibits.schools import all_coverage, by_school
from govstats.exhibits.sureness import definitions, sureness
from govstats.periods.words import MONTHS

Maker = Callable[[Page], Exhibit | None]
MAKERS: Mapping[str, Maker] = {
    "header": header,
    "headline": headline,
    "decisions": decisions,
    "reviews": reviews,
    "coverage": coverage,
    "over_time": over_time,
    "by_school": by_school,
    "questions": questions,
    "annex": annex,
    "new_starters": new_starters,
    "pace": pace,
    "all_reviews": all_reviews,
    "planned": planned,
    "forward": partial(forward, late_in="Figure 1"),
    "all_coverage": all_coverage,
    "working": working,
    "incidents": incidents,
    "sureness": sureness,
    "definitions": definitions,
}


# A line may break before a year, so that narrow columns hold a date.
_UNBROKEN = re.compile(rf"(?<=\d) (?=(?:{'|'.join(MONTHS)}|days?|months?|years?|people)\b)")


def _finished(exhibit: Exhibit | None, numbers: Iterator[int]) -> Exhibit | None:
    """Number the tables in the order in which a page shows them, and keep numbers with what they count."""
    if exhibit is None:
        return None
    html = re.sub("Table #", lambda _: f"Table {next(numbers)}", exhibit.html)
    return replace(exhibit, html=Markup(_UNBROKEN.sub(NO_BREAK, html)))


class Report(Mapping[str, Exhibit | None]):
    """Exhibits by name. One that does not apply to the page (schools, on a school's own page) is None.

    Attributes
    ----------
    published
        The release that every exhibit was made from.
    """

    def __init__(self, published: Published, school: str = "", makers: Mapping[str, Maker] = MAKERS) -> None:
        self.published = published
        page = Page(published, school)
        numbers = count(1)
        self._exhibits = {name: _finished(make(page), numbers) for name, make in makers.items()}

    def for_pages(self) -> "Report":
        """The same exhibits without their figures for JupyterLab, which no page shows."""
        report = copy(self)
        report._exhibits = {name: each and replace(each, draw=None) for name, each in self._exhibits.items()}
        return report

    def __getitem__(self, name: str) -> Exhibit | None:
        return self._exhibits[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._exhibits)

    def __len__(self) -> int:
        return len(self._exhibits)
