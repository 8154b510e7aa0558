"""Text files: how they are encoded, parted, quoted and broken off."""

from tests.corpus.entry import Awkward, Read, Refused, staff
from tests.corpus.people import HEADINGS, NAMES, PEOPLE, STAFF, WHO, Rows, delimited

FIRST_LINE = ",".join(HEADINGS)
UTF_16 = b"\xff\xfe"


def encoded(encoding: str, mark: bytes = b"", *, delimiter: str = ",", end: str = "\r\n") -> bytes:
    return mark + delimited(STAFF, delimiter, end).encode(encoding)


def parted(delimiter: str, before: str = "", after: str = "") -> bytes:
    return (before + delimited(STAFF, delimiter) + after).encode()


def lines(*text: str, end: str = "\r\n") -> bytes:
    return end.join((FIRST_LINE, *text, "")).encode()


def widened(rows: Rows, columns: int) -> Rows:
    heading, *others = rows
    return [
        [*heading, *(f"Column {number}" for number in range(columns))],
        *([*row, *["x"] * columns] for row in others),
    ]


ADA = "4217,Ada Byrne,Class teacher,13/01/2021"
BO = "0042,Bo Chen,Caretaker,14/02/2022"
EXCEL_TEXT = encoded("utf-16-le", UTF_16, delimiter="\t")

