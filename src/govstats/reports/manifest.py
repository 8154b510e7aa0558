"""The manifest of a run: what went in, with which programme, and what came out. It is sealed."""

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from govstats.disclosure import Ledger, Release
from govstats.errors import MustFix, problem
from govstats.exports.fingerprints import sha256_of
from govstats.organisation import Organisation
from govstats.records import SourceRead
from govstats.reports.files import MANIFEST
from govstats.reports.first_difference import first_difference
from govstats.reports.gate import Gate
from govstats.reports.kinds import PDF
from govstats.reports.parameters import ReleaseParameters
from govstats.rules.obligations import obligations_files
from govstats.settings import FILE_NAME
from govstats.text import visible

NAMED = "[named after a person]"
_LIBRARIES = ("govstats", "pandas", "nbconvert", "papermill", "plotly", "highspy", "python-calamine")
# A workbook holds the time at which it was written, and a PDF depends on the browser and its fonts.
_OF_THE_RUN = ("workbook", *PDF)


def manifest_of(
    organisation: Organisation,
    release: Release,
    settled: ReleaseParameters,
    outputs: Sequence[Mapping[str, str | None]],
    not_made: Sequence[str],
    no_pdf: str,
    gate: Gate,
    run: Path,
) -> str:
    """The manifest as a text.

    Parameters
    ----------
    settled
        What the run was asked for, with its day and profile.
    outputs
        Kind, school, path and SHA-256 of each file.
    not_made
        What the pages are called that failed.
    no_pdf
        Why there is no PDF; "" where there is, or where none was wanted.
    gate
        Tells which names of files and folders hold something about a person; these are left out.
    run
        The folder that the run is to have.
    """
    published = release.published
    manifest = {
        # Run, time and machine stand here and nowhere else: every other entry is the same for the same input.
        "run": {
            "name": run.name,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "python": platform.python_version(),
            "folder": "" if organisation.is_sample else _whereabouts(organisation, run, gate),
            "files": {str(each["path"]): each["sha256"] for each in outputs if each["kind"] in _OF_THE_RUN},
            "not_made": list(not_made),
            "no_pdf": no_pdf,
        },
        "parameters": settled.model_dump(exclude={"folder"}),
        "versions": {name: version(name) for name in _LIBRARIES},
        "rule_packs": list(published.rule_packs),
        "inputs": list(_inputs(organisation.records.sources, gate)),
        "settings": [{"file": _unnamed(name, gate), "sha256": sha} for name, sha in settings_of(organisation.folder)],
        "ledger": {
            "release": release.identity,
            "files": _ledger_files(organisation.ledger_with(release).through(release.identity)),
        },
        "fingerprint": published.fingerprint,
        "outputs": [
            {name: value for name, value in each.items() if name != "sha256" or each["kind"] not in _OF_THE_RUN}
            for each in outputs
        ],
    }
    # A sheet is called as its file calls it, which may be more than can be seen.
    return _sealed(json.loads(visible(_as_text(manifest))))


def read_manifest(run: Path) -> dict[str, Any]:
    """The manifest of a run, as it was written.

    Raises
    ------
    MustFix
        There is none, or some byte of it is not as it was written.
    """
    try:
        content = (run / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise MustFix(problem("manifest-missing", found=run)) from None
    except OSError:
        content = b""
    manifest, changed = _opened(content)
    if changed:
        raise MustFix(problem("manifest-changed", file=MANIFEST, found=changed))
    return manifest


def _opened(content: bytes) -> tuple[dict[str, Any], str]:
    """What stands in a manifest, and where it is no longer as it was written; "" if it is."""
    try:
        text = content.decode("utf-8")
        manifest = json.loads(text)
        stated, now = manifest["run"]["seal"], _seals_of(manifest)
        broken = [name for name in {**now, **stated} if now.get(name) != stated.get(name)]
    except UnicodeDecodeError as error:
        return {}, f"line {content.count(bytes([10]), 0, error.start) + 1}"
    except json.JSONDecodeError as error:
        return {}, f"line {error.lineno}"
    except (LookupError, TypeError, AttributeError):
        return {}, "the entry run"
    if broken:
        return {}, f"the entry {broken[0]}"
    first = first_difference(text, _as_text(manifest))
    return manifest, f"line {first.line}" if first else ""


def settings_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file of an organisation's folder that says how to read and to judge, with its SHA-256."""
    for path in (folder / FILE_NAME, *obligations_files(folder)):
        yield path.relative_to(folder).as_posix(), sha256_of(path)


def _sealed(manifest: dict[str, Any]) -> str:
    """A manifest as a text, with the SHA-256 of each of its entries: a change shows, whatever it is and wherever."""
    return _as_text(manifest | {"run": manifest["run"] | {"seal": _seals_of(manifest)}})


def _seals_of(manifest: Mapping[str, Any]) -> dict[str, str]:
    run = {name: value for name, value in manifest["run"].items() if name != "seal"}
    entries = {**manifest, "run": run}
    return {name: hashlib.sha256(_as_text(entry).encode()).hexdigest() for name, entry in entries.items()}


def _as_text(entry: Any) -> str:
    return json.dumps(entry, ensure_ascii=False, indent=2) + "\n"


def _inputs(sources: tuple[SourceRead, ...], gate: Gate) -> Iterator[dict[str, Any]]:
    """Each table read. A file may be called after the person who keeps it: its SHA-256 tells which it is.

    So may a column, and of those that were not read no figure of the pack is made.
    """
    for read in sources:
        told = asdict(read) | {name: _unnamed(getattr(read, name), gate) for name in ("file", "sheet")}
        yield {name: value for name, value in told.items() if name != "not_read"}


def _unnamed(name: str, gate: Gate) -> str:
    return NAMED if gate.names_a_person(name) else name


def _whereabouts(organisation: Organisation, run: Path, gate: Gate) -> str:
    """Where a folder is: its address, a whole path, or, where somebody's home is on it, the way from the run."""
    if organisation.address:
        return _unnamed(organisation.address, gate)
    place = organisation.folder.resolve().as_posix()
    if not gate.names_a_person(place):
        return place
    try:
        return _unnamed(Path(os.path.relpath(place, run.resolve())).as_posix(), gate)
    except ValueError:
        return NAMED  # there is no way from one drive to another


def _ledger_files(ledger: Ledger) -> dict[str, str]:
    files = ledger.as_files() if len(ledger.rows) else ()
    return {name: _sha256_of(content) for name, content in files}


def _sha256_of(content: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for some in content:
        digest.update(some)
    return digest.hexdigest()
