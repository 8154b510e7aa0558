"""The same input gives the same bytes: wherever it lies, whatever the time zone, the locale and the hashes."""

import json
import sys
from pathlib import Path

import pytest

from tests.journey.office import ROOT, TERM, contents, govstats, run
from tests.journey.organisations import LARGE, write
from tests.journey.pages import ORGANISATIONS, GovernorPage

HERE = {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
# A locale in which no letter but ASCII can be written, and nothing of Python's own mends that.
THERE = {
    "TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
}  # fmt: skip


def made(folder: Path, environment: dict[str, str]) -> Path:
    """The pack of an organisation in a folder, of which the policies' names have letters that ASCII lacks."""
    folder.mkdir()
    write("two schools", folder)
    for path in folder.glob("*.*"):
        path.write_text(path.read_text("utf-8").replace("Complaints", "Café – complaints"), "utf-8", newline="")
    answer = govstats("report", str(folder), *TERM, "--out", f"{folder}-packs", cwd=folder.parent, **environment)
    assert answer.code == 0, answer.err
    [run] = folder.with_name(f"{folder.name}-packs").iterdir()
    return run


def test_two_folders_time_zones_locales_and_hashes_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = made(tmp_path / "here", HERE), made(tmp_path / "über dort", THERE)
    governors = contents(first / "for-governors")
    assert len(governors) == 5
    assert contents(second / "for-governors") == governors
    manifests = [json.loads((run / "manifest.json").read_text("utf-8")) for run in (first, second)]
    runs = [manifest.pop("run") for manifest in manifests]
    assert runs[0]["folder"] != runs[1]["folder"]
    assert json.dumps(manifests[0]) == json.dumps(manifests[1])


SMALL = [of for of in ORGANISATIONS if of not in LARGE]


@pytest.mark.parametrize(
    "organisations", [SMALL, pytest.param([*LARGE], marks=pytest.mark.slow)], ids=["small", "large"]
)
def test_so_does_the_page_of_every_organisation(
    organisations: list[str], pages: list[GovernorPage], tmp_path: Path
) -> None:
    answer = run([sys.executable, "-m", "tests.journey.pages", str(tmp_path), *organisations], ROOT, **THERE)
    assert answer.code == 0, answer.err
    again = {path.stem: path.read_text("utf-8") for path in tmp_path.glob("*.html")}
    assert {*organisations} <= {*again}
    assert not [page.of for page in pages if page.of in again and page.html != again[page.of]]
