"""HTML, XML Spreadsheet 2003 and web archives that pass for .xls, as many systems for schools write them."""

import quopri
from html import escape

from tests.corpus.entry import Read, Refused, staff
from tests.corpus.hostile import LAUGHS, STRANGER
from tests.corpus.people import HEADINGS, PEOPLE, STAFF, STARTS, Rows

SCHOOLS = ("Ash Grove", "Quince Court")
BASED = (("School", *HEADINGS), *((SCHOOLS[place // 2], *row) for place, row in enumerate(PEOPLE)))


def table(rows: Rows, *, cell: str = "td", close: bool = True) -> str:
    ends = ("</{0}>", "</tr>") if close else ("", "")
    lines = ("".join(f"<{cell}>{escape(text)}{ends[0].format(cell)}" for text in row) for row in rows)
    return "<table>\n" + "\n".join(f"<tr>{line}{ends[1]}" for line in lines) + "\n</table>\n"


def web_page(body: str, *, charset: str = "utf-8", head: str = "") -> bytes:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"<html><head>{declared}{head}</head><body>{body}</body></html>".encode(charset)


def merged_schools() -> str:
    """Each school's name once, in a cell that spans its rows, under a title across the table."""
    lines = [f'<tr><th colspan="{len(BASED[0])}">Staff by school</th></tr>']
    lines += ["<tr>" + "".join(f"<th>{text}</th>" for text in BASED[0]) + "</tr>"]
    for place, (school, *row) in enumerate(BASED[1:]):
        spanning = f'<td rowspan="2">{school}</td>' if place % 2 == 0 else ""
        lines.append(f"<tr>{spanning}" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>")
    return "<table border=1>" + "".join(lines) + "</table>"


def excel_page() -> str:
    """As Excel itself saves a web page: styles, conditional comments, and values beside what is shown."""
    body = table(STAFF).replace("<td>01/09/2020</td>", "<td class=xl65 align=right x:num='44075'>01/09/2020</td>")
    return (
        "<!--[if gte mso 9]><xml><x:ExcelWorkbook></x:ExcelWorkbook></xml><![endif]-->"
        "<style>td{mso-number-format:'\\@'}</style>" + body
    )


NAMESPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)


def data(value: str, kind: str = "String", attributes: str = "") -> str:
    return f'<Cell{attributes}><Data ss:Type="{kind}">{escape(value)}</Data></Cell>'


def xml_2003(rows: Rows, *, before: str = "", after: str = "") -> bytes:
    """XML Spreadsheet 2003; a cell that begins with <Cell is taken as it is."""
    lines = ("".join(cell if cell.startswith("<Cell") else data(cell) for cell in row) for row in rows)
    body = "".join(f"<Row>{line}</Row>" for line in lines)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>{before}<Workbook {NAMESPACES}>'
        f'<Worksheet ss:Name="Staff"><Table>{body}</Table></Worksheet>{after}</Workbook>'
    ).encode()


DATED = (
    HEADINGS,
    *((*row[:3], data(f"{day}T00:00:00.000", "DateTime")) for row, day in zip(PEOPLE, STARTS, strict=True)),
)


def skipping() -> Rows:
    """Blank cells left out and said by the number of the next one: the job titles are blank."""
    return [HEADINGS, *((number, name, data(day, attributes=' ss:Index="4"')) for number, name, _, day in PEOPLE)]


def hidden_sheet() -> str:
    rows = "".join(f"<Row>{''.join(data(cell) for cell in row)}</Row>" for row in STAFF)
    state = "<Visible>SheetHidden</Visible>"
    options = f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{state}</WorksheetOptions>'
    return f'<Worksheet ss:Name="Old"><Table>{rows}</Table>{options}</Worksheet>'


def web_archive(*pages: tuple[str, bytes]) -> bytes:
    """A "single file web page": MIME parts, in quoted-printable."""
    edge = "----=_NextPart_01DC0000.00000000"
    lines = [
        "MIME-Version: 1.0",
        "X-Document-Type: Workbook",
        f'Content-Type: multipart/related; boundary="{edge}"',
        "",
    ]
    for name, page in pages:
        lines += [f"--{edge}", f"Content-Location: file:///C:/0/{name}", "Content-Transfer-Encoding: quoted-printable"]
        lines += [
            'Content-Type: text/html; charset="utf-8"',
            "",
            quopri.encodestring(page).decode().replace("\n", "\r\n"),
            "",
        ]
    return "\r\n".join([*lines, f"--{edge}--", ""]).encode()


FRAMES = web_page(
    "<p>This page uses frames.</p>", head='<frameset><frame src="Staff_files/sheet001.htm" name="frSheet"></frameset>'
)

FILES = (
    staff("html.xls", "an HTML table called .xls", web_page(table(STAFF))),
    staff("html-windows-1252.xls", "an HTML table in Windows-1252", web_page(table(STAFF), charset="windows-1252")),
    staff(
        "html-capitals.xls",
        "an HTML table in capital letters",
        web_page(table(STAFF).replace("table", "TABLE").replace("tr>", "TR>").replace("td>", "TD>")),
    ),
    staff(
        "html-unclosed.xls", "an HTML table whose rows and cells are not closed", web_page(table(STAFF, close=False))
    ),
    staff("html-bare.xls", "an HTML table without a page around it", table(STAFF).encode()),
    staff(
        "html-breaks.xls",
        "line breaks, bold type and entities in cells",
        web_page(
            table(STAFF)
            .replace("Start Date", "<b>Start<br/>Date</b>")
            .replace("Bo Chen", "Bo&nbsp;Chen<!-- left? -->")
            .replace("ë", "&euml;")
        ),
    ),
    staff(
        "html-merged.xls",
        "a title across the table, and school names that span rows",
        web_page(merged_schools()),
        Read(4),
        holds={"school": [row[0] for row in BASED[1:]]},
    ),
    staff(
        "html-two-tables.xls",
        "a table with the school's address before the list",
        web_page(table([["Ash Grove"], ["1 Lane"]]) + table(STAFF)),
    ),
    staff(
        "html-nested.xls",
        "a table for the layout around the list",
        web_page(f"<table><tr><td>{table(STAFF)}</td></tr></table>"),
    ),
    staff(
        "html-script.xls",
        "scripts and styles in the page",
        web_page("<script>document.write('<table><tr><td>x')</script><style>td{color:red}</style>" + table(STAFF)),
    ),
    staff("html-by-excel.xls", "a web page as Excel saves it", web_page(excel_page())),
    staff("html-called.csv", "an HTML table called .csv", web_page(table(STAFF)), Read(4), Refused("anything")),
    staff("html-called.xlsx", "an HTML table called .xlsx", web_page(table(STAFF))),
    staff("html-utf-16.xls", "an HTML table in UTF-16", b"\xff\xfe" + web_page(table(STAFF), charset="utf-16-le")),
    staff(
        "html-no-table.xls",
        "an HTML page without a table",
        web_page("<p>No staff matched your search.</p>"),
        Refused("anything"),
    ),
    staff(
        "html-deep.xls",
        "HTML with 50,000 elements within one another",
        web_page("<div>" * 50_000 + table(STAFF)),
        Read(4),
        Refused("anything"),
    ),
    staff(
        "html-long.xls",
        "an HTML table of 20,000 rows",
        lambda: web_page(table([HEADINGS, *(PEOPLE[n % 4] for n in range(20_000))])),
        Read(20_000),
    ),
    staff("xml-2003.xls", "an XML Spreadsheet 2003 with real dates", xml_2003(DATED)),
    staff("xml-2003-called.xml", "an XML Spreadsheet 2003 called .xml", xml_2003(DATED), Read(4), Refused("anything")),
    staff("xml-2003-skips.xls", "an XML Spreadsheet 2003 that skips blank cells", xml_2003(skipping())),
    staff("xml-2003-hidden.xls", "an XML Spreadsheet 2003 with a hidden sheet", xml_2003(DATED, after=hidden_sheet())),
    staff(
        "xml-2003-laughs.xls",
        "an XML Spreadsheet 2003 with entities that multiply",
        xml_2003(
            [*STAFF[:2], ["<Cell><Data ss:Type='String'>&a9;</Data></Cell>"]],
            before=LAUGHS.replace("<!DOCTYPE x", "<!DOCTYPE Workbook"),
        ),
        Refused("entities"),
    ),
    staff(
        "xml-2003-stranger.xls",
        "an XML Spreadsheet 2003 that asks for a file of this computer",
        xml_2003([*STAFF[:2], ["<Cell><Data ss:Type='String'>&a9;</Data></Cell>"]], before=STRANGER),
        Refused("entities"),
    ),
    staff("xml-2003-cut.xls", "an XML Spreadsheet 2003 that ends early", xml_2003(DATED)[:-300], Refused("damaged")),
    staff(
        "xml-other.xls",
        "XML of another kind called .xls",
        b'<?xml version="1.0"?><staff><person number="4217"/></staff>',
        Refused("no spreadsheet"),
    ),
    staff("web-archive.xls", "a single-file web page called .xls", web_archive(("Staff.htm", web_page(table(STAFF))))),
    staff(
        "web-archive-frames.xls",
        "a single-file web page with frames, as Excel saves a workbook",
        web_archive(("Staff.htm", FRAMES), ("Staff_files/sheet001.htm", web_page(table(STAFF)))),
    ),
    staff(
        "web-archive.mht",
        "a single-file web page",
        web_archive(("Staff.htm", web_page(table(STAFF)))),
        Read(4),
        Refused("anything"),
    ),
)
