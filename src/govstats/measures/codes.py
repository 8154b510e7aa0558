"""Words as whole numbers: looked up once each, and from then on counted, compared and grouped as codes.

A column of an export holds words. A column of a store holds codes and a list of their words; the same functions take
both, and of the latter never look at a word twice.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

Rows = npt.NDArray[np.int64]


def places(words: pd.Series, known: pd.Series | pd.Index) -> Rows:
    """Where each word stands in a list of different words; -1 where it does not.

    >>> places(pd.Series(["b", "a", "c", "b"], dtype="category"), pd.Index(["a", "b"]))
    array([ 1,  0, -1,  1])
    """
    if not isinstance(words.dtype, pd.CategoricalDtype):
        found: Rows = pd.Index(known).get_indexer(words)
        return found
    if isinstance(known, pd.Series) and getattr(known.dtype, "categories", None) is words.cat.categories:
        place = np.full(len(words.cat.categories) + 1, -1)
        place[known.cat.codes] = np.arange(len(known))
    else:
        place = of_codes(words.array, known)
    found = place[words.array.codes]
    return found


def of_codes(words: pd.Categorical, known: pd.Series | pd.Index) -> Rows:
    """Where the word of each code stands in a list of different words, as `places` has it; the last is of no word."""
    return np.append(pd.Index(known).get_indexer(words.categories), -1)


def coded(words: pd.Series, blank: str = "") -> tuple[Rows, pd.Index]:
    """Each word as its place among the different words, and these in order. One may stand for what is blank.

    >>> coded(pd.Series(["b", "", "b"], dtype="category"), blank="a")
    (array([1, 0, 1]), Index(['a', 'b'], dtype='str'))
    """
    codes, different = pd.factorize(words.array)
    named = [word or blank for word in different]
    known = sorted({*named})
    place = {word: number for number, word in enumerate(known)}
    return np.array([*(place[word] for word in named), -1])[codes], pd.Index(known, dtype="str")


def category_of(words: pd.Series, rows: Rows) -> pd.Categorical:
    """The words of some rows of a table, which may stand there again and again."""
    codes, different = coded(words)
    return pd.Categorical.from_codes(codes[rows], different)
