"""The style of a page, cut to what the page shows. One style sheet serves every kind of page."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator

_STYLE = re.compile(r"(?<=<style>).*?(?=</style>)", re.S)
_BLOCK = re.compile(r"\s*([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}\s*")  # a rule, or a group of rules
_SELECTOR = re.compile(r"(?:[^,()]|\((?:[^()]|\([^()]*\))*\))+")
_CONDITION = re.compile(r"\([^()]*\)|::?[\w-]+|\*")  # what a selector asks for beyond names; innermost first
_NAME = re.compile(r"\[[\w-]+|[.#]?[\w-]+")
_TAG = re.compile(r"<([a-z]\w*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:=(?:"([^"]*)"|([^\s"]+)))?""")


def own_style(page: str) -> str:
    """The page with the rules of its style that something on it has, and with their fingerprint in its policy."""
    [sheet] = _STYLE.findall(page)
    own = used(sheet, set(_names(page)))
    return page.replace(fingerprint(sheet), fingerprint(own), 1).replace(sheet, own, 1)


def fingerprint(style: str) -> str:
    """By what a Content-Security-Policy knows the one style that it allows."""
    return f"sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def used(sheet: str, names: set[str]) -> str:
    """A style sheet without its line ends, and without the selectors that ask for a name that is not there.

    >>> used("p,.a b{margin:0}\\n@media print{\\n.a{top:0}\\n#c{top:0}\\n}", {"p", "#c", "b"})
    'p{margin:0}@media print{#c{top:0}}'
    """
    return "".join(_blocks(sheet, names))


def _blocks(sheet: str, names: set[str]) -> Iterator[str]:
    for head, body in _BLOCK.findall(sheet):
        if head.startswith("@page"):
            yield f"{head}{{{body}}}"
        elif head.startswith("@"):
            if inner := used(body, names):
                yield f"{head}{{{inner}}}"
        elif kept := [selector for selector in _SELECTOR.findall(head) if _asked(selector) <= names]:
            yield f"{','.join(kept)}{{{body}}}"


def _asked(selector: str) -> set[str]:
    """The names without which a selector finds nothing: of tags, ".classes", "#ids" and "[attributes"."""
    bare = selector
    while bare != (bare := _CONDITION.sub(" ", bare)):
        pass
    return set(_NAME.findall(bare))


def _names(page: str) -> Iterator[str]:
    """The names by which a selector may find something on a page."""
    for tag, attributes in _TAG.findall(page):
        yield tag
        for name, quoted, plain in _ATTRIBUTE.findall(attributes):
            value = quoted or plain
            yield f"[{name}"
            yield from ([f"#{value}"] if name == "id" else [f".{each}" for each in value.split()] * (name == "class"))
