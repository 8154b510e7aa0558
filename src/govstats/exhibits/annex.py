"""Where the annex begins, and what it holds."""

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import paragraph, section
from govstats.exhibits.page import Page

HOLDS = "Here are all rows of the tables that stand above in part, how sure we are, and what the words mean."
NO_TABLE = "Here is how sure we are of the figures, and what the words mean."


def annex(_: Page, *, in_part: bool = True) -> Exhibit:
    """Its heading; `in_part` where some table of the body is not whole."""
    title, holds = ("Annex: all the figures", HOLDS) if in_part else ("Annex: how to read the figures", NO_TABLE)
    return Exhibit("annex", title, section("annex", title, paragraph(holds)))
