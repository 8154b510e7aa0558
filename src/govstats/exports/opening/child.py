"""The child process: reads the files it is told of, one after the other, until nobody asks any more.

Run as `python -m govstats.exports.opening.child`. A question is a line of JSON: `path`, `suffix`, `sheets` (the hidden
ones that are wanted). An answer is the length of a pickle, in eight bytes, and the pickle: `sha256`, and `tables` with
what was `assumed`, or the code and words of a refusal.
"""

import gc
import hashlib
import io
import json
import pickle
import sys
import zipfile
from pathlib import Path
from typing import Any

from govstats.exports.opening.packed import MEGABYTE, inflated_size, megabytes, unpacked
from govstats.exports.opening.refusal import Refused
from govstats.exports.opening.sniff import kind_of

# Enough for the largest table of a school; a hostile file asks for more and is refused it.
MEMORY, MEMORY_A_BYTE = 700 * MEGABYTE, 8
MOST_READ = 1024 * MEGABYTE


def answer(path: str, sheets: list[str]) -> dict[str, Any]:
    """Read one file once; its fingerprint is of the very bytes that were read."""
    found: dict[str, Any] = {}
    try:
        content = _content(Path(path))
        found["sha256"] = hashlib.sha256(content).hexdigest()
        _hold_memory(_size_of(content))
        found["tables"], found["assumed"] = _read(content, sheets)
    except Refused as refusal:
        found["refused"] = (refusal.code, refusal.words)
    except MemoryError:
        found["refused"] = ("file-too-hard", {})
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


def _hold_memory(size: int) -> None:
    """Ask the system to refuse this process more memory than a file of this size can need."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MEMORY + MEMORY_A_BYTE * size
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def main() -> None:
    gc.disable()  # a million cells are no garbage, and to look for some among them takes a third of the time
    for question in sys.stdin.buffer:
        asked = json.loads(question)
        reply = pickle.dumps(answer(asked["path"], asked["sheets"]), protocol=5)
        sys.stdout.buffer.write(len(reply).to_bytes(8, "big"))
        sys.stdout.buffer.write(reply)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
