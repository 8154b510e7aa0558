"""The process that reads: a folder's path in on a line, what `govstats.load` said of it out on a line."""

import json
import os
import sys
import warnings
from dataclasses import asdict
from typing import Any

import pandas as pd

import govstats
from govstats.errors import MustFix, Problem
from govstats.records import SOURCES, Records

# Enough to look at; a corpus entry with more rows is checked by its counts.
ROWS_SHOWN = 1_000


def read(folder: str) -> dict[str, Any]:
    try:
        organisation = govstats.load(folder)
        records = organisation.records
        said: dict[str, Any] = {"loaded": True, "rows": _rows(records)}
        sources, problems, read_as = records.sources, organisation.problems, records.read_as
    except MustFix as error:
        said, sources, problems, read_as = {}, error.sources, error.problems, error.read_as
    except Exception as error:  # whatever it is, it is what the corpus looks for
        return {"raised": f"{type(error).__name__}: {str(error)[:400]}"}
    return said | {
        "sources": [asdict(each) for each in sources],
        "problems": [_problem(each) for each in problems],
        "read_as": [asdict(each) for each in read_as],
    }


def _problem(each: Problem) -> dict[str, Any]:
    whole = {name: getattr(each, name) for name in ("code", "severity", "file", "row", "found", "mend")}
    return whole | {"text": str(each)}


def _rows(records: Records) -> dict[str, dict[str, list[str]]]:
    """Source → column → values as text, of the rows that come from the file under test."""
    shown = {}
    for name in SOURCES.keys() & Records.__annotations__.keys():
        frame = getattr(records, name)
        frame = frame[~frame["file"].str.startswith("other ")].sort_values(["file", "sheet", "row"]).head(ROWS_SHOWN)
        days = frame.select_dtypes("datetime").columns
        frame = frame.assign(**{day: frame[day].dt.strftime("%Y-%m-%d") for day in days})
        text = frame.astype("object").map(lambda cell: "" if pd.isna(cell) else str(cell))
        shown[name] = text.to_dict("list")
    return shown


def main() -> None:
    # What the reader prints goes to the log; only answers go to whoever asks.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        warnings.simplefilter("always")
        print("ready", file=answers, flush=True)
        for line in sys.stdin:
            print(json.dumps(read(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
