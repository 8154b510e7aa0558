"""The papers as a site: every paper is listed, and what builds it is locked. `make site` builds it, in CI too."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.papers.site import listed
from tests.unit.test_house import PROJECT
from tests.unit.test_papers import PAPERS, ROOT

BUILDER = Path(sys.prefix) / "site" / "bin" / "zensical"
LOCK = (ROOT / "requirements-site.lock").read_text("utf-8")
SETTINGS = tomllib.loads((ROOT / "docs/site.toml").read_text("utf-8"))


def pages_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [page for each in inner for page in pages_of(each)]  # type: ignore[attr-defined]


def test_every_paper_is_listed_once() -> None:
    papers = {paper.relative_to(ROOT).as_posix() for paper in PAPERS} - {"docs/README.md", "reports/README.md"}
    pages = pages_of(list(listed()))
    assert sorted(pages) == sorted(papers)


def test_the_builder_is_locked_with_its_hashes() -> None:
    [need] = map(Requirement, PROJECT["dependency-groups"]["site"])
    [version] = re.findall(rf"^{need.name}==(\S+)", LOCK, re.M)
    assert need.specifier.contains(version)
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.partition("\n#    make lock\n")[2])
    assert entries
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]


def test_no_font_is_asked_for() -> None:
    assert SETTINGS["project"]["theme"]["font"] is False


@pytest.mark.skipif(not BUILDER.exists(), reason="the builder of the site is not set up; make site does it")
def test_a_link_that_leads_nowhere_stops_the_site(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "index.md").write_text("# Here\n\n[There](there.md)\n", "utf-8")
    shutil.copy(ROOT / "docs/site.toml", tmp_path / "zensical.toml")
    command = [BUILDER, "build", "--strict", "--config-file", tmp_path / "zensical.toml"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode
    (tmp_path / "papers" / "there.md").write_text("# There\n", "utf-8")
    assert not subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode
