"""Dates in every shape that registers and staff lists hold."""

from datetime import date, datetime, time

from tests.corpus.books import MAC, filled, with_styles
from tests.corpus.entry import Awkward, Read, Refused, staff
from tests.corpus.ooxml import sheet, workbook
from tests.corpus.people import HEADINGS, PEOPLE, delimited

# What stands in the cell | the first day it can mean | the last. A dash: not known.
SHAPES = """
01/09/2025            | 2025-09-01 | 2025-09-01
1.9.25                | 2025-09-01 | 2025-09-01
8.1.18                | 2018-01-08 | 2018-01-08
14.3.2017             | 2017-03-14 | 2017-03-14
2025-09-01            | 2025-09-01 | 2025-09-01
2025-09-01T08:00:00Z  | 2025-09-01 | 2025-09-01
20-Sep-19             | 2019-09-20 | 2019-09-20
5th March 2024        | 2024-03-05 | 2024-03-05
13th July 2017        | 2017-07-13 | 2017-07-13
18 Nov '25            | 2025-11-18 | 2025-11-18
Sept 2025             | 2025-09-01 | 2025-09-30
Sep-25                | 2025-09-01 | 2025-09-30
July-26               | 2026-07-01 | 2026-07-31
October 15            | 2015-10-01 | 2015-10-31
Jan 15                | 2015-01-01 | 2015-01-31
May 1971;             | 1971-05-01 | 1971-05-31
2015/2016             | 2015-09-01 | 2016-08-31
2018-2021             | 2018-01-01 | 2021-12-31
Spring 2021           | 2021-01-01 | 2021-04-04
early 2017            | 2017-01-01 | 2017-12-31
2025-09               | 2025-09-01 | 2025-09-30
01/09/68              | 2068-09-01 | 2068-09-01
01/09/69              | 1969-09-01 | 1969-09-01
As required (and no later than September 2025) | - | 2025-09-30
Autumn 1 2021/24/27   | -          | -
Autumn 2              | -          | -
14 September          | -          | -
31/02/2024            | -          | -
Annually              | -          | -
(Annual)              | -          | -
As and when required  | -          | -
TBC                   | -          | -
(TBA)                 | -          | -
N/a                   | -          | -
n/k                   | -          | -
–                     | -          | -
Under review          | -          | -
DRAFT                 | -          | -
Live document         | -          | -
"""
READ = [[cell.strip() for cell in line.split("|")] for line in SHAPES.strip().splitlines()]
DUE = {
    "review_due_earliest": ["" if first == "-" else first for _, first, _ in READ],
    "review_due_latest": ["" if last == "-" else last for _, _, last in READ],
}
REGISTER = [("Policy", "Next review"), *((f"Policy {n}", cell) for n, (cell, _, _) in enumerate(READ))]


def starting(*cells: object) -> bytes:
    """A staff list with these start dates, as text."""
    return delimited(
        [HEADINGS, *((f"{4217 + n}", f"Person {n}", "Cook", cell) for n, cell in enumerate(cells))]
    ).encode()


def kept(*cells: object) -> list[tuple[object, ...]]:
    """The same as rows, for a spreadsheet."""
    return [HEADINGS, *((f"{4217 + n}", f"Person {n}", "Cook", cell) for n, cell in enumerate(cells))]


def first_days(*days: str) -> dict[str, list[str]]:
    return {"start_date_earliest": list(days)}


def ordered(order: str) -> dict[str, str]:
    return {"Start Date": order}


