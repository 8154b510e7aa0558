"""Where a PDF or the action workbook of a pack is no longer as it was made: told by what lies in it.

Neither has the same bytes when it is made again, so only those are looked into of which a byte has changed.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from govstats.disclosure import Published
from govstats.exports.fingerprints import sha256_of
from govstats.organisation import Organisation
from govstats.reports.files import runs_of
from govstats.reports.kinds import page_in
from govstats.reports.locking import password_given
from govstats.reports.making import page_meant
from govstats.reports.pack import OFFICE
from govstats.reports.printing import copy_to_print
from govstats.reports.verifying import printed, workbook
from govstats.reports.workbook import ActionWorkbook


def packed_differing(
    manifest: Mapping[str, Any], run: Path, organisation: Organisation, published: Published
) -> Iterator[str]:
    """The first place of each such file that is not as it would be made now."""
    for entry in manifest["outputs"]:
        path, sha256 = run / entry["path"], manifest["run"]["files"].get(entry["path"])
        if sha256 is None or not path.is_file() or sha256_of(path) == sha256:
            continue
        if entry["kind"] == "workbook":
            place = _of_the_workbook(path, run, organisation, published)
        else:
            page = copy_to_print(page_meant(page_in(entry["kind"], entry["school"]), published))
            place = printed.place_differing(path.read_bytes(), page)
        yield f"{entry['path']}: {place}."


def _of_the_workbook(path: Path, run: Path, organisation: Organisation, published: Published) -> str:
    runs = runs_of(published.organisation, run.resolve().parent)
    earlier = runs[runs.index(run.resolve()) + 1 :] if run.resolve() in runs else []
    password = password_given()
    with TemporaryDirectory(prefix="govstats-") as folder:
        meant = Path(folder, path.name)
        folders = [each / OFFICE for each in earlier]
        made = ActionWorkbook(organisation, published.term, published.as_at, folders, password)
        made.add_figures(published)
        made.write(meant, published, ())
        return workbook.place_differing(path, meant, password)
