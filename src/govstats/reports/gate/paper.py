"""A PDF against the page that it prints: what paper adds, and that nothing else is lost or added on the way."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate, count

from govstats.reports.gate.finding import Cause
from govstats.reports.gate.piece import FOOT, Piece
from govstats.reports.gate.spelling import RIGHT_TO_LEFT, UNTOLD, words_of
from govstats.reports.gate.web import read_html, tables_of

_FROM_RIGHT = re.compile(f"[{RIGHT_TO_LEFT}]")
_MOVED = re.compile(f"[0-9{RIGHT_TO_LEFT}]+")
_SHOWN = 60  # letters of what was added


def as_printed(page: str, sheets: int) -> str:
    """A page with what a browser adds on paper: numbers of lists, headings again on a new sheet, page numbers."""
    again = (" ".join((*table.headings, *row)) for table in tables_of(page) for row in table.body)
    return _numbered(page) + "".join(f"<p>{escape(line)}</p>" for line in (*again, *_feet(sheets)))


def unlike_the_page(printed: Iterable[Piece], page: str) -> Iterator[tuple[Cause, str, str]]:
    """What of a page does not stand in its PDF, and what stands there and is not of the page, from top to bottom.

    Each comes with the sheet on which it is, or should be. Where letters could not be drawn, the rest follows from it,
    and is not told.

    Lines break anew, and a long word may break too: letters and digits are compared, not what lies between. Where a
    text runs from right to left, its words and numbers may be drawn in another order than that in which they are read.
    """
    found = [*_differences(tuple(printed), page)]
    undrawn = [each for each in found if each[0] is Cause.UNDRAWN]
    yield from undrawn or found


def _differences(printed: Sequence[Piece], page: str) -> Iterator[tuple[Cause, str, str]]:
    sheets = [_run(piece.text) for piece in printed if piece.shown]
    unread = any(UNTOLD in piece.text for piece in printed)
    wanted = [(piece.text, _run(piece.text)) for piece in read_html(_numbered(page).encode("utf-8")) if piece.shown]
    headings = [" ".join(table.headings) for table in tables_of(page)]
    told = [*_without_headings_again(sheets, headings, "".join(run for _, run in wanted))]
    found, ends = "".join(told), [*accumulate(map(len, told))]
    shapes = _shape(found)
    read = 0

    def sheet(at: int) -> str:
        return f"page {min(bisect_right(ends, at) + 1, len(ends))}"

    for text, run in wanted:
        at = _place(found, shapes, text, read)
        if at < 0:
            cause = Cause.UNDRAWN if unread and not run.isascii() else Cause.OTHERWISE
            yield cause, sheet(read), f'"{text}" of the page is not in it'
            continue
        if at > read:
            yield Cause.OTHERWISE, sheet(read), _added(found[read:at])
        read = at + len(run)
    if found[read:]:
        yield Cause.OTHERWISE, sheet(read), _added(found[read:])
    feet = [piece.text.strip() for piece in printed if piece.place == FOOT]
    if feet and feet != [*_feet(len(sheets))]:
        yield Cause.OTHERWISE, FOOT, _added(", ".join(feet))


def _without_headings_again(sheets: Sequence[str], headings: Sequence[str], wanted: str) -> Iterator[str]:
    """The sheets, without the headings that a browser puts again above a table that goes on overleaf."""
    at, shapes = 0, _shape(wanted)
    for sheet in sheets:
        rests = (sheet[len(_run(heading)) :] for heading in ("", *headings) if _begins(sheet, heading))
        rest = next((rest for rest in rests if shapes.startswith(_shape(rest), at)), sheet)
        at += len(rest)
        yield rest


def _begins(found: str, text: str) -> bool:
    """Whether what was found begins with a text of the page."""
    run = _run(text)
    start = found[: len(run)]
    return start == run or (_shape(start) == _shape(run) and _same(start, run, words_of(text)))


def _place(found: str, shapes: str, text: str, after: int) -> int:
    """Where a text of the page stands in what was found, from a place on; -1 if it does not.

    Parameters
    ----------
    shapes
        Of what was found.
    """
    run = _run(text)
    if not _FROM_RIGHT.search(run):
        return found.find(run, after)
    shape = _shape(run)
    at = shapes.find(shape, after)
    while at >= 0 and not _begins(found[at : at + len(run)], text):
        at = shapes.find(shape, at + 1)
    return at


def _shape(run: str) -> str:
    """A run in which all is alike that may change its place in a text from right to left: its letters, and digits."""
    return _MOVED.sub(lambda moved: "0" * len(moved[0]), run)


def _same(found: str, run: str, words: Sequence[str]) -> bool:
    """Whether two runs of one shape have the same words, in the same order but where they run from right to left."""
    parts = [part for word in words for part in _MOVED.findall(word)]
    for each in _MOVED.finditer(run):
        left = found[each.start() : each.end()]
        if left == each[0]:
            continue
        if not _FROM_RIGHT.search(each[0]):
            return False
        for part in sorted((part for part in parts if part in each[0]), key=len, reverse=True):
            left = left.replace(part, " ", 1)
        if left.strip():
            return False
    return True


def _numbered(page: str) -> str:
    """A page with the numbers of its lists."""

    def of_a_list(items: re.Match[str]) -> str:
        numbers = count(1)
        return re.sub("<li>", lambda _: f"<li>{next(numbers)}. ", items[0])

    return re.sub(r"<ol>.*?</ol>", of_a_list, page, flags=re.S)


def _feet(sheets: int) -> Iterator[str]:
    return (f"Page {number} of {sheets}" for number in range(1, sheets + 1))


def _added(run: str) -> str:
    shown = run if len(run) <= _SHOWN else f"{run[:_SHOWN]}…"
    return f'"{shown}" in it is not of the page'


def _run(text: str) -> str:
    return "".join(words_of(text))
