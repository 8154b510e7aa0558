"""A paper as the steps that its reader takes: what it says to type, what then comes out, and what to write into files.

A block of code is a step, by its language:

(none)   Commands, where its first word is a program's; else what the last command said, `…` standing for anything.
text     Nothing to do: a picture in letters. pycon is none either: it is made from a docstring, whose examples are run.
toml     Settings. Each part takes the place of the part of that name in `govstats.toml`, or is put at its end.
python   Run, with what the paper's earlier blocks have named.
diff     Lines to take out of a file and to put into it.
any other language   A file, as it is written.

The file of the last two is the last path in backticks of the sentence before them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

PROGRAMS = ("govstats", "make", "pip", "npm", "conda", "dask", "papermill", "jupyter", "pytest", "python")
# What is not typed here: it needs a network, a browser or another machine, or tests of its own type it.
NOT_TYPED = re.compile(
    r"(?:make|pip|npm|conda|dask|pytest|python|papermill|jupyter|govstats (?:demo|lab))\b|\.venv/bin/|.*--scheduler"
)
_BLOCK = re.compile(r"^(?P<indent> *)```(?P<language>\S*)\n(?P<text>.*?)^ *```$", re.M | re.S)
_PART = re.compile(r"^(?=\[)", re.M)

Kind = Literal["typed", "said", "text", "settings", "python", "change", "file", "other"]
_KINDS: dict[str, Kind] = {
    "text": "text", "pycon": "text", "toml": "settings", "python": "python", "diff": "change",
    "powershell": "other", "bash": "other", "sh": "other", "bat": "other", "crontab": "other",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One block of a paper. `before` is the sentence that leads to it."""

    kind: Kind
    text: str
    before: str
    line: int

    @property
    def path(self) -> str:
        """The file that the step is about; "" where the sentence before it names none."""
        named = re.findall(r"`([\w ./-]+\.\w+)`", self.before)
        return named[-1] if named and self.before.endswith(":") else ""

    @property
    def commands(self) -> list[str]:
        """What is typed, line by line; a line that ends in a backslash goes on in the next."""
        lines = re.sub(r"\\\n\s*", "", self.text).splitlines()
        return [line.partition("  # ")[0].strip() for line in lines if line.strip()]


def steps_of(paper: str) -> list[Step]:
    """The steps of a paper, in its order."""
    return list(_steps(paper))


def _steps(paper: str) -> Iterator[Step]:
    end = 0
    for block in _BLOCK.finditer(paper):
        text = re.sub(rf"^{block['indent']}", "", block["text"], flags=re.M)
        before = paper[end : block.start()].strip().rpartition("\n\n")[2]
        kind = _KINDS.get(block["language"], "file")
        if not block["language"]:
            kind = "typed" if text.lstrip().removeprefix(".venv/bin/").startswith(PROGRAMS) else "said"
        if kind in ("file", "python") and Step("file", "", before, 0).path:
            kind = "file"
        yield Step(kind, text, before, paper[: block.start()].count("\n") + 1)
        end = block.end()


def changed(text: str, change: str) -> str:
    """A text after a change: lines without a sign, and those with a minus, must stand in it once, one after the other.

    >>> changed("one\\ntwo\\nthree\\n", " one\\n-two\\n+2\\n")
    'one\\n2\\nthree\\n'
    """
    lines = change.splitlines()
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[:1] in signs) for signs in (" -", " +"))
    found = text.count(old)
    if found != 1:
        raise ValueError(f"These lines stand in the file {found} times, not once:\n{old}")
    return text.replace(old, new)


def settled(settings: str, more: str) -> str:
    """Settings, with the parts that a paper says to write: in place of parts so called, or at the end.

    >>> settled('[organisation]\\nname = "A"\\n', '[organisation]\\nname = "B"\\n')
    '[organisation]\\nname = "B"\\n'
    """
    parts = _PART.split(settings)
    for part in _PART.split(more):
        title = part.partition("\n")[0].strip()
        if not title:
            continue
        whole = part.rstrip() + "\n\n"
        places = [place for place, each in enumerate(parts) if each.partition("\n")[0].strip() == title]
        if places:
            parts[places[0]] = whole
        else:
            parts[-1] = parts[-1].rstrip() + "\n\n"
            parts.append(whole)
    return "".join(parts).rstrip() + "\n"


def carried_out(step: Step, folder: Path) -> Path:
    """Write a step's file, or change it, below a folder."""
    path = folder / step.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(changed(path.read_text("utf-8"), step.text) if step.kind == "change" else step.text, "utf-8")
    return path


def as_said(expected: str, said: str) -> bool:
    """Whether what was said holds a paper's words, line by line; `…` stands for anything within a line.

    >>> as_said("Made 5 pages, in …/reports\\n", "Reading.\\nMade 5 pages, in /home/me/reports\\n")
    True
    """
    pattern = re.escape(expected.strip("\n")).replace("…", "[^\\n]*")
    return re.search(rf"^{pattern}[^\S\n]*$", said, re.M) is not None
