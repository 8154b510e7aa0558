"""Governor pages made by this machine, several at once: by notebooks, each in a process of its own."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from govstats.disclosure import Published
from govstats.engine.choice import why_plain
from govstats.engine.many import ChildLost, done_by_children
from govstats.exhibits import Report
from govstats.organisation import bundled
from govstats.reports.notebook import NotebookFailed, run_notebook
from govstats.reports.page import ExhibitsLost, export_page, page_of
from govstats.reports.parameters import ReportParameters
from govstats.reports.released import asked_by, keep, last_kept
from govstats.reports.warming import warm_forks

NOTEBOOK = bundled("notebooks") / "governor_report.ipynb"


@dataclass(frozen=True)
class NotMade:
    """Why there is no page."""

    why: str


class PageMaker(Protocol):
    """Makes the pages of one release."""

    how: str  # in words; "" where there is nothing to be said of it

    def made(self, schools: Sequence[str]) -> Iterator[tuple[int, str | NotMade]]:
        """Run each school's notebook and export it; give its place and its page as it is made."""

    def meant(self, schools: Sequence[str]) -> list[str]:
        """What each page is meant to be, in the order of the schools: made of the release, without a notebook."""


class MadeByKernels:
    """Each notebook in a kernel of its own, as stock papermill runs it."""

    def __init__(self, settled: ReportParameters, published: Published, jobs: int) -> None:
        self._settled, self._published, self._jobs = settled, published, jobs
        self.how = f"each in a kernel of its own: {why_plain()}"

    def made(self, schools: Sequence[str]) -> Iterator[tuple[int, str | NotMade]]:
        # The kernels do the work, so threads are enough to wait for them.
        with ThreadPoolExecutor(self._jobs) as threads:
            places = {
                threads.submit(page_made, NOTEBOOK, each): place
                for place, each in enumerate(wanted(self._settled, schools))
            }
            try:
                for page in as_completed(places):
                    yield places[page], page.result()
            finally:
                threads.shutdown(wait=False, cancel_futures=True)

    def meant(self, schools: Sequence[str]) -> list[str]:
        return [page_meant(self._published, school) for school in schools]


class MadeByChildren:
    """Each notebook in a child of a warm process, which has all that it needs."""

    how = ""

    def __init__(self, settled: ReportParameters, published: Published, jobs: int) -> None:
        self._settled, self._jobs = settled, jobs
        # Loaded and protected once, here; the notebooks find it in the process that they are forked from.
        warm_forks().do(keep, asked_by(settled), published)

    def made(self, schools: Sequence[str]) -> Iterator[tuple[int, str | NotMade]]:
        pages = wanted(self._settled, schools)
        for place, page in done_by_children(warm_forks(), partial(page_made, NOTEBOOK), pages, self._jobs):
            yield place, page_or_why(page)

    def meant(self, schools: Sequence[str]) -> list[str]:
        pages: dict[int, str] = {}
        for place, page in done_by_children(warm_forks(), _page_meant_of_kept, schools, self._jobs):
            if isinstance(page, ChildLost):
                raise page
            pages[place] = page
        return [pages[place] for place in range(len(schools))]


def wanted(settled: ReportParameters, schools: Sequence[str]) -> list[ReportParameters]:
    """What is asked of each school's notebook."""
    return [settled.model_copy(update={"school": school}) for school in schools]


def page_made(notebook: Path, parameters: ReportParameters) -> str | NotMade:
    try:
        return export_page(run_notebook(notebook, parameters))
    except NotebookFailed as error:
        return NotMade(error.message)
    except ExhibitsLost as error:
        return NotMade(str(error))


def page_meant(published: Published, school: str) -> str:
    return page_of(Report(published, school))


def page_or_why(page: str | NotMade | ChildLost) -> str | NotMade:
    return NotMade("The process that made it ended.") if isinstance(page, ChildLost) else page


def _page_meant_of_kept(school: str) -> str:
    return page_meant(last_kept(), school)
