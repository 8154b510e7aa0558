"""What dates, terms and review cycles are read as: small tables of text."""

import pickle
from datetime import UTC, date, datetime
from math import nan

import numpy as np
import pytest

from govstats.periods import (
    Allowed,
    Calendar,
    DateInterval,
    SchoolDays,
    UnknownTerm,
    academic_year,
    easter_sunday,
    parse_date,
    parse_frequency,
    possible_orders,
)

# From the autumn's second half to the spring's first every day is told; half-term in the autumn is not.
HALF_NAMED = Calendar(
    {
        "Autumn 2025": (date(2025, 9, 1), date(2025, 12, 19)),
        "Autumn 2 2025": (date(2025, 11, 3), date(2025, 12, 19)),
        "Spring 1 2026": (date(2026, 1, 5), date(2026, 2, 13)),
    }
)
WILLOW = Calendar(
    {
        "Autumn 2025": (date(2025, 9, 1), date(2025, 12, 19)),
        "Autumn 1 2025": (date(2025, 9, 1), date(2025, 10, 24)),
        "Spring 2026": (date(2026, 1, 5), date(2026, 3, 27)),
    }
)

# as written | earliest | latest | precision | as said
SHAPES = """
01/09/2025                      | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
1.9.25                          | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
8.1.18                          | 2018-01-08 | 2018-01-08 | day           | 8 January 2018
14.3.2017                       | 2017-03-14 | 2017-03-14 | day           | 14 March 2017
1.9.71                          | 1971-09-01 | 1971-09-01 | day           | 1 September 1971
2025-09-01                      | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
2025-09-01T08:00:00Z            | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
2025-08-31T23:30:00Z            | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
2025-12-31T23:30:00Z            | 2025-12-31 | 2025-12-31 | day           | 31 December 2025
2025-08-31 23:30:00             | 2025-08-31 | 2025-08-31 | day           | 31 August 2025
2025-09-01T00:30:00.000+02:00   | 2025-08-31 | 2025-08-31 | day           | 31 August 2025
01/09/2025 8:05 am              | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
31/08/2025 11:30 PM UTC         | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
9-21-2022                       | 2022-09-21 | 2022-09-21 | day           | 21 September 2022
20-Sep-19                       | 2019-09-20 | 2019-09-20 | day           | 20 September 2019
5th March 2024                  | 2024-03-05 | 2024-03-05 | day           | 5 March 2024
13th July 2017                  | 2017-07-13 | 2017-07-13 | day           | 13 July 2017
Monday, 1st of September 2025   | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
September 1st, 2025             | 2025-09-01 | 2025-09-01 | day           | 1 September 2025
18 Nov '25                      | 2025-11-18 | 2025-11-18 | day           | 18 November 2025
18 Nov \N{RIGHT SINGLE QUOTATION MARK}25 | 2025-11-18 | 2025-11-18 | day | 18 November 2025
Sept 2025                       | 2025-09-01 | 2025-09-30 | month         | September 2025
Sep-25                          | 2025-09-01 | 2025-09-30 | month         | September 2025
July-26                         | 2026-07-01 | 2026-07-31 | month         | July 2026
2025-09                         | 2025-09-01 | 2025-09-30 | month         | September 2025
09/2025                         | 2025-09-01 | 2025-09-30 | month         | September 2025
October 15                      | 2015-10-01 | 2015-10-31 | month         | October 2015
Jan 15                          | 2015-01-01 | 2015-01-31 | month         | January 2015
May 1971;                       | 1971-05-01 | 1971-05-31 | month         | May 1971
end of September 2025           | 2025-09-01 | 2025-09-30 | month         | September 2025
2015/2016                       | 2015-09-01 | 2016-08-31 | academic year | academic year 2015/16
2015-16                         | 2015-09-01 | 2016-08-31 | academic year | academic year 2015/16
15/16                           | 2015-09-01 | 2016-08-31 | academic year | academic year 2015/16
Academic year 2011-12           | 2011-09-01 | 2012-08-31 | academic year | academic year 2011/12
2023/24r                        | 2023-09-01 | 2024-08-31 | academic year | academic year 2023/24
2019/20 [Note 10]               | 2019-09-01 | 2020-08-31 | academic year | academic year 2019/20
2018-2021 | 2018-01-01 | 2021-12-31 | range | 1 January 2018 to 31 December 2021
Sept 2018 \N{EN DASH} July 2021 | 2018-09-01 | 2021-07-31 | range | 1 September 2018 to 31 July 2021
2024                            | 2024-01-01 | 2024-12-31 | year          | 2024
early 2017                      | 2017-01-01 | 2017-12-31 | year          | 2017
Spring 2021                     | 2021-01-01 | 2021-04-04 | term          | Spring 2021
Summer 2021                     | 2021-04-05 | 2021-07-31 | term          | Summer 2021
Autumn Term 2021                | 2021-08-01 | 2021-12-31 | term          | Autumn 2021
Spring 2025/26                  | 2026-01-01 | 2026-04-05 | term          | Spring 2026
Autumn 1 2021                   | 2021-08-01 | 2021-12-31 | half-term     | Autumn 2021
As required (and no later than September 2025) | - | 2025-09-30 | range    | by 30 September 2025
by Spring 2026                  | -          | 2026-04-05 | range         | by 5 April 2026
before 1 September 2025         | -          | 2025-08-31 | range         | by 31 August 2025
Sept 2025, or sooner if guidance changes | - | 2025-09-30 | range          | by 30 September 2025
As and when required            | -          | -          | event         | as required
when guidance changes           | -          | -          | event         | as required
Autumn 2                        | -          | -          | unknown       | not known
Autumn 1 2021/24/27             | -          | -          | unknown       | not known
Spring                          | -          | -          | unknown       | not known
14 September                    | -          | -          | unknown       | not known
11/12                           | -          | -          | unknown       | not known
31/02/2024                      | -          | -          | unknown       | not known
Updated Jan 15 and Dec 16       | -          | -          | unknown       | not known
Sept 2018 / Sept 2019           | -          | -          | unknown       | not known
45901                           | -          | -          | unknown       | not known
[Insert Date]                   | -          | -          | unknown       | not known
Under review                    | -          | -          | unknown       | not known
Annually                        | -          | -          | unknown       | not known
(Annual)                        | -          | -          | unknown       | not known
TBC                             | -          | -          | unknown       | not known
(TBA)                           | -          | -          | unknown       | not known
N/a                             | -          | -          | unknown       | not known
n/k                             | -          | -          | unknown       | not known
\N{EN DASH}                       | -          | -          | unknown       | not known
"""

