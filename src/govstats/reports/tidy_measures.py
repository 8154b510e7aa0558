"""Tidy measures of any number of schools in one file, for the analyst: `govstats measures`.

It names nobody, and nothing in it is withheld: it is no file for governors.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import pandas as pd

from govstats import measures
from govstats.disclosure import INTERNAL
from govstats.disclosure.margins import BAND, PUBLISHED_COLUMNS
from govstats.errors import MustFix, problem
from govstats.measures.in_pieces import in_pieces
from govstats.organisation import bundled
from govstats.reports.inert import inert
from govstats.settings import FILE_NAME
from govstats.store import STORE, Store, is_store, kept_store

TIDY_COLUMNS = ("organisation", "profile", *(name for name in PUBLISHED_COLUMNS if name not in BAND))
_BY = ("school", "policy")
_OF_POLICIES = (measures.policy_currency, *measures.OF_DOCUMENTS)
_OF_PEOPLE = (
    measures.acknowledgement_coverage,
    partial(measures.acknowledgement_coverage, basis="due"),
    measures.reacknowledgement,
    measures.induction_coverage,
    measures.induction_timeliness,
)

Failed = list[tuple[str, MustFix]]


def write_measures(folder: Path, as_at: date, out: Path, say: Callable[[str], None]) -> Failed:
    """Write every measure of each organisation of a folder, by school and policy, into one file.

    Parameters
    ----------
    folder
        An organisation's folder, a folder of such folders, or a store.
    out
        The file. It is there only when it is whole.

    Returns
    -------
    list
        The organisations of several that could not be counted, and why.

    Raises
    ------
    MustFix
        There is no organisation, or the only one cannot be counted.
    """
    folders = organisations_in(folder)
    failed: Failed = []
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            print(",".join(TIDY_COLUMNS), file=file, end="\n")
            for each in folders:
                try:
                    _write(each, as_at, file, say)
                except MustFix as error:
                    if len(folders) == 1:
                        raise
                    failed.append((each.name, error))
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return failed


def organisations_in(folder: Path) -> list[Path]:
    """The folder, if it is an organisation's or a store; else those of its folders that are.

    Raises
    ------
    MustFix
        There is none.
    """
    if not folder.is_dir():
        raise MustFix(problem("folder-missing", found=folder))
    found = [each for each in (folder, *sorted(folder.iterdir())) if is_store(each) or (each / FILE_NAME).is_file()]
    if not found:
        raise MustFix(problem("measures-of-nothing", found=folder))
    return found[:1] if found[0] == folder else found


def _write(folder: Path, as_at: date, file: TextIO, say: Callable[[str], None]) -> None:
    with _store_of(folder, say) as store:
        say(f"Counting {store.settings.organisation.name}.")
        for counted in tidy_measures(store, as_at):
            for name in ("organisation", *_BY):
                counted[name] = counted[name].map({text: inert(text) for text in counted[name].unique()})
            counted.to_csv(file, index=False, header=False, lineterminator="\n")


@contextmanager
def _store_of(folder: Path, say: Callable[[str], None]) -> Iterator[Store]:
    if is_store(folder):
        yield Store(folder)
    elif folder.resolve() == bundled("willow-tree").resolve():
        with TemporaryDirectory() as place:  # nothing is kept of the sample
            yield kept_store(folder, Path(place) / "store", say)
    else:
        yield kept_store(folder, folder / STORE, say)


def tidy_measures(store: Store, as_at: date) -> Iterator[pd.DataFrame]:
    """Each measure of a store, in `TIDY_COLUMNS`."""
    register = store.register()
    frames = (measure(register, as_at, by=_BY) for measure in _OF_POLICIES)
    people = (in_pieces(partial(measure, as_at=as_at, by=_BY), store) for measure in _OF_PEOPLE)
    name = store.settings.organisation.name
    for counted in chain(frames, people):
        told = counted.assign(organisation=name, profile=INTERNAL, withheld="false")
        yield told.reindex(columns=list(TIDY_COLUMNS), fill_value="")
