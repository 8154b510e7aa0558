"""Which meetings can take the reviews that fall due within 90 days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from govstats.exhibits.page import Page
from govstats.exhibits.standing import Standing
from govstats.measures.meetings import BY_THE_HEAD, decided_by
from govstats.measures.reviews import DUE_SOON
from govstats.settings import Meeting


def last_meetings(page: Page) -> Mapping[Meeting | None, Sequence[Standing]]:
    """The documents due by the last meeting in time for each; under None those that no known meeting can take.

    What the headteacher approves waits for no meeting.
    """
    found: defaultdict[Meeting | None, list[Standing]] = defaultdict(list)
    for each in page.reviews:
        if each.status == DUE_SOON and each.due and each.approval_level != BY_THE_HEAD:
            found[decided_by(page.release.meetings, each.approval_level, page.release.as_at, each.due)].append(each)
    return found
