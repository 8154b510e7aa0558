"""The copy of a page that is printed."""

import re

# What is pressed is no part of a page on paper; a browser would make form fields and dead links of it.
_PRESSED = re.compile(r"<(?P<tag>nav|script|summary|button|form|select)\b.*?</(?P=tag)>|<input\b[^>]*>", re.S)
# A browser writes "Details" over a part that can be folded and has no heading to press.
_FOLDED = re.compile(r"(</?)details\b")


def copy_to_print(page: str) -> str:
    """A page without its scripts and without what can only be pressed; what is folded stands open.

    >>> copy_to_print('<details><summary>Show all</summary><p>All</p></details><script>x()</script>')
    '<div><p>All</p></div>'
    """
    return _FOLDED.sub(r"\1div", _PRESSED.sub("", page))
