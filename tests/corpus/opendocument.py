"""OpenDocument spreadsheets, written by hand."""

from collections.abc import Sequence

from tests.corpus.archive import zipped
from tests.corpus.people import HEADINGS, PEOPLE, STAFF

KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def document(rows: str) -> bytes:
    """One sheet called "Staff"; `rows` is the markup of its rows."""
    spaces = "".join(f' xmlns:{name}="{NAMES}:{name}:1.0"' for name in ("office", "table", "text"))
    table = f'<table:table table:name="Staff">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return packed(f'{HEAD}<office:document-content{spaces} office:version="1.2">{body}</office:document-content>')


def packed(content: str | bytes, about_content: str = "") -> bytes:
    """`about_content` is what the manifest says of the content beside its name."""
    entry = "<manifest:file-entry manifest:full-path="
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0">'
        f'{entry}"/" manifest:media-type="{KIND}"/>'
        f'{entry}"content.xml" manifest:media-type="text/xml">{about_content}</manifest:file-entry></manifest:manifest>'
    )
    parts = {"mimetype": KIND, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(parts, stored=("mimetype",))


def cell(value: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{value}</text:p></table:table-cell>'


def row(cells: Sequence[str], attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(map(cell, cells))}</table:table-row>"


def repeated(times: int) -> bytes:
    """One written row that is said to stand there so many times."""
    return document(row(HEADINGS) + row(PEOPLE[1], f' table:number-rows-repeated="{times}"'))


def blank_to_the_end() -> bytes:
    """LibreOffice says how often a blank row and cell is repeated, up to the end of the sheet."""
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048571">{cells}</table:table-row>'
    return document("".join(map(row, STAFF)) + blank)


def locked() -> bytes:
    """Content that a password has scrambled, and the manifest that says how."""
    how = (
        '<manifest:encryption-data manifest:checksum-type="SHA256/1K" manifest:checksum="AAAA">'
        '<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc"'
        ' manifest:initialisation-vector="AAAAAAAAAAAAAAAAAAAAAA=="/>'
        '<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="32"'
        ' manifest:iteration-count="100000" manifest:salt="AAAAAAAAAAAAAAAAAAAAAA=="/></manifest:encryption-data>'
    )
    return packed(bytes((place * 167 + 91) % 256 for place in range(1_024)), how)
