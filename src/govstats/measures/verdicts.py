"""Three-valued answers over columns: no, cannot tell, yes.

The order matters: over several facts the best answer is the largest, over several conditions the
worst is the smallest.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

NO, UNSURE, YES = np.int8(0), np.int8(1), np.int8(2)
Verdicts = npt.NDArray[np.int8]
Days = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]


def verdicts(*, yes: pd.Series | Flags, no: pd.Series | Flags) -> Verdicts:
    """Yes where `yes`, no where `no`, otherwise cannot tell. A comparison with an unknown end is neither."""
    return np.select([np.asarray(yes, bool), np.asarray(no, bool)], [YES, NO], UNSURE)
