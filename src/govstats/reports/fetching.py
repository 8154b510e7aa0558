"""What a command is given by a path or an address, as folders and files of this machine."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path, PurePosixPath

from govstats.addresses import Place, at_hand, is_address, private_folder, shown
from govstats.organisation import Organisation, load
from govstats.reports.files import MANIFEST
from govstats.settings import FILE_NAME


@contextmanager
def organisation_at(folder: str) -> Iterator[Organisation]:
    """The organisation of a folder; "" is the sample that comes with govstats."""
    if not folder:
        yield load("")
        return
    with folder_at(folder) as here:
        yield replace(load(here), address=shown(folder) if is_address(folder) else "")


def folder_at(folder: str) -> AbstractContextManager[Path]:
    """An organisation's folder."""
    if not is_address(folder):
        return nullcontext(Path(folder))
    # Without an address, a check need not wait for what reports are held against.
    from govstats.disclosure.ledger import FILES

    return at_hand(folder, "settings-missing", {FILE_NAME}, unlisted=FILES)


def organisations_at(folder: str) -> AbstractContextManager[Path]:
    """An organisation's folder, a folder of such folders, or a store."""
    # A check looks at no store, and need not wait for what stores are read with.
    from govstats.store import STAFF

    return at_hand(folder, "measures-of-nothing", {FILE_NAME, STAFF}, depth=2)


def run_at(run: str) -> AbstractContextManager[Path]:
    """A run's folder."""
    return at_hand(run, "manifest-missing", {MANIFEST})


@contextmanager
def file_for(out: str) -> Iterator[Path]:
    """Where to write a file, which is delivered whole if it has an address."""
    if not is_address(out):
        yield Path(out)
        return
    place = Place.of(out)
    with private_folder() as private:
        made = private / PurePosixPath(place.root).name
        yield made
        place.put_whole(made)
