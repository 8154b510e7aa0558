"""What draws a sheet of a PDF, step by step; and that nothing else is written between the steps.

A browser writes few of the things that a content stream may have (ISO 32000-1, 7.8.2 and annex A): numbers, names,
texts to draw, and for a sign that tells no letter the text that it stands for. A comment, a text that is not drawn or
any other word is refused, for nobody would see it.
"""

import re
from collections.abc import Iterator
from typing import Any

from govstats.reports.gate.browsers_words import is_name

_TOKEN = re.compile(
    rb"\s*(?:(?P<n>[-+]?(?:\d+\.?\d*|\.\d+)(?![^\s<>\[\]()/]))|(?P<name>/\w+)|(?P<o><<|\[)|(?P<c>>>|\])"
    rb"|<(?P<hex>[0-9A-Fa-f]*)>|\((?P<s>(?:\\.|[^\\()])*)\)|(?P<word>d[01]|[A-Za-z]+\*?))",
    re.S,
)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

# What stands before each word: a number, a name, a text, a list or properties.
_BEFORE = {
    word: re.compile(before)
    for words, before in {
        "q Q h S s f f* B B* b b* n W W* BT ET EMC T*": "",
        "w J j M i Tc Tw Tz TL Tr Ts g G": "n",
        "m l Td TD": "nn",
        "rg RG": "nnn",
        "re v y k K": "nnnn",
        "c cm Tm d1": "nnnnnn",
        "d0": "nn",
        "d": "an",
        "gs Do sh cs CS ri": "/",
        "sc SC scn SCN": "n*/?",
        "Tf": "/n",
        "Tj": "s",
        "TJ": "a",
        "BMC": "/",
        "BDC": "/d",
    }.items()
    for word in words.split()
}
DRAW_TEXT = frozenset({"Tj", "TJ"})
# What a part of a drawing is: of the tree of tags, the text that it stands for, letters from right to left.
STANDS_FOR, REVERSED = "/ActualText", "/ReversedChars"
_MARKS = frozenset({"/MCID", STANDS_FOR, REVERSED})
_PROPERTIES = {"/MCID": "n", STANDS_FOR: "s"}


def steps_of(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Each step: its word, and what stands before it.

    Raises
    ------
    ValueError
        Something is no step that a browser writes.
    """
    at, values, kinds, around = 0, list[Any](), "", list[tuple[list[Any], str]]()
    content = content.rstrip()
    while at < len(content):
        found = _TOKEN.match(content, at)
        if not found:
            raise ValueError(f"what a sheet draws has something beside it: {_said(content[at : at + 60])}")
        at = found.end()
        kind, value = found.lastgroup, found[found.lastgroup or 0]
        if kind == "o":
            around.append((values, kinds))
            values, kinds = [], ""
        elif kind == "c" and around:
            inner, (values, kinds) = (values, kinds), around.pop()
            values.append(inner[0])
            kinds += _of_many(value == b">>", *inner)
        elif kind == "word":
            word = value.decode()
            if around or word not in _BEFORE or not _BEFORE[word].fullmatch(kinds):
                raise ValueError(f"what a sheet draws has something beside it: {_said(value)}")
            yield word, values
            values, kinds = [], ""
        else:
            values.append(_value(str(kind), value))
            kinds += {"n": "n", "name": "/"}.get(str(kind), "s")
    if values or around:
        raise ValueError("what a sheet draws ends with something that is not drawn")


def _of_many(closed: bool, values: list[Any], kinds: str) -> str:
    """A list of numbers and texts, or properties of which each is one that is read; any other is no kind at all."""
    if not closed:
        return "a" if re.fullmatch("[ns]*", kinds) else "?"
    properties = zip(values[::2], kinds[1::2], strict=False)
    known = all(isinstance(name, str) and _PROPERTIES.get(name) == kind for name, kind in properties)
    return "d" if known and len(values) % 2 == 0 else "?"


def _value(kind: str, value: bytes) -> Any:
    if kind == "n":
        return float(value)
    if kind == "name":
        name = value.decode("latin-1")
        if name in _MARKS or is_name(name):
            return name
        raise ValueError(f"what a sheet draws has something beside it: {_said(value)}")
    if kind == "hex":
        return bytes.fromhex(value.decode() + "0" * (len(value) % 2))
    return _ESCAPED.sub(lambda one: bytes([int(one[1], 8) & 255]) if one[1] else _ESCAPES.get(one[2], one[2]), value)


def _said(content: bytes) -> str:
    return ascii(content.strip().decode("latin-1"))
