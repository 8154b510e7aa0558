"""Headings: repeated, blank, unknown, in two places, and dressed up."""

from tests.corpus.books import DATED, filled
from tests.corpus.entry import Awkward, Read, Refused, staff
from tests.corpus.people import HEADINGS, PEOPLE, STAFF, WHO
from tests.corpus.tables import text

WIDE = [
    (*HEADINGS[:2], "Department", "Department", HEADINGS[3], "Department"),
    *((a, b, "Art", "KS2", d, "") for a, b, _, d in PEOPLE),
]
TWO_STARTS = [(*HEADINGS, "Start Date"), *((*row, "13/09/2022") for row in PEOPLE)]
TWO_NAMES = [(*HEADINGS, "Employment Start Date"), *((*row, "13/09/2022") for row in PEOPLE)]
TELLING = [
    (*HEADINGS[:3], "Start Date", "Date Started at the School"),
    *((*row[:3], "13/09/2022", row[3]) for row in PEOPLE),
]
LEAVERS = [(*HEADINGS, "Left us on", "FTE"), *((*row, "31/08/2031", "0.6") for row in PEOPLE)]
RENAMED = [(*HEADINGS[:3], "Began with us"), *PEOPLE]
FILES = (
    staff("three-departments.csv", "three columns called Department", text(*WIDE)),
    staff(
        "start-date-twice.csv",
        "Start Date twice: of the person and of the contract",
        text(*TWO_STARTS),
        Refused("two columns", ("Start Date",)),
    ),
    staff(
        "start-date-under-two-names.csv",
        "a start date and an employment start date, of which neither tells more",
        text(*TWO_NAMES),
        Refused("two columns", ("Start Date", "Employment Start Date")),
    ),
    staff(
        "start-date-more-telling.csv",
        "a start date beside the date started at the school, which tells more",
        text(*TELLING),
    ),
    staff(
        "leaving-date-called-otherwise.csv",
        "a leaving date under a heading that nobody knows, beside columns that nobody needs",
        text(*LEAVERS),
        says=("No column was found that tells who has left", 'end_date = "Left us on"'),
    ),
    staff(
        "name-twice.csv",
        "Name twice",
        text(*((*row, row[1]) for row in STAFF)),
        Refused("two columns", ("Name",)),
        Read(4),
    ),
    staff(
        "blank-headings.xlsx",
        "columns without a heading",
        filled([(None, *DATED[0], None, None), *(("x", *row, "y", 1) for row in DATED[1:])]),
    ),
    staff(
        "surname-forename.csv",
        "surname and forename in one cell",
        text(
            (HEADINGS[0], "Surname,Forename", *HEADINGS[2:]),
            *((a, ",".join(reversed(b.split())), *c) for a, b, *c in PEOPLE),
        ),
        Read(4),
        holds={"person_id": WHO["person_id"]},
    ),
    staff(
        "names-apart.csv",
        "forename and surname apart",
        text(
            (HEADINGS[0], "Legal Forename", "Legal Surname", *HEADINGS[2:]),
            *((a, *b.split(" "), *c) for a, b, *c in PEOPLE),
        ),
    ),
    staff(
        "headings-dressed.csv",
        "capitals, colons, stars and spaces in headings",
        text(("STAFF NUMBER:", " name ", "Job  Title *", "start_date"), *PEOPLE),
    ),
    staff(
        "canonical-names.csv",
        "govstats' own names for the columns",
        text(("person_id", "name", "role", "start_date"), *PEOPLE),
    ),
    staff(
        "german.csv",
        "headings in German",
        text(("Personalnummer", "Name", "Stelle", "Eintrittsdatum"), *PEOPLE),
        Refused("anything"),
    ),
    staff(
        "start-called-otherwise.csv",
        "a start date under a heading that nobody knows",
        text(*RENAMED),
        Refused("no column", ("Start date", "Began with us")),
    ),
    staff(
        "start-named-in-settings.csv",
        "the same, with the heading named in the settings",
        text(*RENAMED),
        Read(4),
        holds=WHO,
        settings='[sources.staff]\nfile = "start-named-in-settings.csv"\ncolumns = { start_date = "Began with us" }\n',
    ),
    staff(
        "number-is-an-address.csv",
        "a User ID that is an e-mail address, and no staff number",
        text(("User ID", *HEADINGS[1:]), *((f"p{n}@ash.example", *row[1:]) for n, row in enumerate(PEOPLE))),
        Refused("no column", ("Staff number",)),
    ),
    staff(
        "braces-in-headings.csv",
        "curly brackets in headings",
        text(("{file}", "{0}", "{found!r}"), ("1", "2", "3")),
        Refused("anything"),
    ),
    staff(
        "markup-in-headings.csv",
        "markup and formulas in headings",
        text(("<b>Staff</b>", "=1+1", "\u202eetad tratS"), ("1", "2", "3")),
        Refused("anything"),
    ),
    staff(
        "long-headings.csv",
        "a whole paragraph as a heading",
        text((*HEADINGS, "Please tell us " + "more " * 400), *((*row, "") for row in PEOPLE)),
    ),
    staff(
        "long-headings-unknown.csv",
        "paragraphs as headings, none of them known",
        text(*[["Please tell us " + "more " * 60] * 5] * 2),
        Refused("anything"),
    ),
    staff(
        "title-looks-like-headings.csv",
        "a title line that names two of the headings",
        text(("Name", "School"), [], *STAFF),
    ),
    Awkward(
        "register-headings-few.csv",
        "a list of policies and nothing about them",
        "policies",
        text(("Policy",), ("Social media",), ("Safeguarding",)),
        (Refused("anything"), Read(2)),
    ),
)
