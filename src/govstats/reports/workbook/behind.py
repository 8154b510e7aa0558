"""The sheets behind the report: what to mend in the data, every figure, the settings, and how the run went."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from platform import python_version

import pandas as pd

from govstats.disclosure import Published
from govstats.disclosure.margins import together
from govstats.errors import Problem, in_order
from govstats.exhibits.sureness import DEFINITIONS
from govstats.measures.meetings import PAPERS_CLEAR_DAYS
from govstats.organisation import Organisation
from govstats.periods import say_day
from govstats.records import SOURCES, SourceRead
from govstats.reports.workbook.sheet import Sheet

_PROBLEM = {
    "Code": "code", "Severity": "severity", "File": "file", "Sheet": "sheet", "Row": "row", "Column": "column",
    "Found": "found", "Expected": "expected", "What happened": "says", "How to mend it": "mend",
    "Rows affected": "rows_affected",
}  # fmt: skip
_PAPERS = (
    "Papers needed by",
    f"{PAPERS_CLEAR_DAYS} clear days before the last meeting in time or, where none is, before the next meeting.",
)


def data_problems(problems: Iterable[Problem]) -> Sheet:
    rows = [[getattr(each, name) for name in _PROBLEM.values()] for each in in_order(problems)]
    table = pd.DataFrame(rows, columns=[*_PROBLEM])
    return Sheet("Data problems", "what must be fixed or is worth checking, row by row", table)


def figures(published: Published) -> Sheet:
    """The published counts, and the figures of the term before with which the page compares them."""
    rows = together([published.counts, published.before])[[*published.measures]]
    rows["withheld"] = rows["withheld"].map({True: "yes", False: "no"})
    parts = rows[["measure", "school", "policy", "clause", "basis", "period_end"]].itertuples(index=False)
    table = rows.assign(id=["/".join(part for part in part_ if part) for part_ in parts])[["id", *rows.columns]]
    holds = "every row of measures.csv, then the organisation's figures of the term before"
    return Sheet("Figures behind the report", holds, table, on_screen=True)


def settings(organisation: Organisation, published: Published) -> Sheet:
    targets = published.targets
    rows = [
        ("Organisation", published.organisation),
        ("Term", published.term.name),
        ("As at", say_day(published.as_at)),
        ("Target: acknowledged", f"{targets.acknowledged:.0%}"),
        ("Time allowed for induction", str(published.induction_allowed)),
        ("Days of grace for a new version", str(targets.grace_days)),
        *(("School", name) for name in organisation.settings.school_names),
        *DEFINITIONS,
        _PAPERS,
    ]
    table = pd.DataFrame(rows, columns=["Setting or word", "Value or meaning"])
    return Sheet("Settings and definitions", "targets, terms and what the words mean", table)


def run_log(organisation: Organisation, published: Published, said: Sequence[tuple[str, str]]) -> Sheet:
    """How the run went.

    Parameters
    ----------
    said
        What the run had to say of itself, each with what it is about.
    """
    rows = [
        ("Made", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"),
        ("Made with", f"govstats {version('govstats')}, Python {python_version()}"),
        ("Report", f"{published.term.name}, as at {say_day(published.as_at)}, profile {published.profile}"),
        *(("Rule pack", pack) for pack in published.rule_packs),
        *_read(organisation.records.sources),
        ("Fingerprint of the records", published.fingerprint),
        *said,
    ]
    return Sheet("Run log", "what was read, and how the run went", pd.DataFrame(rows, columns=["Step", "Details"]))


def _read(sources: Iterable[SourceRead]) -> Iterator[tuple[str, str]]:
    for read in sources:
        place = read.file + (f', sheet "{read.sheet}"' if read.sheet else "")
        account = f"{read.rows_read:,} rows read = {read.rows_used:,} used + {read.rows_set_aside:,} set aside"
        yield f"Read: {SOURCES[read.source].label}", f"{place}: {account}. SHA-256 {read.sha256}"
