"""What stands in cells: errors, formulas, answers, and text made to do harm."""

from typing import Any

from tests.corpus.books import excel, fill, with_styles
from tests.corpus.entry import Awkward, Read, staff
from tests.corpus.numbers import DAY, text
from tests.corpus.ooxml import sheet, workbook
from tests.corpus.people import HEADINGS, IDS, PEOPLE, STAFF, WHO


def named(*names: str) -> list[tuple[str, ...]]:
    return [HEADINGS, *((f"{4217 + n}", name, "Cook", DAY) for n, name in enumerate(names))]


def formulas() -> bytes:
    """Formulas with the values that Excel kept; the last two have none, as other programs leave them."""

    def write(_: Any, page: Any) -> None:
        fill(page, STAFF)
        page.write_formula("B2", '=HYPERLINK("http://ash.example","Zoë Byrne")', None, "Zoë Byrne")
        page.write_formula("A3", '="00"&42', None, "0042")
        page.write_formula("D4", "=DATE(2019,9,5)", None, 43_713)
        page.write_formula("D5", "=TODAY()", None, "")

    return excel(write)


def formula_without_value(row: int) -> str:
    return f'<c r="D{row}"><f>DATE(2021,1,13)</f></c>'


def failed(place: str, sign: str) -> str:
    return f'<c r="{place}" t="e"><v>{sign}</v></c>'


def true(place: str, value: int) -> str:
    return f'<c r="{place}" t="b"><v>{value}</v></c>'


FAILED = [
    HEADINGS,
    PEOPLE[0],
    (failed("A3", "#N/A"), *PEOPLE[1][1:]),
    (PEOPLE[2][0], failed("B4", "#REF!"), *PEOPLE[2][2:]),
    (*PEOPLE[3][:3], failed("D5", "#VALUE!")),
]
CONTACT = [(*HEADINGS, "Works with children"), *((*row, true(f"E{n}", n % 2)) for n, row in enumerate(PEOPLE, 2))]
SPELT = ("Yes", "n", "✓", "1", "0", "TRUE", "", "sometimes")
INJECTED = (
    '=HYPERLINK("http://x.example","Ada")',
    "=cmd|' /C calc'!A0",
    "+44 20 7946 0000",
    "-2+3",
    "@SUM(A1:A9)",
    "\tAda",
    "=1+1",
)
MARKED_UP = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</td></table>",
    "&lt;b&gt;Ada",
    "Ada & Bo",
    '"><svg onload=x>',
    "javascript:x",
    "{{7*7}}",
    "${7*7}",
    "{0.__class__}",
    "%s%n%x",
)
ABSENT = ("Null", "NA", "None", "nan", "NULL", "N/A", "True", "-", "#N/A", "inf", "1e5")
# As it is written | as it is kept.
MARKS = (
    ("\u202eadA enryB", "adA enryB"),
    ("Ada\u200b Byrne", "Ada Byrne"),
    ("\ufeffAda", "Ada"),
    ("\u2067Ada\u2069", "Ada"),
    ("שרה כהן", "שרה כהן"),
)
SIGNS = ("👩🏽‍🏫 Ada", "𝔸𝕕𝕒", "Ada 🇬🇧", "Ａｄａ", "Z̸̡̛a̷l̵g̶o̴", "田中さん", "O’Neill", "Ada\u2028Byrne")

