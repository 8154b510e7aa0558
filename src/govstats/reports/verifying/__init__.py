"""A pack held against its manifest and its inputs, long after it was made.

A file is told by its bytes, and a figure by working it out again beside the earlier reports that there were then.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from govstats.disclosure import Published, read_ledger, release
from govstats.errors import MustFix, problem
from govstats.organisation import Organisation, bundled, load
from govstats.periods import say_day
from govstats.reports.manifest import read_manifest
from govstats.reports.verifying.figures import figures_differing, texts_differing
from govstats.reports.verifying.files import inputs_changed, inputs_new, ledger_changed, outputs_changed
from govstats.reports.verifying.packed import packed_differing

__all__ = ["Verified", "verify"]


@dataclass(frozen=True)
class Verified:
    """What became of a pack and of its inputs.

    Attributes
    ----------
    made
        The day on which the pack was made.
    files
        A sentence for each file, of the pack or of its inputs, that is not as it was.
    differences
        Sentences about what comes out otherwise now, the first figure of all before the others.
    same_figures
        Whether every figure, worked out again, is the same.
    """

    made: date
    files: tuple[str, ...]
    differences: tuple[str, ...]
    same_figures: bool

    @property
    def as_it_was(self) -> bool:
        return not self.files and not self.differences

    def in_words(self) -> Iterator[str]:
        if self.as_it_was:
            yield f"The pack is as it was made on {say_day(self.made)}, and so are the files that it was made of."
        else:
            yield f"The pack of {say_day(self.made)} and the files that it was made of are not all as they were."
            yield from (f"    {said}" for said in (*self.files, *self.differences))
        if self.same_figures:
            yield "Worked out again, every figure is the same."


def verify(run: Path, folder: Path | None = None) -> Verified:
    """Hold the pack of a run's folder against its manifest, and work out its figures again.

    Parameters
    ----------
    folder
        The organisation's folder; by default where it was when the pack was made.

    Raises
    ------
    MustFix
        It is no pack, its manifest is not as it was written, or the organisation's folder is not there.
    """
    manifest = read_manifest(run)
    source = _folder_of(manifest, run, folder)
    files = [*outputs_changed(manifest, run), *inputs_changed(manifest, source), *ledger_changed(manifest, source)]
    made = datetime.fromisoformat(manifest["run"]["made"]).date()
    try:
        organisation = load(source)
        files += inputs_new(manifest, organisation)
        published = _recomputed(manifest, organisation)
    except MustFix as error:
        return Verified(made, tuple(files), (f"The figures cannot be worked out again. {error}",), False)
    figures = tuple(figures_differing(manifest, run, published))
    others = _others_differing(manifest, run, organisation, published, bool(figures))
    return Verified(made, tuple(files), (*figures, *others), not figures)


def _folder_of(manifest: Mapping[str, Any], run: Path, folder: Path | None) -> Path:
    told = manifest["run"]["folder"]
    # What is told is a way from the run, or a whole path, which stays what it is.
    place = folder or (run.resolve() / told if told else bundled("willow-tree"))
    if not place.is_dir():
        raise MustFix(problem("folder-of-pack-missing", found=folder or told))
    return place


def _recomputed(manifest: Mapping[str, Any], organisation: Organisation) -> Published:
    """What may be published of the inputs as they are, beside the reports that had been handed over then."""
    asked = manifest["parameters"]
    before = read_ledger(organisation.folder).before(manifest["ledger"]["release"])
    as_at = date.fromisoformat(asked["as_at"])
    published = release(organisation, organisation.term(asked["term"]), as_at, asked["profile"], before).published
    # That some byte of a file is another is said of the file, and not of every page that prints their fingerprint.
    return replace(published, fingerprint=manifest["fingerprint"])


def _others_differing(
    manifest: Mapping[str, Any], run: Path, organisation: Organisation, published: Published, figures_differ: bool
) -> Iterator[str]:
    """What differs beside the figures: in files that are texts, and in those that are packed."""
    made_with, this = manifest["versions"]["govstats"], version("govstats")
    if made_with == this:
        yield from texts_differing(manifest, run, published, figures_differ)
        yield from packed_differing(manifest, run, organisation, published)
    elif figures_differ:
        yield f"The pack was made with govstats {made_with}, and this is {this}: figures may differ for that."
