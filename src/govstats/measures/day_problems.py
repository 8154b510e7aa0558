"""What is worth asking about days that have not come: until then nothing is counted for them."""

from datetime import date

import pandas as pd

from govstats.errors import Problem, problem
from govstats.measures.shape import Loaded
from govstats.records import SOURCES, places_of, rows_named

# What has happened by the day that stands beside it. A start, a review or an effective date may well lie ahead.
_HAPPENED = {
    "acknowledgements": "acknowledged_on",
    "inductions": "inducted_on",
    "evidence": "date",
    "policies": "approved",
}


def day_problems(organisation: Loaded, today: date) -> list[Problem]:
    """The records that are surely dated after today, by file."""
    found = []
    for source, field in _HAPPENED.items():
        table: pd.DataFrame = getattr(organisation.records, source)
        ahead = table[table[f"{field}_earliest"] > pd.Timestamp(today)]
        if source == "policies":
            ahead = ahead[~ahead["draft"]]
        for _, rows in ahead.groupby(["file", "sheet"], sort=True, observed=True):
            found.append(
                problem(
                    "day-to-come",
                    **places_of(rows)[0],
                    column=SOURCES[source].field(field).label,
                    found=rows[f"{field}_text"].iloc[0],
                    rows_affected=len(rows),
                    these=rows_named(rows),
                )
            )
    return found
