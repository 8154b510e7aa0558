"""A file that is written to has another fingerprint, though every page of a run asks and the file is read once."""

import os
from pathlib import Path

import pytest

from govstats.exports import fingerprints
from govstats.exports.fingerprints import fingerprint_of


def test_a_file_that_is_as_it_was_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("one", encoding="utf-8")
    first = fingerprint_of(tmp_path, [file])
    monkeypatch.setattr(fingerprints, "sha256_of", lambda _: pytest.fail("read again"))
    assert fingerprint_of(tmp_path, [file]) == first


def test_a_file_is_known_to_be_another(tmp_path: Path) -> None:
    file, other = tmp_path / "staff.csv", tmp_path / "other.csv"
    file.write_text("one", encoding="utf-8")
    first, then = fingerprint_of(tmp_path, [file]), file.stat()
    # As long as before and, as far as its own date tells, not written to since.
    file.write_text("two", encoding="utf-8")
    os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))
    second = fingerprint_of(tmp_path, [file])
    # Another file in its place.
    other.write_text("one", encoding="utf-8")
    other.replace(file)
    assert second != first == fingerprint_of(tmp_path, [file])
