"""What a sheet of a PDF draws: its text, in the order in which it is read.

A browser draws a text from right to left in the order of the paper. For a sign that tells no letter, or several, it
writes beside it which text the sign stands for.
"""

import re
from codecs import BOM_UTF16_BE
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pypdf.generic import DictionaryObject

from govstats.reports.gate.letters import Codes, fonts_of
from govstats.reports.gate.spelling import RIGHT_TO_LEFT, UNTOLD, words_of
from govstats.reports.gate.steps import DRAW_TEXT, REVERSED, STANDS_FOR, steps_of

_BOX = "\ufffe"  # such a box, until it is known what it stands for
_RIGHT_TO_LEFT, _LETTER = re.compile(f"[{RIGHT_TO_LEFT}]"), re.compile(r"[^\W\d_]")

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
    if any(word in DRAW_TEXT for word, _ in steps_of(content)):
        raise ValueError("there is text in one of its drawings")


def text_drawn(sheet: DictionaryObject, content: bytes) -> tuple[str, str]:
    """The text of a sheet in the order in which it is read, and the texts of which the sheet shows no letter.

    Raises
    ------
    ValueError
        Something is in its content stream that no browser writes.
    """
    pen = _Pen(fonts_of(sheet))
    for word, values in steps_of(content):
        pen.go(word, values)
    return pen.text(), "".join(pen.unread)


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
        self._parts: list[tuple[str, list[str]]] = [("", [])]  # what is before each, and its runs from left to right
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
                self._marks.append((mark if mark == REVERSED else "", "", len(self._run)))
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
        said = properties.get(STANDS_FOR)
        if isinstance(said, bytes):
            utf_16 = said.startswith(BOM_UTF16_BE)
            text = said[2:].decode("utf-16-be", "replace") if utf_16 else said.decode("latin-1")
            self._marks.append((STANDS_FOR, text, len(self._run)))
        else:
            self._end_run()
            self._parted = True
            self._marks.append(("", "", 0))

    def _end(self, mark: str, said: str, start: int) -> None:
        signs = self._run[start:]
        if mark == REVERSED:
            self._run[start:] = reversed(signs)
        elif mark == STANDS_FOR:
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
        if line or self._parted:
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
    """Runs of a line in the order in which they are read: those from right to left, with numbers beside them, turned.

    A number on their left may come before them or after them. Most titles that have one end with it, as with a year.
    """
    for others, group in groupby(runs, lambda run: bool(_LETTER.search(run)) and not _RIGHT_TO_LEFT.search(run)):
        along = list(group)
        yield from along if others or not any(map(_RIGHT_TO_LEFT.search, along)) else reversed(along)


def _times(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """One change of place and size after another, as a PDF writes them."""
    a, b, c, d, e, f = one
    m, n, o, p, q, r = other
    return [a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r]
