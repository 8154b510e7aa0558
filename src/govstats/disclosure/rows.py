"""The account of rows, as governors may be told it: a row of what people did is a signature of somebody.

Beside the totals, the number of those rows is one more equation. It tells a total that is withheld, and what the few
have done who are on the staff list and in no total, such as one who has left, or not in the total of a policy, such as
the one volunteer beside a policy of employees. Beside an earlier report it tells more.
"""

import pandas as pd

from govstats.disclosure.cells import ALL
from govstats.disclosure.held import Audit
from govstats.measures.shape import LEFT_OUT, Loaded


def account_of_rows(
    organisation: Loaded, told: dict[str, tuple[pd.DataFrame, pd.DataFrame]], audit: Audit
) -> pd.DataFrame:
    """Rows read, used and set aside by source.

    Parameters
    ----------
    told
        By source of what people did: its published totals, and the leaves of which they are made.

    Returns
    -------
    DataFrame
        As `Records.reconciliation`. `rows_read` and `rows_used` are empty where they would tell of a few.
    """
    listed = {*organisation.records.staff["person_id"]}
    account = organisation.records.reconciliation().astype({"rows_read": "Int64", "rows_used": "Int64"})
    tell = [
        source
        for source, (totals, leaves) in told.items()
        if audit.follows or _some_withheld(totals) or _leaves_few(listed, leaves, audit.minimum)
    ]
    account.loc[account["source"].isin(tell), ["rows_read", "rows_used"]] = pd.NA
    return account


def _some_withheld(totals: pd.DataFrame) -> bool:
    of_all = (totals["school"] == ALL) & (totals["basis"] == "all")
    return bool(totals.loc[of_all, "withheld"].astype(bool).any())


def _leaves_few(listed: set[str], leaves: pd.DataFrame, minimum: int) -> bool:
    """Whether a few of the staff list are in no total, or not in that of some policy."""
    counted = leaves[leaves["outcome"] != LEFT_OUT]
    totals = [{*counted["person_id"]}, *(set(people) for _, people in counted.groupby("policy")["person_id"])]
    return any(0 < len(listed - people) < minimum for people in totals)
