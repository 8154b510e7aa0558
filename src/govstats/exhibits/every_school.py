"""The annex to an overview of many schools: the tables of which its body shows twelve rows, whole."""

from govstats.exhibits.comparison import compared, compared_table
from govstats.exhibits.currency import currency_table
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import details, joined, section
from govstats.exhibits.page import BODY_ROWS, CURRENCY, Page


def every_school(page: Page, policy: str) -> Exhibit | None:
    """Every school beside the range that chance gives it, and with its policies; None where the body has them all."""
    if len(page.release.schools) <= BODY_ROWS:
        return None
    found = compared(page, policy)
    tables = [
        *([compared_table(page, found)] if found else []),
        *([currency_table(page)] if page.counts(CURRENCY) else []),
    ]
    title = "Every school"
    html = section("every-school", title, details("Show every school", joined(tables)))
    return Exhibit("every_school", title, html) if tables else None
