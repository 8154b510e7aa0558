"""The words and marks that dates and review cycles are written with, in one place.

Everything that reads a cell starts from `tidy`, so that a curly apostrophe, a non-breaking space or
a dash that Word put there is met once and not in every pattern.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Curly quotes, accents used as apostrophes; hyphens, dashes and the minus sign.
_MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc`\u00b4", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_EDGES = ' ;,.:*|-()[]"'

# "As and when required" names an occasion, not a day; so does any clause that opens like these.
_OCCASION = re.compile(
    r"\bas (?:and when|required|needed|necessary|appropriate)\b"
    r"|^(?:when|whenever|if|upon|following|in the event|in response|in line with|on change)\b"
)


@lru_cache(maxsize=4096)  # each reader of a cell asks anew
def tidy(text: str) -> str:
    """Return `text` in lower case, with plain quotes, dashes and spaces, without stray edges.

    Examples
    --------
    >>> tidy(" May\N{NO-BREAK SPACE}1971; ")
    'may 1971'
    >>> tidy("18 Nov \N{RIGHT SINGLE QUOTATION MARK}25")
    "18 nov '25"
    """
    composed = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    # Right-to-left marks, zero-width spaces and soft hyphens cannot be seen, so they say nothing.
    visible = "".join(mark for mark in composed if unicodedata.category(mark) != "Cf")
    return " ".join(visible.casefold().split()).strip(_EDGES)


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's name or a beginning of it of three letters or more.

    Examples
    --------
    >>> month_number("sept"), month_number("may"), month_number("ma")
    (9, 5, None)
    """
    if len(word) < 3:
        return None
    names = (name.casefold() for name in MONTHS)
    return next((number for number, name in enumerate(names, 1) if name.startswith(word)), None)


def full_year(digits: str) -> int:
    """Return the year that two or four digits stand for: 00 to 68 are 2000 to 2068.

    Examples
    --------
    >>> full_year("25"), full_year("71"), full_year("2025")
    (2025, 1971, 2025)
    """
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year <= 68 else 1900)


def names_an_occasion(text: str) -> bool:
    """Return whether tidy `text` makes something wait for an event and not for a day.

    Examples
    --------
    >>> names_an_occasion("as and when required"), names_an_occasion("when guidance changes")
    (True, True)
    >>> names_an_occasion("annually")
    False
    """
    return _OCCASION.search(text) is not None


def say_day(day: date) -> str:
    """Return a day as a governor reads it.

    Examples
    --------
    >>> say_day(date(2025, 9, 1))
    '1 September 2025'
    """
    # strftime's day without a leading zero is spelt differently on each platform.
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
