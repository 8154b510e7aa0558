"""Pages made by the workers of a scheduler: what is sent to them, and what they do with it.

A worker is sent the figures that may be published, and makes pages of them as this machine would. It needs no export,
so nothing about a person leaves this machine.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from threading import Lock
from typing import Any

from govstats.disclosure import Published
from govstats.engine.choice import why_plain
from govstats.engine.cluster import ClusterFailed, done_by_workers
from govstats.engine.many import ChildLost, done_by_children
from govstats.errors import MustFix, problem
from govstats.reports.making import NOTEBOOK, NotMade, page_made, page_meant, page_or_why, wanted
from govstats.reports.parameters import ReportParameters
from govstats.reports.released import Asked, asked_by, keep_sent
from govstats.reports.warming import warm_forks


@dataclass(frozen=True)
class Sent:
    """What each worker is sent."""

    asked: Asked
    published: Published
    govstats: str  # the version that is asking


class MadeByWorkers:
    """Makes the pages of one release on a cluster, as many at once as its workers can.

    Raises
    ------
    MustFix
        The scheduler cannot be reached, or its workers cannot make a page.
    """

    how = "on the scheduler's workers"

    def __init__(self, settled: ReportParameters, published: Published, scheduler: str) -> None:
        self._settled, self._scheduler = settled, scheduler
        self._sent = Sent(asked_by(settled), published, version("govstats"))

    def made(self, schools: Sequence[str]) -> Iterator[tuple[int, str | NotMade]]:
        for place, page in self._answers(_page_made_here, wanted(self._settled, schools)):
            yield place, page_or_why(page)

    def meant(self, schools: Sequence[str]) -> list[str]:
        pages = dict(self._answers(_page_meant_here, schools))
        return [pages[place] for place in range(len(schools))]

    def _answers(self, work: Callable[[Sent, Any], Any], items: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        try:
            yield from done_by_workers(self._scheduler, work, self._sent, items)
        except ModuleNotFoundError as error:
            raise MustFix(problem("cluster-not-installed", found=self._scheduler)) from error
        except ClusterFailed as error:
            raise MustFix(problem("cluster-failed", detail=str(error))) from error


# What a worker does. Each of its processes makes one page at a time, and keeps one release.
_at_work = Lock()
_kept: list[Asked] = []


def _page_made_here(sent: Sent, parameters: ReportParameters) -> str | NotMade | ChildLost:
    _agree(sent)
    with _at_work:
        if _kept != [sent.asked]:
            warm_forks().do(keep_sent, sent.asked, sent.published)
            _kept[:] = [sent.asked]
        [(_, page)] = done_by_children(warm_forks(), partial(page_made, NOTEBOOK), [parameters], 1)
    return page


def _page_meant_here(sent: Sent, school: str) -> str:
    _agree(sent)
    return page_meant(sent.published, school)


def _agree(sent: Sent) -> None:
    if (here := version("govstats")) != sent.govstats:
        raise ClusterFailed(f"A worker has govstats {here}, and this machine has {sent.govstats}")
    if why := why_plain():
        raise ClusterFailed(f"A worker cannot run notebooks: {why}")
