"""The account of rows, as governors may be told it: a row of what people did is a signature of somebody.

How many rows there are is one more equation beside the totals. How many were set aside, and why, says what those did
who are in no total: "a person not on the staff list (1)" may be the signature of the one who has left, and that no row
was set aside says that there is none. So a board is told neither. The office has every row, with its reason.
"""

import pandas as pd

from govstats.records import Records

OF_PEOPLE = ("acknowledgements", "inductions")
CROWD = 20  # people on the staff list: that most rows cannot be used then says nothing of a few
_ROWS = ["rows_read", "rows_used", "rows_set_aside"]


def account_of_rows(records: Records, minimum: int) -> pd.DataFrame:
    """Rows read, used and set aside by source.

    Returns
    -------
    DataFrame
        As `Records.reconciliation`. Of what people did the numbers are empty, unless groups of any size are shown
        (`minimum` 0).
    """
    account = records.reconciliation().astype(dict.fromkeys(_ROWS, "Int64"))
    if minimum:
        account.loc[account["source"].isin(OF_PEOPLE), _ROWS] = pd.NA
    return account


def reasons_for_rows(records: Records, minimum: int) -> pd.DataFrame:
    """Why rows were set aside, as `Records.reasons`; of what people did only where groups of any size are shown."""
    reasons = records.reasons()
    return reasons[~reasons["source"].isin(OF_PEOPLE)] if minimum else reasons


def mostly_set_aside(records: Records, minimum: int) -> frozenset[str]:
    """The sources of which fewer than half of the rows could be used: whoever reads a figure must know that.

    Of what people did it is told where the staff list has a crowd.
    """
    crowd = records.staff["person_id"].nunique() >= CROWD
    return frozenset(each for each in records.mostly_set_aside if crowd or not minimum or each not in OF_PEOPLE)
