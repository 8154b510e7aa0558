"""What cannot be said for want of records: there is no file of them, or nobody on the staff list."""

from govstats.exhibits.page import Page
from govstats.records import SOURCES

NOBODY = "The staff list holds nobody"


def why_unsaid(page: Page, source: str) -> str:
    """Why nothing can be said of what people did, as the beginning of a sentence; "" where something can.

    A list without rows may be an export that failed: nothing that people have to do follows from it.
    """
    if page.release.nobody_listed:
        return NOBODY
    if source in page.release.given:
        return ""
    spec = SOURCES[source]
    return f"No {spec.label} {spec.was} given"


def unread(page: Page) -> str:
    """Why it cannot be said who has read the policies, in a sentence; "" where it can."""
    why = why_unsaid(page, "acknowledgements")
    return f"{why}, so it cannot be said who has read the policies." if why else ""
