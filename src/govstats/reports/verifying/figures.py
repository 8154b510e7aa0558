"""Figures and texts of a pack beside those that its inputs give now."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from govstats.disclosure import ALL, Published
from govstats.disclosure.margins import BAND
from govstats.measures.shape import COUNTS
from govstats.periods import say_day
from govstats.reports.calendar_file import calendar_text
from govstats.reports.first_difference import first_difference
from govstats.reports.kinds import HTML, page_in
from govstats.reports.making import page_meant
from govstats.reports.pack import index_text, measures_text

# How a measure, and whom or which date it goes by, reads in a sentence.
_MEASURES = {
    "acknowledgement_coverage": "the share of people who have acknowledged {policy}",
    "reacknowledgement": "the share of people who have acknowledged {policy} again",
    "induction_coverage": "the share of starters inducted on {policy}",
    "induction_timeliness": "the share of starters inducted in time on {policy}",
    "policy_currency": "whether a version is in date of {policy}",
    "policy_days_in_date": "the share of days in date of {policy}",
    "reviews_on_time": "the share of reviews done on time of {policy}",
    "obligations": "the evidence for {policy}",
    "incident_count": "the number of incidents under {policy}",
}
_BASES = {
    "due": ", of those whose days have run out",
    "stated": ", by the stated date",
    "cycle": ", by the cycle",
    "statutory": ", by the statutory clock",
    "strict": ", by the earliest date",
}
_VALUES = (*COUNTS, "withheld", *BAND)
Row = Mapping[str, str]
Key = tuple[tuple[str, str], ...]


def figures_differing(manifest: Mapping[str, Any], run: Path, published: Published) -> Iterator[str]:
    """The first row of `measures.csv` that is not what is worked out now, and how many there are."""
    [path] = (each["path"] for each in manifest["outputs"] if each["kind"] == "measures")
    printed, now = _by_key(_text_of(run / path)), _by_key(measures_text(published.measures))
    differing = [key for key in {**printed, **now} if printed.get(key) != now.get(key)]
    if differing and (run / path).exists():
        first = differing[0]
        yield (
            f"The first figure that differs is {_called(first)}: {_said(printed.get(first))} in {path}, and "
            f"{_said(now.get(first))} when it is worked out again. Of {len(now):,} figures {len(differing):,} differ."
        )


def texts_differing(
    manifest: Mapping[str, Any], run: Path, published: Published, figures_differ: bool
) -> Iterator[str]:
    """Where each page and calendar, and a table of figures that are the same, first says anything else than now."""
    for entry in manifest["outputs"]:
        path, meant = entry["path"], _meant(entry, manifest, published)
        if meant is None or not (run / path).exists() or (entry["kind"] == "measures" and figures_differ):
            continue
        if differs := first_difference(_text_of(run / path), meant):
            yield f'{path}, line {differs.line}, says "{differs.found}", and would say "{differs.meant}" now.'


def _meant(entry: Mapping[str, Any], manifest: Mapping[str, Any], published: Published) -> str | None:
    """What one of the files that are texts would hold now; None for any other file."""
    match entry["kind"]:
        case kind if kind in HTML:
            return page_meant(page_in(kind, entry["school"]), published)
        case "measures":
            return measures_text(published.measures)
        case "calendar":
            return calendar_text(published)
        case "index":
            run = manifest["run"]
            return index_text(published, manifest["outputs"], run["not_made"], run["no_pdf"])
    return None


def _text_of(path: Path) -> str:
    """What stands in a file, as far as it can be read; nothing where it is gone."""
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ""


def _by_key(content: str) -> dict[Key, Row]:
    """The rows of a `measures.csv`: what each is a figure of, and its values."""
    table = csv.DictReader(io.StringIO(content, newline=""))
    try:
        rows = [{str(name): str(cell or "") for name, cell in row.items()} for row in table]
    except csv.Error:
        return {}  # it is no table any more
    return {
        tuple((name, cell) for name, cell in row.items() if name not in _VALUES): {
            name: row.get(name, "") for name in _VALUES
        }
        for row in rows
    }


def _called(key: Key) -> str:
    """What a row is a figure of, as its measure is said on a page; a row that is none, as it stands."""
    of = dict(key)
    if of.get("measure") not in _MEASURES:
        named = [(name, cell) for name, cell in key if cell and cell != ALL]
        return ", ".join(cell if name == "measure" else f"{name} {cell}" for name, cell in named)
    policy, school, clause = (of.get(name, "") for name in ("policy", "school", "clause"))
    measure = _MEASURES[of["measure"]].format(policy="all policies together" if policy == ALL else policy)
    about = f", clause {clause}" if clause not in ("", ALL) else ""
    where = f" at {school}" if school not in ("", ALL) else ""
    return f"{measure}{about}{where}{_BASES.get(of.get('basis', ''), '')}{_as_at(of.get('period_end', ''))}"


def _as_at(day: str) -> str:
    try:
        return f", as at {say_day(date.fromisoformat(day))}"
    except ValueError:
        return ""  # in a file that was changed, a day may be no day


def _said(row: Row | None) -> str:
    """The values of a row, in words."""
    if row is None:
        return "not there"
    told = row["numerator"] if row["withheld"] == "false" else "withheld"
    if row["at_least"]:
        told = f"{row['at_least']} to {row['at_most']}"
    if row["denominator"]:
        told += f" of {row['denominator']}"
    more = ", ".join(f"{name} {row[name]}" for name in ("unknown", "excluded") if row[name] not in ("", "0"))
    return f"{told} ({more})" if more else told
