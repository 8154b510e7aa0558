"""Where the annex begins, and what it holds."""

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import paragraph, section
from govstats.exhibits.page import Page

HOLDS = "Here are all rows of the tables that stand above in part, how sure we are of it, and what the words mean."


def annex(_: Page) -> Exhibit:
    title = "Annex: all the figures"
    return Exhibit("annex", title, section("annex", title, paragraph(HOLDS)))
