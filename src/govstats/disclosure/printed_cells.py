"""A release cell by cell, as the ledger keeps it."""

import pandas as pd

from govstats.disclosure.clauses import EVIDENCE, NUMBER, OF_FEW
from govstats.disclosure.held import FIGURE_COLUMNS
from govstats.disclosure.incidents import COUNT
from govstats.disclosure.ledger import as_texts
from govstats.disclosure.over_time import printed_points
from govstats.disclosure.published import Published

_CELL = ["measure", "school", "policy", "clause", "basis"]


def printed_cells(published: Published, figures: pd.DataFrame) -> pd.DataFrame:
    """Every cell that is printed: those of `measures.csv`, earlier terms' incidents, coverage of earlier days, and the
    numbers of clauses.

    Parameters
    ----------
    figures
        As `Audit.figures` gives them: a cell of people that `measures.csv` has too is one row.

    Returns
    -------
    DataFrame
        The columns of the ledger but for `release`.
    """
    people = figures[list(FIGURE_COLUMNS)]
    of_counts = people[[*_CELL, "definition", "membership"]].drop_duplicates(_CELL)
    counts = published.counts[published.counts["measure"] != COUNT].merge(of_counts, on=_CELL, how="left")
    others = people.merge(published.counts[_CELL], on=_CELL, how="left", indicator=True)
    others = others[others["_merge"] == "left_only"].drop(columns="_merge")
    numbers = published.clauses[["policy", "clause", "number"]].dropna(subset="number")
    # Shares of the evidence log: of whom they are is not known, so no figure of people has them.
    clauses = published.clauses
    shares = clauses[clauses["unit"].isin(OF_FEW) & ~clauses["withheld"] & (clauses["denominator"] > 0)]
    counted = others.loc[others["measure"] == EVIDENCE, ["policy", "clause"]].apply(tuple, axis=1)
    logged = shares[~shares[["policy", "clause"]].apply(tuple, axis=1).isin(list(counted))]
    rows = [
        counts,
        others,
        published.incidents[["policy", "clause", "period_start", "period_end", "numerator", "withheld"]].assign(
            measure=COUNT
        ),
        printed_points(published.over_time),
        numbers.rename(columns={"number": "numerator"}).assign(measure=NUMBER),
        logged[["policy", "clause", "numerator", "denominator"]].assign(measure=EVIDENCE),
    ]
    table = pd.concat([as_texts(each) for each in rows if len(each)], ignore_index=True)
    return table.assign(as_at=published.as_at.isoformat(), profile=published.profile)
