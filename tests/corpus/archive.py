"""Zip files with fixed dates, written member by member so that any of them may lie."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_SAVED = 0x21  # 1 January 1980


def zipped(parts: Mapping[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of parts, in their order; those in `stored` are not deflated."""
    archive = BytesIO()
    with ZipFile(archive, "w") as file:
        for name, content in parts.items():
            how = ZIP_STORED if name in stored else ZIP_DEFLATED
            file.writestr(ZipInfo(name), content, how)
    return archive.getvalue()


@dataclass(frozen=True)
class Packed:
    """A deflated member: its bytes, what they inflate to, and what the archive says of their size."""

    deflated: bytes
    crc: int
    size: int
    said_size: int


def packed(content: bytes, said_size: int | None = None) -> Packed:
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflated = press.compress(content) + press.flush()
    size = len(content)
    return Packed(deflated, zlib.crc32(content), size, size if said_size is None else said_size)


def repeated(start: bytes, chunk: bytes, times: int, end: bytes, said_size: int | None = None) -> Packed:
    """What `start + chunk * times + end` deflates to, without ever holding it.

    After a full flush the coder remembers nothing, so a chunk deflates to the same bytes each time.
    """
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    pieces = [press.compress(piece) + press.flush(zlib.Z_FULL_FLUSH) for piece in (start, chunk)]
    last = press.compress(end) + press.flush()
    crc = zlib.crc32(start)
    for _ in range(times):
        crc = zlib.crc32(chunk, crc)
    size = len(start) + len(chunk) * times + len(end)
    deflated = pieces[0] + pieces[1] * times + last
    return Packed(deflated, zlib.crc32(end, crc), size, size if said_size is None else said_size)


def zipped_as_said(members: Mapping[str, Packed]) -> bytes:
    """A zip whose directory gives each member the size it claims."""
    body, directory = BytesIO(), BytesIO()
    for name, member in members.items():
        offset, written = body.tell(), name.encode()
        facts = (20, 0x800, 8, 0, _SAVED, member.crc, len(member.deflated), member.said_size, len(written))
        body.write(struct.pack("<4s5H3L2H", b"PK\3\4", *facts, 0) + written + member.deflated)
        directory.write(struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *facts, 0, 0, 0, 0, 0, offset) + written)
    start, size, count = body.tell(), directory.tell(), len(members)
    end, few = b"", min(count, 0xFFFF)
    if count > few:  # more than the old record can say, so a longer one goes before it
        end += struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
        end += struct.pack("<4sLQL", b"PK\6\7", 0, start + size, 1)
    end += struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, few, few, size, start, 0)
    return body.getvalue() + directory.getvalue() + end