FILES = (
    Awkward(
        "review-dates.csv",
        "review dates in every shape that was found",
        "policies",
        delimited(REGISTER).encode(),
        (Read(len(READ)),),
        holds=DUE,
    ),
    Awkward("review-dates.xlsx", "the same in a workbook", "policies", filled(REGISTER), (Read(len(READ)),), holds=DUE),
    Awkward(
        "cycles.csv",
        "review cycles in words",
        "policies",
        delimited(
            [
                ("Policy", "Approved", "Review cycle"),
                *(
                    (f"Policy {n}", "2024-09-01", cycle)
                    for n, cycle in enumerate(
                        ("annual", "Bi-annually", "Live document", "every two years", "termly", "as required", "", "12")
                    )
                ),
            ]
        ).encode(),
        (Read(8),),
    ),
    staff(
        "month-first.csv",
        "months first, as one date proves",
        starting("9-21-2022", "1/2/2021", "12/31/2020"),
        Read(3),
        holds=first_days("2022-09-21", "2021-01-02", "2020-12-31"),
        orders=ordered("month first"),
    ),
    staff(
        "day-first.csv",
        "days first, as one date proves",
        starting("21-9-2022", "1/2/2021"),
        Read(2),
        holds=first_days("2022-09-21", "2021-02-01"),
        orders=ordered("day first"),
    ),
    staff(
        "either-order.csv",
        "dates that could be read both ways, all of them",
        starting("01/09/2020", "05/04/2019"),
        Read(2),
        holds=first_days("2020-09-01", "2019-04-05"),
        orders=ordered("day first"),
    ),
    staff(
        "both-orders.csv",
        "dates that prove both orders",
        starting("13/01/2021", "01/14/2021", "01/02/2021"),
        Refused("two orders", ("13/01/2021", "01/14/2021")),
    ),
    staff(
        "both-orders.xlsx",
        "dates that prove both orders, as text in a workbook",
        filled(kept("13/01/2021", "01/14/2021")),
        Refused("two orders", ("13/01/2021", "01/14/2021")),
    ),
    # A footer proves nothing about the dates of people.
    staff(
        "order-in-a-footer.csv",
        "a month-first date in a footer only",
        starting("13/01/2021", "01/02/2021") + b"Total,,,12/31/2025\r\n",
        Read(2, 1),
        holds=first_days("2021-01-13", "2021-02-01"),
    ),
    staff(
        "iso.csv",
        "dates from the year down",
        starting("2020-09-01", "2019-13-01", "20210113"),
        Read(2, 1),
        holds=first_days("2020-09-01", "2021-01-13"),
    ),
    staff(
        "time-zones.csv",
        "moments in UTC around the end of August",
        starting("2025-08-31T22:30:00Z", "2025-08-31T23:30:00Z", "2025-12-31T23:30:00Z", "2025-09-01T00:30:00+01:00"),
        Read(4),
        holds=first_days("2025-08-31", "2025-09-01", "2025-12-31", "2025-09-01"),
    ),
    staff(
        "not-real.csv",
        "days that do not exist",
        starting("31/02/2024", "29/02/2023", "00/00/0000", "45/13/2021", "13/01/2021"),
        Read(1, 4),
        holds=first_days("2021-01-13"),
    ),
    staff(
        "no-dates.csv", "words where dates should be", starting("TBC", "ask HR", "n/k", "–", "13/01/2021"), Read(1, 4)
    ),
    staff("vague-starts.csv", "start dates without a day", starting("Sept 2025", "Autumn 2021", "2015/2016"), Read(3)),
    staff(
        "text-and-real.xlsx",
        "real dates and dates as text in one column",
        filled(kept(date(2020, 9, 1), "13/01/2021", "5th March 2024", datetime(2019, 9, 5, 8, 30))),
        Read(4),
        holds=first_days("2020-09-01", "2021-01-13", "2024-03-05", "2019-09-05"),
    ),
    staff(
        "times-only.xlsx",
        "times of day where dates should be",
        filled(kept(time(8, 30), time(0, 0, 1), date(2021, 1, 13))),
        Read(1, 2),
        holds=first_days("2021-01-13"),
    ),
    staff(
        "numbers-far-off.xlsx",
        "numbers that are no dates",
        filled(kept(0, -1, 60, 2_958_466, 1e300, 44_197)),
        Read(1, 5),
        holds=first_days("2021-01-01"),
    ),
    staff(
        "dates-far-off.xlsx",
        "numbers beyond all dates, shown as dates",
        with_styles(
            sheet(
                [
                    HEADINGS,
                    *(
                        (*row[:3], f'<c r="D{n}" s="1"><v>{day}</v></c>')
                        for n, (row, day) in enumerate(zip(PEOPLE, ("-5", "2958466", "1E300", "44197"), strict=True), 2)
                    ),
                ]
            )
        ),
        Read(1, 3),
    ),
    staff(
        "numbers-as-text.csv",
        "Excel's numbers for days, as text",
        starting("44197", "44075"),
        Read(2),
        Refused("no rows"),
    ),
    staff(
        "leaving-9999.csv",
        "31/12/9999 for no leaving date, and blank ones",
        delimited(
            [
                (*HEADINGS, "Leaving Date"),
                *((*row, end) for row, end in zip(PEOPLE, ("31/12/9999", "", "13/01/2024", "unknown"), strict=True)),
            ]
        ).encode(),
    ),
    staff(
        "left-before-start.csv",
        "somebody who left before the start",
        delimited([(*HEADINGS, "Leaving Date"), (*PEOPLE[0], "13/01/2019")]).encode(),
        Read(1),
        says=("before the start date",),
    ),
    staff(
        "mixed-1904.xlsx",
        "days counted from 1904, and text",
        workbook(sheet([HEADINGS, (*PEOPLE[0][:3], 42_613), PEOPLE[1]]), properties=MAC),
        Read(2),
        holds=first_days("2020-09-01", "2022-02-14"),
    ),
    staff(
        "spaces-and-stops.csv",
        "spaces, full stops and capitals in dates",
        starting(" 13 / 01 / 2021 ", "13 JANUARY 2021", "Wed 13 Jan 2021", "13.01.2021."),
        Read(4),
    ),
)
