"""The kinds of page that a pack has: what each is made of, the notebook that makes it, and what it is called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from govstats.disclosure import PUBLIC, Published
from govstats.exhibits import Report
from govstats.exhibits.trust import TITLE, trust_overview
from govstats.organisation import bundled
from govstats.reports.parameters import OverviewParameters, ReleaseParameters, ReportParameters

NOTEBOOKS = bundled("notebooks")


@dataclass(frozen=True)
class GovernorPage:
    """The page of the organisation or, of several schools, of one. `school` is "" for the organisation."""

    school: str = ""
    kind: ClassVar[str] = "governor"
    notebook: ClassVar[Path] = NOTEBOOKS / "governor_report.ipynb"

    def title(self, published: Published) -> str:
        return self.school or published.organisation

    def parameters(self, settled: ReleaseParameters) -> ReleaseParameters:
        """What is asked of its notebook."""
        return ReportParameters(**settled.model_dump(), school=self.school)

    def report(self, published: Published) -> Report:
        """What its notebook shows, without a notebook."""
        return Report(published, self.school)


@dataclass(frozen=True)
class TrustPage:
    """The page on which the schools of a trust or federation are compared."""

    school: ClassVar[str] = ""
    kind: ClassVar[str] = "trust"
    notebook: ClassVar[Path] = NOTEBOOKS / "trust_overview.ipynb"

    def title(self, _: Published) -> str:
        return TITLE

    def parameters(self, settled: ReleaseParameters) -> ReleaseParameters:
        """What is asked of its notebook."""
        return OverviewParameters(**settled.model_dump())

    def report(self, published: Published) -> Report:
        """What its notebook shows, without a notebook."""
        return trust_overview(published)


PackPage = GovernorPage | TrustPage
HTML, PDF = ("governor_html", "trust_html"), ("governor_pdf", "trust_pdf")  # what their files are called in a manifest


def pages_of(published: Published, asked: Sequence[str]) -> tuple[PackPage, ...]:
    """The pages of a pack: of the schools asked for, else the organisation's and, of several schools, each one's.

    Several schools are compared too. Not in public: there people are told of in ranges, which are not compared.
    """
    if asked:
        return tuple(GovernorPage(school) for school in asked)
    if len(published.schools) < 2:
        return (GovernorPage(),)
    compared = () if published.profile == PUBLIC else (TrustPage(),)
    return (GovernorPage(), *compared, *map(GovernorPage, published.schools))


def in_turn(pages: Iterable[PackPage]) -> list[PackPage]:
    """Pages in the order of their making: of the two that show every school, which take the most memory, one begins
    and the other ends.
    """
    return sorted(pages, key=lambda page: isinstance(page, TrustPage))


def page_in(kind: str, school: str | None) -> PackPage:
    """The page that a file of a kind in `HTML` or `PDF` holds."""
    return TrustPage() if kind.startswith(TrustPage.kind) else GovernorPage(school or "")
