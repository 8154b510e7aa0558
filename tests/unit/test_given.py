"""What cannot be protected or attacked is said in a sentence or two: what, in which row, and what it may be."""

from functools import partial
from math import inf, nan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from govstats.disclosure import attack, protect

DIMENSIONS = ["school", "group"]
COUNTS = pd.DataFrame(
    [("Ash", "Heads", 15, 21), ("Ash", "Other", 2, 3), ("Elm", "Heads", 6, 12), ("Elm", "Other", 1, 4)],
    columns=[*DIMENSIONS, "numerator", "denominator"],
)


def with_row(table: pd.DataFrame, row: int, **cells: Any) -> pd.DataFrame:
    """A table of which one row is otherwise."""
    changed = table.astype(dict.fromkeys(cells, object))
    for column, cell in cells.items():
        changed.at[row, column] = cell
    return changed


def published(*shares: tuple[str, Any, int]) -> pd.DataFrame:
    """A table of schools that was made elsewhere; a numerator that is missing is withheld."""
    table = pd.DataFrame(shares, columns=["school", "numerator", "denominator"])
    return table.assign(withheld=table["numerator"].isna())


def faces() -> dict[str, Any]:
    safe = protect(COUNTS, DIMENSIONS)
    elsewhere = safe.copy()
    elsewhere.attrs.clear()
    return {
        "protect": lambda counts, dimensions=DIMENSIONS, **more: protect(counts, dimensions, **more),
        "attack": lambda published, dimensions=DIMENSIONS, **more: attack(published, dimensions, **more),
        "row": partial(with_row, COUNTS),
        "page": partial(with_row, safe),
        "published": published,
        "counts": COUNTS,
        "safe": safe,
        "elsewhere": elsewhere,
        "nan": nan,
        "inf": inf,
        "NA": pd.NA,
        "pd": pd,
    }


def rows() -> list[list[str]]:
    _, *lines = Path(__file__).with_name("given.txt").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("# ")]


@pytest.mark.parametrize(("given", "said"), rows())
def test_what_is_no_table_of_people_is_said(given: str, said: str) -> None:
    with pytest.raises(ValueError) as caught:
        eval(given, faces())
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "given",
    [
        "counts.astype({'numerator': 'float64', 'denominator': 'Int64'})",
        "counts.astype(object)",
        "counts.set_index([['a', 'b', 'a', 'b']])",
        "row(0, numerator=21)",
        "row(0, numerator=0)",
        "row(0, numerator=0, denominator=0)",
        "counts.assign(group=[1, 2, 1, 2])",
    ],
)
def test_what_is_a_table_of_people_is_protected_and_attacked(given: str) -> None:
    published = protect(
        eval(given, faces()), tuple(DIMENSIONS), nested={"school": {"Ash": ("Ash", "N"), "N": ["Land"]}}
    )
    assert published["withheld"].any()
    assert len(attack(published, DIMENSIONS)) == published["withheld"].sum()
