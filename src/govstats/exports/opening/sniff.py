"""What a file is, told by its content: names lie, and an MIS calls anything `.xls`."""

import io
import re
import zipfile
from typing import Literal

from govstats.exports.opening.decoding import decoded
from govstats.exports.opening.packed import BROKEN
from govstats.exports.opening.refusal import Refused

Kind = Literal["workbook", "html", "spreadsheetml", "ods", "mhtml", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
# What is no table, by how it begins, in words for the message.
_OTHERS = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a Word document (RTF)",
    b"\xff\xd8\xff": "a picture",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"BM": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"\x00\x01\x00\x00Standard": "an Access database",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"7z\xbc\xaf": "a compressed file (7-Zip)",
    b"Rar!": "a compressed file (RAR)",
    b"BZh": "a compressed file (bzip2)",
    b"TABLE\r\n0,1": "a DIF file",
    b"TABLE\n0,1": "a DIF file",
}
# An export may have the headings ID and Payroll Number.
_SYLK = re.compile(rb"ID;P\w{0,8}(?:;[A-Z])*\r?\n[A-Z];")
_HEAD = 8192
# Such marks stand in no table that a person can read.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


def kind_of(content: bytes) -> Kind:
    """Which of the readers can read a file.

    Raises
    ------
    Refused
        It is empty, locked, or no table at all.
    """
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise Refused("file-empty")
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(_OLE):
        return _compound(content)
    if content.startswith(_OLD_EXCEL):
        raise Refused("file-not-a-table", what="a sheet of Excel 4 or older")
    if _SYLK.match(content):
        raise Refused("file-not-a-table", what="a SYLK file")
    for beginning, what in _OTHERS.items():
        # Two letters alone may also begin a heading.
        if content.startswith(beginning) and (len(beginning) > 2 or b"\x00" in content[:64]):
            raise Refused("file-not-a-table", what=what)
    if zipfile.is_zipfile(io.BytesIO(content)):
        return _zipped(content)  # something stands before the archive
    return _readable(decoded(content[:_HEAD], head=len(content) > _HEAD).text)


def _zipped(content: bytes) -> Kind:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = {name.replace("\\", "/") for name in archive.namelist()}
        mimetype = archive.open("mimetype").read(200) if "mimetype" in names else b""
    except BROKEN:
        raise Refused("file-damaged") from None
    folders = {name.split("/")[0] for name in names}
    if "xl" in folders or any(name.endswith(("/workbook.xml", "/workbook.bin")) for name in names):
        return "workbook"
    if "content.xml" in names:
        if b"opendocument.spreadsheet" in mimetype or not mimetype:
            return "ods"
        raise Refused("file-not-a-table", what="another OpenDocument file")
    for folder, what in (("word", "a Word document"), ("ppt", "a presentation")):
        if folder in folders:
            raise Refused("file-not-a-table", what=what)
    if any(name.endswith(".iwa") for name in names):
        raise Refused("file-not-a-table", what="a Numbers document")
    raise Refused("file-not-a-table", what="a zip archive")


def _compound(content: bytes) -> Kind:
    """The container of old Office files, and of any that a password locks: its parts are named in UTF-16."""

    def holds(*names: str) -> bool:
        return any(name.encode("utf-16-le") in content for name in names)

    if holds("EncryptedPackage"):
        raise Refused("file-locked")
    if holds("Workbook", "Book"):
        return "workbook"
    # The directory of the parts stands where the header says, unless the file was cut off before it.
    if (int.from_bytes(content[48:52], "little") + 1) * 512 >= len(content):
        raise Refused("file-damaged")
    raise Refused("file-not-a-table", what="a Word document" if holds("WordDocument") else "something else")


def _readable(head: str) -> Kind:
    start = head.lstrip("\ufeff \t\r\n").casefold()
    if start.startswith("<?xml") or start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in start:
            return "spreadsheetml"
        if "office:document" in start and "opendocument" in start:
            return "ods"
        if re.search(r"<(?:!doctype html|html|head|body|table|meta|style|div)\b", start):
            return "html"
        if start.startswith("<?xml"):
            raise Refused("file-not-a-table", what="an XML file")
    if start.startswith("mime-version:") or re.search(r"^content-type: multipart/related", start, re.M):
        return "mhtml"
    if start.startswith(("{", "[")) and re.match(r"[{\[]\s*(?:[{\[\"]|[}\]])", start) and '":' in start:
        raise Refused("file-not-a-table", what="a JSON file")
    if len(_CONTROL.findall(head)) > len(head) / 50:
        raise Refused("file-not-a-table", what="something else")
    return "text"
