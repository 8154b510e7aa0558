"""Fingerprints of files: whether what something was made of is as it was."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

Standing = tuple[int, ...]


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint_of(folder: Path, paths: Iterable[Path]) -> str:
    """Of files of a folder, by their names in it and what is in them."""
    named = (f"{path.relative_to(folder).as_posix()} {_sha256_as_it(path, stands(path))}" for path in paths)
    return hashlib.sha256("\n".join(named).encode()).hexdigest()


def stands(path: Path) -> Standing:
    """How a file stands, as the system tells of it: another once the file is written to or put in another's place."""
    told = path.stat()
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


@lru_cache(maxsize=1 << 12)
def _sha256_as_it(path: Path, _: Standing) -> str:
    """Every page of a run asks for the fingerprints of the same files, which are read once."""
    return sha256_of(path)
