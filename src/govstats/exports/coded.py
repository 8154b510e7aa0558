"""Long tables in codes: each word kept once, in order, however often a column says it.

A trust signs a million times and says a few thousand words. What is asked of a word is asked once, and no column of so
many texts is ever made.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def in_codes(words: pa.Array, codes: npt.NDArray[Any]) -> pd.Categorical:
    """The column whose rows say `words[codes[row]]`: of the words only those that some row says, each once.

    >>> in_codes(pa.array(["yes", "no", "yes", "perhaps"]), np.array([2, 1, 0]))
    ['yes', 'no', 'yes']
    Categories (2, str): ['no', 'yes']
    """
    used = np.flatnonzero(np.bincount(codes, minlength=len(words)))
    order = used[pc.array_sort_indices(words.take(pa.array(used)))]
    said = words.take(pa.array(order))
    another = np.ones(len(said), dtype=bool)
    another[1:] = pc.not_equal(said[1:], said[:-1])
    place = np.zeros(len(words), dtype=np.min_scalar_type(-len(words) - 1))
    place[order] = np.cumsum(another) - 1
    different = said if another.all() else said.filter(pa.array(another))
    return pd.Categorical.from_codes(place[codes], pd.Index(pd.array(different, dtype="str")))


def is_coded(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype)


def held_as(column: pd.Series, words: Sequence[str], codes: npt.NDArray[Any]) -> pd.Series:
    """The column whose rows say `words[codes[row]]`, in codes where another is."""
    texts = pa.array(words, pa.large_string())
    held = in_codes(texts, codes) if is_coded(column) else pd.array(texts.take(pa.array(codes)), dtype="str")
    return pd.Series(held, column.index)


def respelt(column: pd.Series, spelling: Mapping[str, str]) -> pd.Series:
    """Each word of a column as it is to be spelt."""
    if not is_coded(column):
        return column.map(spelling)
    return held_as(column, [spelling.get(word, "") for word in column.cat.categories], column.cat.codes.to_numpy())


def known_of(column: pd.Series, facts: pd.Series) -> pd.Series:
    """By row, what is known of its word; `facts` has each word once."""
    known = facts.reindex(column.cat.categories).to_numpy()
    return pd.Series(known[column.cat.codes], column.index)


def told_apart(frame: pd.DataFrame, columns: Sequence[str]) -> tuple[pd.DataFrame, Rows]:
    """What rows say in some columns of words: each way of saying it once, and by row which it is.

    >>> rows = pd.DataFrame({"name": ["Bo", "Al", "Bo"], "school": ["Elm", "Oak", "Elm"]}, dtype="category")
    >>> ways, numbers = told_apart(rows, ["name", "school"])
    >>> list(ways["name"]), numbers
    (['Bo', 'Al'], array([0, 1, 0]))
    """
    numbers = np.zeros(len(frame), dtype=np.int64)
    for words in (frame[name].astype("category").cat for name in columns):
        if len(words.categories) > 1:
            numbers, _ = pd.factorize(numbers * len(words.categories) + words.codes.to_numpy())
    first = pd.Series(numbers).drop_duplicates().index
    return frame[list(columns)].iloc[first].astype("str"), numbers


def kept(frame: pd.DataFrame, keep: Flags | pd.Series) -> pd.DataFrame:
    """Some rows of a table, numbered anew; the table itself where they are all."""
    return frame if keep.all() else frame[keep].reset_index(drop=True)


def without_unused(frame: pd.DataFrame) -> pd.DataFrame:
    """A long table without words that no row says any more."""
    columns = {str(name): frame[name].cat for name in frame if is_coded(frame[name])}
    said = {name: np.bincount(each.codes, minlength=len(each.categories)) for name, each in columns.items()}
    return frame.assign(**{name: columns[name].remove_unused_categories() for name in said if not said[name].all()})


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables with the same columns, one below the other."""
    first, *others = frames
    if not others:
        return first
    words = {
        name: pd.CategoricalDtype(reduce(pd.Index.union, [each[name].cat.categories for each in frames]))
        for name in first
        if is_coded(first[name])
    }
    return pd.concat([each.astype(words) for each in frames], ignore_index=True)
