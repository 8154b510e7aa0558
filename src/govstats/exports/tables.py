"""Every table of an organisation's folder, read, with what must be fixed before anything can be counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import pandas as pd

from govstats.errors import MustFix, Problem, problem
from govstats.exports.files import TABLES, Candidates, files_of, shown
from govstats.exports.grid import CHILD, OpenedFile, open_file
from govstats.exports.left_over import not_read, problems_of_columns
from govstats.exports.locate import Located, first_headings, locate
from govstats.exports.opening.process import ReadingProcess
from govstats.exports.people import Headings
from govstats.exports.rows import ReadTable, read_table
from govstats.records import PERSONAL, SOURCES, SourceRead
from govstats.settings import Settings, in_toml

# Without these nothing can be said; the others may come later.
NEEDED = ("staff", "policies")


@dataclass
class Reading:
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

    def unused(self) -> Iterator[pd.DataFrame]:
        """What the rows that were set aside, at whatever step, and those of an earlier staff list say of people."""
        for table in self.tables:
            name, sheet = table.located.match.spec.name, table.located.sheet.name
            columns = [column for column in PERSONAL if column in table.frame]
            yield table.unused[columns]
            rows = {each.row for each in self.aside[name] if (each.file, each.sheet) == (table.file, sheet)}
            if name == "earlier_staff":
                yield table.frame[columns]
            elif rows:
                yield table.frame.loc[table.frame["row"].isin(rows), columns]

    def accounts(self) -> tuple[SourceRead, ...]:
        return tuple(_account(table, self.aside) for table in self.tables)


def read_tables(folder: Path, settings: Settings) -> Reading:
    """Read every file of a folder that may be an export, and see that what is needed is there, once."""
    reading = _read_files(folder, settings)
    _demand_sources(reading)
    return reading


def _read_files(folder: Path, settings: Settings) -> Reading:
    reading = Reading()
    with ReadingProcess(CHILD) as reader:
        for path, candidates in files_of(folder, settings, reading.problems):
            name = shown(path.relative_to(folder))
            try:
                tables = _tables_of(path, name, candidates, reader, settings, reading.problems)
            except MustFix as error:
                told_apart = path.suffix.lower() in TABLES or len(candidates) == 1
                reading.problems += error.problems if told_apart else (problem("file-not-read", file=name),)
                continue
            reading.tables += tables
            for table in tables:
                reading.problems += table.noticed
                reading.aside[table.located.match.spec.name] += table.set_aside
    return reading


def _tables_of(
    path: Path,
    name: str,
    candidates: Candidates,
    reader: ReadingProcess,
    settings: Settings,
    problems: list[Problem],
) -> list[ReadTable]:
    """The tables of one file that are wanted. Its raw cells are let go before the next file is opened."""
    opened = open_file(path, name, reader, [source.sheet for _, source in candidates if source.sheet])
    located = _as_the_settings_say(opened, locate(opened, candidates), candidates, settings, problems)
    tables = [read_table(opened, table, settings) for table in located]
    problems += opened.noticed
    problems += (each for table in located for each in problems_of_columns(opened.name, table, settings))
    return tables


def _as_the_settings_say(
    opened: OpenedFile,
    located: list[Located],
    candidates: Candidates,
    settings: Settings,
    problems: list[Problem],
) -> list[Located]:
    """The tables that are wanted. Where the settings name the file of a list, another that looks like it is not."""
    asked = [source.sheet for _, source in candidates if source.sheet]
    has = [sheet.name for sheet in opened.sheets]
    if not located and len(candidates) == 1 and asked and asked[0] not in has:
        problems.append(problem("sheet-named-missing", file=opened.name, found=asked[0], sheets=", ".join(has)))
    elif not located:
        code = "sheets-hidden" if opened.hidden else "file-unrecognised"
        problems.append(problem(code, file=opened.name, hidden=opened.hidden, headings=first_headings(opened)))
    wanted = []
    for table in located:
        spec = table.match.spec
        named = settings.files_named(spec.name)
        if spec.key and named and table.source.file is None:
            problems.append(problem("file-not-the-named", file=opened.name, source=spec.label, found=named[0]))
        else:
            wanted.append(table)
    return wanted


def _demand_sources(reading: Reading) -> None:
    for name, spec in SOURCES.items():
        tables = reading.of(name)
        if not tables:
            # A file that could not be read may be the very one; its own problem says so already.
            if name in NEEDED and not reading.must_fix:
                columns = ", ".join(field.label for field in spec.required)
                reading.problems.append(problem("source-missing", source=spec.label, columns=columns))
            elif name in ("acknowledgements", "inductions") and not reading.must_fix:
                reading.problems.append(problem("source-absent", source=spec.label))
        elif name in NEEDED and all(table.frame.empty for table in tables) and not _of_nobody(name, tables):
            reading.problems.append(without_rows(tables))
        if spec.key:
            _demand_once(reading, tables)


def _of_nobody(source: str, tables: Sequence[ReadTable]) -> bool:
    """Whether it is a staff list that nobody is on. One whose rows were all set aside may hide people."""
    return source == "staff" and not any(table.rows_read for table in tables)


def without_rows(tables: Sequence[ReadTable]) -> Problem:
    first = tables[0]
    return problem("source-without-rows", file=first.file, source=first.located.match.spec.label)


def _demand_once(reading: Reading, tables: Sequence[ReadTable]) -> None:
    """Ask which of two files is meant that hold the same records: last term's list may lie beside this term's."""
    found = [table for table in tables if table.located.source.file is None and len(table.frame)]
    if len(found) < 2:
        return
    keys = [set(table.frame[list(table.located.match.spec.key)].itertuples(index=False)) for table in found]
    for (first, some), (second, others) in combinations(zip(found, keys, strict=True), 2):
        same_table = (first.file, first.located.sheet.name) == (second.file, second.located.sheet.name)
        if not same_table and len(some & others) > min(len(some), len(others)) / 2:
            spec = first.located.match.spec
            reading.problems.append(
                problem(
                    "two-files-fit",
                    source=spec.label,
                    key=spec.name,
                    first=_called(first),
                    second=_called(second),
                    line=in_toml(second.file),
                )
            )


def _called(table: ReadTable) -> str:
    sheet = table.located.sheet.name
    return f'{table.file}, sheet "{sheet}"' if sheet else table.file


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
        not_read=not_read(table.located),
    )
