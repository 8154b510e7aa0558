"""What a sheet of a PDF draws: its text, from its content stream, and that nothing else is written in the stream.

A browser writes few of the things that a content stream may have (ISO 32000-1, 7.8.2 and annex A): numbers, names,
texts to draw, and for a sign that tells no letter the text that it stands for. A comment, a text that is not drawn or
any other word is refused, for nobody would see it.
"""

import re
from codecs import BOM_UTF16_BE
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pypdf.generic import DictionaryObject

from govstats.reports.gate.browsers_words import is_name
from govstats.reports.gate.spelling import words_of

UNTOLD = "\ufffd"  # in the place of a sign of which no letter is known, as of the box that is drawn for want of a font

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_BOX = "\ufffe"  # such a box, until it is known what it stands for
_RIGHT_TO_LEFT, _LETTER = re.compile(f"[{RIGHT_TO_LEFT}]"), re.compile(r"[^\W\d_]")

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
_TEXT = frozenset({"Tj", "TJ"})
# What a part of a drawing is: of the tree of tags, the text that it stands for, letters from right to left.
_STANDS_FOR, _REVERSED = "/ActualText", "/ReversedChars"
_MARKS = frozenset({"/MCID", _STANDS_FOR, _REVERSED})
_PROPERTIES = {"/MCID": "n", _STANDS_FOR: "s"}
# What stands around the letters of a font, as every browser writes it.
_TABLE = (
    rb"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry \(Adobe\) /Ordering"
    rb" \(UCS\) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange"
    rb" <0+> <F+> endcodespacerange endcmap CMapName currentdict /CMap defineresource pop end end"
)
_RANGES = re.compile(rb"\b\d+ beginbf(char|range)\s((?:<[0-9A-Fa-f]+>\s*)*)endbf(?:char|range)\s")

Codes = tuple[int, Mapping[int, str]]  # bytes of a code, and the text of each
Matrix = Sequence[float]
_EVEN: Matrix = (1, 0, 0, 1, 0, 0)
_LINE = 0.7  # of the size of a font: lines lie further apart


def check_drawing(content: bytes) -> None:
    """Look at what is drawn beside the text of a sheet, such as one sign of a font.

    Raises
    ------
    ValueError
        It has text, or something that is not drawn.
    """
    if any(word in _TEXT for word, _ in _steps(content)):
        raise ValueError("there is text in one of its drawings")


def text_drawn(sheet: DictionaryObject, content: bytes) -> tuple[str, str]:
    """The text of a sheet in the order in which it is read, and the texts of which the sheet shows no letter.

    Raises
    ------
    ValueError
        Something is in its content stream that no browser writes.
    """
    pen = _Pen(_fonts(sheet))
    for word, values in _steps(content):
        pen.go(word, values)
    return pen.text(), "".join(pen.unread)


