"""How soon people sign and starters are inducted: the share who had 7, 14 and 28 days after they could."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from markupsafe import Markup

from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import details, joined, paragraph, section, table
from govstats.exhibits.page import Page
from govstats.exhibits.unsaid import why_unsaid
from govstats.exhibits.wording import per_cent, some_of
from govstats.periods import say_day

SIGNED, INDUCTED = "acknowledgement", "induction"
SOURCES = {SIGNED: "acknowledgements", INDUCTED: "inductions"}
TOO_FEW = "Too few"
ONLY_RECENT = "Shown are versions of the last 12 months, where they tell of no small group."
ESTIMATES = "Each share is an estimate: not everyone has had the days yet."
# What a table holds, and what is then said of it.
NOTES = {
    "%)": "In brackets: the range consistent with chance.",
    TOO_FEW: f'"{TOO_FEW}": fewer than 10 waited that long, or the share would tell of a small group.',
}
FINE = 1_000_000  # a share as a count, for the rounding of counts


@dataclass(frozen=True)
class Pace:
    """How soon one policy was signed, or inducted on: by day, the share done and the range consistent with chance."""

    policy: str
    people: int
    shares: Mapping[int, tuple[float, float, float]]

    @property
    def last_day(self) -> int:
        return max(self.shares)

    def surely(self, day: int) -> float:
        """The share known to have done it by a day: that of the last day up to it which can be shown."""
        return max((self.shares[each][0] for each in self.shares if each <= day), default=0.0)

    def share(self, day: int) -> str:
        return _per_cent(self.shares[day][0])

    def part(self, day: int) -> str:
        """The share within a sentence."""
        return self.share(day) if self.shares[day][0] else "none"

    def cell(self, day: int) -> str:
        if day not in self.shares:
            return TOO_FEW
        _, lower, upper = self.shares[day]
        chance = "" if pd.isna(lower) else f" ({_end(lower)} to {_end(upper)})"
        return f"{self.share(day)}{chance}"


def pace(page: Page) -> Exhibit | None:
    """A table for signing and one for inductions; None of one school, in public, and where neither has records."""
    if page.school or page.public or not {*SOURCES.values()} & page.release.given:
        return None
    frame = page.release.pace
    signed, inducted = (_paces(frame[frame["measure"] == measure]) for measure in (SIGNED, INDUCTED))
    title = _title(signed)
    tables = [*_table(page, SIGNED, signed), *_table(page, INDUCTED, inducted)]
    html = section(
        "pace",
        title,
        *(paragraph(each) for each in (*_on_signing(page, signed), *_on_inductions(page, inducted))),
        *([details("Show how soon", joined([_read_so(tables), *tables]))] if tables else []),
    )
    return Exhibit("pace", title, html, frame)


def _paces(frame: pd.DataFrame) -> list[Pace]:
    """The slowest first, by the day on which they are compared; by title where there is none."""
    found = []
    for policy, rows in frame.groupby("policy"):
        shares = zip(rows["done"], rows["lower"], rows["upper"], strict=True)
        found.append(Pace(str(policy), rows["people"].iloc[0], dict(zip(rows["day"], shares, strict=True))))
    day = _compared_on(found) or 0
    return sorted(found, key=lambda each: (each.surely(day), day not in each.shares, each.policy))


def _compared_on(paces: Sequence[Pace]) -> int | None:
    """The last day on which the lowest share that is shown is surely the lowest.

    A policy that is not shown for a day is no slower than another where more had done it on a day before. None where
    there is no such day.
    """
    for day in sorted({day for each in paces for day in each.shares}, reverse=True):
        least = min(each.shares[day][0] for each in paces if day in each.shares)
        if all(each.surely(day) >= least for each in paces):
            return day
    return None


def _title(signed: Sequence[Pace]) -> str:
    if not signed:
        return "How soon people sign cannot be shown"
    if (day := _compared_on(signed)) is None:
        return f"How soon people sign: none of {len(signed)} policies is known to be the slowest"
    part = signed[0].part(day)
    slowest = [each.policy for each in signed if day in each.shares and each.part(day) == part]
    opening = "Slowest to be signed" if len(slowest) < len(signed) else "How soon people sign"
    of = f" of {signed[0].people:,} people" if len(slowest) == 1 else ""
    return f"{opening}: {some_of(slowest)}, {part}{of} within {day} days"


def _on_signing(page: Page, signed: Sequence[Pace]) -> list[str]:
    if unsaid := why_unsaid(page, SOURCES[SIGNED]):
        return [f"{unsaid}."]
    if not signed:
        return [f"{ONLY_RECENT} Each needs 20 people who must sign it, and 10 of them who waited 7 days."]
    # What began this term is what governors can still act on; else the slowest.
    new = [each for each in signed if page.new_since(each.policy)]
    one = (new or signed)[0]
    since = page.new_since(one.policy)
    first = min(one.shares)
    if one.part(one.last_day) == "none":
        whom = f"{one.policy}{since}{',' if since else ''}"
        return [f"Nobody who had to sign {whom} had done so within {one.last_day} days."]
    later = f" and {one.share(one.last_day)} within {one.last_day}" if one.last_day > first else ""
    said = f"had within {first} days{later}"
    return [f"Of {one.people:,} people who had to sign {one.policy}{since}, {one.part(first)} {said}."]


def _on_inductions(page: Page, inducted: Sequence[Pace]) -> list[str]:
    if why_unsaid(page, SOURCES[INDUCTED]):
        return []
    if not inducted:
        needed = "20 starters in a year, and may tell of no small group"
        return [f"How soon starters are inducted cannot be shown: that needs {needed}."]
    if (day := _compared_on(inducted)) is None:
        return ["On which policy starters are inducted last cannot be told."]
    one = next(each for each in inducted if day in each.shares)
    said = f"{one.part(day)} were inducted on {one.policy} within {day} {_days(page)}"
    return [f"Of {one.people:,} starters since {_since(page)}, {said}: the slowest."]


def _read_so(tables: Sequence[Markup]) -> Markup:
    said = [ESTIMATES, *(words for sign, words in NOTES.items() if any(sign in each for each in tables))]
    return paragraph(" ".join(said), "note")


def _table(page: Page, measure: str, paces: Sequence[Pace]) -> list[Markup]:
    if not paces:
        return []
    days = sorted({day for each in paces for day in each.shares})
    rows = [(f"{each.policy} ({each.people:,})", *(each.cell(day) for day in days)) for each in paces]
    day = _compared_on(paces)
    notes = [f"Slowest first, by day {day}."] if day else []
    if measure == SIGNED:
        caption = "Table #: Share who had signed, by days since they could"
        notes.append(ONLY_RECENT)
    else:
        caption = f"Table #: Share of starters since {_since(page)} inducted, by {_days(page)} since they began"
    headings = ("Policy (people)", *(f"Day {day}" for day in days))
    return [table(f"{measure}-pace-table", caption, headings, rows, numbers=range(1, len(headings)), notes=notes)]


def _days(page: Page) -> str:
    """The curve is of calendar days, which it need not say where no other days are on the page."""
    return "calendar days" if page.in_school_days else "days"


def _since(page: Page) -> str:
    frame = page.release.pace
    return say_day(date.fromisoformat(frame.loc[frame["measure"] == INDUCTED, "since"].iloc[0]))


def _end(share: float) -> str:
    """An end of a range in brackets, where there is little room."""
    return "<1%" if 0 < share < 0.01 else _per_cent(share)


def _per_cent(share: float) -> str:
    return per_cent(round(share * FINE), FINE)
