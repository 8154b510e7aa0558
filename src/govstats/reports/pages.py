"""The pages of a pack written into a run, whoever makes them."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from govstats.disclosure import Published
from govstats.engine.choice import why_plain
from govstats.reports.files import safe_name, write_text
from govstats.reports.kinds import PackPage, in_turn
from govstats.reports.making import MadeByChildren, MadeByKernels, NotMade, PageMaker
from govstats.reports.parameters import ReleaseParameters
from govstats.reports.progress import told_when_done
from govstats.reports.workers import MadeByWorkers


def page_maker(settled: ReleaseParameters, published: Published, jobs: int | None, scheduler: str) -> PageMaker:
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
    places: Mapping[PackPage, Path], maker: PageMaker, published: Published, say: Callable[[str], None]
) -> Iterator[tuple[PackPage, str]]:
    """Write the pages that are not in their places yet, and give those that could not be made."""
    pages = in_turn(page for page, path in places.items() if not path.exists())
    if there := len(places) - len(pages):
        say(f"  {there} of them {'was' if there == 1 else 'were'} made before the run was stopped.")
    made = maker.made(pages)
    for number, text in told_when_done(made, len(pages), lambda done: pages[done[0]].title(published), say):
        page = pages[number]
        if isinstance(text, NotMade):
            yield page, text.why
        else:
            # A run may be stopped at any moment: a page has its name when it is whole.
            unfinished = places[page].with_suffix(".part")
            write_text(unfinished, text)
            unfinished.rename(places[page])


def places_of(pages: Sequence[PackPage], folder: Path, published: Published) -> dict[PackPage, Path]:
    """Where in a folder each page is written."""
    taken: set[str] = set()
    return {page: folder / f"{safe_name(page.title(published), taken)}.html" for page in pages}
