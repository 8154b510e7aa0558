"""The copy of a page that is printed."""

import html
import re

# What is pressed is no part of a page on paper; a browser would make form fields and dead links of it.
_PRESSED = re.compile(r"<(?P<tag>nav|script|summary|button|form|select)\b.*?</(?P=tag)>|<input\b[^>]*>", re.S)
# A browser writes "Details" over a part that can be folded and has no heading to press.
_FOLDED = re.compile(r"(</?)details\b")
# A long word is text, and neither part of a tag nor of what is drawn or not shown.
_LONG_WORD = re.compile(r"<(?P<tag>style|title|svg)\b.*?</(?P=tag)>|<[^>]*>|(?P<word>[\w.]{20,})", re.S)
_HEADING, _TAG = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.S), re.compile(r"<[^>]*>")
_PART = re.compile(r"[\w.]{10}(?=\w)")


def copy_to_print(page: str) -> str:
    """A page without its scripts and without what can only be pressed; what is folded stands open.

    A word too long for a column of a table may be broken over lines.

    >>> copy_to_print('<details><summary>Show all</summary><p>All</p></details><script>x()</script>')
    '<div><p>All</p></div>'
    >>> copy_to_print('<p title="Counterrevolutionaries">Counterrevolutionaries</p>')
    '<p title="Counterrevolutionaries">Counterrev<wbr>olutionari<wbr>es</p>'
    """
    return _LONG_WORD.sub(_breakable, _FOLDED.sub(r"\1div", _PRESSED.sub("", page)))


def headings_of(page: str) -> list[str]:
    """The headings of a page, as they are read.

    >>> headings_of('<h1>Schools <span>Autumn 2025</span></h1><h2 id="a">Ash &amp; Elm</h2>')
    ['Schools Autumn 2025', 'Ash & Elm']
    """
    return [" ".join(html.unescape(_TAG.sub("", found[2])).split()) for found in _HEADING.finditer(page)]


def _breakable(found: re.Match[str]) -> str:
    # A browser makes a table as wide as its longest words, and what does not fit on the paper is not printed.
    return _PART.sub(r"\g<0><wbr>", found[0]) if found["word"] else found[0]
