"""The demo's files are what its story tells: made again, they hold the same."""

import sys
import zipfile

from tests.journey.office import ROOT, WILLOW, run


def held(path):
    """The bytes of a file; of a workbook the parts, as compressing differs between machines."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def folder_of(top):
    return {path.relative_to(top).as_posix(): held(path) for path in top.rglob("*") if path.is_file()}


def test_the_story_gives_these_files_wherever_it_is_told(tmp_path):
    script = str(ROOT / "data" / "make_willow_tree.py")
    # At another place, and in another order of sets.
    made = run([sys.executable, script, "again"], tmp_path, TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    assert made.code == 0, made.err
    again, there = folder_of(tmp_path / "again"), folder_of(WILLOW)
    assert sorted(again) == sorted(there)
    assert [name for name in there if again[name] != there[name]] == []
