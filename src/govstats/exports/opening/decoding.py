"""The bytes of a text file into text, whatever wrote them."""

import codecs
from typing import NamedTuple

# UTF-32 before UTF-16, whose mark it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65536


class Decoded(NamedTuple):
    """`guessed` names the encoding where nothing in the file proves it. That of Windows is no guess in an office."""

    text: str
    guessed: str = ""


def decoded(content: bytes, *, head: bool = False) -> Decoded:
    """Text without null characters.

    A byte-order mark decides, then valid UTF-8, then the encoding in which the accented letters are letters. The
    `head` of a longer file may end in the middle of a letter.

    >>> decoded("Zoë".encode("utf-16")).text, decoded("Zoë".encode("cp1252"))
    ('Zoë', Decoded(text='Zoë', guessed=''))
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _wide(content)
    if encoding:
        # A file cut off in the middle of a letter still has its other rows.
        return Decoded(content.decode(encoding, errors="replace").replace("\x00", ""))
    try:
        return Decoded(_utf8(content, head).replace("\x00", ""))
    except UnicodeDecodeError:
        text, name = _mixed(content) or _eight_bits(content)
        return Decoded(text.replace("\x00", ""), name)


def _utf8(content: bytes, head: bool) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        if head and error.reason == "unexpected end of data":
            return content[: error.start].decode()
        raise


def _wide(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: in most letters of a table one byte of two is null."""
    sample = content[:_SAMPLE].rstrip(b"\x00")  # some systems fill up their last block
    half = len(sample) // 2
    if sample.count(0) < half * 0.4 or half < 4:
        return None
    if sample.count(0) > half * 1.2:
        return "utf-32-le" if sample[0] else "utf-32-be"
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _eight_bits(content: bytes) -> tuple[str, str]:
    sample = content[:_SAMPLE]
    # Excel for Mac ended its lines with a return alone.
    mac = b"\r" in sample and b"\n" not in sample
    names = {"mac_roman": "Mac Roman"} if mac else {"cp1252": "", "cp850": "DOS 850"}
    readings = {encoding: _strictly(content, encoding) for encoding in names}
    best = max((encoding for encoding in names if readings[encoding]), key=lambda e: _letters(sample, e), default=None)
    if best is not None and (best != "cp850" or readings.get("cp1252") is not None):
        return str(readings[best]), names[best]
    return _foreign(content)


def _mixed(content: bytes) -> tuple[str, str] | None:
    """Lists of two systems pasted together: most lines with accented letters are UTF-8, and the others are not."""
    lines = [line for line in content.splitlines(keepends=True) if not line.isascii()]
    readings = {line: _strictly(line, "utf-8") for line in lines}
    if 2 * sum(text is None for text in readings.values()) > len(readings):
        return None
    texts = (line.decode() if line.isascii() else readings[line] or line.decode("cp1252", errors="replace")
             for line in content.splitlines(keepends=True))  # fmt: skip
    return "".join(texts), "UTF-8, and in places as Windows-1252"


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _letters(sample: bytes, encoding: str) -> int:
    """How many accented letters, dashes and quotation marks a reading gives; what else is high speaks against it."""
    high = [mark for mark in sample.decode(encoding, errors="replace") if ord(mark) > 127]
    return sum(1 if mark.isalpha() or mark in "–—‘’“”•…£€ " else -1 for mark in high)


def _foreign(content: bytes) -> tuple[str, str]:
    """Bytes that no Western encoding has: left to the library that knows the others."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return content.decode(encoding, errors="replace"), encoding
