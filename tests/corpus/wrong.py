"""Files that are not what their names say."""

import random
import struct
import zlib
from io import BytesIO

from docx import Document

from tests.corpus.archive import zipped
from tests.corpus.books import old_excel
from tests.corpus.entry import Refused, staff

NO_SPREADSHEET = Refused("no spreadsheet")
RANDOM = random.Random(1948).randbytes(20_000)


def _picture() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    head, dots = struct.pack(">2L5B", 8, 8, 8, 2, 0, 0, 0), zlib.compress(bytes(25) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


PICTURE = _picture()
PHOTOGRAPH = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + RANDOM + b"\xff\xd9"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + RANDOM
PAGE = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + RANDOM[:2_000] + b"\n%%EOF\n"
)


def letter() -> bytes:
    document, content = Document(), BytesIO()
    document.add_paragraph("Staff list, see attached.")
    document.save(content)
    return content.getvalue()


def old_letter() -> bytes:
    """A Word 97 document: the same container as an .xls, with another stream in it."""
    book = old_excel()
    place = book.index("Workbook".encode("utf-16-le"))
    name = "WordDocument".encode("utf-16-le")
    return book[:place] + name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2) + book[place + 66 :]


def program_archive() -> bytes:
    return zipped({"META-INF/MANIFEST.MF": "Manifest-Version: 1.0\r\n", "Main.class": RANDOM[:500]})


FILES = (
    staff("zero-bytes.xlsx", "no byte at all, called .xlsx", b"", Refused("empty")),
    staff("zero-bytes.csv", "no byte at all, called .csv", b"", Refused("empty")),
    staff("spaces.csv", "spaces and line ends, nothing else", b"  \r\n\t\r\n   ", Refused("empty")),
    staff("marks-only.csv", "a byte-order mark and nothing else", b"\xef\xbb\xbf", Refused("empty")),
    staff("delimiters-only.csv", "commas and nothing else", b",,,\r\n,,,\r\n", Refused("empty")),
    staff(
        "null-bytes-only.xlsx",
        "null bytes, as a failed download leaves them",
        bytes(4_096),
        NO_SPREADSHEET,
        Refused("empty"),
    ),
    staff("random.xlsx", "random bytes called .xlsx", RANDOM, NO_SPREADSHEET),
    staff("random.xls", "random bytes called .xls", RANDOM, NO_SPREADSHEET),
    staff("random.csv", "random bytes called .csv", RANDOM, NO_SPREADSHEET, Refused("not recognised")),
    staff("photograph.xlsx", "a JPEG called .xlsx", PHOTOGRAPH, NO_SPREADSHEET),
    staff("photograph.csv", "a JPEG called .csv", PHOTOGRAPH, NO_SPREADSHEET),
    staff("picture.csv", "a PNG called .csv", PICTURE, NO_SPREADSHEET),
    staff("page.xlsx", "a PDF called .xlsx", PAGE, NO_SPREADSHEET),
    staff("page.csv", "a PDF called .csv", PAGE, NO_SPREADSHEET),
    staff("letter.xlsx", "a Word document called .xlsx", letter, NO_SPREADSHEET),
    staff("letter.csv", "a Word document called .csv", letter, NO_SPREADSHEET),
    staff("old-letter.xls", "a Word 97 document called .xls", old_letter, NO_SPREADSHEET),
    staff("program.xlsx", "a Windows program called .xlsx", PROGRAM, NO_SPREADSHEET),
    staff("program.csv", "a Windows program called .csv", PROGRAM, NO_SPREADSHEET),
    staff("java.xlsx", "a Java archive called .xlsx", program_archive, NO_SPREADSHEET),
    staff(
        "login-page.csv",
        "a web page that asks to sign in, saved as the export",
        b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>User name <input></form></body></html>",
        Refused("anything"),
    ),
    staff(
        "login-page.xls",
        "a web page that asks to sign in, called .xls",
        b"<!DOCTYPE html><html><body><p>Your session has ended.</p></body></html>",
        Refused("anything"),
    ),
    staff(
        "json.csv", "JSON called .csv", b'[{"Staff Number": "4217", "Start Date": "2021-01-13"}]', Refused("anything")
    ),
    staff(
        "letter-text.txt",
        "a letter",
        b"Dear governors,\r\nthe staff list follows, with start dates.\r\nYours, the office\r\n",
        Refused("anything"),
    ),
)