VALUES = (
    staff(
        "errors.xlsx",
        "#N/A, #REF! and #VALUE! in cells",
        workbook(sheet(FAILED)),
        Read(2, 2),
        holds={"person_id": ["4217", "4219"]},
    ),
    staff(
        "errors-as-text.csv",
        "#N/A and #REF! as a CSV holds them",
        text([HEADINGS, PEOPLE[0], ("#N/A", *PEOPLE[1][1:]), (*PEOPLE[2][:3], "#REF!")]),
        Read(1, 2),
    ),
    staff(
        "formulas.xlsx",
        "formulas with the values that Excel kept",
        formulas,
        Read(3, 1),
        holds={"person_id": IDS[:3], "name": WHO["name"][:3], "start_date_earliest": WHO["start_date_earliest"][:3]},
    ),
    staff(
        "formulas-never-run.xlsx",
        "formulas without a value",
        workbook(sheet([*STAFF, ("4221", "Ann Nova", "Cook", formula_without_value(6))])),
        Read(4, 1),
        holds=WHO,
    ),
    staff(
        "true-and-false.xlsx",
        "TRUE and FALSE",
        workbook(sheet(CONTACT)),
        Read(4),
        holds={"contact_with_children": ["no", "yes", "no", "yes"]},
    ),
    staff(
        "yes-and-no.csv",
        "yes and no in seven spellings, and a word that is neither",
        text(
            [
                (*HEADINGS, "Works with children"),
                *((f"{n}", "Ada", "Cook", DAY, answer) for n, answer in enumerate(SPELT)),
            ]
        ),
        Read(8),
        holds={"contact_with_children": ["yes", "no", "yes", "yes", "no", "yes", "", ""]},
    ),
    staff(
        "kinds-of-staff.csv",
        "governors, agency staff and a kind that nobody knows",
        text(
            [
                (*HEADINGS, "Staff Type"),
                *(
                    (*row, kind)
                    for row, kind in zip(PEOPLE, ("Governor", "Supply", "Permanent", "Peripatetic"), strict=True)
                ),
            ]
        ),
        Read(4),
        holds={"staff_type": ["governor", "agency", "employee", "contractor"]},
    ),
    staff(
        "percent-and-money.xlsx",
        "columns of shares and of money beside the list",
        with_styles(sheet([(*HEADINGS, "FTE", "Salary"), *((*row, 0.6, 28_000.5) for row in PEOPLE)])),
        Read(4),
        holds=WHO,
    ),
    staff(
        "huge-numbers.xlsx",
        "numbers too large and too small to count in a column of no use",
        workbook(
            sheet(
                [
                    (*HEADINGS, "Hours"),
                    *(
                        (*row, hours)
                        for row, hours in zip(PEOPLE, ("1E308", "-1E-308", "9" * 300, "4.9E-324"), strict=True)
                    ),
                ]
            )
        ),
        Read(4),
        holds=WHO,
    ),
)
HARM = (
    staff(
        "names-as-formulas.csv",
        "names that Excel would run as formulas",
        text(named(*INJECTED)),
        Read(len(INJECTED)),
        holds={"name": [name.strip() for name in INJECTED]},
    ),
    staff(
        "names-as-formulas.xlsx",
        "the same as text in a workbook",
        workbook(sheet(named(*INJECTED))),
        Read(len(INJECTED)),
        holds={"name": [name.strip() for name in INJECTED]},
    ),
    staff(
        "names-as-markup.csv",
        "names made of markup, scripts and templates",
        text(named(*MARKED_UP)),
        Read(len(MARKED_UP)),
        holds={"name": MARKED_UP},
    ),
    staff(
        "names-as-nothing.csv",
        "people called Null, NA, None and nan",
        text(named(*ABSENT)),
        Read(len(ABSENT)),
        holds={"name": ABSENT},
    ),
    staff(
        "names-as-nothing.xlsx",
        "people called Null, NA, None and nan, in a workbook",
        workbook(sheet(named(*ABSENT))),
        Read(len(ABSENT)),
        holds={"name": ABSENT},
    ),
    staff(
        "direction-marks.csv",
        "marks that turn the direction of writing, and others that cannot be seen",
        text(named(*(name for name, _ in MARKS))),
        Read(len(MARKS)),
        holds={"name": [shown for _, shown in MARKS]},
    ),
    staff("emoji.csv", "emoji, and letters far from Latin", text(named(*SIGNS)), Read(len(SIGNS))),
    staff(
        "emoji.xlsx",
        "emoji, and letters far from Latin, in a workbook",
        workbook(sheet(named(*SIGNS))),
        Read(len(SIGNS)),
    ),
    staff(
        "braces.csv",
        "curly brackets where a message will show them",
        text(
            [
                (*HEADINGS, "School"),
                ("4217", "Ada", "Cook", "{row}", "Ash Grove"),
                ("4218", "Ada", "{0.__class__}", DAY, "{found!r:>9}"),
                ("4219", "{}", "Cook", DAY, "Ash Grove"),
            ]
        ),
        Read(1, 2),
    ),
    staff(
        "long-wrong-cell.csv",
        "a wrong date of 50,000 letters, which a message must not repeat",
        text([*STAFF, ("4221", "Ada", "Cook", "x" * 50_000)]),
        Read(4, 1),
        holds=WHO,
    ),
    Awkward(
        "names-in-answers.csv",
        "markup and formulas in every cell of the signatures",
        "acknowledgements",
        text(
            [
                ("Staff Number", "Policy", "Date signed", "Response"),
                *((cell, cell, cell, cell) for cell in (*INJECTED, *MARKED_UP)),
                ("4217", "Social media", DAY, "Yes"),
            ]
        ),
        (Read(1, len(INJECTED) + len(MARKED_UP)),),
    ),
)
FILES = (*VALUES, *HARM)
