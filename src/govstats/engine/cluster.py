"""Work shared out among the workers of a Dask scheduler that the user has named."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, as_completed
from typing import TYPE_CHECKING, TypeVar

from govstats.engine.many import ChildLost

if TYPE_CHECKING:
    from distributed import Client

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Made = TypeVar("Made")

_TRIES, _PAUSE = 2, 2.0  # how often a line is tried without any work getting done, and the seconds between


class ClusterFailed(Exception):
    """There is no such scheduler, or its workers cannot do the work; with the reason in words."""


def done_by_workers(
    address: str, work: Callable[[Shared, Item], Made], shared: Shared, items: Sequence[Item]
) -> Iterator[tuple[int, Made | ChildLost]]:
    """Call a function of what all share and of each item, on a scheduler's workers; give each item's place and answer.

    Dask gives the work of a worker that is lost to another. When the line to the scheduler is cut, a new one is laid
    and what has not been answered is sent again, so that each item is answered once.

    Raises
    ------
    ClusterFailed
        The scheduler cannot be reached, or a worker could not call the function.
    """
    left = dict(enumerate(items))
    tries = _TRIES
    while left:
        before = len(left)
        try:
            with _line_to(address) as client:
                for place, answer in _answers(client, work, shared, left):
                    del left[place]
                    yield place, answer
        except (CancelledError, OSError) as error:  # the line was cut, or could not be laid
            tries = tries - 1 if len(left) == before else _TRIES
            if not tries:
                raise ClusterFailed(f"Nobody answers at {address}") from error
            time.sleep(_PAUSE)


def _line_to(address: str) -> "Client":
    import dask.config

    # It would write its own account of a cut line between our words.
    dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}})
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port

    try:
        get_address_host_port(address)  # first: a client that was refused its address complains when it is thrown away
    except ValueError as error:
        raise ClusterFailed(f"{address} is no address of a scheduler, such as tcp://host:8786") from error
    return Client(address, timeout="10s", set_as_default=False)


def _answers(
    client: "Client", work: Callable[[Shared, Item], Made], shared: Shared, items: dict[int, Item]
) -> Iterator[tuple[int, Made | ChildLost]]:
    from distributed.scheduler import KilledWorker

    workers = client.get_executor(pure=False)
    try:
        # Once to each worker, not once with each item.
        everywhere = client.scatter(shared, broadcast=True)
        places = {workers.submit(work, everywhere, item): place for place, item in items.items()}
        for future in as_completed(list(places)):
            place = places.pop(future)
            try:
                yield place, future.result()
            except KilledWorker:
                yield place, ChildLost()
            except ModuleNotFoundError as error:
                raise ClusterFailed(f"A worker has no {error.name}") from error
            except OSError as error:
                raise ClusterFailed(f"A worker could not do its work ({error})") from error
    finally:
        workers.shutdown(wait=False)  # whoever stops asking needs no further answer
