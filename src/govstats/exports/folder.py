"""An organisation's folder into records: find the files, read them, link them, account for every row."""

import fnmatch
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from govstats.errors import MustFix, Problem, problem
from govstats.exports.contradictions import (
    against_the_staff_list,
    dealt_out_anew,
    of_the_earlier_person,
    problems_of_references,
    within_the_staff_list,
)
from govstats.exports.grid import open_file
from govstats.exports.locate import first_headings, locate
from govstats.exports.opening.process import ReadingProcess
from govstats.exports.people import Directory, Headings, link_people
from govstats.exports.rows import ReadTable, read_table
from govstats.exports.tidy import tidy_policies, tidy_staff, with_version_key
from govstats.exports.titles import Titles, link_policies, versions_unknown
from govstats.exports.unreadable import UnreadableFolder
from govstats.records import SOURCES, Records, SourceRead
from govstats.settings import SOURCE_NAMES, Settings, Source, SourceName

# Without these nothing can be said; the others may come later.
NEEDED = ("staff", "policies")
# Files of such names may be tables. In a folder of exports every file is taken for one that somebody meant to be read.
TEXTS = {".csv", ".tsv", ".tab", ".txt", ".prn", ".htm", ".html", ".mht", ".mhtml", ".xml", ".fods"}
WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots"}
TABLES = frozenset(TEXTS | WORKBOOKS)
# What systems and open programs leave beside the files.
LEFT_BESIDE = ("~$", ".", "Thumbs.db", "desktop.ini")


