"""What the office has protected for a run, kept for the notebooks of its pages: none of them need compute it again.

The office has it kept in the warm process, and a notebook's process is a copy of that. A notebook finds it only if it
asks for the same of the same files. In a process of its own it finds nothing, and computes the same.

On another machine the files may not be there. What was sent there is found by whoever asks for the same in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from govstats.disclosure import Published
from govstats.disclosure.ledger import FOLDER as LEDGER
from govstats.exhibits import Report
from govstats.exports.files import files_of
from govstats.exports.fingerprints import Standing, fingerprint_of, stands
from govstats.memory import give_back
from govstats.organisation import bundled
from govstats.reports.parameters import ReleaseParameters
from govstats.rules.obligations import obligations_files
from govstats.settings import FILE_NAME, Settings, read_settings


@dataclass(frozen=True)
class Asked:
    """What a release was asked for, and a fingerprint of all files that have a say in it; "" if they are not here."""

    folder: str
    term: str
    as_at: str
    profile: str
    inputs: str


_kept: dict[Asked, Published] = {}


def asked_by(parameters: ReleaseParameters) -> Asked:
    folder = (Path(parameters.folder) if parameters.folder else bundled("willow-tree")).resolve()
    return _asked(parameters, str(folder), fingerprint_of(folder, _files(folder)))


def _asked(parameters: ReleaseParameters, folder: str, inputs: str) -> Asked:
    return Asked(folder, parameters.term, parameters.as_at, parameters.profile, inputs)


def keep(asked: Asked, published: Published) -> None:
    """Keep what has been protected, in place of what was kept before."""
    _kept.clear()
    _kept[asked] = published
    if asked.inputs:
        fingerprint_of(Path(asked.folder), _files(Path(asked.folder)))


def prepare_pages() -> None:
    """Work out with the first of many pages what all of them read, and find."""
    published = last_kept()
    Report(published, published.schools[0])
    give_back()


def keep_sent(asked: Asked, published: Published) -> None:
    """Keep what another machine has protected, whose files are not here."""
    keep(replace(asked, inputs=""), published)
    prepare_pages()


def kept(parameters: ReleaseParameters) -> Published | None:
    """What is kept of just this; None where nothing is."""
    if not _kept:
        return None
    [(asked, published)] = _kept.items()
    now = asked_by(parameters) if asked.inputs else _asked(parameters, parameters.folder, "")
    return published if asked == now else None


def last_kept() -> Published:
    """What is kept, whoever asked for it."""
    [published] = _kept.values()
    return published


def _files(folder: Path) -> Iterator[Path]:
    yield folder / FILE_NAME
    yield from obligations_files(folder)
    yield from (path for path, _ in files_of(folder, _settings(folder, stands(folder / FILE_NAME)), []))
    yield from sorted((folder / LEDGER).glob("*.csv"))


@lru_cache(maxsize=1)
def _settings(folder: Path, _: Standing) -> Settings:
    return read_settings(folder)
