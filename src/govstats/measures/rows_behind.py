"""From a figure about people to the rows of the exports that it comes from, each with its file, sheet and row."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from govstats.measures.explain import explain
from govstats.measures.shape import Loaded

COLUMNS = ("reference", "school", "policy", "counted", "why", "source", "file", "sheet", "row", "says")
_PLACE = ["source", "file", "sheet", "row"]


def rows_behind(
    organisation: Loaded, measure: str, as_at: date, policy: str, school: str | None = None, **parameters: Any
) -> pd.DataFrame:
    """Every row of the staff list, and of what people did, that a figure about people may rest on.

    Rows that do not count are there too: "why" says what decided.

    Parameters
    ----------
    measure
        `acknowledgement_coverage`, `reacknowledgement`, `induction_coverage` or `induction_timeliness`.
    policy, school, parameters
        As in `explain`.

    Returns
    -------
    DataFrame
        The columns of `explain`, then `source, file, sheet, row` as a spreadsheet numbers it, and `says`: the dates and
        answers of the row, as the file has them. It names nobody, and is about people all the same.

    Raises
    ------
    ValueError
        The measure is not about people, or as in `explain`.
    TypeError
        As in `explain`.
    """
    if measure not in _DID:
        raise ValueError(f'"{measure}" does not count people. These do: {", ".join(_DID)}.')
    counted = explain(organisation, measure, as_at, policy, school, **parameters)
    records, (source, said) = organisation.records, _DID[measure]
    did = getattr(records, source)
    tables = [
        _placed(records.staff, _post_says).merge(counted, left_on="person_id", right_on="reference"),
        _placed(did, said).merge(counted, left_on=["person_id", "policy"], right_on=["reference", "policy"]),
    ]
    order = {"staff": 0, source: 1}
    rows = pd.concat([table[list(COLUMNS)] for table in tables], ignore_index=True)
    rows = rows.assign(order=rows["source"].map(order))
    by = ["reference", "order", "file", "sheet", "row"]
    return rows.sort_values(by, kind="stable", ignore_index=True)[list(COLUMNS)]


def _placed(table: pd.DataFrame, says: Callable[[pd.DataFrame], pd.Series]) -> pd.DataFrame:
    keys = [name for name in ("person_id", "policy") if name in table]
    return table[keys + _PLACE].assign(says=says(table))


def _post_says(staff: pd.DataFrame) -> pd.Series:
    return _phrases(
        staff,
        ("", "school"),
        ("", "staff_type"),
        ("from ", "start_date_text"),
        ("until ", "end_date_text"),
        ("away from ", "absent_from_text"),
        ("back on ", "absent_to_text"),
    )


def _acknowledgement_says(table: pd.DataFrame) -> pd.Series:
    answers = (("on ", "acknowledged_on_text"), ("version ", "version"), ("answer: ", "response"))
    return _phrases(table, *answers)


def _induction_says(table: pd.DataFrame) -> pd.Series:
    return _phrases(table, ("on ", "inducted_on_text"))


def _phrases(table: pd.DataFrame, *parts: tuple[str, str]) -> pd.Series:
    """What cells say, one after the other. A blank cell says nothing."""
    words = [(prefix + table[name].astype("str")).where(table[name] != "", "") for prefix, name in parts]
    said = [", ".join(filter(None, row)) for row in zip(*words, strict=True)]
    return pd.Series(said, table.index, dtype="str")


_DID: dict[str, tuple[str, Callable[[pd.DataFrame], pd.Series]]] = {
    "acknowledgement_coverage": ("acknowledgements", _acknowledgement_says),
    "reacknowledgement": ("acknowledgements", _acknowledgement_says),
    "induction_coverage": ("inductions", _induction_says),
    "induction_timeliness": ("inductions", _induction_says),
}
