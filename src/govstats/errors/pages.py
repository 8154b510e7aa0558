"""Print docs/messages.md: `python -m govstats.errors.pages > docs/messages.md`."""

import re
import sys
from collections.abc import Iterator
from importlib.resources import files

import tomli

from govstats.errors import messages

INTRODUCTION = """\
# What the messages mean

`govstats check` says what it found, grouped by cause. Each cause has an entry here, under its code.
The bold words of an entry are those that `check` prints above its examples.
The code stands in the sheet "Data problems" of the action workbook, and in `check --json`.

| Kind | What it stops |
|------|---------------|
| Must fix | The report: none is made until it is mended. All other files are read all the same |
| Worth checking | Nothing: the report is made. The action workbook names each row set aside, with its reason |

‹These signs› enclose what is filled in from your files. The file, sheet, row and column stand before the sentence.
This page is made from `src/govstats/errors/messages.toml`; `make docs` makes it again.
"""
STOPS = {
    "must fix": "Must fix: nothing is made until it is mended.",
    "worth checking": "Worth checking: the report is made all the same.",
}
# A part of the file, or a message of it.
_MARK = re.compile(r"^(?:# -+ (?P<part>.+?) -+|\[(?P<code>.+)\])$", re.M)


def text() -> str:
    """The page."""
    return INTRODUCTION + "".join(_entries())


def _entries() -> Iterator[str]:
    """The parts of the file with their messages, in its order."""
    for mark in _MARK.finditer(_read("messages.toml")):
        part, code = mark["part"], mark["code"]
        if part:
            yield f"\n## {part[0].upper()}{part[1:]}\n"
            continue
        message = messages()[code]
        reason = message["reason"]
        yield "\n\n".join(
            (
                f"\n### `{code}`",
                f"**{reason[0].upper()}{reason[1:]}.** {STOPS[message['severity']]}",
                f"> {shown(message['says'])}",
                message["help"],
                f"To mend it: {shown(message['mend'])}\n",
            )
        )


def shown(sentence: str) -> str:
    """A message's sentence with words for its places.

    >>> shown('"{found}" is not a term.')
    '"‹what stands there›" is not a term.'
    """
    places = tomli.loads(_read("places.toml"))
    return sentence.format_map({name: f"‹{words}›" for name, words in places.items()})


def _read(name: str) -> str:
    return files("govstats.errors").joinpath(name).read_text("utf-8")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(text())
