"""A pack: governor pages, the published figures, the action workbook and a manifest, in one run folder."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from copy import copy
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from govstats.disclosure import INTERNAL, Published
from govstats.engine.choice import why_plain
from govstats.engine.forks import Forks
from govstats.engine.meanwhile import Meanwhile
from govstats.errors import MustFix, Problem, problem
from govstats.exhibits.contents import Listed, contents
from govstats.exports.fingerprints import sha256_of
from govstats.memory import give_back
from govstats.organisation import Organisation, day_of
from govstats.reports.calendar_file import calendar_text
from govstats.reports.files import MANIFEST, hand_over, new_run, run_name, runs_of, write_text
from govstats.reports.gate import Gate, Intended
from govstats.reports.gate.wording import fixed_wording
from govstats.reports.inert import inert
from govstats.reports.kinds import PackPage, in_turn, pages_of
from govstats.reports.locking import password_given
from govstats.reports.making import Report, ahead, page_shown
from govstats.reports.manifest import manifest_of
from govstats.reports.pages import cores, page_maker, places_of, write_pages
from govstats.reports.parameters import ReleaseParameters
from govstats.reports.printing import NotPrinted, copy_to_print, find_browser, print_page
from govstats.reports.progress import told
from govstats.reports.released import asked_by
from govstats.reports.unfinished import MARK, marked, take_up
from govstats.reports.warming import warm_forks
from govstats.reports.workbook import ActionWorkbook

GOVERNORS, OFFICE = "for-governors", "office-only"
MEASURES = f"{GOVERNORS}/measures.csv"
WORKBOOK, CALENDAR = f"{OFFICE}/action-workbook.xlsx", f"{OFFICE}/policy-calendar.ics"
INDEX = "index.html"
_MANY = 20_000  # signatures
_BY_HAND = 'To print a page, open it in a browser, choose "Print" and then "Save as PDF", on A4.'


@dataclass(frozen=True)
class PackFile:
    kind: str
    school: str | None
    path: Path
    sha256: str


@dataclass(frozen=True)
class Pack:
    """What a run made. `failed` holds the pages that could not be made, and why; `address` where it was delivered."""

    run: Path
    files: tuple[PackFile, ...]
    problems: tuple[Problem, ...]
    failed: tuple[tuple[PackPage, str], ...]
    published: Published
    address: str = ""

    def place_of(self, path: Path) -> str:
        """Where a file of the run, or the run itself, is to be found: by its path, or where the run was delivered."""
        if not self.address:
            return str(path)
        return "/".join((self.address, *path.relative_to(self.run).parts))

    def of_kind(self, *kinds: str) -> list[PackFile]:
        return [file for file in self.files if file.kind in kinds]

    def as_json(self) -> dict[str, Any]:
        severities = [each.severity for each in self.problems]
        return {
            "run": self.place_of(self.run),
            "files": [asdict(file) | {"path": self.place_of(file.path)} for file in self.files],
            "problems": {name: severities.count(name) for name in ("must fix", "worth checking")},
            "failed": [{"school": page.school or None, "why": why} for page, why in self.failed],
        }


def make_pack(
    organisation: Organisation,
    parameters: ReleaseParameters,
    schools: Sequence[str],
    out: Path,
    say: Callable[[str], None],
    *,
    pdf: bool = True,
    jobs: int | None = None,
    scheduler: str = "",
    resume: bool = False,
) -> Pack:
    """Make the pack of a term and hand it over whole.

    Parameters
    ----------
    schools
        Those whose pages alone are to be made; none of them for every page.
    say
        Told in words what is being done.
    pdf
        Whether to print the pages too. Without a browser that prints there is no PDF, and `say` hears how to make one.
    jobs
        How many pages are made at once; one for each processor by default.
    scheduler
        The address of a Dask scheduler, whose workers are to make the pages; "" for this machine.
    resume
        Whether to go on with such a run that was stopped, where there is one.

    Raises
    ------
    MustFix
        The term, day, school or profile is not one that can be reported, the workbook's password is none, or the
        scheduler's workers cannot make the pages.
    DisclosureRefusal
        A finished file held something about a person, or was not what it is meant to be, or something else lay in the
        run. Nothing is left behind.
    """
    if parameters.profile == INTERNAL:
        raise MustFix(problem("profile-internal"))
    password = password_given()
    asked = dict.fromkeys(organisation.school(name) for name in schools)
    # The day is settled once, so that a run over midnight is of one day.
    term = organisation.term(parameters.term)
    as_at = organisation.position(term, day_of(parameters.as_at))
    earlier = [run / OFFICE for run in runs_of(organisation.settings.organisation.name, out)]
    said: list[tuple[str, str]] = []

    def tell(words: str) -> None:
        said.append(("Said", words.strip()))
        say(words)

    with ExitStack() as ends:
        forks = None if scheduler else _beside_a_release(organisation, jobs)
        workbook = ends.enter_context(Meanwhile(forks, ActionWorkbook, organisation, term, as_at, earlier, password))
        wording = ends.enter_context(Meanwhile(forks, fixed_wording))
        release = organisation.release(term, as_at, parameters.profile)
        published = release.published
        workbook.tell(ActionWorkbook.add_figures, published)
        settled = ReleaseParameters(
            folder=parameters.folder, term=parameters.term, as_at=as_at.isoformat(), profile=published.profile
        )
        pages = pages_of(published, tuple(asked))
        this_run = _fingerprint_of(settled, pages)
        begun = take_up(out, this_run, f"{GOVERNORS}/*.html") if resume else None
        maker = page_maker(settled, published, jobs, scheduler)
        making = ends.enter_context(new_run(out, begun))
        unmark = ends.enter_context(marked(making, this_run))
        renamed = organisation.not_held_against(release)
        for each in renamed:
            say(str(each))
        how = f", {maker.how}" if maker.how else ""
        tell(f"Making {len(pages)} governor page{'s' if len(pages) > 1 else ''}{how}.")
        (making / GOVERNORS).mkdir(exist_ok=True)
        places = places_of(pages, making / GOVERNORS, published)
        here = ends.enter_context(ThreadPoolExecutor(1))  # it is others who make the pages
        to_come = here.submit(calendar_text, published)
        found = here.submit(lambda: organisation.problems)
        at_the_end = here.submit(lambda: Gate(organisation, published, wording.ask(copy)))
        failed = sorted(write_pages(places, maker, published, say), key=lambda each: pages.index(each[0]))
        calendar, problems, gate = to_come.result(), found.result(), at_the_end.result()
        there = in_turn(page for page, path in places.items() if path.exists())
        # There is room for what they are held against beside the workbook, if the workbook was made beside them.
        meant = [ahead(maker.meant(there), here)] if forks else []
        not_made = [page.title(published) for page, _ in failed]
        no_pdf = _print_pages(making / GOVERNORS, say) if pdf else None
        if no_pdf:
            tell(no_pdf.in_words(no_pdf.browser))
        measures = measures_text(published.measures)
        write_text(making / MEASURES, measures)
        say("Writing the action workbook.")
        (making / OFFICE).mkdir()
        log = [*said, *(("Not made", f"{page.title(published)}. {why}") for page, why in failed)]
        notes = workbook.ask(ActionWorkbook.write, making / WORKBOOK, published, log)
        give_back()
        for each in notes.problems:
            say(str(each))
        write_text(making / CALENDAR, calendar)
        files = list(_files(making, places))
        # The path of a browser may hold the name of whoever installed it.
        why_none = no_pdf.in_words(no_pdf.browser and no_pdf.browser.name) if no_pdf else ""
        outputs = list(_outputs(making, files))
        index = maker.shown(_index(published, outputs, not_made, why_none))
        write_text(making / INDEX, index)
        files.append(PackFile("index", None, making / INDEX, sha256_of(making / INDEX)))
        outputs += _outputs(making, files[-1:])

        def finish(final: Path) -> None:
            manifest = manifest_of(organisation, release, settled, outputs, not_made, why_none, gate, final)
            write_text(making / MANIFEST, manifest)
            say("Searching every file for names and other personal details.")
            texts = {MEASURES: measures, CALENDAR: calendar, INDEX: index, MANIFEST: manifest}
            # Where another process has just taken the name, all is searched again, for the next one.
            again = zip(there, meant.pop() if meant else maker.meant(there), strict=True)
            gate.refuse(making, _intended(making, texts, places, again))
            give_back()
            # First, so that a folder that cannot be written to stops a pack that could not be remembered.
            organisation.remember(release)
            unmark()

        run = hand_over(making, out, run_name(published.organisation, term.name), finish)
    made = [PackFile(each.kind, each.school, run / each.path.relative_to(making), each.sha256) for each in files]
    listed = PackFile("manifest", None, run / MANIFEST, sha256_of(run / MANIFEST))
    return Pack(run, (*made, listed), (*problems, *renamed, *notes.problems), tuple(failed), published)


def _beside_a_release(organisation: Organisation, jobs: int | None) -> Forks | None:
    """Who makes the workbook meanwhile. In a large organisation there is no room for both; the pages take the time."""
    small = len(organisation.records.acknowledgements) <= _MANY
    return warm_forks() if small and not why_plain() and (jobs or cores()) > 1 else None


def _fingerprint_of(settled: ReleaseParameters, pages: Sequence[PackPage]) -> str:
    """Of all that the pages of a run are made of."""
    return hashlib.sha256(repr((version("govstats"), asked_by(settled), pages)).encode()).hexdigest()


@dataclass(frozen=True)
class _NoPdf:
    """Why there is no PDF: no browser, or one that did not print a page."""

    browser: Path | None
    page: str = ""

    def in_words(self, browser: object) -> str:
        why = f"the browser {browser} did not print {self.page}"
        if not self.browser:
            why = "no Edge, Chrome or Chromium was found on this machine"
        return f"There is no PDF, because {why}. {_BY_HAND}"


def _print_pages(folder: Path, say: Callable[[str], None]) -> _NoPdf | None:
    """Print every page, or none and say why."""
    browser = find_browser()
    if browser is None:
        return _NoPdf(None)
    say("Printing to PDF.")
    for page in told(sorted(folder.glob("*.html")), lambda page: page.stem, say):
        try:
            printed = print_page(browser, copy_to_print(page.read_text("utf-8")))
        except NotPrinted:
            # One page in PDF and another not would be a riddle, and a browser that is not let will not be let later.
            for made in folder.glob("*.pdf"):
                made.unlink()
            return _NoPdf(browser, page.name)
        page.with_suffix(".pdf").write_bytes(printed)
    return None


def measures_text(counts: pd.DataFrame) -> str:
    """The published figures as `measures.csv` has them."""
    rows = counts.assign(withheld=counts["withheld"].map({True: "true", False: "false"}))
    rows = rows.map(lambda value: inert(value) if isinstance(value, str) else value)
    return str(rows.to_csv(index=False, lineterminator="\n"))


def _intended(
    making: Path, texts: Mapping[str, str], places: Mapping[PackPage, Path], meant: Iterable[tuple[PackPage, str]]
) -> Iterator[tuple[Path, Intended | None]]:
    """Every file of a run, with what it is meant to hold: pages are made again, without a notebook."""
    yield making / MARK, None  # it goes when the run is handed over
    for name, text in texts.items():
        yield making / name, Intended(text, Path(name).suffix)
    give_back()  # what it took to read them, before others make pages
    yield making / WORKBOOK, None
    for page, text in meant:
        yield places[page], Intended(text, ".html", page.school)
        if (pdf := places[page].with_suffix(".pdf")).exists():
            yield pdf, Intended(copy_to_print(text), ".html")


def _files(making: Path, places: Mapping[PackPage, Path]) -> Iterator[PackFile]:
    for page, html in places.items():
        for path in filter(Path.exists, (html, html.with_suffix(".pdf"))):
            yield PackFile(f"{page.kind}_{path.suffix[1:]}", page.school or None, path, sha256_of(path))
    for kind, name in (("measures", MEASURES), ("workbook", WORKBOOK), ("calendar", CALENDAR)):
        yield PackFile(kind, None, making / name, sha256_of(making / name))


def index_text(published: Published, outputs: Iterable[Mapping[str, Any]], not_made: Sequence[str], no_pdf: str) -> str:
    """The page over a run's files, of which its manifest holds the kinds, the schools and the places."""
    return page_shown(_index(published, outputs, not_made, no_pdf))


def _index(published: Published, outputs: Iterable[Mapping[str, Any]], not_made: Sequence[str], no_pdf: str) -> Report:
    listed = [Listed(each["kind"], each["school"], each["path"]) for each in outputs if each["kind"] != "index"]
    return contents(published, [*listed, Listed("manifest", None, MANIFEST)], not_made, no_pdf)


def _outputs(making: Path, files: Sequence[PackFile]) -> Iterator[dict[str, str | None]]:
    for file in files:
        path = file.path.relative_to(making).as_posix()
        yield {"kind": file.kind, "school": file.school, "path": path, "sha256": file.sha256}
