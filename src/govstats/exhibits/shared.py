"""What the pages of a release read alike, read once for all of them.

Most documents are the whole organisation's, so that most schools have the same: they get the very same frame, and
whatever is worked out of it is worked out once.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from govstats.measures.remembered import remembered


@remembered
def rows_of(frame: pd.DataFrame) -> Sequence[Mapping[Hashable, Any]]:
    """The rows of a frame, by column."""
    return frame.to_dict("records")


def documents_of(documents: pd.DataFrame, school: str) -> pd.DataFrame:
    """The documents of the whole organisation, and those of a school."""
    if school in _schools_of(documents):
        return documents[documents["school"].isin(["", school])]
    return _of_all_schools(documents)


@remembered
def _schools_of(documents: pd.DataFrame) -> frozenset[str]:
    return frozenset(documents["school"])


@remembered
def _of_all_schools(documents: pd.DataFrame) -> pd.DataFrame:
    return documents[documents["school"] == ""]
