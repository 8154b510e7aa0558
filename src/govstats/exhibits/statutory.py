"""Policies that are on time by their own date, and past the longest time that the law allows between two reviews."""

from govstats.exhibits.page import Page
from govstats.exhibits.wording import some_of
from govstats.measures.reviews import OVER_STATUTORY


def over_statutory(page: Page) -> list[str]:
    """A sentence on them; none where there are none."""
    over = page.policies_with(OVER_STATUTORY)
    if not over:
        return []
    if len(over) == 1:
        return [f"{over[0]} is on time by its own date, and over the statutory year."]
    return [f"{len(over)} policies are on time by their own dates, and over the statutory year: {some_of(over)}."]


def of_them(page: Page) -> str:
    """What a heading that counts policies adds on them."""
    over = len(page.policies_with(OVER_STATUTORY))
    if over == len(page.policies) == 1:
        return ", and over the statutory year"
    return f"; {over} {'is' if over == 1 else 'are'} over the statutory year" if over else ""
