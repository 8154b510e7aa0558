"""The reference is complete: every public function and command is in it, as the code has it now."""

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest

import govstats
from tests.papers import commands, python_reference

ROOT = Path(__file__).parents[2]
MODULES = {name: getattr(govstats, name) for name in govstats.__all__ if inspect.ismodule(getattr(govstats, name))}


def text_of(paper: str) -> str:
    return (ROOT / "docs" / paper).read_text("utf-8")


def _has_words(thing: object) -> bool:
    return inspect.isclass(thing) or inspect.isroutine(thing)


@pytest.mark.parametrize("module", [govstats, *MODULES.values()], ids=lambda module: module.__name__)
def test_every_public_function_is_described_in_the_reference(module: ModuleType) -> None:
    paper, called = (
        ("methodology.md", "measures") if module is govstats.measures else ("reference/python.md", module.__name__)
    )
    described = set(re.findall(rf"^### `{re.escape(called)}\.(\w+)`$", text_of(paper), re.M))
    things = {name: getattr(module, name) for name in module.__all__}
    assert described == {name for name, thing in things.items() if not inspect.ismodule(thing)}
    assert not [name for name, thing in things.items() if _has_words(thing) and not inspect.getdoc(thing)]


def test_the_python_page_is_current() -> None:
    assert text_of("reference/python.md") == python_reference.text(), "run: make docs/reference/python.md"


def test_the_tables_of_options_are_current() -> None:
    assert text_of("reference/commands.md") == commands.text(), "run: make docs/reference/commands.md"
