"""The papers are true to the product: nothing of it is missing from them, and no link leads nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import typer
from pydantic import BaseModel

from govstats.cli import app
from govstats.disclosure.margins import PUBLISHED_COLUMNS
from govstats.errors import DisclosureRefusal, GovstatsError, MustFix, SomeSchoolsFailed
from govstats.records import SOURCES
from govstats.settings import Settings

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "data/README.md", ROOT / "reports/README.md"])
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
# Where a setting stands in the file, if not in a part of its own name.
PARTS = {"meetings": "calendar", "closed": "calendar"}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose_of(path: Path) -> str:
    """A paper without its blocks of code."""
    return re.sub(r"^ *```.*?^ *```$", "", text_of(path), flags=re.M | re.S)


def section(paper: str, heading: str) -> str:
    """What stands under a heading of the reference, its backticks and brackets aside."""
    for part in re.split(r"^## ", text_of(REFERENCE / paper), flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        if title.strip("`[]") == heading:
            return body
    pytest.fail(f"{paper} has no section {heading}")


def options_of(command: str) -> set[str]:
    return {name for each in COMMANDS[command].params for name in each.opts if name.startswith("--")} - {"--help"}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_is_in_the_reference_and_no_other(command: str) -> None:
    described = section("commands.md", f"govstats {command}")
    assert set(re.findall(r"^\| `(--[\w-]+)`", described, re.M)) == options_of(command)


def commands_in(paper: Path) -> Iterator[str]:
    """What the paper tells its reader to type after `govstats`, in a sentence or in a block."""
    text = text_of(paper)
    blocks = "\n".join(re.findall(r"^ *```\n(.*?)^ *```$", text, re.M | re.S))
    yield from re.findall(r"^ *govstats (.+)$", blocks, re.M)
    yield from re.findall(r"`govstats ([^`]+)`", prose_of(paper))


def test_no_paper_uses_a_command_or_an_option_that_there_is_not() -> None:
    found = [(paper.name, line) for paper in PAPERS for line in commands_in(paper)]
    assert len(found) > 10
    for paper, line in found:
        name = line.split()[0]
        if name not in ("COMMAND", "--help"):
            assert name in COMMANDS, f"{paper}: govstats {line}"
            assert set(re.findall(r"--[\w-]+", line)) <= options_of(name) | {"--help"}, f"{paper}: govstats {line}"


def test_every_exit_code_is_in_the_reference() -> None:
    errors = (GovstatsError, MustFix, DisclosureRefusal, SomeSchoolsFailed)
    described = section("commands.md", "Exit codes")  # 2 is the answer to a command that was not understood
    assert set(re.findall(r"^\| (\d) \|", described, re.M)) == {"0", "2", *(str(error.exit_code) for error in errors)}


def settings_of(model: type[BaseModel], part: str = "") -> Iterator[tuple[str, str, Any]]:
    """Each setting: the part of the file it stands in, its name, its type."""
    for name, field in model.model_fields.items():
        title = field.alias or name
        inner = next((each for each in leaves_of(field.annotation) if isinstance(each, type)), None)
        here = part or PARTS.get(title, title)
        if part or title in PARTS:
            yield here, title, field.annotation
        else:
            section("settings.md", title)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from settings_of(inner, here)


def leaves_of(annotation: Any) -> Iterator[Any]:
    """The types a type is made of, the models among them first."""
    if get_origin(annotation) is Literal or not get_args(annotation):
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield annotation
        return
    for each in get_args(annotation):
        yield from leaves_of(each)


def choices_of(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for each in get_args(annotation):
            yield from choices_of(each)


def test_every_setting_and_its_choices_are_in_the_reference() -> None:
    found = list(settings_of(Settings))
    assert {("schools", "also"), ("calendar", "body"), ("sources", "columns")} <= {
        (part, name) for part, name, _ in found
    }
    for part, name, annotation in found:
        for word in (name, *choices_of(annotation)):
            assert f"`{word}`" in section("settings.md", part), f"[{part}] {name}: {word}"


@pytest.mark.parametrize("source", SOURCES)
def test_every_field_of_a_source_is_in_the_reference_and_no_other(source: str) -> None:
    [row] = re.findall(rf"^\| `{source}` \|(.+)$", section("settings.md", "Fields of each source"), re.M)
    spec = SOURCES[source]
    assert sorted(re.findall(r"`(\w+)`", row)) == sorted(field.name for field in spec.fields)
    # Of fields of which one is enough, the last bears the star: "`email` or `surname` ★".
    needed = [field.name for field in spec.required] + list(spec.one_of[-1:])
    assert sorted(re.findall(r"`(\w+)` ★", row)) == sorted(needed)


def test_the_columns_of_the_published_figures_are_in_the_reference_in_order() -> None:
    described = section("files-of-a-run.md", "measures.csv")
    assert tuple(re.findall(r"^\| `(\w+)`", described, re.M)) == PUBLISHED_COLUMNS


def slugs_of(path: Path) -> set[str]:
    """The addresses of a paper's headings."""
    titles = re.findall(r"^#+ (.+)$", prose_of(path), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(paper: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose_of(paper)):
        if re.match(r"https?:", target):
            continue
        path, _, heading = target.partition("#")
        there = (paper.parent / path).resolve() if path else paper
        assert there.exists(), f"{paper.name} points to {target}"
        assert not heading or heading in slugs_of(there), f"{paper.name} points to {target}"


def test_every_promise_of_the_security_page_is_tested_where_it_says() -> None:
    paper = text_of(ROOT / "docs/explanation/security.md")
    promises = re.findall(r"^\| [^|]+ \| [^|]+ \| (`[^|]+`) \|$", paper, re.M)
    assert len(promises) == paper.count("\n|") - 2  # all but the heading and the line below it
    for promise in promises:
        for name in promise.split(", "):
            path = ROOT / name.strip("`")
            assert name.startswith("`tests/") and path.is_file(), f"security.md names {name}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_place_in_the_tree_that_a_paper_names_is_there(paper: Path) -> None:
    named = re.findall(r"`((?:src|tests|docs|data|notebooks)/[\w./-]+)`", prose_of(paper))
    # A sentence that ends in a colon leads to a file that the reader is to write.
    written = re.findall(r"`([^`\n]+)`:$", prose_of(paper), re.M)
    assert not [place for place in named if place not in written and not (ROOT / place).exists()]


def test_every_paper_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        paper = waiting.pop()
        if paper in reached:
            continue
        reached.add(paper)
        links = re.findall(r"\]\(([^)\s#]+\.md)", prose_of(paper))
        waiting += [(paper.parent / link).resolve() for link in links]
    assert set(PAPERS) - reached <= {ROOT / "reports/README.md"}


def test_the_glossary_is_in_alphabetical_order() -> None:
    words = re.findall(r"^## (.+)$", text_of(ROOT / "GLOSSARY.md"), re.M)
    assert words == sorted(words, key=str.casefold)
    assert len(words) > 30


def test_the_glossary_uses_the_names_of_the_code() -> None:
    code = "\n".join(text_of(path) for kind in ("py", "toml") for path in sorted((ROOT / "src").glob(f"**/*.{kind}")))
    names = [
        name
        for line in re.findall(r"^In code: (.+)$", text_of(ROOT / "GLOSSARY.md"), re.M)
        for name in re.findall("`(.+?)`", line)
    ]
    assert names
    assert not [name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", code)]
