"""The store that is kept of an organisation's folder: its exports are read and validated once.

It lies beside the release ledger, in `.govstats`. What is kept is used only while every file and setting that it was
made of is as it was, and its own files are; else it is made anew.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from govstats.exports.files import files_of
from govstats.exports.fingerprints import fingerprint_of, sha256_of
from govstats.exports.folder import read_records
from govstats.settings import FILE_NAME, read_settings
from govstats.store.layout import ABOUT, LAYOUT
from govstats.store.reading import Store
from govstats.store.writing import pieces_of, write_store

STORE = Path(".govstats") / "store"


def kept_store(folder: Path, kept: Path, say: Callable[[str], None]) -> Store:
    """The store of an organisation's folder, made where there is none that can be trusted.

    Parameters
    ----------
    kept
        Where it is kept: `folder / STORE`.

    Raises
    ------
    MustFix
        As reading the folder does.
    """
    made_of = _fingerprint(folder)
    if not _as_it_was(kept, made_of):
        say(f"Reading the exports of {folder}.")
        records, _ = read_records(folder, read_settings(folder))
        kept.parent.mkdir(exist_ok=True)
        making = kept.with_name(f"{kept.name}.making")
        shutil.rmtree(making, ignore_errors=True)  # of a run that was killed
        making.mkdir(mode=0o700)
        write_store(making, (folder / FILE_NAME).read_bytes(), records.policies, pieces_of(records))
        about = {"layout": LAYOUT, "made_of": made_of, "files": _sums(making)}
        (making / ABOUT).write_text(json.dumps(about, indent=2), "utf-8")
        shutil.rmtree(kept, ignore_errors=True)
        making.rename(kept)
    return Store(kept)


def _as_it_was(kept: Path, made_of: str) -> bool:
    try:
        about = json.loads((kept / ABOUT).read_text("utf-8"))
        return bool(about["made_of"] == made_of and about["files"] == _sums(kept))
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _sums(kept: Path) -> dict[str, str]:
    return {path.name: sha256_of(path) for path in sorted(kept.iterdir()) if path.name != ABOUT}


def _fingerprint(folder: Path) -> str:
    """Of all that the records of a folder are made of: govstats itself, the settings, and every export by its name."""
    return f"{version('govstats')} {LAYOUT} {fingerprint_of(folder, _files(folder))}"


def _files(folder: Path) -> Iterator[Path]:
    settings = read_settings(folder)
    yield folder / FILE_NAME
    yield from (path for path, _ in files_of(folder, settings, []))
