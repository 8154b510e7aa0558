"""Which files of an organisation's folder may be exports, and what each may be."""

import fnmatch
from collections.abc import Iterator, Sequence
from pathlib import Path

from govstats.errors import Problem, problem
from govstats.exports.grid import as_text
from govstats.records import SOURCES
from govstats.settings import FILE_NAME, SOURCE_NAMES, Settings, Source, SourceName

# Files of such names may be tables. In a folder of exports every file is taken for one that somebody meant to be read.
TEXTS = {".csv", ".tsv", ".tab", ".txt", ".prn", ".htm", ".html", ".mht", ".mhtml", ".xml", ".fods"}
WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots"}
TABLES = frozenset(TEXTS | WORKBOOKS)
# What systems and open programs leave beside the files.
LEFT_BESIDE = ("~$", ".", "Thumbs.db", "desktop.ini")

Candidates = Sequence[tuple[SourceName, Source]]


def files_of(folder: Path, settings: Settings, problems: list[Problem]) -> Iterator[tuple[Path, Candidates]]:
    """Every export with what it may be: what the settings name it as, else anything."""
    apart = (folder / "exports").is_dir()
    root = folder / "exports" if apart else folder
    paths = sorted(
        path
        for path in root.rglob("*")
        if path.is_file()
        and not any(part.startswith(LEFT_BESIDE) for part in path.relative_to(root).parts)
        and (apart or path.suffix.lower() in TABLES)
    )
    problems += _fields_unknown(settings)
    named: dict[Path, list[tuple[SourceName, Source]]] = {}
    for source, entries in settings.sources.items():
        for entry in entries:
            if entry.file is None:
                continue
            fitting = [path for path in paths if _is_called(path.relative_to(folder).as_posix(), entry.file)]
            if not fitting:
                label = SOURCES[source].label
                problems.append(problem("file-named-missing", file="govstats.toml", found=entry.file, source=label))
            for path in fitting:
                named.setdefault(path, []).append((source, entry))
    by_content = [
        (name, next((entry for entry in settings.sources.get(name, ()) if entry.file is None), Source()))
        for name in SOURCE_NAMES
        # An earlier staff list looks like the present one; only the settings tell them apart.
        if name != "earlier_staff"
    ]
    for path in paths:
        yield path, named.get(path, by_content)


def _is_called(name: str, told: str) -> bool:
    # A name may itself hold a bracket that a pattern would take for one of its own.
    return name == told or fnmatch.fnmatch(name, told)


def shown(path: Path) -> str:
    """A path as a screen can show it: no marks of control or direction, and no half characters."""
    return as_text(path.as_posix().encode("utf-8", errors="replace").decode())


def _fields_unknown(settings: Settings) -> Iterator[Problem]:
    for source, entries in settings.sources.items():
        known = [field.name for field in SOURCES[source].fields]
        for name in (name for entry in entries for name in entry.columns if name not in known):
            detail = f'There is no field "{name}". The fields are: {", ".join(known)}'
            yield problem("setting-wrong", file=FILE_NAME, column=f"sources.{source}.columns", detail=detail)
