"""A pack delivered to an address, and remembered where its organisation's folder was fetched from.

It is made on this machine, beside copies of what is needed of earlier runs. At an address it is whole when its manifest
is there, which is put there last. Only then is it remembered; if that cannot be done, it is taken away again.
"""

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from govstats.addresses import Place, is_address, private_folder
from govstats.disclosure.ledger import FILES
from govstats.errors import MustFix, problem
from govstats.organisation import Organisation
from govstats.reports.files import MANIFEST, runs_called
from govstats.reports.pack import INDEX, OFFICE, Pack


def delivered(
    make: Callable[[Path], Pack], organisation: Organisation, folder: str, out: str, say: Callable[[str], None]
) -> Pack:
    """Have a pack made in a folder of this machine, and deliver it.

    Parameters
    ----------
    folder, out
        Where the organisation's folder is, and where the run's folder is to be: each a path or an address.

    Raises
    ------
    MustFix
        The pack cannot be delivered or remembered, or another has been meanwhile.
    """
    known = _ledger_in(organisation.folder)
    with ExitStack() as ends:
        if is_address(out):
            there = ends.enter_context(private_folder())
            _fetch_earlier(Place.of(out), runs_called(organisation.settings.organisation.name), there)
        else:
            there = Path(out).resolve()
        pack = make(there)
        # Only now: a server may not wait as long as a run takes.
        target = Place.of(out) if is_address(out) else None
        if target and target.named(pack.run.name):
            raise MustFix(problem("address-changed", found=target.shown))
        try:
            source = Place.of(folder) if organisation.address else None
            if target:
                say(f"Delivering the pack to {target.shown}.")
                _put_all_but_the_manifest(pack, target)
            if source and known != {name: source.read(name) for name in FILES}:
                raise MustFix(problem("address-changed", found=source.shown))
            if target:
                target.put_whole(pack.run / MANIFEST, f"{pack.run.name}/{MANIFEST}")
            if source:
                for name in FILES:
                    source.put_whole(organisation.folder / name, name)
        except BaseException:
            _take_away(pack, target)
            raise
    return replace(pack, address=f"{target.shown}/{pack.run.name}") if target else pack


def _fetch_earlier(target: Place, runs: str, there: Path) -> None:
    """What a new run needs of earlier ones: that there are such, and what the office wrote into their workbooks."""
    for run in target.named(runs):
        (there / run).mkdir()
        needed = (f"{run}/{MANIFEST}", f"{run}/{OFFICE}/")
        target.fetch({name: full for name, full in target.files(run).items() if name.startswith(needed)}, there)


def _put_all_but_the_manifest(pack: Pack, target: Place) -> None:
    """The office's files, then the pages, then the page over them: nobody who looks on sees what looks finished."""
    run = pack.run.name
    names = [path.relative_to(pack.run).as_posix() for path in pack.run.rglob("*") if path.is_file()]
    names.sort(key=lambda name: (name == INDEX, not name.startswith(OFFICE), name))
    target.put(pack.run.parent, [f"{run}/{name}" for name in names if name != MANIFEST])


def _take_away(pack: Pack, target: Place | None) -> None:
    if target:
        target.remove(pack.run.name)
    else:
        shutil.rmtree(pack.run, ignore_errors=True)


def _ledger_in(folder: Path) -> Mapping[str, bytes | None]:
    return {name: (folder / name).read_bytes() if (folder / name).is_file() else None for name in FILES}
