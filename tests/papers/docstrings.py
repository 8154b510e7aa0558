"""Public functions and classes as a reference: their docstrings in Markdown."""

import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_args

_SECTION = re.compile(r"^(Parameters|Attributes|Returns|Raises|Examples|Notes|References)\n-+\n", re.M)
_LISTED = ("Parameters", "Attributes", "Raises")


def entries(module: ModuleType, called: str) -> str:
    """Every public name of a module, by what a reader types to reach it."""
    names = [name for name in module.__all__ if not inspect.ismodule(getattr(module, name))]
    return "\n".join(_entry(getattr(module, name), f"{called}.{name}") for name in sorted(names, key=str.casefold))


def _entry(thing: Any, called: str) -> str:
    if inspect.isclass(thing):
        return "\n".join([f"### `{called}`\n", _described(thing), *_members(thing)])
    if inspect.isroutine(thing):
        return f"### `{called}`\n\n{_signature(thing, called.rpartition('.')[2])}\n\n{_described(thing)}"
    said = " or ".join(map(repr, get_args(thing))) or repr(thing)
    return f"### `{called}`\n\n`{said}`\n"


def _signature(function: Any, name: str) -> str:
    """How it is called: its arguments with their defaults. Types are in the words below."""
    signature = inspect.signature(function)
    bare = [each.replace(annotation=inspect.Parameter.empty) for each in signature.parameters.values()]
    bare = [each for each in bare if each.name != "self"]
    return f"`{name}{signature.replace(parameters=bare, return_annotation=inspect.Signature.empty)}`"


def _members(cls: type) -> Iterator[str]:
    """The methods and properties of its own, with their first sentence."""
    for name, member in vars(cls).items():
        if name.startswith("_") or isinstance(member, type):
            continue
        function = member.fget if isinstance(member, property) else getattr(member, "func", member)
        function = getattr(function, "__func__", function)
        if inspect.isfunction(function) and function.__doc__:
            call = name if function is not member and not isinstance(member, classmethod | staticmethod) else ""
            shown = f"`.{call}`" if call else f"`.{_signature(function, name)[1:]}"
            yield f"- {shown}: {' '.join(function.__doc__.split(chr(10) * 2)[0].split())}"
    yield ""


def _described(thing: Any) -> str:
    """The docstring in Markdown; its sections become lists, its examples a block of Python."""
    words, *sections = _SECTION.split(inspect.getdoc(thing) or "")
    parts = [_with_examples(words)]
    for title, body in zip(sections[::2], sections[1::2], strict=True):
        if title in _LISTED:
            parts.append(f"{title}:\n\n{_listed(body)}")
        elif title == "Returns":
            kind, _, rest = body.partition("\n")
            parts.append(f"Returns a {kind.strip()}: {' '.join(inspect.cleandoc(rest).split())}")
        else:
            parts.append(_with_examples(inspect.cleandoc(body)))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _listed(body: str) -> str:
    """`name` lines and their indented words as a list."""
    found = re.findall(r"^(\S.*)\n((?:^(?: +.*)?\n?)*)", body, re.M)
    return "\n".join(f"- `{name.strip()}`: {' '.join(words.split())}" for name, words in found)


def _with_examples(text: str) -> str:
    """Text with each run of `>>>` lines as a block."""
    parts = []
    for paragraph in text.strip().split("\n\n"):
        first = next((n for n, line in enumerate(paragraph.splitlines()) if line.startswith(">>>")), None)
        lines = paragraph.splitlines()
        if first is None:
            parts.append(paragraph)
        else:
            block = "\n".join(["```pycon", *lines[first:], "```"])
            parts.append("\n\n".join(filter(None, ["\n".join(lines[:first]), block])))
    return "\n\n".join(parts)
