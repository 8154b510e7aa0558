"""Statutory policies that were not found in the register: said with the list that names them, and never as missing."""

from collections.abc import Hashable, Mapping
from typing import Any

from markupsafe import Markup

from govstats.exhibits.markup import joined, paragraph, table
from govstats.exhibits.page import Page
from govstats.exhibits.shared import rows_of
from govstats.exhibits.standing import NOT_CONFIRMED
from govstats.exhibits.wording import listed, some_of
from govstats.rules import rule_packs

ELSEWHERE = "A school may have a policy under a title of its own."


def lacking_titles(page: Page, *, verified: bool) -> list[str]:
    """The titles that this page's schools lack, of those that were seen in a list or of the others."""
    return sorted({row["title"] for row in _here(page) if row["verified"] == verified})


def lacking_table(page: Page) -> Markup:
    """The policies of national lists that were not found, and the schools of which that cannot be said."""
    whole = len(page.release.schools)
    published = {pack.id: pack.published for pack in rule_packs()}
    rows = [
        (
            str(row["title"]) + ("" if page.school or len(row["schools"]) == whole else f" ({listed(row['schools'])})"),
            f"{published[row['rule_pack']]}{'' if row['verified'] else f', {NOT_CONFIRMED}'}",
        )
        for row in _here(page)
    ]
    parts = []
    if rows:
        caption = "Table #: Policies of national lists not found in the register"
        parts.append(table("lacking-table", caption, ("Policy", "National list of"), rows, notes=[ELSEWHERE]))
    not_judged = [name for name in page.release.not_judged if page.school in ("", name)]
    if not_judged:
        why = "For that, the settings must give type and phase, and a list must have been read."
        parts.append(paragraph(f"Not compared with national lists: {some_of(not_judged)}. {why}", "note"))
    return joined(parts)


def _here(page: Page) -> list[Mapping[Hashable, Any]]:
    return [row for row in rows_of(page.release.lacking) if not page.school or page.school in row["schools"]]