@dataclass
class _Reading:
    """What has been read so far: tables, rows set aside by source, and what must be fixed or is worth checking."""

    tables: list[ReadTable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    aside: dict[str, list[Problem]] = field(default_factory=lambda: {name: [] for name in SOURCES})

    def of(self, source: str) -> list[ReadTable]:
        return [table for table in self.tables if table.located.match.spec.name == source]

    @property
    def must_fix(self) -> bool:
        return any(each.severity == "must fix" for each in self.problems)

    @property
    def headings(self) -> Headings:
        return {
            (table.file, table.located.sheet.name, field): table.located.heading(field)
            for table in self.tables
            for field in table.located.match.columns
        }

    def accounts(self) -> tuple[SourceRead, ...]:
        return tuple(_account(table, self.aside) for table in self.tables)


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
    linked = {} if reading.must_fix else _linked(reading, settings)
    read_as = tuple(each for table in reading.tables for each in table.read_as)
    if reading.must_fix:
        problems = (*reading.problems, *(each for rows in reading.aside.values() for each in rows))
        raise UnreadableFolder(problems, reading.accounts(), read_as)
    records = Records(
        **linked,
        set_aside={name: tuple(sorted(rows, key=_in_file_order)) for name, rows in reading.aside.items()},
        sources=reading.accounts(),
        read_as=read_as,
    )
    return records, tuple(reading.problems)


def _linked(reading: _Reading, settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables of all sources, with people of the staff list and policies of the register filled in."""
    raw = {name: _together(reading.of(name), name) for name in SOURCES}
    staff = _staff(reading, raw.pop("staff"), settings)
    earlier = raw.pop("earlier_staff")
    policies = tidy_policies(raw.pop("policies"))
    titles, directory = Titles(policies["policy"].unique(), settings.policies), Directory(staff, settings)
    anew = dealt_out_anew(staff, earlier)
    reading.problems += problems_of_references(anew)
    for name, day in (("acknowledgements", "acknowledged_on"), ("inductions", "inducted_on")):
        frame, aside, noticed = link_people(raw[name], directory, reading.headings)
        frame, anothers = of_the_earlier_person(frame, day, anew)
        reading.aside[name] += [*aside, *anothers]
        reading.problems += [*noticed, *against_the_staff_list(frame, day, staff, reading.headings)]
        raw[name] = frame
    for name in raw:
        blank_allowed = not SOURCES[name].field("policy").required
        raw[name], untitled = link_policies(raw[name], titles, reading.headings, blank_allowed=blank_allowed)
        reading.aside[name] += untitled
    raw["acknowledgements"] = with_version_key(raw["acknowledgements"])
    reading.problems += within_the_staff_list(staff, _reach(staff, raw))
    reading.problems += versions_unknown(raw["acknowledgements"], policies)
    return {"staff": staff, "policies": policies, **raw}


def _staff(reading: _Reading, raw: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The posts of the staff list; one without a number is its person's by address or by name."""
    staff, noticed = tidy_staff(raw, settings)
    reading.problems += noticed
    numbered, others = staff[staff["person_id"] != ""], staff[staff["person_id"] == ""]
    if others.empty:
        return staff
    further, unknown, _ = link_people(others, Directory(numbered, settings), {})
    if numbered.empty:
        reading.problems.append(_without_rows(reading.of("staff")))
    reading.aside["staff"] += [
        problem(
            "cell-blank",
            file=each.file,
            sheet=each.sheet,
            row=each.row,
            column=reading.headings.get((each.file, each.sheet, "person_id"), ""),
            label=SOURCES["staff"].field("person_id").label,
        )
        for each in unknown
    ]
    return pd.concat([numbered, further], ignore_index=True)


def _reach(staff: pd.DataFrame, facts: Mapping[str, pd.DataFrame]) -> pd.Timestamp:
    """The last day that any record tells of."""
    days = (
        staff["start_date_latest"].max(),
        facts["acknowledgements"]["acknowledged_on_latest"].max(),
        facts["inductions"]["inducted_on_latest"].max(),
    )
    return max((day for day in days if not pd.isna(day)), default=pd.Timestamp.min)


def _read_files(folder: Path, settings: Settings) -> _Reading:
    reading = _Reading()
    with ReadingProcess() as reader:
        for path, candidates in _files(folder, settings, reading.problems):
            name = path.relative_to(folder).as_posix()
            sheets = [source.sheet for source in candidates.values() if source.sheet]
            try:
                opened = open_file(path, name, reader, sheets)
                located = locate(opened, candidates)
                tables = [read_table(opened, table, settings) for table in located]
            except MustFix as error:
                reading.problems += error.problems if path.suffix.lower() in TABLES else (_not_read(name),)
                continue
            if not located and opened.hidden:
                reading.problems.append(problem("sheets-hidden", file=name, hidden=opened.hidden))
            elif not located:
                reading.problems.append(problem("file-unrecognised", file=name, headings=first_headings(opened)))
            reading.problems += opened.noticed
            reading.tables += tables
            for table in tables:
                reading.aside[table.located.match.spec.name] += table.set_aside
    return reading


def _not_read(name: str) -> Problem:
    return problem("file-not-read", file=name)


def _files(
    folder: Path, settings: Settings, problems: list[Problem]
) -> Iterator[tuple[Path, Mapping[SourceName, Source]]]:
    """Every export with the kinds it may be: the one that the settings name, else any."""
    apart = (folder / "exports").is_dir()
    root = folder / "exports" if apart else folder
    paths = sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith(LEFT_BESIDE) and (apart or path.suffix.lower() in TABLES)
    )
    named: dict[Path, dict[SourceName, Source]] = {}
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
    by_content: dict[SourceName, Source] = {
        name: next((entry for entry in configured.get(name, ()) if entry.file is None), Source())
        for name in SOURCE_NAMES
        # An earlier staff list looks like the present one; only the settings tell them apart.
        if name != "earlier_staff"
    }
    for path in paths:
        yield path, named.get(path, by_content)


def _demand_sources(reading: _Reading) -> None:
    for name, spec in SOURCES.items():
        tables = reading.of(name)
        if not tables:
            # A file that could not be read may be the very one; its own problem says so already.
            if name in NEEDED and not reading.must_fix:
                columns = ", ".join(field.label for field in spec.required)
                reading.problems.append(problem("source-missing", source=spec.label, columns=columns))
            elif name in ("acknowledgements", "inductions") and not reading.must_fix:
                reading.problems.append(problem("source-absent", source=spec.label))
        elif name in NEEDED and all(table.frame.empty for table in tables):
            reading.problems.append(_without_rows(tables))
        if spec.key:
            _demand_once(reading, tables)


def _without_rows(tables: Sequence[ReadTable]) -> Problem:
    first = tables[0]
    return problem("source-without-rows", file=first.file, source=first.located.match.spec.label)


def _demand_once(reading: _Reading, tables: Sequence[ReadTable]) -> None:
    """Ask which of two files is meant that hold the same records: last term's list may lie beside this term's."""
    found = [table for table in tables if table.located.source.file is None and len(table.frame)]
    for place, first in enumerate(found):
        for second in found[place + 1 :]:
            spec = first.located.match.spec
            keys = [set(map(tuple, table.frame[list(spec.key)].to_numpy().tolist())) for table in (first, second)]
            if first.file != second.file and len(keys[0] & keys[1]) > min(map(len, keys)) / 2:
                reading.problems.append(
                    problem("two-files-fit", source=spec.label, key=spec.name, first=first.file, second=second.file)
                )


def _together(tables: Sequence[ReadTable], source: str) -> pd.DataFrame:
    frames = [table.frame for table in tables]
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


def _account(table: ReadTable, aside: Mapping[str, Sequence[Problem]]) -> SourceRead:
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
