"""The shapes in which one date is written, each read by one small function.

All take tidy text (see `words.tidy`) without a time of day. A shape that does not fit, or a day
that does not exist, gives None and never a guess.
"""

import re
from calendar import monthrange
from datetime import date

from govstats.periods.calendar import Calendar
from govstats.periods.interval import DateInterval, Precision
from govstats.periods.terms import UnknownTerm, read_term_name
from govstats.periods.words import full_year, month_number

_YEAR = r"(?:19|20)\d\d"
_GAP = r" ?[-/.] ?"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_GAP}(\d\d?){_GAP}(\d\d?)|({_YEAR})(\d\d)(\d\d)")
_YEAR_LAST = re.compile(rf"(\d\d?){_GAP}(\d\d?){_GAP}'?(\d{{4}}|\d\d)")
_YEAR_MONTH = re.compile(rf"({_YEAR})-(\d\d?)")
_MONTH_YEAR = re.compile(rf"(\d\d?){_GAP}({_YEAR})")

# Statistical releases mark a year as revised or provisional with a letter: 2023/24r.
_YEARS = re.compile(rf"(?P<first>{_YEAR}|\d\d(?=/))(?: ?(?P<link>/|-|to) ?(?P<last>{_YEAR}|\d\d))?[rp]?")
_ACADEMIC = re.compile(r"\b(?:academic year|school year|ay)\b")

_TOKEN = re.compile(r"'?\d+(?:st|nd|rd|th)?|[a-z]+")
_DAY = re.compile(r"(\d\d?)(?:st|nd|rd|th)?")
_SHORT_YEAR = re.compile(rf"'?({_YEAR}|\d\d)")
_SURE_YEAR = re.compile(rf"({_YEAR})|'(\d\d)")
_FILLERS = {"the", "of"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_shape(text: str, calendar: Calendar, *, month_first: bool) -> DateInterval | None:
    """Read tidy text as one date; its interval has no text yet.

    Examples
    --------
    >>> read_shape("8.1.18", Calendar(), month_first=False).earliest
    datetime.date(2018, 1, 8)
    >>> read_shape("october 15", Calendar(), month_first=False).precision
    'month'
    """
    if not text:
        return None
    return (
        _year_first(text)
        or _year_last(text, month_first)
        or _numeric_month(text)
        or _years(text)
        or _worded(text)
        or _term(text, calendar)
    )


def day_orders(text: str) -> dict[str, date]:
    """Return what a numeric day, month and year mean, by the order they are read in.

    Examples
    --------
    >>> day_orders("9-21-2022")
    {'month first': datetime.date(2022, 9, 21)}
    """
    numbers = _YEAR_LAST.fullmatch(text)
    if numbers is None:
        return {}
    one, two, year = int(numbers[1]), int(numbers[2]), full_year(numbers[3])
    orders = {"day first": _real_day(year, two, one), "month first": _real_day(year, one, two)}
    return {order: day for order, day in orders.items() if day is not None}


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on(day: date | None) -> DateInterval | None:
    return DateInterval(day, day, "day", "") if day else None


def _in_month(year: int, month: int) -> DateInterval | None:
    if not 1 <= month <= 12:
        return None
    last = date(year, month, monthrange(year, month)[1])
    return DateInterval(date(year, month, 1), last, "month", "")


def _year_first(text: str) -> DateInterval | None:
    """Read 2025-09-01 and its like, which nobody writes with the day in the middle."""
    numbers = _YEAR_FIRST.fullmatch(text)
    if numbers is None:
        return None
    year, month, day = (int(part) for part in numbers.groups() if part)
    return _on(_real_day(year, month, day))


def _year_last(text: str, month_first: bool) -> DateInterval | None:
    days = day_orders(text)
    wanted, other = ("month first", "day first") if month_first else ("day first", "month first")
    return _on(days.get(wanted) or days.get(other))


def _numeric_month(text: str) -> DateInterval | None:
    if found := _YEAR_MONTH.fullmatch(text):
        return _in_month(int(found[1]), int(found[2]))
    if found := _MONTH_YEAR.fullmatch(text):
        return _in_month(int(found[2]), int(found[1]))
    return None


def _years(text: str) -> DateInterval | None:
    """Read a year (2024), an academic year (2015/16) or a range of years (2018-2021)."""
    academic = _ACADEMIC.search(text) is not None
    found = _YEARS.fullmatch(_ACADEMIC.sub("", text).strip(" ,-:()"))
    if found is None:
        return None
    first = full_year(found["first"])
    if found["last"] is None:
        return None if academic else _from_to(date(first, 1, 1), date(first, 12, 31), "year")
    last = full_year(found["last"])
    # Two short years could be a day and a month whose year is lost: 11/12.
    lost = len(found["first"]) == 2 and 1 <= int(found["last"]) <= 12 and not academic
    if last == first + 1 and not lost:
        return _from_to(date(first, 9, 1), date(last, 8, 31), "academic year")
    if last > first and found["link"] != "/" and not academic:
        return _from_to(date(first, 1, 1), date(last, 12, 31), "range")
    return None


def _from_to(first: date, last: date, precision: Precision) -> DateInterval:
    return DateInterval(first, last, precision, "")


def _worded(text: str) -> DateInterval | None:
    """Read a date whose month is a word: a day or, where no day is given, the month."""
    if _TOKEN.sub("", text).strip(" ,./-"):
        return None
    tokens = [token for token in _TOKEN.findall(text) if not _says_nothing(token)]
    named = [place for place, token in enumerate(tokens) if month_number(token)]
    if len(named) != 1:
        return None
    place = named[0]
    month = month_number(tokens[place]) or 0
    match tokens[:place], tokens[place + 1 :]:
        case ([day], [year]) if _DAY.fullmatch(day):
            return _worded_day(day, month, _SHORT_YEAR.fullmatch(year))
        case ([year], [day]):
            return _worded_day(day, month, _SURE_YEAR.fullmatch(year))
        case ([], [day, year]):
            return _worded_day(day, month, _SHORT_YEAR.fullmatch(year))
        case ([], [year]):
            # October 15 is a month; September 5th has lost its year.
            found = _SHORT_YEAR.fullmatch(year)
        case ([year], []):
            # 14 September has lost its year; 2025 September has not.
            found = _SURE_YEAR.fullmatch(year)
        case _:
            return None
    return found and _in_month(full_year(found[found.lastindex or 1]), month)


def _worded_day(day: str, month: int, year: re.Match[str] | None) -> DateInterval | None:
    number = _DAY.fullmatch(day)
    if number is None or year is None:
        return None
    return _on(_real_day(full_year(year[year.lastindex or 1]), month, int(number[1])))


def _says_nothing(token: str) -> bool:
    weekday = len(token) >= 3 and any(name.startswith(token) for name in _WEEKDAYS)
    return weekday or token in _FILLERS


def _term(text: str, calendar: Calendar) -> DateInterval | None:
    name = read_term_name(text)
    if name is None:
        return None
    try:
        term = calendar.term(str(name))
    except UnknownTerm:  # a half-term that the calendar does not name is somewhere in its term
        term = calendar.term(str(name.whole))
    return _from_to(term.start, term.end, "half-term" if name.half else "term")
