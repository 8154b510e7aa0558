"""Governor pages made several at once: by notebooks, each in a process of its own, and once more without them."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from govstats.disclosure import Published
from govstats.engine.choice import why_plain
from govstats.engine.many import ChildLost, done_by_children
from govstats.exhibits import Report
from govstats.organisation import bundled
from govstats.reports.files import safe_name, write_text
from govstats.reports.notebook import NotebookFailed, run_notebook
from govstats.reports.page import ExhibitsLost, export_page, page_of
from govstats.reports.parameters import ReportParameters
from govstats.reports.progress import told_when_done
from govstats.reports.released import asked_by, keep, last_kept
from govstats.reports.warming import warm_forks

NOTEBOOK = bundled("notebooks") / "governor_report.ipynb"


@dataclass(frozen=True)
class NotMade:
    """Why there is no page."""

    why: str


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class PageMakers:
    """Makes the pages of one release, so many at once.

    Parameters
    ----------
    settled
        What the release was asked for, with its day and profile.
    """

    def __init__(self, settled: ReportParameters, published: Published, jobs: int) -> None:
        self._settled, self._published, self._jobs = settled, published, jobs
        self.why_plain = why_plain()
        if not self.why_plain:
            # Loaded and protected once, here; the notebooks find it in the process that they are forked from.
            warm_forks().do(keep, asked_by(settled), published)

    def made(self, schools: Sequence[str]) -> Iterator[tuple[int, str | NotMade]]:
        """Run each school's notebook and export it; give its place and its page as it is made."""
        wanted = [self._settled.model_copy(update={"school": school}) for school in schools]
        if self.why_plain:
            yield from _made_by_kernels(wanted, self._jobs)
            return
        for place, page in done_by_children(warm_forks(), partial(_page_made, NOTEBOOK), wanted, self._jobs):
            yield place, NotMade("The process that made it ended.") if isinstance(page, ChildLost) else page

    def meant(self, schools: Sequence[str]) -> list[str]:
        """What each page is meant to be, in the order of the schools: made of the release, without a notebook."""
        if self.why_plain:
            return [page_of(Report(self._published, school)) for school in schools]
        pages: dict[int, str] = {}
        for place, page in done_by_children(warm_forks(), _page_meant, schools, self._jobs):
            if isinstance(page, ChildLost):
                raise page
            pages[place] = page
        return [pages[place] for place in range(len(schools))]


def write_pages(
    folder: Path, makers: PageMakers, published: Published, schools: Sequence[str], say: Callable[[str], None]
) -> Iterator[tuple[str | None, str]]:
    """Write the pages that are not there yet, and give those that could not be made."""
    folder.mkdir(exist_ok=True)
    names = zip(schools, page_names(published, schools), strict=True)
    pages = [(school, path) for school, name in names if not (path := folder / f"{name}.html").exists()]
    if there := len(schools) - len(pages):
        say(f"  {there} of them {'was' if there == 1 else 'were'} made before the run was stopped.")
    made = makers.made([school for school, _ in pages])
    for place, page in told_when_done(made, len(pages), lambda done: pages[done[0]][0] or published.organisation, say):
        school, path = pages[place]
        if isinstance(page, NotMade):
            yield school or None, page.why
        else:
            # A run may be stopped at any moment: a page has its name when it is whole.
            write_text(path.with_suffix(".part"), page)
            path.with_suffix(".part").rename(path)


def page_names(published: Published, schools: Sequence[str]) -> list[str]:
    """What the files of pages are called, their endings aside."""
    taken: set[str] = set()
    return [safe_name(school or published.organisation, taken) for school in schools]


def _page_made(notebook: Path, parameters: ReportParameters) -> str | NotMade:
    try:
        return export_page(run_notebook(notebook, parameters))
    except NotebookFailed as error:
        return NotMade(error.message)
    except ExhibitsLost as error:
        return NotMade(str(error))


def _page_meant(school: str) -> str:
    return page_of(Report(last_kept(), school))


def _made_by_kernels(wanted: Sequence[ReportParameters], jobs: int) -> Iterator[tuple[int, str | NotMade]]:
    # The kernels do the work, so threads are enough to wait for them.
    with ThreadPoolExecutor(jobs) as threads:
        places = {threads.submit(_page_made, NOTEBOOK, each): place for place, each in enumerate(wanted)}
        try:
            for made in as_completed(places):
                yield places[made], made.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
