"""How each document of the register stands, ready to be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from govstats.exhibits.shared import rows_of
from govstats.exhibits.wording import months_in_words
from govstats.measures.register import titled
from govstats.measures.remembered import remembered
from govstats.rules import rule_packs

# What a national list may say of the time between two reviews, and that a part of the list was not seen.
KINDS = {
    "firm": "at most",
    "recommended": "advised",
    "live document": "kept up to date at all times",
    "own choice": "as the board decides",
}
NOT_CONFIRMED = "not confirmed"


@dataclass(frozen=True)
class Standing:
    """How one document stands, ready to be said."""

    policy: str
    school: str  # "" for a policy of the whole organisation
    label: str
    version: str
    adopted: str
    began: date | None
    began_said: str
    cycle: str
    stated_due: str
    cycle_due: str
    due: date | None
    due_by: str
    days_left: int | None
    status: str
    clocks_disagree: bool
    draft_in_progress: bool
    approval_level: str
    maximum: str

    @property
    def due_words(self) -> str:
        """The due date as the policy has it: "September 2025", not a day it never named."""
        said = self.stated_due or self.cycle_due
        return f"{said} by its cycle" if self.due_by == "cycle" else said

    @classmethod
    def of(cls, row: Mapping[Any, Any], name_school: bool, name_list: bool) -> "Standing":
        months = None if pd.isna(row["cycle_months"]) else int(row["cycle_months"])
        limit = None if pd.isna(row["maximum_months"]) else int(row["maximum_months"])
        return cls(
            policy=str(row["policy"]),
            school=str(row["school"]),
            label=titled(row["policy"], row["school"] if name_school else ""),
            version=str(row["version"]) or "[x]",
            adopted=str(row["adopted"]) or "[x]",
            began=row["began"] if isinstance(row["began"], date) else None,
            began_said=str(row["began_said"]),
            cycle=months_in_words(months) if months else "[x]",
            stated_due=str(row["stated_due"]),
            cycle_due=str(row["cycle_due"]),
            due=row["due"] if isinstance(row["due"], date) else None,
            due_by=str(row["due_by"]),
            days_left=None if pd.isna(row["days_left"]) else int(row["days_left"]),
            status=str(row["status"]),
            clocks_disagree=bool(row["clocks_disagree"]),
            draft_in_progress=bool(row["draft_in_progress"]),
            approval_level=str(row["approval_level"]),
            maximum=_maximum(
                limit,
                str(row["maximum_kind"]),
                next((pack.published for pack in rule_packs() if name_list and pack.id == row["rule_pack"]), ""),
                bool(row["maximum_verified"]),
                str(row["statutory_due"]),
            ),
        )


@remembered
def standings(reviews: pd.DataFrame, name_school: bool, name_list: bool) -> Sequence[Standing]:
    """How each document of a frame stands, in its order."""
    return [Standing.of(row, name_school, name_list) for row in rows_of(reviews)]


def _maximum(months: int | None, kind: str, published: str, verified: bool, due: str) -> str:
    """What national lists say, and what it makes due; never as law where it was not seen in its list.

    >>> _maximum(12, "firm", "", True, "10 September 2026"), _maximum(12, "recommended", "7 March 2024", False, "")
    ('1 year at most: due 10 September 2026', '1 year advised, not confirmed (list of 7 March 2024)')
    """
    if not kind:
        return "[z]"
    said = [f"{months_in_words(months) if months else ''} {KINDS[kind]}".strip()]
    if not verified:
        said.append(NOT_CONFIRMED)
    return f"{', '.join(said)}{f' (list of {published})' if published else ''}{f': due {due}' if due else ''}"
