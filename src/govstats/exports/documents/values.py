"""What stands at a label: dates, a cycle, a place nobody filled in, or nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from govstats.exports.documents.words import plain, words_of
from govstats.exports.words import meanings
from govstats.periods import DateInterval, Frequency, parse_date, parse_frequency, possible_orders
from govstats.periods.words import MONTHS, names_an_occasion, tidy

State = Literal["blank", "unfilled", "undecided", "said"]

_LONGEST_DATE = 10  # words, as in "as required (and no later than the end of September 2025)"
_LEADERS = r"[\s_.\-\u2013\u2014\u2026:/\u00b7]"
_BLANK = re.compile(rf"{_LEADERS}*(?:20_+)?{_LEADERS}*")

_MONTH = "|".join(sorted({name.casefold()[:size] for name in MONTHS for size in range(3, 10)}, key=len, reverse=True))
_SEASON = "autumn|aut|spring|spr|summer|sum"
_LEAD = re.compile(r"^(?:on|in|during|at) (?:the )?", re.I)  # says nothing of the day, as "by" does
# "Within 12 months of September 2024" is another day than the one it names.
_RELATIVE = re.compile(r"\b(?:years?|terms?|months?|weeks?|days?) (?:of|from|after|since)\b", re.I)
_DATE_WORD = re.compile(rf"(?:(?:{_MONTH})\.?|(?:{_SEASON})|\d{{1,2}}(?:st|nd|rd|th)?)", re.I)
_OPENS = re.compile(
    rf"(?:(?:on|in|by|from|at|as at|during|to|approx\.?|circa|c\.)\s+)?(?:(?:the|an?) )?"
    rf"(?:'?\d|(?:{_MONTH})\b|(?:{_SEASON})\b|(?:early|mid|late|end|start|beginning)\b|[\[<\u00ab{{]"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|academic year|school year"
    r"|every\b|each\b|(?:bi|semi)?[ -]?annual|biennial|triennial|yearly|termly|half\b|monthly|quarterly|twice|once"
    r"|(?:one|two|three|four|five|six)\b|as (?:and when|required|needed|necessary|appropriate)|when\b|no later than"
    r"|tb[acd]\b|to be (?:confirmed|agreed|arranged|decided|determined)|n/[ak]\b|not applicable|xx|dd[/.-]"
    r"|live document)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Value:
    """What a value says.

    Parameters
    ----------
    text
        The value as it is written, on one line.
    state
        ``"blank"``, ``"unfilled"`` (a placeholder), ``"undecided"`` (TBC and its like) or ``"said"``.
    dates
        Every date in it, in the order of the text.
    frequency
        The review cycle in it, of kind ``"unknown"`` if there is none.
    """

    text: str
    state: State
    dates: tuple[DateInterval, ...]
    frequency: Frequency

    @property
    def tells(self) -> bool:
        """Whether it is what one expects at a label: a date, a cycle, an occasion, or the want of one."""
        return self.state != "said" or bool(self.dates) or self.frequency.kind != "unknown" or self.is_yearless

    @property
    def is_yearless(self) -> bool:
        """Whether it would be a date if only the year stood there."""
        return not self.dates and lost_year(self.text)

    @property
    def undated(self) -> DateInterval:
        """An occasion, or what cannot be read as a date, as it is written."""
        return parse_date(self.text)


def read_value(text: str, *, month_first: bool = False) -> Value:
    """Read what stands at a label; never raises.

    Examples
    --------
    >>> read_value("Full Governing Body, 12 March 2024").dates[0].in_words()
    '12 March 2024'
    >>> read_value("Annually (next: September 2025)").frequency.months
    12
    >>> [read_value(text).state for text in ("______", "[Insert Date]", "TBC", "14 September")]
    ['blank', 'unfilled', 'undecided', 'said']
    """
    line = " ".join(text.split())
    frequency = parse_frequency(line)
    if _BLANK.fullmatch(line) or meanings("nothing").get(plain(line)) == "blank":
        return Value(line, "blank", (), frequency)
    if unfilled_in(line):
        return Value(line, "unfilled", tuple(_finest(dates_in(_filled(line), month_first=month_first))), frequency)
    dates = tuple(_finest(dates_in(line, month_first=month_first)))
    undecided = not dates and meanings("nothing").get(tidy(line)) == "undecided"
    return Value(line, "undecided" if undecided else "said", dates, frequency)


def dates_in(text: str, *, month_first: bool = False) -> Iterator[DateInterval]:
    """Find the dates in a short text, each as long as it can be.

    What is left of a date that cannot be read is no date: of "31 February 2024" not even the month is.

    Examples
    --------
    >>> [found.text for found in dates_in("Updated Jan 15 and Dec 16")]
    ['Jan 15', 'Dec 16']
    >>> list(dates_in("31 February 2024")), list(dates_in("Next review: 14 September"))
    ([], [])
    """
    if _RELATIVE.search(text):
        return
    whole = parse_date(text, month_first=month_first)
    if whole.earliest or whole.latest:
        yield replace(whole, text=_LEAD.sub("", whole.text.strip(" ,;.:")))
        return
    # "Sept 2018/Sept 2019" are two dates, "2015/2016" is one, and so is "01/09/2025".
    words = re.sub(r"(?<=\d)/(?=[A-Za-z])|(?<=[A-Za-z])/(?=[A-Za-z\d])", " / ", text).split()
    place, spoilt = 0, False
    while place < len(words):
        size, found = _longest_date(words[place : place + _LONGEST_DATE], month_first)
        is_others = found and found.precision == "year" and _is_of_something(words[:place], text)
        if found and not is_others and not (spoilt and found.precision in ("year", "month")):
            yield replace(found, text=_LEAD.sub("", found.text))
        # A day, month or season that belongs to no date spoils the year after it.
        spoilt = not size and _DATE_WORD.fullmatch(words[place].strip("(),;")) is not None
        place += size or 1


def _is_of_something(ahead: list[str], text: str) -> bool:
    """Whether a year is that of a publication ("KCSIE 2025"), or an occasion is waited for and no day."""
    name = ahead[-1].strip("(),") if ahead else ""
    is_acronym = (
        len(name) > 2 and name.isupper() and name.isalpha() and name.casefold() not in words_of("label")["body"]
    )
    return is_acronym or names_an_occasion(tidy(text))


def _longest_date(words: list[str], month_first: bool) -> tuple[int, DateInterval | None]:
    for size in range(len(words), 0, -1):
        if not any(_ends_sentence(word) for word in words[: size - 1]):
            text = " ".join(words[:size]).strip(" ,;.:()[]-\u2013\u2014")
            found = parse_date(text, month_first=month_first) if re.search(r"\d\d", text) else None
            if found and (found.earliest or found.latest):
                return size, found
    return 0, None


def _ends_sentence(word: str) -> bool:
    return word[-1] in ";" or (word[-1] == "." and len(word) > 5 and word[:-1].isalpha())


def _finest(dates: Iterable[DateInterval]) -> list[DateInterval]:
    """Leave out a year beside a date: in "June 2024 (KCSIE 2024)" it belongs to something else."""
    found = list(dates)
    finer = [each for each in found if each.precision not in ("year", "academic year")]
    return finer or found


def opens_value(text: str) -> bool:
    """Return whether what follows a label begins like a date, a cycle or a placeholder."""
    return _OPENS.match(text.lstrip(" \t\n(\u2013\u2014-:")) is not None


def lost_year(text: str) -> bool:
    """Return whether a text would be a date with a year behind it; no year is read from this.

    Examples
    --------
    >>> lost_year("14 September"), lost_year("Autumn term"), lost_year("Headteacher")
    (True, True, False)
    """
    return parse_date(text).latest is None and parse_date(f"{tidy(text)} 2024").latest is not None


def unfilled_in(text: str) -> list[str]:
    """Every place in a text that somebody was to fill in.

    Examples
    --------
    >>> unfilled_in("adopted on [Insert Date], by XX/XX/XXXX")
    ['[Insert Date]', 'XX/XX/XXXX']
    """
    return [found[0] for found in _unfilled().finditer(text)]


def _filled(text: str) -> str:
    return _unfilled().sub(" ", text)


@cache
def _unfilled() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in words_of("value")["unfilled"]), re.I)


def month_first_in(texts: Iterable[str]) -> bool:
    """Settle the order of day and month for a whole document, as for a column of a sheet.

    Day first, unless some date can only be month first and none only day first.

    Examples
    --------
    >>> month_first_in(["Approved 9/21/2022", "Review 9/1/2024"])
    True
    """
    orders = {possible_orders(word.strip("(),;.")) for text in texts for word in text.split()}
    return "month first" in orders and "day first" not in orders
