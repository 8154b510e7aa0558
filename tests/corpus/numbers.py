"""Staff numbers, versions, counts and their symbols."""

from typing import Any

from tests.corpus.books import excel, fill, filled
from tests.corpus.entry import Awkward, Read, Refused, staff
from tests.corpus.people import HEADINGS, PEOPLE, STAFF, delimited

DAY = "13/01/2021"


def numbered(*ids: object) -> list[tuple[object, ...]]:
    return [HEADINGS, *((number, f"Person {n}", "Cook", DAY) for n, number in enumerate(ids))]


def counted(*counts: object) -> list[tuple[object, ...]]:
    return [("Month", "Category", "Count"), *(("Sept 2025", f"4.1({n})", count) for n, count in enumerate(counts))]


def text(rows: Any) -> bytes:
    return delimited(rows).encode()


def incidents(file: str, what: str, build: Any, *expected: Read | Refused, **more: Any) -> Awkward:
    return Awkward(file, what, "incidents", build, expected, **more)


def with_zeros_shown() -> bytes:
    """Staff numbers as numbers, shown with the leading zeros that they lack."""

    def write(made: Any, page: Any) -> None:
        fill(page, STAFF)
        for number, row in enumerate(PEOPLE, 1):
            page.write_number(number, 0, int(row[0]), made.add_format({"num_format": "0000"}))

    return excel(write)


SYMBOLS = ("0", "12", "c", "x", "z", "low", "k", "u", "[k]", ":", "~", "-", "[c]", "[x]", "[low]", "nil", "no return")

NUMBERS = (
    staff("leading-zeros.xlsx", "staff numbers with leading zeros, as text", filled(STAFF)),
    staff(
        "numbers-as-numbers.xlsx",
        "staff numbers as numbers, their zeros lost",
        filled(numbered(4217, 42, 4219.0)),
        Read(3),
        holds={"person_id": ["4217", "42", "4219"]},
    ),
    staff("zeros-by-format.xlsx", "leading zeros that only the cell's format shows", with_zeros_shown, Read(4)),
    staff(
        "numbers-with-points.csv",
        "staff numbers with points",
        text(numbered("1.10", "1.1", "01.10")),
        Read(3),
        holds={"person_id": ["1.10", "1.1", "01.10"]},
    ),
    staff(
        "long-numbers.csv",
        "staff numbers of twenty digits",
        text(numbered("12345678901234567890", "12345678901234567891")),
        Read(2),
        holds={"person_id": ["12345678901234567890", "12345678901234567891"]},
    ),
    staff(
        "long-numbers.xlsx",
        "staff numbers that Excel has rounded",
        filled(numbered(1.2345678901234568e19, 4217)),
        Read(2),
    ),
    staff(
        "numbers-as-excel-keeps.csv",
        '="0042", which keeps a zero in Excel',
        text(numbered('="0042"', '="4217"')),
        Read(2),
    ),
    staff(
        "numbers-with-apostrophe.csv",
        "an apostrophe before each staff number",
        text(numbered("'0042", "'4217")),
        Read(2),
    ),
    staff(
        "numbers-odd.csv",
        "brackets, formulas and paths for staff numbers",
        text(numbered("=1+1", "<b>", "..\\..\\x", "%s", "{mend}", "é")),
        Read(6),
    ),
    staff(
        "several-numbers.csv",
        "two staff numbers in one cell",
        text(numbered("4217", "4218, 4219", "4220 and 4221")),
        Read(1, 2),
    ),
    Awkward(
        "versions.csv",
        "versions such as 1.10 and v2.0",
        "policies",
        text(
            [
                ("Policy", "Version", "Approved"),
                *(("Social media", version, DAY) for version in ("1.1", "1.10", "v2.0", "Version 3", "")),
            ]
        ),
        (Read(5),),
        holds={"version": ["1.1", "1.10", "v2.0", "Version 3", ""]},
    ),
)
COUNTS = (
    incidents(
        "symbols.csv", "the symbols that statistics use for a count", text(counted(*SYMBOLS)), Read(len(SYMBOLS))
    ),
    incidents(
        "four-kinds-of-nothing.csv",
        "nought, withheld, not available and not applicable",
        text(counted("0", "c", "x", "z")),
        Read(4),
        holds={"count": ["0", "withheld", "not available", "not applicable"]},
    ),
    incidents(
        "symbols.xlsx",
        "symbols and numbers in one column of a workbook",
        filled(counted(0, 12, "c", 3.0, "4")),
        Read(5),
        holds={"count": ["0", "12", "withheld", "3", "4"]},
    ),
    incidents(
        "counts-not-whole.csv",
        "counts that are no whole numbers",
        text(counted("2.5", "-1", "about 3", "2-4", "1", "")),
        Read(1, 5),
    ),
    incidents(
        "counts-not-whole.xlsx", "shares and sums of money for counts", filled(counted(0.5, 1e300, -3, 7)), Read(1, 3)
    ),
    incidents("counts-with-commas.csv", "thousands with a comma", text(counted("1,204", "12")), Read(2), Read(1, 1)),
    incidents("counts-beyond-all.csv", "counts of hundreds of digits", text(counted("9" * 400, "1")), Read(1, 1)),
    incidents(
        "years.csv",
        "year labels with notes and letters",
        text(
            [
                ("Period", "Category", "Count"),
                *(
                    (year, "4.1(i)", 1)
                    for year in ("2019/20 [Note 10]", "2023/24r", "2024/25p", "2022/23", "Autumn 2025")
                ),
            ]
        ),
        Read(5),
    ),
    incidents(
        "periods-not-known.csv",
        "periods that are none",
        text(
            [
                ("Period", "Category", "Count"),
                ("last year", "a", 1),
                ("", "a", 1),
                ("Sept 2025", "", 1),
                ("Sept 2025", "a", 1),
            ]
        ),
        Read(1, 3),
    ),
    incidents(
        "months-across.csv",
        "a month a column",
        text([("Category", "Sep-25", "Oct-25", "Nov-25"), ("4.1(i)", "1", "c", "0")]),
        Refused("anything"),
        Read(3),
    ),
)
FILES = (*NUMBERS, *COUNTS)
