"""Which files are not as they were when a pack was made: of the pack, of its inputs, of the release ledger."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from govstats.exports.files import LEFT_BESIDE, shown
from govstats.exports.fingerprints import sha256_of
from govstats.organisation import Organisation
from govstats.reports.files import MANIFEST
from govstats.reports.manifest import NAMED, settings_of
from govstats.text import visible


def outputs_changed(manifest: Mapping[str, Any], run: Path) -> Iterator[str]:
    """The files of a pack that have other bytes, are gone, or have come."""
    of_the_run = manifest["run"]["files"]
    listed = {each["path"]: each.get("sha256") or of_the_run[each["path"]] for each in manifest["outputs"]}
    there = {path.relative_to(run).as_posix(): path for path in sorted(run.rglob("*")) if path.is_file()}
    come = {name: path for name, path in there.items() if name not in (*listed, MANIFEST)}
    renamed = _renamed({name: sha256 for name, sha256 in listed.items() if name not in there}, come)
    for name, sha256 in listed.items():
        if name in renamed:
            yield f"{name} is now called {shown(Path(renamed[name]))}."
        elif name not in there:
            yield f"{name} is no longer in the pack."
        elif _fingerprint(there[name]) != sha256:
            yield f"{name} is not as it was made."
    for name, path in come.items():
        if name not in renamed.values() and not path.name.startswith(LEFT_BESIDE):
            yield f"{shown(Path(name))} is no file of this pack."


def inputs_changed(manifest: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """The files that were read for a pack and have other bytes now, or are gone."""
    listed = dict.fromkeys((each["file"], each["sha256"]) for each in (*manifest["inputs"], *manifest["settings"]))
    there = {visible(shown(path.relative_to(folder))): path for path in sorted(folder.rglob("*")) if path.is_file()}
    unlisted = {name: there[name] for name in sorted(there.keys() - {name for name, _ in listed})}
    renamed = _renamed({name: sha256 for name, sha256 in listed if name not in (*there, NAMED)}, unlisted)
    for name, sha256 in listed:
        if name == NAMED:
            if sha256 not in map(_fingerprint, unlisted.values()):
                yield "A file that is called after a person has changed since the pack was made, or is gone."
        elif name in renamed:
            yield f"{name} is now called {renamed[name]}."
        elif name not in there:
            yield f"{name} is gone."
        elif _fingerprint(there[name]) != sha256:
            yield f"{name} has changed since the pack was made."


def inputs_new(manifest: Mapping[str, Any], organisation: Organisation) -> Iterator[str]:
    """The files that are read now, and were not for a pack."""
    known = {each[key] for each in (*manifest["inputs"], *manifest["settings"]) for key in ("file", "sha256")}
    now = ((visible(read.file), read.sha256) for read in organisation.records.sources)
    for name, sha256 in dict.fromkeys((*now, *settings_of(organisation.folder))):
        if not known & {name, sha256}:
            yield f"{name} is read now, and was not when the pack was made."


def ledger_changed(manifest: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """The files of the release ledger whose first lines are not what they were. Later reports add lines."""
    for name, sha256 in manifest["ledger"]["files"].items():
        if sha256 not in _fingerprints_so_far(folder / name):
            yield f"{name}, which tells what reports have said, has changed since the pack was made, or is gone."


def _renamed(gone: Mapping[str, str], come: Mapping[str, Path]) -> dict[str, str]:
    """The other name under which a file stands that is gone: of the same bytes, and each for one only."""
    names: dict[str, list[str]] = {}
    for name, path in come.items() if gone else ():
        names.setdefault(_fingerprint(path), []).append(name)
    return {name: names[sha256].pop(0) for name, sha256 in gone.items() if names.get(sha256)}


def _fingerprint(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _fingerprints_so_far(path: Path) -> Iterator[str]:
    """The SHA-256 of the first line of a file, of the first two, and so on."""
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except OSError:
        return
    so_far = hashlib.sha256()
    for line in lines:
        so_far.update(line)
        yield so_far.hexdigest()
