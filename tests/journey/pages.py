"""The governor pages of organisations of every shape, made in one process: without a kernel, and once a session."""

import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import govstats
from govstats.exhibits import Report
from govstats.exhibits.trust import trust_overview
from govstats.reports.page import page_of
from tests.journey.organisations import AS_AT, TERM, published

FEDERATION, FIFTY, HUNDREDS = "the federation", "50 schools", "600 schools"
ORGANISATIONS = (
    FEDERATION, "one school", "seven schools", FIFTY, HUNDREDS, "nobody", "one person", "all covered", "none covered",
    "no dates in the register", "everything withheld", "two schools, in public", "long names", "vague",
)  # fmt: skip
# Beside an organisation's own page: the page of a school, and the schools compared.
SCHOOL, COMPARED = "a school of the federation", "50 schools compared"


@dataclass(frozen=True)
class GovernorPage:
    """A page, the exhibits it was made of as they stand in a notebook, and the names of schools and policies in it."""

    of: str
    file: str
    exhibits: dict[str, str]
    names: list[str]

    @property
    def path(self) -> Path:
        return Path(self.file)

    @property
    def html(self) -> str:
        return self.path.read_text("utf-8")


def make_pages(folder: Path, organisations: Iterable[str] = ORGANISATIONS) -> list[dict[str, Any]]:
    """Make every page of some organisations, and say of each what `GovernorPage` holds."""
    return [asdict(page) for of in organisations for page in _pages_of(of, folder)]


def _pages_of(of: str, folder: Path) -> list[GovernorPage]:
    if of == FEDERATION:
        organisation = govstats.load("")
        release = organisation.report(organisation.term(TERM), as_at=AS_AT).published
    else:
        sources = folder / f"sources of {of}"
        sources.mkdir()
        organisation, release = published(of, sources)
    reports = {of: Report(release)}
    if of == FEDERATION:
        reports[SCHOOL] = Report(release, release.schools[0])
    if of == FIFTY:
        reports[COMPARED] = trust_overview(release)
    names = {release.organisation, *release.schools, *organisation.records.policies["policy"].unique()}
    made = []
    for name, report in reports.items():
        path = folder / f"{name}.html"
        path.write_text(page_of(report), "utf-8")
        exhibits = {key: str(exhibit.html) for key, exhibit in report.items() if exhibit}
        made.append(GovernorPage(name, str(path), exhibits, sorted(names, key=len, reverse=True)))
    return made


if __name__ == "__main__":  # the pages of the organisations that are named, in a folder
    make_pages(Path(sys.argv[1]), sys.argv[2:])
