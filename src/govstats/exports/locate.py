"""Which rows of which sheet are an export, and of what kind: found by content, not by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govstats.errors import MustFix, problem
from govstats.exports.cells import as_text
from govstats.exports.grid import OpenedFile, Sheet
from govstats.exports.headings import Match, match_headings
from govstats.records import SOURCES, SourceSpec
from govstats.settings import Source, SourceName

# Real exports carry up to eight title lines; a national extract has seven.
LAST_HEADER_ROW = 30
# A sheet with fewer fields than this is not taken for an export that merely lacks a column.
NEAR = 3


@dataclass(frozen=True)
class Located:
    """A table found in a sheet: its headings stand in `header` (0 = first row)."""

    sheet: Sheet
    header: int
    match: Match
    source: Source

    @property
    def headings(self) -> list[str]:
        return [as_text(cell) for cell in self.sheet.rows[self.header]]

    def heading(self, field: str) -> str:
        return self.headings[self.match.columns[field]]


def locate(opened: OpenedFile, candidates: Mapping[SourceName, Source]) -> list[Located]:
    """Find every table of a file that is one of the candidate sources.

    Parameters
    ----------
    candidates
        Source name → how the settings say to read it. One entry where the settings name the file.

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
        for table in whole:
            _refuse_doubled_columns(opened.name, table)
        return whole
    near = max(found, key=lambda table: table.match.score, default=None)
    if near is None or (near.match.score < NEAR and len(candidates) > 1):
        return []
    spec = near.match.spec
    raise MustFix(
        problem(
            "column-missing",
            file=opened.name,
            sheet=near.sheet.name,
            label=spec.field(name).label,
            field=name,
            table=_table_of(spec, near.source),
            headings=", ".join(heading for heading in near.headings if heading),
            named=f', though govstats.toml says "{near.source.columns[name]}"' if name in near.source.columns else "",
        )
        for name in near.match.missing
    )


def first_headings(opened: OpenedFile) -> str:
    """The fullest of the first rows, to show what a file has instead."""
    rows = (row for sheet in opened.sheets for row in sheet.rows[:LAST_HEADER_ROW])
    fullest = max(([as_text(cell) for cell in row if as_text(cell)] for row in rows), key=len, default=[])
    return ", ".join(fullest[:12])


def _best(file: str, sheet: Sheet, candidates: Mapping[SourceName, Source]) -> Located | None:
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
            )
        )
    return first


def _tables(sheet: Sheet, candidates: Mapping[SourceName, Source]) -> Iterable[Located]:
    for header, row in enumerate(sheet.rows[:LAST_HEADER_ROW]):
        headings = [as_text(cell) for cell in row]
        for name, source in candidates.items():
            if source.sheet not in (None, sheet.name):
                continue
            given = frozenset(field for field in ("policy", "school") if getattr(source, field))
            match = match_headings(headings, SOURCES[name], source.columns, given)
            # One heading alone is enough only in a file that the settings name.
            if match.score >= (1 if len(candidates) == 1 else 2):
                yield Located(sheet, header, match, source)


def _refuse_doubled_columns(file: str, table: Located) -> None:
    spec = table.match.spec
    if table.match.twice:
        raise MustFix(
            problem(
                "column-twice",
                file=file,
                sheet=table.sheet.name,
                label=spec.field(name).label,
                field=name,
                table=_table_of(spec, table.source),
                found=", ".join(f'"{table.headings[place]}" (column {place + 1})' for place in places),
            )
            for name, places in table.match.twice.items()
        )


def _table_of(spec: SourceSpec, source: Source) -> str:
    return f"[sources.{spec.name}.columns]" if source.file is None else f"the columns of its [[sources.{spec.name}]]"
