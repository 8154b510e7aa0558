"""The child process that reads exports, run as `python -m govstats.exports.opening.child`.

A question has a `path` and `sheets`, the hidden ones that are wanted, and may have a `password`. An answer has
`sha256`, and `tables` with what was `assumed` to read them, or the code and words of a refusal.
"""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

from govstats.exports.opening.packed import MEGABYTE, inflated_size, megabytes, unpacked
from govstats.exports.opening.refusal import Refused
from govstats.exports.opening.serving import hold_memory, serve
from govstats.exports.opening.sniff import kind_of

# Enough for the largest table of a school, of which half is only reserved; a hostile file asks for more in vain.
MEMORY, MEMORY_A_BYTE = 700 * MEGABYTE, 12
MOST_READ = 512 * MEGABYTE


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Read one file once; its fingerprint is of the very bytes that were read."""
    found: dict[str, Any] = {}
    try:
        content = _content(Path(question["path"]))
        found["sha256"] = hashlib.sha256(content).hexdigest()
        if "password" in question:
            from govstats.exports.opening.locked import unlocked

            content = unlocked(content, question["password"])
        hold_memory(MEMORY + MEMORY_A_BYTE * _size_of(content))
        found["tables"], found["assumed"] = _read(content, question["sheets"])
    except Refused as refusal:
        found["refused"] = (refusal.code, refusal.words)
    except MemoryError:
        found["refused"] = ("file-too-hard", {})
    except Exception:  # what a damaged file makes a parser raise is without number
        found["refused"] = ("file-damaged", {})
    return found


def _content(path: Path) -> bytes:
    if (size := path.stat().st_size) > MOST_READ:
        raise Refused("file-too-large", size=megabytes(size))
    return path.read_bytes()


def _size_of(content: bytes) -> int:
    return inflated_size(unpacked(content)) if zipfile.is_zipfile(io.BytesIO(content)) else len(content)


def _read(content: bytes, sheets: list[str]) -> tuple[list[Any], dict[str, str]]:
    # Each reader is imported when it is needed: most folders need one or two.
    kind = kind_of(content)
    if kind == "workbook":
        from govstats.exports.opening.workbooks import read_workbook

        return read_workbook(content, sheets)
    if kind == "text":
        from govstats.exports.opening.texts import read_text

        table, assumed = read_text(content)
        return [table], assumed
    if kind == "spreadsheetml":
        from govstats.exports.opening.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml(content, sheets)
    if kind == "ods":
        from govstats.exports.opening.opendocument import read_ods

        return read_ods(content, sheets)
    from govstats.exports.opening.web import read_html, read_web_archive

    return (read_html if kind == "html" else read_web_archive)(content), {}


if __name__ == "__main__":
    serve(answer)
