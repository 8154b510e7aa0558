"""Sections I and J: how sure we are, and what the words mean."""

from collections.abc import Hashable, Iterator, Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd
from markupsafe import Markup

from govstats.disclosure import INTERNAL
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import bullets, joined, paragraph, section, table
from govstats.exhibits.page import COVERAGE, INDUCTION, Page
from govstats.exhibits.recorded import read_recorded
from govstats.exhibits.shared import rows_of
from govstats.exhibits.unsaid import NOBODY
from govstats.exhibits.wording import opened, part
from govstats.records import SOURCES
from govstats.rules import rule_packs

WITHHELD = ("Withheld", "Groups of fewer than 5 people are not shown, nor a figure that would give one away.")
STAFF_YEAR = ("Staff-year", "One person in post for a year, or two for half a year.")
DEFINITIONS = (
    ("As at", "The end of that day. Later facts are left out."),
    (
        "In date",
        "A version is in force and its review date has not passed. A month counts to its last day.",
    ),
    ("Due within 90 days", "In date, and the review date is 90 days away or less."),
    ("Overdue", "The review date has passed and no newer version was approved."),
    ("Review date", "The date the policy states. Where it states none, the date its cycle gives."),
    ("Cycle", "How often the policy says it is reviewed, from the day it was approved."),
    (
        "In force",
        "From approval or the effective date, whichever is later, until a newer version begins.",
    ),
    (
        "Acknowledged",
        "Signed as read for the version in force. Where a form names no version, the day decides.",
    ),
    (
        "Must sign",
        "People in post on the day whom the policy's audience names, unless away since before it began.",
    ),
    ("Inducted", "The induction record names the policy, from 60 days before the start date on."),
    ("No clear change", "No more than one person or policy apart, or two points, or what chance explains."),
    STAFF_YEAR,
    WITHHELD,
)
RANGE = ("Range", "The true number lies in it, its ends included. A bar of a range runs from end to end.")
# What cannot be said without a kind of record.
RESTS_ON = {
    "acknowledgements": "who has signed",
    "inductions": "who was inducted",
    "incidents": "how many incidents there were",
    "evidence": "whether clauses were briefed and recorded",
}
OFFICE = "A row of what people did may tell of one of them, so the office alone has the numbers of such rows."
LIMITS = (
    "This report cannot show whether staff understood the policy.",
    "It shows what the records say. A signature that was never recorded is not counted.",
)


def sureness(page: Page) -> Exhibit:
    title = "How sure are we? The report shows what the records say"
    if page.public:
        body = (paragraph("How many rows were read is told to governors."), bullets(LIMITS))
        return Exhibit("sureness", title, section("sureness", title, *body))
    account, reasons = page.release.account, page.release.reasons
    if account["rows_read"].notna().all():
        used, read = int(account["rows_used"].sum()), int(account["rows_read"].sum())
        title = f"How sure are we? {part(used, read, 'row', 'rows')} could be used"
    lost = [*_lost(page)]
    if lost:
        title = f"How sure are we? {lost[0][0]}"
    labels = {name: spec.label.capitalize() for name, spec in SOURCES.items()}
    numbers = ("rows_read", "rows_used", "rows_set_aside")
    rows = [
        (labels[row["source"]], *("[c]" if pd.isna(row[name]) else f"{row[name]:,}" for name in numbers))
        for row in rows_of(account)
    ]
    why = [
        (
            labels[source],
            opened("; ".join(f"{row['reason']} ({row['rows']:,})" for row in _most_first(reasons, source))),
        )
        for source in dict.fromkeys(str(row["source"]) for row in rows_of(reasons))
    ]
    whole = " The figures are for the whole organisation." if page.school else ""
    office = f" {OFFICE}" if account["rows_read"].isna().any() else ""
    html = section(
        "sureness",
        title,
        bullets(f"{found}, so {unsure}." for found, unsure in lost),
        paragraph(f"Every row of every file is accounted for: rows read = rows used + rows set aside.{whole}{office}"),
        table(
            "rows-table", "Table #: Rows read, used and set aside", ("Records", "Read", "Used", "Set aside"), rows,
            numbers=(1, 2, 3),
        ),
        table("reasons-table", "Table #: Why rows were set aside", ("Records", "Reasons, with the rows of each"), why)
        if why
        else paragraph(f"No row {'of the others ' * bool(office)}was set aside."),
        bullets(LIMITS),
    )  # fmt: skip
    return Exhibit("sureness", title, html, account)


def _most_first(reasons: pd.DataFrame, source: str) -> list[Mapping[Hashable, Any]]:
    return sorted((row for row in rows_of(reasons) if row["source"] == source), key=lambda row: -row["rows"])


def _lost(page: Page) -> Iterator[tuple[str, str]]:
    """The kinds of record that are not there, or of which most rows were set aside, and what is unsure for that."""
    if page.release.nobody_listed:
        yield NOBODY, "it cannot be said who has signed or was inducted"
    for source, what in RESTS_ON.items():
        spec = SOURCES[source]
        if source not in page.release.given:
            yield f"No {spec.label} {spec.was} found", f"it cannot be said {what}"
        elif source in page.release.mostly_set_aside:
            yield f"Fewer than half of the rows of the {spec.label} could be used", f"it can hardly be said {what}"


def definitions(page: Page) -> Exhibit:
    title = "What the words mean"
    ranges = any(page.ranged(measure) for measure in (COVERAGE, INDUCTION))
    unused = {WITHHELD} if page.release.profile == INTERNAL else set()
    if not any(each.rated for each in read_recorded(page.release.incidents, rounded=page.public)):
        unused.add(STAFF_YEAR)
    told = [*(each for each in DEFINITIONS if each not in unused), *[RANGE] * ranges]
    told += [
        (f"National list of {pack.published}", f"{pack.name}. Source: {pack.source}.")
        for pack in rule_packs()
        if pack.id in page.national_lists
    ]
    terms = joined(Markup("<dt>{}</dt><dd>{}</dd>").format(*each) for each in told)
    made = f"Made with govstats {version('govstats')}. Fingerprint of the records: {page.release.fingerprint[:12]}."
    html = section(
        "definitions",
        title,
        Markup("<dl>{}</dl>").format(terms),
        paragraph(made, "note"),
    )
    return Exhibit("definitions", title, html, pd.DataFrame(told, columns=["term", "meaning"]))