ENCODINGS = (
    staff("utf-8.csv", "UTF-8", encoded("utf-8")),
    staff("utf-8-bom.csv", "UTF-8 with a byte-order mark, as Excel saves it", encoded("utf-8-sig")),
    staff("utf-16-le-bom.txt", 'Excel\'s "Unicode text": UTF-16 with tabs', EXCEL_TEXT),
    staff("utf-16-be-bom.txt", "UTF-16, big end first, with tabs", encoded("utf-16-be", b"\xfe\xff", delimiter="\t")),
    staff("utf-16-le-bare.csv", "UTF-16 without a byte-order mark", encoded("utf-16-le")),
    staff("utf-16-be-bare.csv", "UTF-16, big end first, without a byte-order mark", encoded("utf-16-be")),
    staff("unicode-text-called.csv", 'Excel\'s "Unicode text" called .csv', EXCEL_TEXT),
    staff("unicode-text-called.xls", 'Excel\'s "Unicode text" called .xls', EXCEL_TEXT),
    staff("utf-32-le.csv", "UTF-32 with a byte-order mark", encoded("utf-32-le", b"\xff\xfe\x00\x00")),
    staff("utf-32-be.csv", "UTF-32, big end first, with a mark", encoded("utf-32-be", b"\x00\x00\xfe\xff")),
    staff("windows-1252.csv", "Windows-1252, as Excel saves CSV in Britain", encoded("cp1252")),
    staff("latin-1.csv", "Latin-1 with Unix line ends", encoded("latin-1", end="\n")),
    staff("mac-roman.csv", "Mac Roman with old Mac line ends", encoded("mac-roman", end="\r")),
    # Which code page it was cannot be told for sure, so only the rows are counted.
    staff("code-page-437.csv", "code page 437, from a DOS program", encoded("cp437"), Read(4)),
    staff("code-page-850.csv", "code page 850, from a DOS program", encoded("cp850"), Read(4)),
    staff(
        "windows-1252-dashes.csv",
        "Windows-1252 dashes and curly quotation marks",
        delimited([HEADINGS, ("4217", "Siân O’Neill – “Shaz”", "Cook", "13/01/2021")]).encode("cp1252"),
        Read(1),
        holds={"name": ["Siân O’Neill – “Shaz”"]},
    ),
    staff("one-bad-byte.csv", "UTF-8 with one broken letter", lines(ADA, BO).replace(b"Byrne", b"B\xc3(rne"), Read(2)),
    staff(
        "two-encodings.csv",
        "two lists pasted together: UTF-8, then Windows-1252",
        encoded("utf-8") + "4221,Zoë Ashe,Cook,13/01/2021\r\n".encode("cp1252"),
        Read(5),
    ),
    staff("two-marks.csv", "the byte-order mark twice", b"\xef\xbb\xbf" + encoded("utf-8-sig")),
    staff("accents-apart.csv", "accents as marks of their own", delimited(STAFF).replace("ë", "e\u0308").encode()),
)
DELIMITERS = (
    staff("semicolons.csv", "semicolons, as Excel saves CSV in France", parted(";")),
    staff("tabs.tsv", "tabs", parted("\t")),
    staff("tabs-called.csv", "tabs in a file called .csv", parted("\t")),
    staff("tabs-called.xls", "tabs in a file called .xls", parted("\t")),
    staff("commas-called.xlsx", "commas in a file called .xlsx", parted(",")),
    staff("bars.csv", "upright bars", parted("|")),
    staff("bars.txt", "upright bars in a file called .txt", parted("|")),
    staff("CAPITALS.CSV", "a file name in capital letters", parted(",")),
    staff("sep-line.csv", "a first line that says sep=;", parted(";", before="sep=;\r\n")),
    staff("sep-tab.csv", "a first line that says sep= and a tab", parted("\t", before="sep=\t\r\n")),
    staff(
        "commas-among-semicolons.csv",
        "semicolons, and a comma in every name",
        delimited(
            [HEADINGS, *((number, name.replace(" ", ", "), *more) for number, name, *more in PEOPLE)], ";"
        ).encode(),
        Read(4),
        holds={"name": [name.replace(" ", ", ") for name in NAMES]},
    ),
    staff(
        "spaces-after-commas.csv",
        "a space after every comma, before quotation marks too",
        b'Staff Number, Name, Job Title, Start Date\r\n4217, "Byrne, Ada", Class teacher, 13/01/2021\r\n',
        Read(1),
        holds={"person_id": ["4217"], "start_date_earliest": ["2021-01-13"]},
    ),
    staff(
        "begins-with-ID.csv",
        "begins with the letters ID, which Excel takes for another format",
        delimited([("ID", *HEADINGS), *((str(n), *row) for n, row in enumerate(PEOPLE, 1))]).encode(),
        Read(4),
        holds=WHO,
    ),
)
SHAPES = (
    staff(
        "short-rows.csv",
        "rows that end early, one before its start date",
        lines(ADA, BO, "4219,Siân O'Neill"),
        Read(2, 1),
    ),
    # The name's comma pushes the start date out of its column.
    staff("long-rows.csv", "a comma in a name, unquoted", lines(ADA, "0042,Chen, Bo,Caretaker,14/02/2022"), Read(1, 1)),
    staff("commas-at-the-end.csv", "empty columns at the end of every line", parted(",").replace(b"\r\n", b",,,\r\n")),
    staff("no-last-line-end.csv", "no line end after the last row", parted(",").rstrip()),
    staff(
        "mixed-line-ends.csv",
        "Windows, Unix and old Mac line ends in one file",
        b"\r".join((lines(ADA, end="\n").rstrip(), BO.encode())) + b"\r\n",
        Read(2),
    ),
    staff(
        "null-bytes.csv",
        "null bytes among the letters",
        lines(ADA, BO).replace(b"Chen", b"Ch\x00en"),
        Read(2),
        holds={"name": ["Ada Byrne", "Bo Chen"]},
    ),
    staff("ends-in-null-bytes.csv", "null bytes after the last row", parted(",", after="\x00" * 512)),
    staff("end-of-file-sign.csv", "a DOS end-of-file sign after the last row", parted(",", after="\x1a")),
    staff(
        "quotation-mark-open.csv",
        "a quotation mark that is never closed",
        # Read by its quotation marks, the file would be two rows, one of them four lines long.
        lines(ADA, '0042,"Bo Chen,Caretaker,14/02/2022', *[ADA] * 3),
        Read(5),
        says=("quotation mark",),
    ),
    staff(
        "quotation-marks-within.csv",
        "quotation marks inside unquoted names",
        lines('4217,Ada "Ace" Byrne,Cook,13/01/2021', BO),
        Read(2),
        holds={"name": ['Ada "Ace" Byrne', "Bo Chen"]},
    ),
    staff(
        "everything-quoted.csv",
        "every cell in quotation marks",
        lines(ADA, BO).replace(b",", b'","').replace(b"\r\n", b'"\r\n"')[:-1].join((b'"', b"")),
        Read(2),
        holds={"person_id": ["4217", "0042"]},
    ),
    staff(
        "line-ends-in-cells.csv",
        "line ends within quoted cells, the headings too",
        delimited(
            [
                ("Staff\nNumber", "Name", "Job\r\nTitle", "Start\nDate"),
                ("4217", "Ada\nByrne", "Class\r\nteacher", "13/01/2021"),
            ]
        ).encode(),
        Read(1),
        holds={"person_id": ["4217"], "name": ["Ada Byrne"], "start_date_earliest": ["2021-01-13"]},
    ),
    staff(
        "long-cell.csv",
        "a cell of a million letters",
        delimited([(*HEADINGS, "Comments"), *((*row, "x" * 1_000_000) for row in PEOPLE)]).encode(),
    ),
    staff("long-name.csv", "a name of 200,000 letters", lines(ADA, BO.replace("Bo", "B" + "o" * 200_000)), Read(2)),
    staff("wide.csv", "20,000 columns", lambda: delimited(widened(STAFF, 20_000)).encode()),
    staff(
        "blank-lines.csv",
        "blank lines above, between and below the rows",
        parted(",", before="\r\n\r\n", after="\r\n,,,\r\n \r\n").replace(b"0042", b"\r\n\r\n0042"),
    ),
    staff("one-row.csv", "one row", lines(BO), Read(1)),
    staff("headings-only.csv", "headings and no row, so nobody", lines(), Read(0)),
    staff("one-column.csv", "one column and nothing else", b"Staff Number\r\n4217\r\n0042\r\n", Refused("anything")),
    staff(
        "many-rows.csv",
        "100,000 rows",
        lambda: lines(*(f"{n:06},Ada Byrne,Cook,13/01/2021" for n in range(100_000))),
        Read(100_000),
    ),
    staff(
        "fixed-columns.txt",
        "columns kept apart by spaces",
        "".join("".join(cell.ljust(20) for cell in row) + "\r\n" for row in STAFF).encode(),
        Read(4),
        Refused("anything"),
    ),
    Awkward(
        "signatures-headings-only.csv",
        "a list of signatures that nobody has signed yet",
        "acknowledgements",
        b"Staff Number,Policy,Date signed\r\n",
        (Read(0),),
    ),
)
FILES = (*ENCODINGS, *DELIMITERS, *SHAPES)
