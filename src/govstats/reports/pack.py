"""A pack: governor pages, the published figures, the action workbook and a manifest, in one run folder."""

import json
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from govstats.disclosure import INTERNAL, Published
from govstats.errors import DisclosureRefusal, MustFix, Problem, problem
from govstats.organisation import Organisation, bundled
from govstats.reports.files import hand_over, new_run, safe_name, sha256_of
from govstats.reports.gate import PersonalValues, allowed_words, search_files
from govstats.reports.notebook import NotebookFailed, run_notebook
from govstats.reports.page import export_page
from govstats.reports.parameters import ReportParameters
from govstats.reports.workbook import inert, write_workbook

GOVERNORS, OFFICE = "for-governors", "office-only"


@dataclass(frozen=True)
class PackFile:
    kind: str
    school: str | None
    path: Path
    sha256: str


@dataclass(frozen=True)
class Pack:
    """What a run made. `failed` holds (school, why) of the pages that could not be made."""

    run: Path
    files: tuple[PackFile, ...]
    problems: tuple[Problem, ...]
    failed: tuple[tuple[str | None, str], ...]
    published: Published

    def of_kind(self, kind: str) -> list[PackFile]:
        return [file for file in self.files if file.kind == kind]

    def as_json(self) -> dict[str, Any]:
        severities = [each.severity for each in self.problems]
        return {
            "run": str(self.run),
            "files": [asdict(file) | {"path": str(file.path)} for file in self.files],
            "problems": {name: severities.count(name) for name in ("must fix", "worth checking")},
            "failed": [{"school": school, "why": why} for school, why in self.failed],
        }


def make_pack(
    organisation: Organisation,
    parameters: ReportParameters,
    schools: Sequence[str],
    out: Path,
    say: Callable[[str], None],
) -> Pack:
    """Make the pack of a term and hand it over whole.

    Parameters
    ----------
    schools
        Pages to make: names of schools, "" for the organisation.
    say
        Told in words what is being done.

    Raises
    ------
    MustFix
        The term, day, school or profile is not one that can be reported.
    DisclosureRefusal
        A finished page held something about a person. Nothing is left behind.
    """
    if parameters.profile == INTERNAL:
        raise MustFix(problem("profile-internal"))
    release = parameters.release_of(organisation)
    published = release.published
    name = f"{safe_name(published.organisation)}_{safe_name(published.term.name)}"
    with new_run(out) as making:
        say(f"Making {len(schools)} governor page{'s' if len(schools) > 1 else ''}.")
        failed = list(_write_pages(making / GOVERNORS, parameters, published, schools, say))
        _write_measures(making / GOVERNORS / "measures.csv", published.measures)
        _refuse_personal(making / GOVERNORS, organisation, published)
        say("Writing the action workbook.")
        (making / OFFICE).mkdir()
        write_workbook(making / OFFICE / "action-workbook.xlsx", organisation, published)
        files = list(_files(making, schools, published))
        _write_manifest(making, organisation, parameters, published, files)
        # First, so that a folder that cannot be written to stops a pack that could not be remembered.
        organisation.remember(release)
        run = hand_over(making, out, name)
    made = [PackFile(each.kind, each.school, run / each.path.relative_to(making), each.sha256) for each in files]
    manifest = PackFile("manifest", None, run / "manifest.json", sha256_of(run / "manifest.json"))
    return Pack(run, (*made, manifest), organisation.problems, tuple(failed), published)


def pages_of(organisation: Organisation, asked: Sequence[str]) -> tuple[str, ...]:
    """Which pages to make: those asked for, else the organisation's and, of several schools, each one's."""
    names = organisation.settings.school_names
    if asked:
        return tuple(dict.fromkeys(organisation.school(name) for name in asked))
    return ("", *names) if len(names) > 1 else ("",)


def _write_pages(
    folder: Path, parameters: ReportParameters, published: Published, schools: Sequence[str], say: Callable[[str], None]
) -> Iterator[tuple[str | None, str]]:
    folder.mkdir()
    notebook = bundled("notebooks") / "governor_report.ipynb"
    # The day is settled once, so that a run over midnight is of one day.
    settled = {"as_at": published.as_at.isoformat(), "profile": published.profile}
    for school, name in zip(schools, _page_names(published, schools), strict=True):
        say(f"  {school or published.organisation}")
        chosen = parameters.model_copy(update={"school": school, **settled})
        try:
            page = export_page(run_notebook(notebook, chosen))
        except NotebookFailed as error:
            yield school or None, error.message
            continue
        (folder / f"{name}.html").write_text(page, encoding="utf-8", newline="\n")


def _page_names(published: Published, schools: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    return [safe_name(school or published.organisation, taken) for school in schools]


def _write_measures(path: Path, counts: pd.DataFrame) -> None:
    rows = counts.assign(withheld=counts["withheld"].map({True: "true", False: "false"}))
    rows = rows.map(lambda value: inert(value) if isinstance(value, str) else value)
    rows.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _refuse_personal(folder: Path, organisation: Organisation, published: Published) -> None:
    allowed = allowed_words(organisation.settings, organisation.records.policies, published)
    personal = PersonalValues(organisation.records, allowed)
    found = search_files(sorted(folder.iterdir()), personal, allowed)
    if found:
        where = "; ".join(f'{path.name}: "{hits[0]}"' for path, hits in found.items())
        raise DisclosureRefusal(
            "The pack was not handed over, because a page for governors held something about a person "
            f"({where}). If it stands in a policy title, a version or a setting, change it there and run again."
        )


def _files(making: Path, schools: Sequence[str], published: Published) -> Iterator[PackFile]:
    for school, name in zip(schools, _page_names(published, schools), strict=True):
        path = making / GOVERNORS / f"{name}.html"
        if path.exists():
            yield PackFile("governor_html", school or None, path, sha256_of(path))
    for kind, path in (
        ("measures", making / GOVERNORS / "measures.csv"),
        ("workbook", making / OFFICE / "action-workbook.xlsx"),
    ):
        yield PackFile(kind, None, path, sha256_of(path))


def _write_manifest(
    making: Path,
    organisation: Organisation,
    parameters: ReportParameters,
    published: Published,
    files: Sequence[PackFile],
) -> None:
    libraries = ("govstats", "pandas", "nbconvert", "papermill", "plotly", "highspy", "python-calamine")
    manifest = {
        # Run time and machine stand here and nowhere else: every other entry is the same for the same input.
        "run": {"made": datetime.now(UTC).isoformat(timespec="seconds"), "python": platform.python_version()},
        "parameters": parameters.model_dump(exclude={"folder", "school"})
        | {"as_at": published.as_at.isoformat(), "profile": published.profile},
        "versions": {name: version(name) for name in libraries},
        "rule_packs": list(published.rule_packs),
        "inputs": [asdict(read) for read in organisation.records.sources],
        "fingerprint": published.fingerprint,
        "outputs": [
            {"kind": file.kind, "school": file.school, "path": file.path.relative_to(making).as_posix()}
            # A workbook holds the time at which it was written, so its bytes are not the same twice.
            | ({} if file.kind == "workbook" else {"sha256": file.sha256})
            for file in files
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (making / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
