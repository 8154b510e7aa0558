"""Which rows of which sheet are an export, and of what kind: found by content, not by name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from govstats.errors import MustFix, Problem, problem
from govstats.exports.grid import OpenedFile, Sheet
from govstats.exports.headings import Match, heading_key, known_headings, match_headings, nearest
from govstats.exports.opening.columns import column_letters
from govstats.records import SOURCES, SourceSpec
from govstats.settings import Source, SourceName, in_toml
from govstats.text import listed, shortened

# Real exports carry up to eight title lines; a national extract has seven.
LAST_HEADER_ROW = 40
# Headings over three rows: a group of columns, its columns, and their units.
MOST_HEADING_ROWS = 3
# A sheet with fewer fields than this is not taken for an export that merely lacks a column.
NEAR = 3


@dataclass(frozen=True)
class Located:
    """A table found in a sheet. `header` is the last row of its headings (0 = first row of the sheet).

    `lines` are the rows of headings as they stand, one or several; `headings` is what they say together.
    """

    sheet: Sheet
    header: int
    lines: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]
    match: Match
    source: Source

    def heading(self, field: str) -> str:
        return self.headings[self.match.columns[field]]

    @property
    def free(self) -> list[int]:
        """The places of headings that no field took."""
        taken = {*self.match.columns.values()}
        return [place for place, text in enumerate(self.headings) if text and place not in taken]

    def without_cells(self) -> "Located":
        """The same for who has read them: of a long table they are many."""
        return replace(self, sheet=Sheet(self.sheet.name, self.sheet.height, ()))


def locate(opened: OpenedFile, candidates: Sequence[tuple[SourceName, Source]]) -> list[Located]:
    """Find every table of a file that is one of the candidate sources.

    Parameters
    ----------
    candidates
        Names of sources, and how the settings say to read each. One where the settings name the file.

    Returns
    -------
    list of Located
        Empty where nothing in the file comes near any candidate.

    Raises
    ------
    MustFix
        A table lacks a required column, has two for one field, or fits two kinds equally well.
    """
    found = [best for sheet in opened.sheets if (best := _best(opened.name, sheet, candidates)) is not None]
    whole = [table for table in found if not table.match.missing]
    if whole:
        return [_with_one_column_each(opened.name, table) for table in whole]
    near = max(found, key=lambda table: table.match.score, default=None)
    if near is None or (near.match.score < NEAR and len(candidates) > 1):
        return []
    raise MustFix(_missing(opened.name, near, name) for name in near.match.missing)


def first_headings(opened: OpenedFile) -> str:
    """The fullest of the first rows, to show what a file has instead."""
    rows = (row for sheet in opened.sheets for row in sheet.first(LAST_HEADER_ROW))
    fullest = max(([text for text in row if text] for row in rows), key=len, default=[])
    return listed(map(shortened, fullest), 8)


def _best(file: str, sheet: Sheet, candidates: Sequence[tuple[SourceName, Source]]) -> Located | None:
    tables = list(_tables(sheet, candidates))
    whole = [table for table in tables if not table.match.missing] or tables
    if not whole:
        return None
    most = max(table.match.score for table in whole)
    first, *others = (table for table in whole if table.match.score == most)
    rival = next((each for each in others if each.match.spec is not first.match.spec), None)
    if rival is not None and not first.match.missing:
        raise MustFix(
            problem(
                "file-fits-two",
                file=file,
                sheet=sheet.name,
                first=first.match.spec.label,
                second=rival.match.spec.label,
                first_key=first.match.spec.name,
                line=in_toml(file),
            )
        )
    return first


def _tables(sheet: Sheet, candidates: Sequence[tuple[SourceName, Source]]) -> Iterable[Located]:
    rows = sheet.first(LAST_HEADER_ROW)
    known = known_headings(tuple(name for name, _ in candidates))
    named = any(source.columns for _, source in candidates)
    for header in range(len(rows)):
        for lines, headings in _headings_ending_in(rows, header):
            keys = [heading_key(heading) for heading in headings]
            if not named and known.isdisjoint(keys):
                continue  # as with most rows: no time is spent on it
            for name, source in candidates:
                if source.sheet not in (None, sheet.name):
                    continue
                given = frozenset(field for field in ("policy", "school") if getattr(source, field))
                match = match_headings(keys, SOURCES[name], source.columns, given)
                # One heading alone is enough only in a file that the settings name.
                if match.score >= (1 if len(candidates) == 1 else 2):
                    yield Located(sheet, header, lines, headings, match, source)


Lines = tuple[tuple[str, ...], ...]


def _headings_ending_in(rows: list[tuple[str, ...]], header: int) -> Iterator[tuple[Lines, tuple[str, ...]]]:
    """What the headings say if they end in a row: that row alone, or together with the ones above.

    Of headings over several rows, a column's may be parted ("Start" over "Date"), or stand in the upper row alone,
    beside a group whose columns are named below.
    """
    yield (rows[header],), rows[header]
    for above in range(1, min(MOST_HEADING_ROWS, header + 1)):
        lines = tuple(rows[header - above : header + 1])
        if not all(sum(map(bool, line)) > 1 for line in lines):
            return  # a title line is no heading
        columns = list(zip(*lines, strict=True))
        yield lines, tuple(" ".join(filter(None, column)) for column in columns)
        yield lines, tuple(next(filter(None, reversed(column)), "") for column in columns)


def _missing(file: str, table: Located, field: str) -> Problem:
    spec, headings = table.match.spec, [heading for heading in table.headings if heading]
    free = [table.headings[place] for place in table.free]
    named, likely = table.source.columns.get(field), nearest(field, free, spec.name)
    code = "column-named-missing" if named else "column-missing"
    if not named and field == "policy" and spec.name == "acknowledgements":
        code = "form-without-policy"
    return problem(
        code,
        file=file,
        sheet=table.sheet.name,
        label=spec.field(field).label,
        field=field,
        table=table_of(spec, table.source),
        which=f'If "{likely}" is it,' if likely else "Find the heading that holds it, and",
        line=in_toml(file if code == "form-without-policy" else likely or "its heading"),
        headings=listed(map(shortened, headings), 30),
        named=in_toml(named or ""),
    )


def _with_one_column_each(file: str, table: Located) -> Located:
    """The table with one column a field: of several that say the same in every row, the first."""
    spec, twice = table.match.spec, table.match.twice
    if doubled := {field: places for field, places in twice.items() if not _alike(table, places)}:
        raise MustFix(
            problem(
                "column-twice",
                file=file,
                sheet=table.sheet.name,
                label=spec.field(name).label,
                field=name,
                table=table_of(spec, table.source),
                found=", ".join(f'"{table.headings[place]}" (column {column_letters(place)})' for place in places),
                line=in_toml(f"{table.headings[places[0]]} [{column_letters(places[0])}]"),
            )
            for name, places in doubled.items()
        )
    columns = table.match.columns | {field: places[0] for field, places in twice.items()}
    passed_over = {field: places[1:] for field, places in twice.items()} | table.match.passed_over
    return replace(table, match=replace(table.match, columns=columns, twice={}, passed_over=passed_over))


def _alike(table: Located, places: tuple[int, ...]) -> bool:
    """Whether columns that fit one field say the same in every row, so that it is all one which is read."""
    first, *others = (table.sheet.below(table.header, place) for place in places)
    return all(first.by_row.equals(other.by_row) for other in others)


def table_of(spec: SourceSpec, source: Source) -> str:
    """Where the settings name the columns of a source."""
    return f"[sources.{spec.name}.columns]" if source.file is None else f"the columns of its [[sources.{spec.name}]]"
