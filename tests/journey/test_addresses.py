"""Folders by address: the same pack as by path, delivered whole or not at all, and nothing is left on this machine."""

import json
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
import pytest
from typer.testing import CliRunner

from govstats import cli
from govstats.disclosure import read_ledger
from govstats.disclosure.ledger import FILES as LEDGER
from tests.journey.office import TERM, Answer, contents
from tests.journey.organisations import write
from tests.journey.storage import PASSWORD, USER, Server, serving

EARLIER = ("--term", "Autumn 2025", "--as-at", "2025-11-28", "--no-pdf")


def ask(*words: str) -> Answer:
    """Run a command in this process: what is in its memory can be had at an address."""
    done = CliRunner().invoke(cli.app, [*words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Answer(done.exit_code, done.stdout, done.stderr)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files go. A copy that is left there is somebody's data lying about."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield place
    assert not [*place.glob("govstats-*")]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "served").mkdir()
    with serving(tmp_path / "served") as server:
        yield server


@dataclass
class There:
    """An address, and what lies there as this test sees it."""

    address: str
    _see: Any

    def files(self) -> dict[str, bytes]:
        return self._see()

    def write(self, name: str, content: bytes) -> None:
        system, root = fsspec.core.url_to_fs(self.address)
        system.pipe_file(f"{root}/{name}", content)


@pytest.fixture(params=["file", "memory", "webhdfs"])
def there(request: pytest.FixtureRequest, tmp_path: Path, served: Server) -> Iterator[There]:
    """An address of each kind, at which an organisation's folder lies."""
    write("one person", _made(tmp_path / "served" / "trust"))
    folder = tmp_path / "served"
    if request.param == "memory":
        system = fsspec.filesystem("memory")
        system.put(str(folder / "trust"), "/trust", recursive=True)
        yield There("memory://", lambda: {name.lstrip("/"): system.cat_file(name) for name in system.find("/")})
        system.store.clear()
        system.pseudo_dirs[:] = [""]
        return
    address = folder.as_uri() if request.param == "file" else served.address("").rstrip("/")
    yield There(address, lambda: read(folder))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def below(files: dict[str, bytes], folder: str) -> dict[str, bytes]:
    return {name.removeprefix(folder): content for name, content in files.items() if name.startswith(folder)}


def told_apart(manifest: bytes) -> dict[str, Any]:
    """A manifest without what is of the run."""
    return {name: entry for name, entry in json.loads(manifest).items() if name != "run"}


def test_packs_by_address_are_those_by_path_and_are_remembered_there(there: There, tmp_path: Path) -> None:
    base = there.address if there.address.endswith("/") else f"{there.address}/"
    write("one person", _made(tmp_path / "here"))
    assert ask("check", f"{base}trust").out == ask("check", str(tmp_path / "here")).out
    for when in (EARLIER, TERM):
        answer = ask("report", f"{base}trust", *when, "--out", f"{base}packs", "--json")
        assert answer.code == 0, answer.err
        assert ask("report", str(tmp_path / "here"), *when, "--out", str(tmp_path / "packs")).code == 0
    found, packs = there.files(), read(tmp_path / "packs")
    names = sorted({name.split("/")[0] for name in packs})
    assert [name[-2:] for name in names] == ["01", "02"]
    assert below(found, "packs/").keys() == packs.keys()
    for name in names:
        ours, theirs = below(found, f"packs/{name}/"), below(packs, f"{name}/")
        assert below(ours, "for-governors/") == below(theirs, "for-governors/")
        assert told_apart(ours["manifest.json"]) == told_apart(theirs["manifest.json"])
    assert below(found, "trust/.govstats/") == read(tmp_path / "here" / ".govstats")
    shown = f"{base}packs/{names[-1]}".replace(f"{USER}:{PASSWORD}@", "")
    assert json.loads(answer.out)["run"] == shown
    assert all(each["path"].startswith(f"{shown}/") for each in json.loads(answer.out)["files"])
    # The manifest names the address, and nobody is asked there unless it is given again.
    assert "Say where it is now" in ask("verify", f"{base}packs/{names[0]}").err
    for name in names:
        verified = ask("verify", f"{base}packs/{name}", f"{base}trust")
        assert verified.code == 0, verified.out + verified.err


def test_measures_are_read_from_an_address_and_delivered_whole(there: There, tmp_path: Path) -> None:
    base = there.address if there.address.endswith("/") else f"{there.address}/"
    write("one person", _made(tmp_path / "here"))
    assert ask("measures", str(tmp_path / "here"), "--as-at", "2025-12-19", "--out", str(tmp_path / "m.csv")).code == 0
    for folder in (base, f"{base}trust", f"{base}trust"):  # the last replaces what is there
        answer = ask("measures", folder, "--as-at", "2025-12-19", "--out", f"{base}made/m.csv")
        assert answer.code == 0, answer.err
        assert below(there.files(), "made/") == {"m.csv": (tmp_path / "m.csv").read_bytes()}
    assert not [name for name in there.files() if ".govstats" in name]


def test_no_password_is_told_or_kept(served: Server, tmp_path: Path) -> None:
    write("one person", _made(tmp_path / "served" / "trust"))
    there, out = served.address("trust"), served.address("packs")
    wrong = served.address("trust", "jo-anne-q7:wr0ng-one@")
    asked = (
        ("check", there), ("report", there, *TERM, "--out", out), ("report", there, *TERM, "--out", out, "--json"),
        ("verify", out), ("check", served.address("nothing")), ("check", wrong), ("check", f"simplecache::{wrong}"),
        ("report", there, *TERM, "--out", wrong), ("measures", there, "--as-at", "2025-12-19", "--out", f"{out}/m.csv"),
    )  # fmt: skip
    answers = [ask(*words) for words in asked]
    assert [answer.code for answer in answers] == [0, 0, 0, 3, 3, 3, 3, 3, 0]
    said = "".join(answer.out + answer.err for answer in answers).encode()
    for content in (said, *read(tmp_path / "served").values()):
        assert not [word for word in (USER, PASSWORD, "wr0ng-one") if word.encode() in content]


@pytest.mark.parametrize("kept_from", ["for-governors/measures.csv", "manifest.json.part", ".govstats/people.csv.part"])
def test_a_pack_that_cannot_be_delivered_or_remembered_leaves_nothing(
    kept_from: str, served: Server, tmp_path: Path
) -> None:
    write("one person", _made(tmp_path / "served" / "trust"))
    before = contents(tmp_path / "served" / "trust")
    served.refuses = lambda op, path: op == "CREATE" and path.endswith(kept_from)
    answer = ask("report", served.address("trust"), *TERM, "--out", served.address("packs"))
    assert answer.code == 3
    assert "It is not allowed" in answer.err
    assert not [*(tmp_path / "served").glob("packs/*")]
    assert {name: is_ for name, is_ in contents(tmp_path / "served" / "trust").items() if name in before} == before
    assert not [*(tmp_path / "served").glob("trust/.govstats/*")]


def test_nothing_is_delivered_beside_a_pack_that_has_come_meanwhile(
    served: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _made(tmp_path / "served" / "trust")
    write("one person", folder)
    assert ask("report", served.address("trust"), *EARLIER, "--out", served.address("packs")).code == 0
    packs = read(tmp_path / "served" / "packs")
    ledger = folder / LEDGER[1]

    def meanwhile(words: str) -> None:
        if words.startswith("Searching"):
            ledger.write_bytes(ledger.read_bytes() + b"another's\n")

    monkeypatch.setattr(cli, "_say", meanwhile)
    answer = ask("report", served.address("trust"), *TERM, "--out", served.address("packs"))
    assert answer.code == 3
    assert read(tmp_path / "served" / "packs") == packs
    assert ledger.read_bytes().endswith(b"another's\n")
    # The same where the run's folder is on this machine.
    assert ask("report", served.address("trust"), *TERM, "--out", str(tmp_path / "out")).code == 3


def test_the_ledger_is_found_where_a_server_does_not_list_it(served: Server, tmp_path: Path) -> None:
    folder = _made(tmp_path / "served" / "trust")
    write("one person", folder)
    served.hides_dots = True
    for when in (EARLIER, TERM):
        answer = ask("report", served.address("trust"), *when, "--out", str(tmp_path / "packs"))
        assert answer.code == 0, answer.err
    assert read_ledger(folder).rows["release"].nunique() == 2


def test_whoever_looks_on_sees_the_manifest_last(served: Server, tmp_path: Path) -> None:
    write("one person", _made(tmp_path / "served" / "trust"))
    assert ask("report", served.address("trust"), *TERM, "--out", served.address("packs")).code == 0
    made = [path.rpartition("_run-01/")[2] for op, path in served.asked if op == "CREATE"]
    kept = [name for name in dict.fromkeys(made) if "/trust/" not in name]
    assert [name.split("/")[0] for name in kept] == [
        *["office-only"] * 2, *["for-governors"] * (len(kept) - 4), "index.html", "manifest.json.part",
    ]  # fmt: skip
    assert made.index(kept[-1]) < made.index(f"/trust/{LEDGER[0]}.part")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nosuch://host/trust", 'Nothing here can follow the address "nosuch://host/trust"'),
        ("s3://bucket/trust", "s3fs"),
        ("simplecache::s3://bucket/trust", "It names one place inside another"),
        ("memory://nothing", 'Nothing was found at "memory://nothing"'),
        ("file:///nowhere/at/all", 'Nothing was found at "file:///nowhere/at/all"'),
        ("webhdfs://127.0.0.1:9/trust", '"webhdfs://127.0.0.1:9/trust" could not be read'),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_a_sentence(address: str, says: str, tmp_path: Path) -> None:
    write("one person", _made(tmp_path / "here"))
    for words in (("check", address), ("verify", address), ("report", address, *TERM)):
        answer = ask(*words)
        assert answer.code == 3, words
        assert says in answer.err
        assert "Traceback" not in answer.err


def test_without_fsspec_an_address_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    answer = ask("check", "s3://bucket/trust")
    assert (answer.code, "fsspec" in answer.err, ".[addresses]" in answer.err) == (3, True, True)


def test_a_folder_without_settings_is_not_fetched(served: Server, tmp_path: Path) -> None:
    (_made(tmp_path / "served" / "trust") / "Staff list.csv").write_text("Name\nAnne\n")
    assert "There is no govstats.toml" in ask("check", served.address("trust")).err
    assert "OPEN" not in {op for op, _ in served.asked}


def test_a_folder_of_exports_that_may_not_be_listed_is_not_passed_over(served: Server, tmp_path: Path) -> None:
    write("one person", _made(tmp_path / "served" / "trust"))
    _made(tmp_path / "served" / "trust" / "exports")
    served.refuses = lambda op, path: op == "LISTSTATUS" and path.endswith("exports")
    assert "could not be read: It is not allowed" in ask("check", served.address("trust")).err


def test_a_file_of_a_server_is_written_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = fsspec.filesystem("memory")
    listed = [{"name": f"/trust/{name}", "type": "file"} for name in ("govstats.toml", "../../outside.csv")]
    monkeypatch.setattr(type(system), "ls", lambda *_, **__: listed)
    assert "leads somewhere else" in ask("check", "memory://trust").err
    assert not [*tmp_path.rglob("outside.csv")]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of POSIX")
def test_a_killed_run_leaves_no_copy_and_nobody_else_could_read_it(tmp_path: Path, temporary: Path) -> None:
    write("one person", _made(tmp_path / "trust"))
    words = ["report", (tmp_path / "trust").as_uri(), *TERM, "--out", (tmp_path / "packs").as_uri()]
    with subprocess.Popen(
        [sys.executable, "-m", "govstats", *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8"
    ) as run:
        assert run.stderr
        next(line for line in run.stderr if line.startswith("Making"))
        copies = [*temporary.glob("govstats-*")]
        assert len(copies) == 2
        assert {stat.S_IMODE(copy.stat().st_mode) for copy in copies} == {0o700}
        run.kill()
    end = time.monotonic() + 30
    while [*temporary.glob("govstats-*")] and time.monotonic() < end:
        time.sleep(0.05)
    assert not [*tmp_path.glob("packs/*")]


def test_what_the_office_wrote_goes_on_to_the_next_pack_there(tmp_path: Path) -> None:
    """The workbooks of earlier runs are fetched, as they are read where they lie on this machine."""
    write("one person", _made(tmp_path / "trust"))
    out = (tmp_path / "packs").as_uri()
    trust = str(tmp_path / "trust")
    assert ask("report", trust, *EARLIER, "--out", out).code == 0
    [first] = (tmp_path / "packs").iterdir()
    second = Path(shutil.copytree(tmp_path / "packs", tmp_path / "local"))
    assert ask("report", trust, *TERM, "--out", out).code == 0
    assert ask("report", trust, *TERM, "--out", str(second)).code == 0
    log = "Notes taken over from"
    told = [_log_of(folder / first.name.replace("run-01", "run-02"), log) for folder in (tmp_path / "packs", second)]
    assert told == [[first.name]] * 2


def _log_of(run: Path, what: str) -> list[str]:
    import openpyxl

    book = openpyxl.load_workbook(run / "office-only" / "action-workbook.xlsx")
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return [str(row[1]) for row in rows if row and row[0] == what]
