"""From what stands in a cell or on a front page to the days that it could mean."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from math import isnan
from typing import Literal
from zoneinfo import ZoneInfo

from govstats.periods.calendar import Calendar
from govstats.periods.interval import DateInterval
from govstats.periods.shapes import day_orders, read_shape
from govstats.periods.words import names_an_occasion, tidy

_LONDON = ZoneInfo("Europe/London")

_CLOCK = re.compile(
    r"(?P<date>.*\d)(?:t|,? (?:at )?)"
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"(?: ?(?P<noon>[ap])\.?m\.?)?"
    r"(?: ?(?P<zone>z|utc|gmt|bst|(?P<sign>[+-])(?P<hours>0\d|1[0-4]):?(?P<minutes>[0-5]\d)?))?"
)
_NOTE = re.compile(r"\[note[^\]]*\]$")
_LEAD = re.compile(r"(?:on|in|during) (?:the )?")
_PART = re.compile(r"(?:the )?(?:early|mid|late|(?:start|beginning|middle|end)(?: of)?)[ -](?:(?:in|the) )?")
_FROM_TO = re.compile(r"(?:from )?(?P<first>.+?) (?:-|to|until) (?P<last>.+)")
_DEADLINE = re.compile(
    r"(?:(?:due )?(?:by|before)|\D*\b(?:(?:no|not) later than|on or before)) (?P<date>.+)"
    r"|(?P<sooner>.+?),? \(?(?:(?:or|and) (?:sooner|earlier|before)\b.*|at the latest)"
)


def parse_date(text: object, calendar: Calendar | None = None, *, month_first: bool = False) -> DateInterval:
    """Read a date as it is really written; never raises.

    Parameters
    ----------
    text
        Text, a date or a datetime. A moment with a time zone counts as the day it was in London.
        A missing value (None, NaN, NaT) is unknown. Excel's serial numbers are not read here.
    calendar
        The school's terms; the national default otherwise.
    month_first
        Whether a numeric date that could be either is month, day, year. ISO dates never are.

    Returns
    -------
    DateInterval
        What is no date, has lost its year, or names a day that does not exist is unknown.

    Examples
    --------
    >>> parse_date("8.1.18").in_words()
    '8 January 2018'
    >>> parse_date("October 15").in_words()
    'October 2015'
    >>> parse_date("2025-08-31T23:30:00Z").in_words()
    '1 September 2025'
    >>> parse_date("As required (and no later than September 2025)").in_words()
    'by 30 September 2025'
    >>> parse_date("31/02/2024").known
    False
    """
    if text is None or (isinstance(text, float) and isnan(text)):
        return DateInterval(None, None, "unknown", "")
    if isinstance(text, datetime):
        if isnan(text.year):  # pandas' NaT is a datetime without a year
            return DateInterval(None, None, "unknown", "")
        day = _day_in_london(text)
        return DateInterval(day, day, "day", str(text))
    if isinstance(text, date):
        return DateInterval(text, text, "day", str(text))
    if isinstance(text, float) and text.is_integer():
        text = int(text)  # a column of years with a gap arrives as 2025.0
    written = str(text).strip()
    plain = tidy(_NOTE.sub("", written.casefold()))
    reader = _Reader(calendar or Calendar(), month_first)
    found = reader.one(plain) or reader.span(plain) or reader.deadline(plain)
    if found is not None:
        return replace(found, text=written)
    return DateInterval(None, None, "event" if names_an_occasion(plain) else "unknown", written)


def possible_orders(text: object) -> Literal["day first", "month first", "either", "neither"]:
    """Return in which orders a numeric day, month and year could be read.

    So that a column is settled by its own evidence: one cell that can only be month-first, and
    none that can only be day-first. Anything else, ISO dates too, is ``"neither"``.

    Examples
    --------
    >>> [possible_orders(cell) for cell in ("01/09/2025", "9/21/22 8:05:00", "13.1.25", "Sept 25")]
    ['either', 'month first', 'day first', 'neither']
    """
    if not isinstance(text, str):
        return "neither"
    plain = tidy(text)
    clock = _CLOCK.fullmatch(plain)
    orders = day_orders(clock["date"] if clock else plain)
    if len(orders) == 2:
        return "either"
    if not orders:
        return "neither"
    return "day first" if "day first" in orders else "month first"


class _Reader:
    """The grammar above the shapes, for one calendar and one order."""

    def __init__(self, calendar: Calendar, month_first: bool) -> None:
        self._calendar = calendar
        self._month_first = month_first

    def one(self, text: str) -> DateInterval | None:
        """Read one date, a moment, or a part of a month, term or year ("early 2017")."""
        text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
        part = _PART.match(text)
        if part:
            whole = self._shape(text[part.end() :])
            # Early in a day, or around one, is not a date that anybody can be held to.
            return whole if whole and whole.precision != "day" else None
        clock = _CLOCK.fullmatch(text)
        if clock is None:
            return self._shape(text)
        found = self._shape(clock["date"])
        if found is None or found.earliest is None or found.precision != "day":
            return None
        day = _day_in_london(_moment(found.earliest, clock))
        return DateInterval(day, day, "day", "")

    def span(self, text: str) -> DateInterval | None:
        """Read "September 2018 to July 2021"."""
        ends = _FROM_TO.fullmatch(text)
        first, last = (self.one(ends["first"]), self.one(ends["last"])) if ends else (None, None)
        if first is None or last is None or first.on_or_before(last.latest or date.min) is not True:
            return None
        return DateInterval(first.earliest, last.latest, "range", "")

    def deadline(self, text: str) -> DateInterval | None:
        """Read "no later than September 2025", "by Easter term 2026", "May 2026 or sooner"."""
        limit = _DEADLINE.fullmatch(text)
        found = limit and self.one(tidy(limit["date"] or limit["sooner"]))
        if limit is None or found is None or found.earliest is None:
            return None
        latest = found.latest
        if re.match(r"(?:due )?before (?!.*\bend\b)", text):
            latest = max(found.earliest, date(1, 1, 2)) - timedelta(days=1)
        return DateInterval(None, latest, "range", "")

    def _shape(self, text: str) -> DateInterval | None:
        return read_shape(text, self._calendar, month_first=self._month_first)


def _moment(day: date, clock: re.Match[str]) -> datetime:
    hour = int(clock["hour"])
    if clock["noon"]:
        hour = hour % 12 + (12 if clock["noon"] == "p" else 0)
    zone = None  # without a zone, or in British Summer Time, the clock was London's
    if clock["zone"] in ("z", "utc", "gmt"):
        zone = UTC
    elif clock["sign"]:
        offset = timedelta(hours=int(clock["hours"]), minutes=int(clock["minutes"] or 0))
        zone = timezone(-offset if clock["sign"] == "-" else offset)
    return datetime.combine(day, time(hour, int(clock["minute"])), zone)


def _day_in_london(moment: datetime) -> date:
    if moment.tzinfo is None:
        return moment.date()
    try:
        return moment.astimezone(_LONDON).date()
    except OverflowError:  # the first or last hours that a computer can count
        return moment.date()
