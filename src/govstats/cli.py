"""The command line: thin commands over the rooms below."""

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from threading import Thread
from typing import Annotated, Any, NoReturn

import typer

from govstats.errors import GovstatsError, MustFix, SomeSchoolsFailed, problem
from govstats.reports.asking import EXPLAINED, OR_ADDRESS

app = typer.Typer(
    help="Turn a school's spreadsheets into a pack that governors can trust.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Folder = Annotated[str, typer.Argument(metavar="FOLDER", help=f"{EXPLAINED['folder']} {OR_ADDRESS}")]
Out = Annotated[str, typer.Option(metavar="FOLDER", help=f"{EXPLAINED['out']} {OR_ADDRESS}")]
Pdf = Annotated[bool, typer.Option("--pdf/--no-pdf", help=EXPLAINED["pdf"])]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]

Document = dict[str, Any] | list[dict[str, Any]]  # what --json prints

STOPPED = 130  # as shells have it, of a command that a person has stopped
DEMO_TERM, DEMO_AS_AT = "Autumn 2025", "2025-12-19"


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a letter that a terminal lacks is no reason to stop
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # all that is installed is searched for some, in vain
    gc.set_threshold(500_000)  # of what is read and counted hardly anything is garbage: it is looked for more seldom
    try:
        app()
    finally:
        gc.freeze()  # all of it goes with the process: nothing is to be looked for once more


@app.command()
def demo(out: Out = "reports", pdf: Pdf = True, as_json: Json = False) -> None:
    """Make the pack of the bundled Willow Tree federation, start to finish."""
    _report("", DEMO_TERM, DEMO_AS_AT, [], "", out, pdf, as_json)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make: not there yet, or empty.")],
) -> None:
    """Start an organisation: a folder with govstats.toml, blank exports to fill in, and a short guide."""
    with _answering(False, {}):
        from govstats.reports.starting import start_folder

        made = start_folder(folder)
        _print_lines(iter((f"Made {folder}:", *(f"    {name}" for name in made), "Read Start here.txt next.")))


@app.command()
def check(folder: Folder, as_json: Json = False) -> None:
    """Read everything and say what was understood and what was set aside. Writes nothing."""
    with _answering(as_json, {"sources": [], "problems": [], "read_as": []}):
        from govstats.reports import checking
        from govstats.reports.fetching import organisation_at

        code = 0
        try:
            with organisation_at(folder or ".") as organisation:
                known = (organisation.records.sources, organisation.problems, organisation.records.read_as)
        except MustFix as error:
            code, known = error.exit_code, (error.sources, error.problems, error.read_as)
            if not (as_json or error.sources):
                raise  # nothing could be read, so there is only the message
        if as_json:
            _print_json(checking.as_json(*known))
        else:
            _print_lines(checking.in_words(*known))
        if code:
            raise typer.Exit(code)
        _say(f"\n{checking.READY}")


@app.command()
def policy(
    files: Annotated[list[str], typer.Argument(metavar="FILE ...", help="Policy documents: Word, PDF, web or text.")],
    as_json: Json = False,
) -> None:
    """Read the front pages of policy documents into rows of the register. Writes nothing."""
    from govstats.exports.documents.document import read_documents
    from govstats.reports import documents

    with _answering(as_json, []):
        found = read_documents(files)
        if as_json:
            _print_json(documents.as_json(found))
        else:
            _print_lines(documents.in_words(found))
        if any(each.row is None for each in found):
            raise typer.Exit(MustFix.exit_code)


@app.command()
def report(
    folder: Folder,
    term: Annotated[str, typer.Option(help=EXPLAINED["term"])],
    as_at: Annotated[str, typer.Option(help=f"{EXPLAINED['as_at']} Written as 2025-12-19.")] = "",
    school: Annotated[list[str], typer.Option(help=f"{EXPLAINED['school']} May be given again.")] = [],  # noqa: B006
    profile: Annotated[str, typer.Option(help=EXPLAINED["profile"])] = "",
    out: Out = "reports",
    pdf: Pdf = True,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many pages are made at once; one for each processor.")
    ] = None,
    scheduler: Annotated[
        str, typer.Option(help="The address of a Dask scheduler, such as tcp://host:8786: its workers make the pages.")
    ] = "",
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the same run where it was stopped.")] = False,
    as_json: Json = False,
) -> None:
    """Make the pack of a term: governor pages, published figures, action workbook, manifest."""
    _report(folder or ".", term, as_at, school, profile, out, pdf, as_json, jobs, scheduler, resume)


