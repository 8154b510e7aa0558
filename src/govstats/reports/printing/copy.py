"""The copy of a page that is printed."""

import re

# What is pressed is no part of a page on paper; a browser would make form fields and dead links of it.
_PRESSED = re.compile(
    r'<a class="skip".*?</a>|<(?P<tag>script|summary|button|form|select)\b.*?</(?P=tag)>|<input\b[^>]*>', re.S
)


def copy_to_print(page: str) -> str:
    """A page without its scripts and without what can only be pressed.

    >>> copy_to_print('<details><summary>Show all</summary><p>All</p></details><script>x()</script>')
    '<details><p>All</p></details>'
    """
    return _PRESSED.sub("", page)