# as written | calendar's earliest | latest | precision | as said
OWN_TERMS = """
autumn 2025      | 2025-09-01 | 2025-12-19 | term      | Autumn 2025
Autumn 1 2025    | 2025-09-01 | 2025-10-24 | half-term | Autumn 1 2025
Autumn 2 2025    | 2025-09-01 | 2025-12-19 | half-term | Autumn 2025
Summer 2026      | 2026-04-06 | 2026-07-31 | term      | Summer 2026
"""

# first day | school days | the last of them at the earliest | and at the latest
SCHOOL_DAYS = """
2025-12-18       | 2  | 2026-01-05 | 2026-01-05
2025-12-24       | 1  | 2026-01-05 | 2026-01-05
2025-11-07       | 1  | 2025-11-11 | 2025-11-11
2025-11-08       | 1  | 2025-11-11 | 2025-11-11
2025-10-23       | 1  | 2025-10-24 | 2025-11-03
2025-08-29       | 1  | 2025-09-01 | 2025-11-03
2026-02-12       | 2  | 2026-02-16 | 2262-01-01
2025-10-25       | 0  | 2025-10-25 | 2025-10-25
"""

# as written | months added | becomes
LATER = """
31/01/2025       | 1   | 28 February 2025
28/02/2025       | 1   | 28 March 2025
29/02/2024       | 12  | 28 February 2025
July 2024        | 12  | July 2025
June 2024        | -4  | February 2024
Autumn 2025      | 12  | Autumn 2026
Autumn 2025      | 4   | 1 December 2025 to 30 April 2026
2015/16          | 24  | academic year 2017/18
2015/16          | 6   | 1 March 2016 to 28 February 2017
2024             | 36  | 2027
by Sept 2025     | 12  | by 30 September 2026
31/12/9999       | 12  | 31 December 9999
TBC              | 12  | not known
"""