@app.command()
def measures(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="FOLDER", help=f"An organisation's folder, a folder of such folders, or a store. {OR_ADDRESS}"
        ),
    ],
    as_at: Annotated[str, typer.Option(help="The day, such as 2025-12-19.")],
    out: Annotated[str, typer.Option(metavar="FILE", help=f"The CSV file to write. {OR_ADDRESS}")],
) -> None:
    """Write the measures of any number of schools as one table. It is for the analyst: nothing is withheld in it."""
    with _answering(False, {}):
        from govstats.addresses import shown
        from govstats.organisation import day_of
        from govstats.reports.fetching import file_for, organisations_at
        from govstats.reports.tidy_measures import write_measures

        day = day_of(as_at)
        if day is None:
            raise MustFix(problem("as-at-unreadable", found=as_at))
        with organisations_at(folder) as here, file_for(out) as file:
            failed = write_measures(here, day, file, _say)
        for name, error in failed:
            _say(f"Not counted: {name}. {error}")
        _say(f"Made {shown(out)}. It names nobody, and small groups stand in it: it is not for governors.")
        if failed:
            raise typer.Exit(SomeSchoolsFailed.exit_code)


@app.command()
def verify(
    run: Annotated[str, typer.Argument(metavar="RUN", help=f"A run's folder, which holds manifest.json. {OR_ADDRESS}")],
    folder: Annotated[
        str | None,
        typer.Argument(metavar="FOLDER", help=f"The organisation's folder, if it is not where it was. {OR_ADDRESS}"),
    ] = None,
) -> None:
    """Say whether a pack and its inputs are as they were, and work out every figure again. Writes nothing."""
    with _answering(False, {}):
        from govstats.reports.fetching import folder_at, run_at
        from govstats.reports.verifying import verify as verify_pack

        with run_at(run) as here, folder_at(folder) if folder else nullcontext() as source:
            verified = verify_pack(here, source)
        _print_lines(verified.in_words())
        if not verified.as_it_was:
            raise typer.Exit(MustFix.exit_code)


@app.command()
def lab(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="The organisation's folder to begin with.")
    ] = None,
) -> None:
    """Open JupyterLab with the notebooks, at the form that checks a folder and makes its pack."""
    with _answering(False, {}):
        from govstats.lab.serving import serve_lab

        serve_lab(folder, _say)


def _report(
    folder: str,
    term: str,
    as_at: str,
    schools: list[str],
    profile: str,
    out: str,
    pdf: bool,
    as_json: bool,
    jobs: int | None = None,
    scheduler: str = "",
    resume: bool = False,
) -> None:
    with _answering(
        as_json,
        {"run": None, "files": [], "problems": {"must fix": 0, "worth checking": 0}, "failed": []},
    ):
        from govstats.engine.choice import why_plain
        from govstats.reports.warming import warm_forks

        if not (scheduler or why_plain()):
            # It warms up while the exports are read, for pages, and for what is made beside them.
            warm_forks().do(import_module, "govstats.reports.workbook.book")

        from govstats.reports.fetching import organisation_at

        Thread(target=import_module, args=["govstats.reports.delivering"]).start()  # it is others who read the exports
        with organisation_at(folder) as organisation:
            from govstats.reports.closing import closing_words
            from govstats.reports.delivering import delivered
            from govstats.reports.pack import Pack, make_pack
            from govstats.reports.parameters import ReleaseParameters

            # A notebook's kernel may have another working directory.
            where = str(organisation.folder.resolve())
            parameters = ReleaseParameters(folder=where, term=term, as_at=as_at, profile=profile)

            def make(place: Path) -> Pack:
                return make_pack(
                    organisation,
                    parameters,
                    schools,
                    place,
                    _say,
                    pdf=pdf,
                    jobs=jobs,
                    scheduler=scheduler,
                    resume=resume,
                )

            pack = delivered(make, organisation, folder, out, _say)
        if as_json:
            _print_json(pack.as_json())
        else:
            _print_lines(closing_words(pack))
        if pack.failed:
            raise typer.Exit(SomeSchoolsFailed.exit_code)


@contextmanager
def _answering(as_json: bool, empty: Document) -> Iterator[None]:
    """Turn what went wrong into one message and an exit code; a trace goes to a log, never to the screen."""
    try:
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        _say("Stopped. Earlier packs are as they were. A report goes on with --resume.")
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        # Whoever read our words has heard enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except Exception as error:
        from govstats.reports.faults import failure_of

        failure = failure_of(error)
        _say(str(failure))
        _close(failure, as_json, empty)


def _close(failure: GovstatsError, as_json: bool, empty: Document) -> NoReturn:
    """Answer a program as well, in the shape of the command's document, and leave."""
    if as_json and failure.exit_code != GovstatsError.exit_code:
        if isinstance(failure, MustFix) and isinstance(empty, dict) and isinstance(empty["problems"], dict):
            for severity in empty["problems"]:
                empty["problems"][severity] = sum(each.severity == severity for each in failure.problems)
        elif isinstance(empty, dict) and "failed" in empty:
            empty["failed"] = [{"school": None, "why": str(failure)}]
        _print_json(empty)
    raise typer.Exit(failure.exit_code) from None


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _print_json(document: Document) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def _print_lines(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)
