"""What `protect` and `attack` are given, looked at before anything is worked out.

A count that is none would be guarded as if it were one, and a dimension that is not there passed over in silence.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from govstats.disclosure.cells import ALL, Cells, Nested, all_groupings
from govstats.periods.words import tidy

# Far beyond it a count and the next are the same to a programme of floating-point numbers.
_MOST_PEOPLE = 10_000_000
_NUMERATOR, _DENOMINATOR, _WITHHELD = "numerator", "denominator", "withheld"


def check_minimum(minimum: object, least: int) -> None:
    """Look at how many people a group has at least to be shown.

    Raises
    ------
    ValueError
        It is not a whole number, or too small.
    """
    if not isinstance(minimum, int | np.integer) or isinstance(minimum, bool) or int(minimum) < least:
        raise ValueError(f"minimum is a whole number, {least} or more, not {_said(minimum)}.")


def check_counts(counts: pd.DataFrame, dimensions: Sequence[str], nested: Nested | None) -> None:
    """Look at the leaves that are to be protected.

    Raises
    ------
    ValueError
        A column is missing, a row is a total or stands twice, labels look alike, a count is none, or the groupings are
        no groupings of these rows.
    """
    _check_columns(counts, dimensions, (_NUMERATOR, _DENOMINATOR))
    _check_nested(nested, dimensions)
    rows = _Rows(counts, dimensions)
    rows.check_labels(nested or {})
    for row, label in enumerate(rows.labels):
        if ALL in label:
            raise rows.wrong(row, f'"{ALL}" is a total. Leave totals out: protect makes them.')
    for row, (numerator, denominator) in enumerate(rows.of(_NUMERATOR, _DENOMINATOR)):
        rows.check_share(row, numerator, denominator)


def check_published(published: pd.DataFrame, dimensions: Sequence[str], nested: Nested | None) -> None:
    """Look at a published table.

    Raises
    ------
    ValueError
        A column is missing, a row stands twice, labels look alike, a printed count is none, a withheld one is printed,
        or the groupings are no groupings of these rows.
    """
    _check_columns(published, dimensions, (_NUMERATOR, _DENOMINATOR, _WITHHELD))
    _check_nested(nested, dimensions)
    rows = _Rows(published, dimensions)
    rows.check_labels(nested or {})
    for row, (numerator, denominator, withheld) in enumerate(rows.of(_NUMERATOR, _DENOMINATOR, _WITHHELD)):
        if not isinstance(withheld, bool | np.bool_):
            raise rows.wrong(row, f"withheld is {_said(withheld)}. It is True or False.")
        if withheld and not pd.isna(numerator):
            raise rows.wrong(
                row, f"it is withheld, and yet its numerator is {_said(numerator)}. Leave one of them out."
            )
        rows.check_share(row, 0 if withheld else numerator, denominator)


def check_sums(published: pd.DataFrame, dimensions: Sequence[str], cells: Cells) -> None:
    """Look at whether the rows of a published table are cells, of as many people.

    Raises
    ------
    ValueError
        A row is no cell, or its denominator is not the sum of those of its groups.
    """
    rows, headcounts = _Rows(published, dimensions), dict(zip(cells.labels, cells.headcount, strict=True))
    for row, (label, (denominator,)) in enumerate(zip(rows.labels, rows.of(_DENOMINATOR), strict=True)):
        headcount = headcounts.get(label)
        if headcount is None:
            raise rows.wrong(
                row,
                "no group lies in it. Name the dimensions as protect had them, and in nested which groups lie where.",
            )
        if headcount != denominator:
            raise rows.wrong(
                row,
                f"its denominator is {denominator}, and that of its groups together is {headcount}. "
                "Give every group, and in nested which groups lie where.",
            )


class _Rows:
    """The rows of a table, each called by its place in the index and by its labels."""

    def __init__(self, table: pd.DataFrame, dimensions: Sequence[str]) -> None:
        self._table, self._dimensions = table, dimensions
        self.labels = [*self.of(*dimensions)]

    def of(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """What each row has in some columns."""
        return zip(*(self._table[column] for column in columns), strict=True)

    def wrong(self, row: int, why: str) -> ValueError:
        return ValueError(f"Row {self._table.index[row]} ({', '.join(map(str, self.labels[row]))}): {why}")

    def check_labels(self, nested: Nested) -> None:
        first: dict[tuple[Any, ...], int] = {}
        known: dict[Any, dict[str, Any]] = {dimension: {tidy(ALL): ALL} for dimension in self._dimensions}
        for row, label in enumerate(self.labels):
            for dimension, each in zip(self._dimensions, label, strict=True):
                if pd.isna(each):
                    raise self.wrong(row, f"it has no {dimension}. Give each row one.")
                if (other := known[dimension].setdefault(tidy(str(each)), each)) != each:
                    raise self.wrong(row, f"its {dimension} {_said(each)} {_alike(other)}")
            if first.setdefault(label, row) != row:
                earlier = self._table.index[first[label]]
                raise self.wrong(row, f"row {earlier} is of the same group. Give each group one row, with its sums.")

        for dimension, groupings in nested.items():
            _check_names(f"nested, {dimension}", groupings, known[dimension])

    def check_share(self, row: int, numerator: Any, denominator: Any) -> None:
        for name, count in ((_NUMERATOR, numerator), (_DENOMINATOR, denominator)):
            if wrong := _no_count(count):
                raise self.wrong(row, f"its {name} is {wrong}")
        if numerator > denominator:
            raise self.wrong(
                row, f"its numerator is {numerator}, of a denominator of {denominator}. It counts some of these."
            )


def _no_count(count: Any) -> str:
    """What is wrong with a number of people; empty where nothing is."""
    if count is None or count is pd.NA or count != count:
        return "missing. Give a whole number; 0 is one."
    if isinstance(count, bool) or not isinstance(count, int | float | np.integer | np.floating):
        return f"{_said(count)}, which is no number. Give a whole number."
    if not 0 <= count <= _MOST_PEOPLE:
        return f"{count}. Give a whole number from 0 to {_MOST_PEOPLE:,}."
    if count != int(count):
        return f"{count}. Count people, not parts of posts."
    return ""


def _check_columns(table: Any, dimensions: Any, others: Sequence[str]) -> None:
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"A table is expected, a DataFrame of pandas, not {_said(table)}.")
    if isinstance(dimensions, str) or not isinstance(dimensions, Sequence) or not dimensions:
        raise ValueError(f'dimensions is a list of columns, such as ["school"], not {_said(dimensions)}.')
    if twice := [each for each in dimensions if dimensions.count(each) > 1]:
        raise ValueError(f"dimensions names {twice[0]} twice.")
    if counts := [each for each in dimensions if each in (_NUMERATOR, _DENOMINATOR, _WITHHELD)]:
        raise ValueError(f"dimensions names {counts[0]}, which is no dimension.")
    there = list(table.columns)
    for each in (*dimensions, *others):
        if each not in there:
            raise ValueError(f"The table has no column {each}. It has: {', '.join(map(str, there))}.")
        if there.count(each) > 1:
            raise ValueError(f"The table has two columns {each}.")


def _check_nested(nested: Any, dimensions: Sequence[str]) -> None:
    if not isinstance(nested, Mapping | None):
        raise ValueError(f'nested is a mapping, such as {{"school": {{"Ash": ["North"]}}}}, not {_said(nested)}.')
    for dimension, groupings in (nested or {}).items():
        if dimension not in dimensions:
            raise ValueError(
                f"nested names {dimension}, which is no dimension here. These are: {', '.join(dimensions)}."
            )
        place = f"nested, {dimension}"
        if not isinstance(groupings, Mapping):
            raise ValueError(f'{place}: give a mapping, such as {{"Ash": ["North"]}}, not {_said(groupings)}.')
        for label, found in groupings.items():
            if isinstance(found, str) or not isinstance(found, Collection) or any(map(pd.isna, found)):
                raise ValueError(f'{place}, {label}: give a list of groupings, such as ["North"], not {_said(found)}.')
        for label, found in groupings.items():
            for grouping in found:
                if grouping != label and label in all_groupings(grouping, groupings):
                    raise ValueError(f"{place}: {label} lies in {grouping}, and {grouping} in {label}. Leave one out.")


def _check_names(place: str, groupings: Mapping[str, Sequence[str]], known: dict[str, Any]) -> None:
    """Look at whether groupings are of labels that there are, and look like no other."""
    for label, found in groupings.items():
        for grouping in found:
            if (other := known.setdefault(tidy(str(grouping)), grouping)) != grouping:
                raise ValueError(f"{place}, {label}: {_said(grouping)} {_alike(other)}")
    for label in groupings:
        if known.get(tidy(str(label))) != label:
            raise ValueError(f"{place}: no row is of {_said(label)}. Leave it out, or write it as the rows do.")


def _alike(other: object) -> str:
    return f"looks like {_said(other)}, and is not the same. Write both in one way."


def _said(given: object) -> str:
    return f'"{given}"' if isinstance(given, str) else repr(given)
