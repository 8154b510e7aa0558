"""The report of one page: its exhibits by name, in the order in which they are read."""

from collections.abc import Iterator, Mapping

from govstats.disclosure import Published
from govstats.exhibits.coverage import by_school, coverage, new_starters
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.headline import decisions, header, headline
from govstats.exhibits.page import Page
from govstats.exhibits.reviews import reviews
from govstats.exhibits.sureness import definitions, sureness

MAKERS = {
    "header": header,
    "headline": headline,
    "decisions": decisions,
    "reviews": reviews,
    "coverage": coverage,
    "by_school": by_school,
    "new_starters": new_starters,
    "sureness": sureness,
    "definitions": definitions,
}


class Report(Mapping[str, Exhibit | None]):
    """Exhibits by name. One that does not apply to the page (schools, on a school's own page) is None.

    Attributes
    ----------
    published
        The release that every exhibit was made from.
    """

    def __init__(self, published: Published, school: str = "") -> None:
        self.published = published
        self.school = school
        page = Page(published, school)
        self._exhibits = {name: make(page) for name, make in MAKERS.items()}

    def __getitem__(self, name: str) -> Exhibit | None:
        return self._exhibits[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._exhibits)

    def __len__(self) -> int:
        return len(self._exhibits)
