"""Governor pages made by this machine, several at once: by notebooks, each in a process of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from govstats.disclosure import Published
from govstats.engine.choice import why_plain
from govstats.engine.many import ChildLost, done_by_children
from govstats.exhibits import Exhibit
from govstats.reports.kinds import PackPage
from govstats.reports.parameters import ReleaseParameters
from govstats.reports.released import asked_by, keep, last_kept, prepare_pages
from govstats.reports.warming import warm_forks

Report = Mapping[str, Exhibit | None]
Made = TypeVar("Made")


@dataclass(frozen=True)
class NotMade:
    """Why there is no page."""

    why: str


class PageMaker(Protocol):
    """Makes the pages of one release."""

    how: str  # in words; "" where there is nothing to be said of it

    def made(self, pages: Sequence[PackPage]) -> Iterator[tuple[int, str | NotMade]]:
        """Run each page's notebook and export it; give its place and its text as it is made."""

    def meant(self, pages: Sequence[PackPage]) -> Iterator[str]:
        """What each page is meant to say, in their order: made of the release, without a notebook."""

    def shown(self, report: Report) -> str:
        """The page of a few exhibits, without a notebook."""


class MadeByKernels:
    """Each notebook in a kernel of its own, as stock papermill runs it."""

    def __init__(self, settled: ReleaseParameters, published: Published, jobs: int) -> None:
        self._settled, self._published, self._jobs = settled, published, jobs
        self.how = f"each in a kernel of its own: {why_plain()}"

    def made(self, pages: Sequence[PackPage]) -> Iterator[tuple[int, str | NotMade]]:
        # The kernels do the work, so threads are enough to wait for them.
        with ThreadPoolExecutor(self._jobs) as threads:
            places = {threads.submit(page_made, each): place for place, each in enumerate(wanted(pages, self._settled))}
            try:
                for page in as_completed(places):
                    yield places[page], page.result()
            finally:
                threads.shutdown(wait=False, cancel_futures=True)

    def meant(self, pages: Sequence[PackPage]) -> Iterator[str]:
        return (page_meant(page, self._published) for page in pages)

    def shown(self, report: Report) -> str:
        return page_shown(report)


class MadeByChildren:
    """Each notebook in a child of a warm process, which has all that it needs."""

    how = ""

    def __init__(self, settled: ReleaseParameters, published: Published, jobs: int) -> None:
        self._settled, self._jobs = settled, jobs
        # Loaded and protected once, here; the notebooks find it in the process that they are forked from.
        warm_forks().do(keep, asked_by(settled), published)

    def made(self, pages: Sequence[PackPage]) -> Iterator[tuple[int, str | NotMade]]:
        if len(pages) > self._jobs:
            warm_forks().do(prepare_pages)
        for place, text in done_by_children(warm_forks(), page_made, wanted(pages, self._settled), self._jobs):
            yield place, text_or_why(text)

    def meant(self, pages: Sequence[PackPage]) -> Iterator[str]:
        for text in in_order(done_by_children(warm_forks(), _page_meant_of_kept, pages, self._jobs)):
            if isinstance(text, ChildLost):
                raise text
            yield text

    def shown(self, report: Report) -> str:
        # A child has nbconvert at once, for which this process would wait.
        [(_, text)] = done_by_children(warm_forks(), page_shown, [report], 1)
        if isinstance(text, ChildLost):
            raise text
        return text


def in_order(answers: Iterable[tuple[int, Made]]) -> Iterator[Made]:
    """Answers in the order of their places, each as soon as those before it have come."""
    waiting: dict[int, Made] = {}
    next_place = 0
    for place, answer in answers:
        waiting[place] = answer
        while next_place in waiting:
            yield waiting.pop(next_place)
            next_place += 1


def ahead(answers: Iterator[Made], threads: Executor) -> Iterator[Made]:
    """The same answers, on the first of which others are already at work, and which a thread waits for."""
    first = threads.submit(lambda: [*islice(answers, 1)])
    return (answer for part in (first.result, lambda: answers) for answer in part())


def wanted(pages: Sequence[PackPage], settled: ReleaseParameters) -> list[tuple[Path, ReleaseParameters]]:
    """The notebook of each page, and what is asked of it."""
    return [(page.notebook, page.parameters(settled)) for page in pages]


def page_made(asked: tuple[Path, ReleaseParameters]) -> str | NotMade:
    # Whoever has others run notebooks need not wait for papermill and nbconvert.
    from govstats.reports.notebook import NotebookFailed, run_notebook
    from govstats.reports.page import ExhibitsLost, export_page

    try:
        return export_page(run_notebook(*asked))
    except NotebookFailed as error:
        return NotMade(error.message)
    except ExhibitsLost as error:
        return NotMade(str(error))


def page_meant(page: PackPage, published: Published) -> str:
    return page_shown(page.report(published))


def page_shown(report: Report) -> str:
    from govstats.reports.page import page_of

    return page_of(report)


def text_or_why(text: str | NotMade | ChildLost) -> str | NotMade:
    return NotMade("The process that made it ended.") if isinstance(text, ChildLost) else text


def _page_meant_of_kept(page: PackPage) -> str:
    return page_meant(page, last_kept())
