"""The rules of the house about files: one list of versions, small modules, clean notebooks."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")
NEEDED = [Requirement(line) for line in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("**/*.ipynb"))
MODULES = sorted((ROOT / "src").glob("**/*.py"))

# Not of the repository: what git ignores, and git's own.
LEFT_OUT = {"build", "dist", "node_modules", "reports", "__pycache__"}


def locked() -> Iterator[tuple[Requirement, list[str], list[str]]]:
    """Each entry of the lock: its requirement, its hashes, and who needs it."""
    for entry in re.split(r"\n(?=[a-zA-Z0-9])", LOCK):
        line, *rest = entry.splitlines()
        if not line.startswith("#"):
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry)
            users = [r.strip(" #").removeprefix("via").strip() for r in rest if "#" in r]
            yield Requirement(line.rstrip("\\ ")), hashes, users


def files_of_the_repository() -> Iterator[Path]:
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in LEFT_OUT and (f == ".ci" or f[0] != ".")]
        yield from (Path(folder, file) for file in files)


def test_every_dependency_is_locked_at_a_version_that_suits() -> None:
    versions = {canonicalize_name(r.name): r.specifier for r, _, _ in locked()}
    for need in NEEDED:
        [pin] = versions[canonicalize_name(need.name)]
        assert pin.operator == "=="
        assert need.specifier.contains(pin.version), f"make lock: {need} is locked at {pin}"


def test_the_lock_holds_nothing_that_pyproject_does_not_ask_for() -> None:
    asked = {canonicalize_name(r.name) for r, _, users in locked() if any(map(direct, users))}
    assert asked == {canonicalize_name(need.name) for need in NEEDED}


def direct(user: str) -> bool:
    return user.startswith("govstats (pyproject.toml")


def test_every_locked_version_has_hashes() -> None:
    entries = list(locked())
    assert len(entries) > len(NEEDED)
    assert not [str(need) for need, hashes, _ in entries if not hashes]


def test_conda_installs_the_same_list_on_the_same_pythons() -> None:
    listed = re.findall(r"^ +- (.+)$", ENVIRONMENT.partition("\ndependencies:")[2], re.M)
    python, *others = listed
    assert others == ["pip", "pip:", "-r requirements.lock"]
    floor, _ = python.removeprefix("python").split(",")
    assert SpecifierSet(floor) == SpecifierSet(PROJECT["project"]["requires-python"])


def test_no_file_names_a_package_index() -> None:
    address = re.compile(r"https?://[\w.@:-]*(?:pypi|pythonhosted|npmjs|anaconda)|https?://\S+/simple\b")
    option = re.compile(r"^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links|--trusted-host)\b", re.M)
    for path in files_of_the_repository():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        assert not address.search(text), path
        assert path.suffix not in {".lock", ".txt"} or not option.search(text), path
    locks = [path for path in files_of_the_repository() if path.name == "package-lock.json"]
    assert len(locks) == 2
    for path in locks:
        packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
        assert not [name for name, package in packages.items() if "resolved" in package], path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_a_view(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert cells[0]["source"][0].startswith("# ")
    kinds = [cell["cell_type"] for cell in cells]
    assert ("code", "code") not in set(pairwise(kinds)), "a sentence stands before each cell"
    for cell in code:
        source = "".join(cell["source"])
        assert len(source.splitlines()) <= 8, source
        assert not cell["outputs"], f"strip the outputs: {source}"
        assert cell["execution_count"] is None, f"strip the outputs: {source}"


def test_a_room_imports_only_from_rooms_below_it() -> None:
    command = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_are_short_and_have_a_subject() -> None:
    assert MODULES
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {path: length for path, length in lengths.items() if length > 300}
    names = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not names & {"utils", "util", "helpers", "common", "misc"}
