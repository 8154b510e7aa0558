"""Coverage over a year, rebuilt for the ends of some months, as far as all of them together tell of no few."""

from datetime import date

import pandas as pd

from govstats.disclosure.cells import ALL
from govstats.disclosure.held import Audit
from govstats.disclosure.ledger import REBUILT
from govstats.disclosure.past import Past, known_of
from govstats.disclosure.people import COVERAGE
from govstats.measures.register import documents_of
from govstats.measures.shape import Loaded
from govstats.periods import month_ends

POINTS = ("day", "numerator", "denominator", "unknown", "withheld")
VERSIONS = ("day", "policy", "version")
LEAST_PEOPLE = 20
MONTHS = 12
EVERY, SELDOM = 2, 6  # months; a point takes its time, and more in a larger organisation
MANY = 20_000  # signatures


def over_time(organisation: Loaded, past: Past, audit: Audit) -> pd.DataFrame:
    """The organisation's total at the end of every second month of a year, of a large one every sixth; newest first.

    Where there are earlier reports, a new total would be one more beside theirs: there are only those that they have
    printed.

    Returns
    -------
    DataFrame
        `POINTS`. A day of which the records do not tell has no row. One that would tell of a few is `withheld`.
    """
    if past.today.people < LEAST_PEOPLE:
        return pd.DataFrame(columns=list(POINTS))
    days = [*month_ends(past.today.day, MONTHS, EVERY if past.today.signatures <= MANY else SELDOM)]
    if audit.follows:
        printed = audit.totals(COVERAGE)
        printed = printed[(printed["day"] >= days[-1]) & (printed["day"] < past.today.day)]
        return printed.sort_values("day", ascending=False).assign(withheld=False)[list(POINTS)]
    rows = []
    for day in days:
        then = past.on(day) if known_of(organisation, day) else None
        if then and then.people >= LEAST_PEOPLE and (figure := then.of()):
            rows.append(then.row().assign(day=day, withheld=not past.tells_safely(day, figure)))
    points = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(POINTS))
    counts = ["numerator", "denominator", "unknown"]
    points = points[list(POINTS)].astype({**dict.fromkeys(counts, "Int64"), "withheld": bool})
    points.loc[points["withheld"], counts] = pd.NA
    return points


def versions_begun(organisation: Loaded, since: date, until: date) -> pd.DataFrame:
    """The versions that came into force after a day, up to another one: `VERSIONS`, in order of time."""
    begun = {
        (starts.latest, document.policy, version.version)
        for document in documents_of(organisation)
        for version in document.versions
        if (starts := version.starts).latest and since < starts.latest <= until
    }
    return pd.DataFrame(sorted(begun), columns=list(VERSIONS))


def printed_points(points: pd.DataFrame) -> pd.DataFrame:
    """The points that are told, as the ledger keeps them."""
    told = points[~points["withheld"].astype(bool)]
    return told.drop(columns="day").assign(
        measure=COVERAGE, school=ALL, policy=ALL, basis=REBUILT, period_end=told["day"].map(date.isoformat)
    )
