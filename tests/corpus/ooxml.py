"""The parts of an .xlsx, written by hand where a writer would be too well behaved."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from tests.corpus.archive import zipped
from tests.corpus.people import STAFF, Rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Parts = dict[str, bytes | str]


def cell_name(row: int, column: int) -> str:
    """(1, 28) is AB1: both count from 1, as a spreadsheet does."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def inline(row: int, column: int, text: str) -> str:
    return f'<c r="{cell_name(row, column)}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def sheet(rows: Rows, *, before: str = "", after: str = "", name: str = MAIN) -> str:
    """A worksheet with text as inline strings and numbers as numbers; a cell that begins with <c is taken as it is."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [_cell(number, place, value) for place, value in enumerate(row, 1) if value is not None]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return f'{HEAD}<worksheet xmlns="{name}">{before}<sheetData>{"".join(lines)}</sheetData>{after}</worksheet>'


def _cell(row: int, column: int, value: object) -> str:
    if isinstance(value, str):
        return value if value.startswith("<c ") else inline(row, column, value)
    return f'<c r="{cell_name(row, column)}"><v>{value}</v></c>'


def shared(rows: Rows) -> tuple[str, str]:
    """A worksheet that points into shared strings, and the shared strings."""
    texts = list(dict.fromkeys(str(cell) for row in rows for cell in row))
    pointing = [
        [f'<c r="{cell_name(r, c)}" t="s"><v>{texts.index(str(cell))}</v></c>' for c, cell in enumerate(row, 1)]
        for r, row in enumerate(rows, 1)
    ]
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return sheet(pointing), f'{HEAD}<sst xmlns="{MAIN}" count="{len(texts)}">{items}</sst>'


def parts(
    worksheet: str | bytes | None = None, *, properties: str = "", more: Mapping[str, str] | None = None
) -> Parts:
    """The parts of a workbook with one sheet called "Staff". `more` is part → type, of parts added later."""
    types = {
        "xl/workbook.xml": f"{TYPE}.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{TYPE}.worksheet+xml",
    } | dict(more or {})
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types.items())
    extra = "".join(
        f'<Relationship Id="x{number}" Type="{OFFICE}/{_role(part)}" Target="{part.removeprefix("xl/")}"/>'
        for number, part in enumerate(more or {})
    )
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        '<sheets><sheet name="Staff" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>{extra}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet(STAFF) if worksheet is None else worksheet,
    }


def _role(part: str) -> str:
    names = {"sharedStrings": "sharedStrings", "styles": "styles", "pivotCache": "pivotCacheDefinition"}
    return next(
        (role for name, role in names.items() if name in part), "externalLink" if "external" in part else "vbaProject"
    )


def workbook(worksheet: str | bytes | None = None, *, properties: str = "") -> bytes:
    return zipped(parts(worksheet, properties=properties))