# as written | months | kind
CYCLES = """
Annual                          | 12 | every
Annually                        | 12 | every
(Annual)                        | 12 | every
yearly                          | 12 | every
every year                      | 12 | every
12 months                       | 12 | every
1 year                          | 12 | every
Annually, or sooner if required | 12 | every
every two years                 | 24 | every
2 yearly                        | 24 | every
Biennial                        | 24 | every
every other year                | 24 | every
3 years                         | 36 | every
every 3 yrs                     | 36 | every
three-year cycle                | 36 | every
every three (3) years           | 36 | every
termly                          | 4  | every
every term                      | 4  | every
half-yearly                     | 6  | every
six-monthly                     | 6  | every
twice a year                    | 6  | every
Bi-annually                     | -  | ambiguous
bi-annual                       | -  | ambiguous
Live document                   | -  | live document
As required                     | -  | as required
every 2 to 3 years              | -  | unknown
every 1.5 years                 | -  | unknown
three times a year              | -  | unknown
September 2025                  | -  | unknown
0 years                         | -  | unknown
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def shown(found: DateInterval) -> list[str]:
    ends = (str(end) if end else "-" for end in (found.earliest, found.latest))
    return [*ends, found.precision, found.in_words()]


@pytest.mark.parametrize(("written", "expected"), [(row[0], row[1:]) for row in rows(SHAPES)])
def test_a_date_as_it_is_written(written: str, expected: list[str]) -> None:
    found = parse_date(f" {written} ")
    assert (shown(found), found.text) == (expected, written)


@pytest.mark.parametrize(("written", "expected"), [(row[0], row[1:]) for row in rows(OWN_TERMS)])
def test_a_school_calendar_gives_terms_their_days(written: str, expected: list[str]) -> None:
    assert shown(parse_date(written, WILLOW)) == expected


@pytest.mark.parametrize(("first", "days", "earliest", "latest"), rows(SCHOOL_DAYS))
def test_the_last_school_day_allowed(first: str, days: str, earliest: str, latest: str) -> None:
    closed_on_a_monday = SchoolDays(HALF_NAMED, [date(2025, 11, 10)])
    ends = Allowed(int(days), closed_on_a_monday).last_days(np.array([first], "M8[s]"))
    assert [str(end[0].astype("M8[D]")) for end in ends] == [earliest, latest]


@pytest.mark.parametrize(("written", "months", "becomes"), rows(LATER))
def test_months_later(written: str, months: str, becomes: str) -> None:
    before = parse_date(written)
    after = before.plus_months(int(months))
    assert (after.in_words(), after.precision) == (becomes, before.precision)


@pytest.mark.parametrize(("written", "months", "kind"), rows(CYCLES))
def test_a_review_cycle(written: str, months: str, kind: str) -> None:
    found = parse_frequency(written)
    assert (str(found.months or "-"), found.kind, found.text) == (months, kind, written)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2025, 9, 1), date(2025, 9, 1)),
        (datetime(2025, 8, 31, 23, 30), date(2025, 8, 31)),
        (datetime(2025, 8, 31, 23, 30, tzinfo=UTC), date(2025, 9, 1)),
        (datetime.max.replace(tzinfo=UTC), date.max),
        (None, None),
        (nan, None),
        ("", None),
        (True, None),
    ],
)
def test_values_that_are_no_text(value: object, day: date | None) -> None:
    assert parse_date(value).earliest == parse_date(value).latest == day


@pytest.mark.parametrize(
    ("written", "orders", "month_first"),
    [
        ("9/1/25 8:05:00", "either", date(2025, 9, 1)),
        ("9/21/25 8:05:00", "month first", date(2025, 9, 21)),
        ("21/9/25", "day first", date(2025, 9, 21)),
        ("2025-01-09", "neither", date(2025, 1, 9)),
        ("31/02/2024", "neither", None),
        ("Sept 2025", "neither", date(2025, 9, 1)),
    ],
)
def test_the_order_of_a_numeric_date(written: str, orders: str, month_first: date | None) -> None:
    assert possible_orders(written) == orders
    assert parse_date(written, month_first=True).earliest == month_first


def test_a_comparison_may_not_be_able_to_tell() -> None:
    due = parse_date("September 2025")
    assert due.on_or_before(date(2025, 9, 30)) is True
    assert due.on_or_before(date(2025, 9, 29)) is None
    assert due.on_or_before(date(2025, 8, 31)) is False
    assert parse_date("no later than Sept 2025").on_or_before(date(2025, 1, 1)) is None
    assert due.overlaps(parse_date("Autumn 2025")) is True
    assert due.overlaps(parse_date("by August 2025")) is False
    assert due.overlaps(parse_date("TBC")) is None


def test_terms_follow_one_another() -> None:
    assert [term.name for term in WILLOW.terms] == ["Autumn 2025", "Spring 2026"]
    assert WILLOW.before(WILLOW.term("Spring 2026")).end == date(2025, 12, 19)
    assert WILLOW.before(WILLOW.term("Autumn 2025")).name == "Summer 2025"
    assert WILLOW.term_of(date(2025, 12, 25)) is None
    assert Calendar().term_of(date(2025, 12, 25)) == Calendar().term("AUTUMN 2025")


def test_the_terms_that_have_begun_stand_without_a_gap_the_newest_first() -> None:
    three_years = "Autumn 2026, Summer 2026, Spring 2026, Autumn 2025, Summer 2025, Spring 2025, Autumn 2024"
    three_years += ", Summer 2024, Spring 2024"
    begun = Calendar({"Spring 2027": (date(2027, 1, 4), date(2027, 3, 25))}).begun(date(2026, 11, 30))
    assert ", ".join(term.name for term in begun) == three_years
    early = Calendar({"Autumn 2019": (date(2019, 9, 2), date(2019, 12, 20))}).begun(date(2026, 11, 30))
    assert [term.start.year for term in early] == sorted(year for year in range(2019, 2027) for _ in range(3))[::-1]
    assert WILLOW.begun(date(2025, 8, 31))[0].name == "Summer 2025"


def test_two_halves_make_a_term() -> None:
    first, second = (date(2025, 9, 3), date(2025, 10, 17)), (date(2025, 11, 3), date(2025, 12, 19))
    calendar = Calendar({"Autumn 2 2025": second, "Autumn 1 2025": first})
    assert calendar.term("Autumn 2025").start == date(2025, 9, 3)
    assert calendar.before(calendar.term("Autumn 2 2025")).name == "Autumn 1 2025"


@pytest.mark.parametrize(
    ("calendar", "name", "suggestions"),
    [
        (Calendar(), "autum 2025", ("Autumn 2025", "Autumn 2024", "Autumn 2023")),
        (Calendar(), "Sprng 2025", ("Spring 2025", "Spring 2024", "Spring 2023")),
        (WILLOW, "Sprng 2019", ("Spring 2019", "Spring 2018", "Spring 2017")),
        (WILLOW, "Autumn 2 2025", ("Autumn 2025", "Autumn 2024", "Autumn 2023")),
    ],
)
def test_a_name_that_is_no_term(calendar: Calendar, name: str, suggestions: tuple[str, ...]) -> None:
    with pytest.raises(UnknownTerm) as error:
        calendar.term(name)
    assert error.value.suggestions == suggestions
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)


def test_a_calendar_refuses_what_is_no_term() -> None:
    with pytest.raises(UnknownTerm, match="Autumn 2025, Spring 2026"):
        Calendar({"Half term": (date(2026, 2, 16), date(2026, 2, 20))})
    with pytest.raises(ValueError, match="before it starts"):
        Calendar({"Autumn 2025": (date(2025, 12, 19), date(2025, 9, 1))})


def test_the_years_turn() -> None:
    assert academic_year(date(2025, 9, 1)) == (date(2025, 9, 1), date(2026, 8, 31))
    easters = [date(2000, 4, 23), date(2008, 3, 23), date(2024, 3, 31), date(2038, 4, 25)]
    assert [easter_sunday(day.year) for day in easters] == easters


def test_an_interval_has_its_ends_in_order() -> None:
    with pytest.raises(ValueError, match="lies after"):
        DateInterval(date(2025, 9, 2), date(2025, 9, 1), "range", "")
