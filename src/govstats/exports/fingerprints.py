"""Fingerprints of files: whether what something was made of is as it was."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint_of(folder: Path, paths: Iterable[Path]) -> str:
    """Of files of a folder, by their names in it and what is in them."""
    named = (f"{path.relative_to(folder).as_posix()} {sha256_of(path)}" for path in paths)
    return hashlib.sha256("\n".join(named).encode()).hexdigest()
