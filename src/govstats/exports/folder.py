"""An organisation's folder into records: find the files, read them, link them, account for every row."""

import fnmatch
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from govstats.errors import MustFix, Problem, problem
from govstats.exports.grid import TEXTS, WORKBOOKS, open_file
from govstats.exports.link import link_people, link_policies, versions_unknown
from govstats.exports.locate import first_headings, locate
from govstats.exports.rows import ReadTable, read_table
from govstats.exports.tidy import tidy_policies, tidy_staff, with_version_key
from govstats.exports.unreadable import UnreadableFolder
from govstats.records import SOURCES, Records, SourceRead
from govstats.settings import SOURCE_NAMES, Settings, Source, SourceName

# Without these nothing can be said; the others may come later.
NEEDED = ("staff", "policies")


@dataclass
class _Reading:
    tables: list[ReadTable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_records(folder: Path, settings: Settings) -> tuple[Records, tuple[Problem, ...]]:
    """Read every export of a folder.

    Returns
    -------
    records, problems
        The problems are all "worth checking"; those about rows set aside are in `records.set_aside`.

    Raises
    ------
    UnreadableFolder
        With every problem of all files together, and what could be read.
    """
    reading = _read_files(folder, settings)
    _demand_sources(reading)
    aside = {name: [each for table in _of(reading.tables, name) for each in table.set_aside] for name in SOURCES}
    read_as = tuple(each for table in reading.tables for each in table.read_as)
    if any(each.severity == "must fix" for each in reading.problems):
        problems = (*reading.problems, *(each for rows in aside.values() for each in rows))
        raise UnreadableFolder(problems, tuple(_account(table, aside) for table in reading.tables), read_as)

    raw = {name: _together(reading.tables, name) for name in SOURCES}

    staff, staff_problems = tidy_staff(raw["staff"], settings)
    policies = tidy_policies(raw["policies"])
    linked = {"staff": staff, "policies": policies}
    titles = policies["policy"].unique()
    headings = {
        (table.file, table.located.sheet.name, field): table.located.heading(field)
        for table in reading.tables
        for field in table.located.match.columns
    }
    for name in ("acknowledgements", "inductions"):
        frame, unlinked = link_people(raw[name], staff, headings)
        frame, untitled = link_policies(
            frame, titles, headings, blank_allowed=not SOURCES[name].field("policy").required
        )
        linked[name], aside[name] = frame, [*aside[name], *unlinked, *untitled]
    linked["acknowledgements"] = with_version_key(linked["acknowledgements"])
    for name in ("incidents", "evidence"):
        linked[name], untitled = link_policies(raw[name], titles, headings, blank_allowed=name == "incidents")
        aside[name] += untitled

    records = Records(
        **linked,
        set_aside={name: tuple(sorted(rows, key=_in_file_order)) for name, rows in aside.items()},
        sources=tuple(_account(table, aside) for table in reading.tables),
        read_as=read_as,
    )
    unknown = versions_unknown(records.acknowledgements, policies)
    return records, (*reading.problems, *staff_problems, *unknown)


def _read_files(folder: Path, settings: Settings) -> _Reading:
    reading = _Reading()
    for path, candidates in _files(folder, settings, reading.problems):
        name = path.relative_to(folder).as_posix()
        try:
            opened = open_file(path, name)
            located = locate(opened, candidates)
            if not located:
                reading.problems.append(problem("file-unrecognised", file=name, headings=first_headings(opened)))
            reading.tables += [read_table(opened, table, settings) for table in located]
        except MustFix as error:
            reading.problems += error.problems
    return reading


def _files(
    folder: Path, settings: Settings, problems: list[Problem]
) -> Iterator[tuple[Path, Mapping[SourceName, Source]]]:
    """Every export with the kinds it may be: the one that the settings name, else any."""
    root = folder / "exports" if (folder / "exports").is_dir() else folder
    paths = sorted(
        path
        for path in root.rglob("*")
        # Excel leaves a "~$" file beside an open workbook.
        if path.is_file() and path.suffix.lower() in WORKBOOKS | TEXTS and not path.name.startswith(("~$", "."))
    )
    named: dict[Path, Mapping[SourceName, Source]] = {}
    for source, entries in settings.sources.items():
        for entry in entries:
            if entry.file is None:
                continue
            fitting = [path for path in paths if fnmatch.fnmatch(path.relative_to(folder).as_posix(), entry.file)]
            if not fitting:
                label = SOURCES[source].label
                problems.append(problem("file-named-missing", file="govstats.toml", found=entry.file, source=label))
            for path in fitting:
                named.setdefault(path, {source: entry})
    configured = dict(settings.sources)
    by_content = {
        name: next((entry for entry in configured.get(name, ()) if entry.file is None), Source())
        for name in SOURCE_NAMES
    }
    for path in paths:
        yield path, named.get(path, by_content)


def _demand_sources(reading: _Reading) -> None:
    for name, spec in SOURCES.items():
        tables = list(_of(reading.tables, name))
        if not tables:
            # A file that could not be read may be the very one; its own problem says so already.
            must_fix = any(each.severity == "must fix" for each in reading.problems)
            if name in NEEDED and not must_fix:
                columns = ", ".join(field.label for field in spec.required)
                reading.problems.append(problem("source-missing", source=spec.label, columns=columns))
            elif name in ("acknowledgements", "inductions") and not must_fix:
                reading.problems.append(problem("source-absent", source=spec.label))
        elif name in NEEDED and all(table.frame.empty for table in tables):
            reading.problems.append(problem("source-without-rows", file=tables[0].file, source=spec.label))


def _of(tables: Sequence[ReadTable], source: str) -> Iterator[ReadTable]:
    return (table for table in tables if table.located.match.spec.name == source)


def _together(tables: Sequence[ReadTable], source: str) -> pd.DataFrame:
    frames = [table.frame for table in _of(tables, source)]
    filled = [frame for frame in frames if not frame.empty]
    if filled:
        return pd.concat(filled, ignore_index=True)
    return frames[0] if frames else _empty(source)


def _empty(source: str) -> pd.DataFrame:
    types = {"_earliest": "datetime64[s]", "_latest": "datetime64[s]", "_months": "Int64"}
    return pd.DataFrame(
        {
            column: pd.Series(dtype=next((kind for end, kind in types.items() if column.endswith(end)), "str"))
            for column in (*SOURCES[source].columns, "source", "file", "sheet", "row")
        }
    )


def _account(table: ReadTable, aside: dict[str, list[Problem]]) -> SourceRead:
    source, sheet = table.located.match.spec.name, table.located.sheet.name
    set_aside = sum((each.file, each.sheet) == (table.file, sheet) for each in aside[source])
    return SourceRead(
        source=source,
        file=table.file,
        sheet=sheet,
        header_row=table.located.header + 1,
        rows_read=table.rows_read,
        rows_used=table.rows_read - set_aside,
        rows_set_aside=set_aside,
        sha256=table.sha256,
    )


def _in_file_order(each: Problem) -> tuple[str, str, int]:
    return each.file, each.sheet, each.row or 0
