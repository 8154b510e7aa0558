"""What a file is by its first bytes, whatever it is called."""

import io
import re
import zipfile

from govstats.exports.documents.extraction.lines import Refused

_PICTURES = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"\x00\x00\x00 ftyphei",
    b"\x00\x00\x00\x18ftyphei",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|h1|p|div)\b", re.I | re.S
)
# What a text never holds: control characters other than tab, line ends, form feed and Word's escape of a page.
_NEVER_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(content: bytes) -> str:
    """Return ``"docx"``, ``"odt"``, ``"pdf"``, ``"html"`` or ``"text"``.

    Raises
    ------
    Refused
        The file is empty, locked, a picture, of another kind, or of a kind that Word has to convert.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"<html><p>Behaviour policy"), kind_of(b"Behaviour policy")
    ('pdf', 'html', 'text')
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused("document-empty")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _kind_of_archive(content)
    if content.startswith(_OLE):
        raise Refused(_code_of_compound(content))
    if content.startswith(b"{\\rtf"):
        raise Refused("document-older-word", "RTF")
    if content.startswith(_PICTURES):
        raise Refused("document-is-picture")
    text = decoded(content)
    return "html" if _HTML.match(text) else "text"


def decoded(content: bytes) -> str:
    """Decode a text: UTF-8 or UTF-16 with or without a mark at its start, else Windows-1252.

    Raises
    ------
    Refused
        The bytes are no text.

    Examples
    --------
    >>> decoded("R\N{LATIN SMALL LETTER E WITH ACUTE}union".encode("cp1252"))
    'Réunion'
    >>> decoded("Review".encode("utf-16"))
    'Review'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    # English in UTF-16 has a zero in every second byte.
    start = content[:4096]
    for codec, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(start) > 7 and zeros.count(0) > 0.9 * len(zeros):
            return content.decode(codec, errors="replace")
    if _NEVER_IN_TEXT.search(content):
        raise Refused("document-other-kind")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _kind_of_archive(content: bytes) -> str:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused("document-damaged") from None
    names = set(archive.namelist())
    if any(name.startswith("word/") for name in names):
        return "docx"
    if {"content.xml", "mimetype"} <= names and b"opendocument.text" in archive.open("mimetype").read(100):
        return "odt"
    raise Refused("document-other-kind")


def _code_of_compound(content: bytes) -> str:
    """Tell a locked file from a Word document of before 2007 by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "document-locked"
    if "WordDocument".encode("utf-16-le") in content:
        return "document-older-word"
    return "document-other-kind"
