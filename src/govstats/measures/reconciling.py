"""Whether everything adds up: rows read to rows of the tidy tables, and people explained to people counted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.coverage import acknowledgement_coverage
from govstats.measures.explain import explain
from govstats.measures.inductions import induction_coverage
from govstats.measures.shape import Loaded

COLUMNS = ("what", "of", "expected", "found", "agrees")
_ALONG: tuple[tuple[str, ...], ...] = ((), ("school",), ("policy",), ("group",), ("school", "policy", "group"))
_MEASURES: dict[str, Callable[..., pd.DataFrame]] = {
    "acknowledgement_coverage": acknowledgement_coverage,
    "induction_coverage": induction_coverage,
}
_ADDED = {
    "done": ("numerator",),
    "cannot tell": ("unknown",),
    "not done": ("denominator", "-numerator", "-unknown"),
    "left out": ("excluded",),
}


@asked()
def reconcile(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """Sums that must agree, if no row and nobody was dropped on the way from an export to a figure.

    Returns
    -------
    DataFrame
        `what` is compared, `of` which source or measure, the number `expected` and the one `found`, and whether it
        `agrees`. Of a source: rows read against rows used and set aside, and rows used against those of its tidy table.
        Of a measure of people: those explained one by one against the sums of its counts, along any dimensions.
    """
    rows = [*_sources(organisation), *_people(organisation, as_at)]
    return pd.DataFrame([(*row, row[2] == row[3]) for row in rows], columns=list(COLUMNS))


def _sources(organisation: Loaded) -> Iterator[tuple[str, str, int, int]]:
    records = organisation.records
    for source, read, used, aside in records.reconciliation().itertuples(index=False):
        yield "rows read are rows used and set aside", source, read, used + aside
        yield "rows set aside have a reason each", source, aside, len(records.set_aside.get(source, ()))
        table = getattr(records, source, None)  # an earlier staff list has none: it tells who has left
        if table is not None:
            yield "rows used are in the tidy table", source, used, len(table)


def _people(organisation: Loaded, as_at: date) -> Iterator[tuple[str, str, int, int]]:
    for measure, count in _MEASURES.items():
        counted = explain(organisation, measure, as_at)["counted"]
        for by in _ALONG:
            sums = count(organisation, as_at, by=by).sum(numeric_only=True)
            for outcome, columns in _ADDED.items():
                what = f"{outcome}, one by one and {f'by {_listed(by)}' if by else 'in all'}"
                yield what, measure, int((counted == outcome).sum()), _added(sums, columns)


def _added(sums: Any, columns: Sequence[str]) -> int:
    return sum(int(sums.get(name.lstrip("-"), 0)) * (-1 if name[0] == "-" else 1) for name in columns)


def _listed(by: Sequence[str]) -> str:
    return ", ".join(by)
