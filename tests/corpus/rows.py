"""What stands among the rows of a table: headings again, totals, footers, gaps, other people's rows."""

from tests.corpus.books import DATED, filled
from tests.corpus.entry import Read, Refused, staff
from tests.corpus.people import HEADINGS, PEOPLE, STAFF, WHO
from tests.corpus.tables import WITH_SCHOOL, text

FILES = (
    staff(
        "headings-again.csv",
        "the headings again on every page",
        text(*STAFF[:3], HEADINGS, *STAFF[3:], HEADINGS),
        Read(4, 2),
        holds=WHO,
    ),
    staff("totals.csv", "a totals row", text(*STAFF, ("Total", 4, "", "")), Read(4, 1), holds=WHO),
    staff(
        "subtotals.csv",
        "a subtotal a school and a grand total",
        text(*WITH_SCHOOL[:3], ("Subtotal", "2"), *WITH_SCHOOL[3:], ("Subtotal", "2"), ("Grand Total", "4")),
        Read(4, 3),
        holds=WHO,
    ),
    staff(
        "counting-footer.csv",
        "a footer that counts columns and rows",
        text(*STAFF, [], ("14 Columns / 1001 Rows",)),
        Read(4, 1),
        holds=WHO,
    ),
    staff(
        "footers.csv",
        "who ran the report and when, page and end",
        text(*STAFF, [], ("Run by: the office",), ("Page 1 of 1",), ("*** End of Report ***",)),
        Read(4, 3),
        holds=WHO,
    ),
    staff(
        "sections.csv",
        "a line above each kind of staff",
        text(HEADINGS, ("Teaching staff",), *PEOPLE[:2], ("Support staff",), *PEOPLE[2:]),
        Read(4, 2),
        holds=WHO,
    ),
    staff(
        "leavers-below.csv",
        "leavers below, under a line and the headings again",
        text(*STAFF, [], ("Leavers",), HEADINGS, ("4000", "Old Leaver", "Cook", "13/01/2011")),
        Read(5, 2),
    ),
    staff(
        "called-total.csv",
        "somebody whose name begins with Total",
        text(
            ("Name", "Staff Number", "Start Date"),
            ("Totaler, Ann", "4217", "13/01/2021"),
            ("Total Smith", "4218", "13/01/2021"),
        ),
        Read(2),
        holds={"name": ["Totaler, Ann", "Total Smith"]},
    ),
    staff("blank-rows.xlsx", "blank rows between people", filled([DATED[0], [], DATED[1], [], [], *DATED[2:], []])),
    staff(
        "rows-of-spaces.csv",
        "rows that hold spaces and nothing else",
        text(*STAFF[:3], (" ", "\u00a0", "\t", ""), *STAFF[3:]),
    ),
    staff(
        "signs-in-margin.csv",
        "an x in a column of its own, with no person",
        text((*HEADINGS, ""), *((*row, "") for row in PEOPLE), ("", "", "", "x")),
        Read(4, 1),
        holds=WHO,
    ),
    staff(
        "two-posts.csv", "somebody with two posts", text(*STAFF, ("4217", "Zoë Byrne", "Cook", "13/01/2021")), Read(5)
    ),
    staff("same-row-twice.csv", "the same row twice", text(*STAFF, PEOPLE[0]), Read(5)),
    staff(
        "number-missing.csv",
        "somebody without a staff number",
        text(*STAFF, ("", "Ann Nova", "Cook", "13/01/2021")),
        Read(4, 1),
    ),
    staff(
        "start-missing.csv", "somebody without a start date", text(*STAFF, ("4221", "Ann Nova", "Cook", "")), Read(4, 1)
    ),
    staff(
        "ditto.csv",
        "ditto marks for the school",
        text(WITH_SCHOOL[0], WITH_SCHOOL[1], ('"', *WITH_SCHOOL[2][1:]), ("do.", *WITH_SCHOOL[3][1:])),
        Read(1, 2),
    ),
    staff(
        "other-school.csv", "a school that is none of ours", text(*WITH_SCHOOL, ("Elm Park", *PEOPLE[0])), Read(4, 1)
    ),
    staff(
        "every-row-aside.csv",
        "no row that can be used",
        text(HEADINGS, ("", "A", "Cook", "13/01/2021"), ("", "B", "Cook", "13/01/2021")),
        Refused("no rows"),
    ),
)
