"""Print docs/reference/awkward-files.md: `python -m tests.corpus.table > docs/reference/awkward-files.md`."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus import npm
from tests.corpus.corpus import CORPUS, SECTIONS
from tests.corpus.entry import LIMIT_BYTES, LIMIT_SECONDS, Awkward, answer_to
from tests.corpus.reader import Answer, Reader

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "awkward-files.md"
COMMAND = "python -m tests.corpus.table > docs/reference/awkward-files.md"
INTRODUCTION = f"""\
# Awkward files

{len(CORPUS)} files that are hard to read, and what becomes of each.
A file is read, and every row of it is used or set aside with a reason; or it is refused in one sentence.
No file may stop govstats, take more than {LIMIT_SECONDS} seconds or more than {LIMIT_BYTES // 10**9} GB of memory.
Each is built and read as a test, so this page is what happens and not what was hoped for.
It is made from `tests/corpus`; to make it again run `{COMMAND}`.
"""


def text(row_of: Callable[[Awkward], str]) -> str:
    """The page, with a row for each file."""
    lines = [INTRODUCTION]
    for section, entries in SECTIONS.items():
        lines += [f"## {section}", "", "| File | What it is | What becomes of it |", "|------|------------|---------|"]
        lines += [*map(row_of, entries), ""]
    return "\n".join(lines).rstrip() + "\n"


def row(entry: Awkward, answer: Answer) -> str:
    return "| " + " | ".join((f"`{entry.file}`", _shown(entry.what), _shown(_outcome(entry, answer)))) + " |"


def _outcome(entry: Awkward, answer: Answer) -> str:
    """The sentence without the file's name, which stands at the beginning of the row."""
    return answer.outcome(entry.file).replace(f"{entry.file}: ", "").replace(f"{entry.file}, ", "")


def _shown(text: str) -> str:
    """Text as it is, though Markdown would take some of it for markup."""
    for sign in "\\`*_<>[]|{}$~":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def main() -> None:
    if lacking := npm.missing():
        sys.exit(f"The page needs {lacking}.")
    with TemporaryDirectory() as folder, Reader() as reader:
        rows = {}
        for number, entry in enumerate(CORPUS):
            place = Path(folder, str(number))
            place.mkdir()
            rows[entry.file] = row(entry, answer_to(entry, reader, place))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(text(lambda entry: rows[entry.file]))


if __name__ == "__main__":
    main()
