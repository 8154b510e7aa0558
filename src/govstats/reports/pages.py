"""Governor pages written into a run, whoever makes them."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from govstats.disclosure import Published
from govstats.engine.choice import why_plain
from govstats.reports.files import safe_name, write_text
from govstats.reports.making import MadeByChildren, MadeByKernels, NotMade, PageMaker
from govstats.reports.parameters import ReportParameters
from govstats.reports.progress import told_when_done
from govstats.reports.workers import MadeByWorkers


def page_maker(settled: ReportParameters, published: Published, jobs: int | None, scheduler: str) -> PageMaker:
    """Whoever is to make the pages of a release.

    Parameters
    ----------
    settled
        What the release was asked for, with its day and profile.
    jobs
        How many pages this machine makes at once; one for each processor by default.
    scheduler
        The address of a Dask scheduler, whose workers are to make them; "" for this machine.
    """
    if scheduler:
        return MadeByWorkers(settled, published, scheduler)
    here = MadeByKernels if why_plain() else MadeByChildren
    return here(settled, published, jobs or cores())


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def write_pages(
    folder: Path, maker: PageMaker, published: Published, schools: Sequence[str], say: Callable[[str], None]
) -> Iterator[tuple[str | None, str]]:
    """Write the pages that are not there yet, and give those that could not be made."""
    folder.mkdir(exist_ok=True)
    names = zip(schools, page_names(published, schools), strict=True)
    pages = [(school, path) for school, name in names if not (path := folder / f"{name}.html").exists()]
    if there := len(schools) - len(pages):
        say(f"  {there} of them {'was' if there == 1 else 'were'} made before the run was stopped.")
    made = maker.made([school for school, _ in pages])
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
