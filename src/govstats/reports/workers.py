"""Pages made by the workers of a scheduler: what is sent to them, and what they do with it.

A worker is sent the figures that may be published, and makes pages of them as this machine would. It needs no export,
so nothing about a person leaves this machine.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from threading import Lock
from typing import Any

from govstats.disclosure import Published
from govstats.engine.choice import why_plain
from govstats.engine.cluster import ClusterFailed, done_by_workers
from govstats.engine.many import ChildLost, done_by_children
from govstats.errors import MustFix, problem
from govstats.reports.kinds import PackPage
from govstats.reports.making import NotMade, Report, in_order, page_made, page_meant, page_shown, text_or_why, wanted
from govstats.reports.parameters import ReleaseParameters
from govstats.reports.released import Asked, asked_by, keep_sent
from govstats.reports.warming import warm_forks


@dataclass(frozen=True)
class Sent:
    """What each worker is sent."""

    settled: ReleaseParameters
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

    def __init__(self, settled: ReleaseParameters, published: Published, scheduler: str) -> None:
        self._scheduler = scheduler
        self._sent = Sent(settled, asked_by(settled), published, version("govstats"))

    def made(self, pages: Sequence[PackPage]) -> Iterator[tuple[int, str | NotMade]]:
        for place, text in self._answers(_page_made_here, pages):
            yield place, text_or_why(text)

    def meant(self, pages: Sequence[PackPage]) -> Iterator[str]:
        return in_order(self._answers(_page_meant_here, pages))

    def shown(self, report: Report) -> str:
        return page_shown(report)

    def _answers(self, work: Callable[[Sent, PackPage], Any], pages: Sequence[PackPage]) -> Iterator[tuple[int, Any]]:
        try:
            yield from done_by_workers(self._scheduler, work, self._sent, pages)
        except ModuleNotFoundError as error:
            raise MustFix(problem("cluster-not-installed", found=self._scheduler)) from error
        except ClusterFailed as error:
            raise MustFix(problem("cluster-failed", detail=str(error))) from error


# What a worker does. Each of its processes makes one page at a time, and keeps one release.
_at_work = Lock()
_kept: list[Asked] = []


def _page_made_here(sent: Sent, page: PackPage) -> str | NotMade | ChildLost:
    _agree(sent)
    with _at_work:
        if _kept != [sent.asked]:
            warm_forks().do(keep_sent, sent.asked, sent.published)
            _kept[:] = [sent.asked]
        # Where this machine has the notebook.
        [(_, text)] = done_by_children(warm_forks(), page_made, wanted([page], sent.settled), 1)
    return text


def _page_meant_here(sent: Sent, page: PackPage) -> str:
    _agree(sent)
    return page_meant(page, sent.published)


def _agree(sent: Sent) -> None:
    if (here := version("govstats")) != sent.govstats:
        raise ClusterFailed(f"A worker has govstats {here}, and this machine has {sent.govstats}")
    if why := why_plain():
        raise ClusterFailed(f"A worker cannot run notebooks: {why}")
