"""Files made to bring a reader down, and files that a transfer has broken."""

from tests.corpus.archive import Packed, packed, repeated, zipped, zipped_as_said
from tests.corpus.books import old_excel
from tests.corpus.entry import Read, Refused, staff
from tests.corpus.ooxml import HEAD, MAIN, inline, parts, shared, sheet, workbook
from tests.corpus.people import HEADINGS, PEOPLE, STAFF

MB = 1 << 20
NO_SPREADSHEET = Refused("no spreadsheet")


def with_sheet(member: Packed, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook in which one part is made of `member`."""
    return zipped_as_said({part: packed(str(text).encode()) for part, text in parts().items()} | {name: member})


def inflating(megabytes: int, said_size: int | None = None) -> bytes:
    """A workbook whose sheet inflates to hundreds of times its size: a good list, then blank cells without end."""
    start, end = sheet(STAFF).encode().split(b"</sheetData>")
    rows = b'<row><c t="inlineStr"><is><t></t></is></c></row>'
    chunk = rows * (MB // len(rows))
    return with_sheet(repeated(start, chunk, megabytes, b"</sheetData>" + end, said_size))


def inflating_strings() -> bytes:
    start, item = f'{HEAD}<sst xmlns="{MAIN}">'.encode(), b"<si/>"
    member = repeated(start, item * (MB // len(item)), 1_000, b"</sst>")
    worksheet, _ = shared(STAFF)
    book = parts(worksheet, more={"xl/sharedStrings.xml": "application/xml"})
    members = {part: packed(str(text).encode()) for part, text in book.items()}
    return zipped_as_said(members | {"xl/sharedStrings.xml": member})


def inflating_media() -> bytes:
    """A list beside a picture that inflates to 300 MB, which nobody has to open."""
    members = {part: packed(str(text).encode()) for part, text in parts().items()}
    return zipped_as_said(members | {"xl/media/image1.bmp": repeated(b"BM", bytes(MB), 300, b"")})


def one_cell(row: int, column: int, *, beside: bool) -> bytes:
    """One cell far away, alone or beside the list."""
    far = f'<row r="{row}">{inline(row, column, "x")}</row>'
    near = sheet(STAFF if beside else [])
    return workbook(near.replace("</sheetData>", far + "</sheetData>"))


def note_below(row: int) -> bytes:
    return one_cell(row, 1, beside=True)


def note_beside() -> bytes:
    rows = [*STAFF[:2], (*STAFF[2], inline(3, 16_384, "moved?")), *STAFF[3:]]
    return workbook(sheet(rows).replace(inline(3, 5, ""), ""))


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)
STRANGER = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


def laughing(before: str) -> bytes:
    """A sheet with document type `before`, which says what &a9; is."""
    text = sheet([HEADINGS, ("4217", "A9", "Cook", "13/01/2021")])
    return workbook(text.replace(HEAD, HEAD + before).replace("A9", "&a9;"))


def many_members() -> bytes:
    nothing = packed(b"")
    plain = {part: packed(str(text).encode()) for part, text in parts().items()}
    return zipped_as_said(plain | {f"xl/media/{number}.txt": nothing for number in range(100_000)})


def nested(depth: int) -> bytes:
    content = workbook()
    for _ in range(depth):
        content = zipped({"Staff list.xlsx": content}, stored=("Staff list.xlsx",))
    return content


def spoilt(content: bytes) -> bytes:
    """One byte changed in the deflated sheet."""
    place = content.index(b"xl/worksheets/sheet1.xml") + 200
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def held_twice() -> bytes:
    """Two parts of one name: which of them a reader takes is its own affair, so no answer can be trusted."""
    other = "xl/worksheets/sheetX.xml"
    book = zipped(parts() | {other: sheet(STAFF[:2])})
    return book.replace(other.encode(), b"xl/worksheets/sheet1.xml")


FILES = (
    staff("truncated.xlsx", "a download that stopped half-way", lambda: workbook()[:900], Refused("damaged")),
    staff("truncated.xls", "an .xls that stops half-way", lambda: old_excel()[:2_500], Refused("damaged")),
    staff("directory-lost.xlsx", "a zip whose directory is cut off", lambda: workbook()[:-30], Refused("damaged")),
    staff(
        "bit-flipped.xlsx",
        "a zip with a spoilt byte in its sheet",
        lambda: spoilt(workbook()),
        Refused("damaged"),
        Read(4),
    ),
    staff(
        "something-before.xlsx",
        "a zip with bytes before it",
        lambda: b"HTTP/1.1 200 OK\r\n\r\n" + workbook(),
        Read(4),
        Refused("damaged"),
    ),
    staff("zip-in-zip.xlsx", "a workbook in a zip called .xlsx", lambda: nested(1), NO_SPREADSHEET),
    staff("zip-in-zips.xlsx", "a workbook in fifty zips, one within the other", lambda: nested(50), NO_SPREADSHEET),
    staff("empty-zip.xlsx", "an empty zip called .xlsx", zipped({}), NO_SPREADSHEET),
    staff(
        "many-members.xlsx",
        "a workbook with 100,000 more files in its zip",
        many_members,
        Read(4),
        Refused("too large"),
    ),
    staff(
        "paths-out.xlsx",
        "a zip with a path that leads out of it",
        lambda: zipped(parts() | {"../../outside.txt": "x"}),
        Read(4),
        Refused("damaged"),
    ),
    staff("member-twice.xlsx", "a zip that holds its sheet twice", held_twice, Refused("anything"), Read(4), Read(1)),
    staff("inflates-to-1-gb.xlsx", "3 MB that inflate to 1 GB of rows", lambda: inflating(1_000), Refused("too large")),
    staff(
        "inflates-and-lies.xlsx",
        "400 MB of rows that claim to be 4 KB",
        lambda: inflating(400, 4_096),
        Refused("anything"),
    ),
    staff(
        "strings-inflate.xlsx", "1 MB of shared strings that inflate to 1 GB", inflating_strings, Refused("too large")
    ),
    staff("picture-inflates.xlsx", "a list beside a picture of 300 MB", inflating_media, Read(4), Refused("too large")),
    staff(
        "last-cell.xlsx",
        "2 KB with one cell, the last that Excel has",
        lambda: one_cell(1_048_576, 16_384, beside=False),
        Refused("too large"),
    ),
    staff(
        "last-cell-and-list.xlsx",
        "a list, and one cell in the last place that Excel has",
        lambda: one_cell(1_048_576, 16_384, beside=True),
        Refused("too large"),
        Read(4, 1),
    ),
    staff(
        "last-column.xlsx",
        "a list, and one note in the last column that Excel has",
        note_beside,
        Read(4),
        Refused("too large"),
    ),
    staff(
        "last-row.xlsx",
        "a list, and one note in the last row that Excel has",
        lambda: note_below(1_048_576),
        Read(4, 1),
        Refused("too large"),
    ),
    staff("far-below.xlsx", "a list, and one note in row 20,000", lambda: note_below(20_000), Read(4, 1)),
    staff(
        "row-number-too-large.xlsx",
        "a row number that no spreadsheet has",
        lambda: note_below(4_294_967_296),
        Refused("anything"),
        Read(4, 1),
    ),
    staff("laughs.xlsx", "XML entities that multiply to gigabytes", lambda: laughing(LAUGHS), Refused("entities")),
    staff(
        "stranger.xlsx",
        "an XML entity that asks for a file of this computer",
        lambda: laughing(STRANGER),
        Refused("entities"),
    ),
    staff(
        "deep.xlsx",
        "XML with 100,000 elements within one another",
        lambda: workbook(sheet(STAFF).replace("</sheetData>", "<a>" * 100_000 + "</a>" * 100_000 + "</sheetData>")),
        Read(4),
        Refused("damaged"),
    ),
    staff(
        "long-attribute.xlsx",
        "XML with an attribute of 20 MB",
        lambda: workbook(sheet(STAFF, before=f'<dimension ref="{"A" * 20 * MB}"/>')),
        Read(4),
        Refused("anything"),
    ),
    staff(
        "half-a-million-cells.xlsx",
        "20,000 rows and 25 columns",
        lambda: workbook(
            sheet([(*HEADINGS, *range(21)), *((*PEOPLE[number % 4], *range(21)) for number in range(20_000))])
        ),
        Read(20_000),
    ),
)
