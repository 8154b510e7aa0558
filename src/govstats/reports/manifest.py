"""The manifest of a run: what went in, with which programme, and what came out."""

import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from govstats.disclosure import Published
from govstats.records import Records, SourceRead
from govstats.reports.gate import Gate
from govstats.reports.parameters import ReportParameters
from govstats.text import visible

NAMED = "[named after a person]"
_LIBRARIES = ("govstats", "pandas", "nbconvert", "papermill", "plotly", "highspy", "python-calamine")


def manifest_of(
    records: Records,
    parameters: ReportParameters,
    published: Published,
    outputs: list[Mapping[str, str | None]],
    gate: Gate,
) -> str:
    """The manifest as a text.

    Parameters
    ----------
    outputs
        Kind, school and path of each file, and its SHA-256 where the same input gives it again.
    gate
        Tells which file names hold something about a person; these are left out.
    """
    settled = {"as_at": published.as_at.isoformat(), "profile": published.profile}
    manifest = {
        # Run time and machine stand here and nowhere else: every other entry is the same for the same input.
        "run": {"made": datetime.now(UTC).isoformat(timespec="seconds"), "python": platform.python_version()},
        "parameters": parameters.model_dump(exclude={"folder", "school"}) | settled,
        "versions": {name: version(name) for name in _LIBRARIES},
        "rule_packs": list(published.rule_packs),
        "inputs": list(_inputs(records.sources, gate)),
        "fingerprint": published.fingerprint,
        "outputs": outputs,
    }
    # A sheet is called as its file calls it, which may be more than can be seen.
    return visible(json.dumps(manifest, ensure_ascii=False, indent=2)) + "\n"


def _inputs(sources: tuple[SourceRead, ...], gate: Gate) -> Iterator[dict[str, Any]]:
    """Each table read. A file may be called after the person who keeps it: its SHA-256 tells which it is."""
    for read in sources:
        unnamed = {name: NAMED for name in ("file", "sheet") if gate.names_a_person(getattr(read, name))}
        yield asdict(read) | unnamed