def _steps(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Each operator of a content stream with what stands before it."""
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


class _Pen:
    """Draws the text of a sheet: where its lines are, and which text each sign stands for.

    Attributes
    ----------
    unread
        The texts of letters in whose place boxes are drawn.
    """

    def __init__(self, fonts: Mapping[str, Codes]) -> None:
        self.unread: list[str] = []
        self._fonts = fonts
        self._font: Codes | None = None
        self._size = 0.0
        self._parts: list[tuple[str, list[str]]] = []  # what is before each, and its runs from left to right
        self._run: list[str] = []  # a text a sign
        self._page, self._kept = _EVEN, list[Matrix]()
        self._place, self._line, self._leading, self._height = _EVEN, _EVEN, 0.0, 0.0
        self._marks: list[tuple[str, str, int]] = []  # each with its text, and where in the run it begins
        self._parted = False

    def go(self, word: str, values: list[Any]) -> None:
        match word, values:
            case "q", _:
                self._kept.append(self._page)
            case "Q", _ if self._kept:
                self._page = self._kept.pop()
            case "cm", _:
                self._page = _times(values, self._page)
            case "BT", _:
                self._end_run()
                self._place = self._line = _EVEN
            case "Tm", _:
                self._place = self._line = values
            case "TL", [leading]:
                self._leading = leading
            case "Td" | "TD", [x, y]:
                self._leading = -y if word == "TD" else self._leading
                self._move(x, y)
            case "T*", _:
                self._move(0, -self._leading)
            case "Tf", [font, size]:
                self._font, self._size = self._fonts.get(font), size
            case "Tj" | "TJ", [shown]:
                self._draw(shown if isinstance(shown, list) else [shown])
            case "BMC", [mark]:
                self._marks.append((mark, "", len(self._run)))
            case "BDC", [_, properties]:
                self._begin(dict(zip(properties[::2], properties[1::2], strict=True)))
            case "EMC", _ if self._marks:
                self._end(*self._marks.pop())

    def _move(self, x: float, y: float) -> None:
        self._place = _times([1, 0, 0, 1, x, y], self._place)
        # A sign above or below a letter is drawn with it, and lies in the line of that letter.
        if not any(mark for mark, _, _ in self._marks):
            self._line = self._place

    def _begin(self, properties: Mapping[str, Any]) -> None:
        said = properties.get(_STANDS_FOR)
        if isinstance(said, bytes):
            utf_16 = said.startswith(BOM_UTF16_BE)
            text = said[2:].decode("utf-16-be", "replace") if utf_16 else said.decode("latin-1")
            self._marks.append((_STANDS_FOR, text, len(self._run)))
        else:
            self._end_run()
            self._parted = True
            self._marks.append(("", "", 0))

    def _end(self, mark: str, said: str, start: int) -> None:
        signs = self._run[start:]
        if mark == _REVERSED:
            self._run[start:] = reversed(signs)
        elif mark == _STANDS_FOR:
            self._run[start:] = [self._standing_for(said, "".join(signs))]

    def _standing_for(self, said: str, drawn: str) -> str:
        """What signs stand for. Letters of theirs that are none of it are seen, and so are part of the text."""
        if _BOX in drawn and words_of(said):
            self.unread.append(said)
            return UNTOLD
        others = Counter("".join(words_of(drawn))) - Counter("".join(words_of(said)))
        return f"{said} {drawn}" if others else said

    def _draw(self, shown: list[Any]) -> None:
        if self._font is None:
            raise ValueError("a text is drawn in a font that does not tell its letters")
        place = _times(self._line, self._page)
        line = abs(place[5] - self._height) > _LINE * self._size * abs(place[3])
        if line or self._parted or not self._parts:
            self._end_run()
            self._parts.append(("\n" if line else " ", []))
            self._height, self._parted = place[5], False
        size, texts = self._font
        for each in shown:
            if isinstance(each, bytes):
                codes = (int.from_bytes(each[at : at + size]) for at in range(0, len(each), size))
                self._run += (texts.get(code, UNTOLD if code else _BOX) for code in codes)

    def _end_run(self) -> None:
        if self._run:
            self._parts[-1][1].append("".join(self._run))
            self._run = []
        self._marks = [(mark, said, 0) for mark, said, _ in self._marks]

    def text(self) -> str:
        self._end_run()
        return "".join(before + "".join(_as_read(runs)) for before, runs in self._parts).strip().replace(_BOX, UNTOLD)


def _as_read(runs: list[str]) -> Iterator[str]:
    """Runs of a line in the order in which they are read: those from right to left, and what lies between, turned."""
    turned: list[str] = []
    for run in (*runs, None):
        if run is not None and (_RIGHT_TO_LEFT.search(run) or (turned and not _LETTER.search(run))):
            turned.append(run)
            continue
        ends = max((at for at, each in enumerate(turned, start=1) if _RIGHT_TO_LEFT.search(each)), default=0)
        yield from reversed(turned[:ends])
        yield from turned[ends:]
        turned = []
        if run is not None:
            yield run


def _times(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """One change of place and size after another, as a PDF writes them."""
    a, b, c, d, e, f = one
    m, n, o, p, q, r = other
    return [a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r]


def _fonts(sheet: DictionaryObject) -> dict[str, Codes]:
    """The fonts of a sheet that tell which letter each code is."""
    resources: Any = sheet.get("/Resources", DictionaryObject()).get_object()
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    return {
        name: (2 if font["/Subtype"] == "/Type0" else 1, letters(font["/ToUnicode"].get_data()))
        for name, font in ((name, each.get_object()) for name, each in fonts.items())
        if "/ToUnicode" in font
    }


@lru_cache(maxsize=64)
def letters(table: bytes) -> Mapping[int, str]:
    """The text of each code of a font, from its table of them (ISO 32000-1, 9.10.3).

    Raises
    ------
    ValueError
        The table has something else in it.
    """
    if not re.fullmatch(_TABLE, b" ".join(_RANGES.sub(b"", table).split())):
        raise ValueError("the letters of a font have something beside them")
    texts: dict[int, str] = {}
    for kind, entries in _RANGES.findall(table):
        codes = [bytes.fromhex(each.decode()) for each in re.findall(rb"[0-9A-Fa-f]+", entries)]
        step = 2 if kind == b"char" else 3
        for at in range(0, len(codes) - step + 1, step):
            first, last = int.from_bytes(codes[at]), int.from_bytes(codes[at + step - 2])
            text = codes[at + step - 1].decode("utf-16-be", "replace")
            for code in range(first, last + 1):
                texts[code] = text[:-1] + chr(ord(text[-1]) + code - first)
    return texts
