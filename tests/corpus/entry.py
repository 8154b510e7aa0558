"""What one awkward file is, and what a careful reader must answer to it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import Any

from govstats.settings import in_toml
from tests.corpus.people import PEOPLE, WHO, write_folder
from tests.corpus.reader import Answer, Reader

LIMIT_SECONDS = 20
LIMIT_BYTES = 10**9
LIMIT_WORDS = 60
LIMIT_LETTERS = 1_000  # of a message that shows what a cell holds

# Why a whole file is refused → what the sentence must say, so that a person knows which of these it is.
CAUSES = {
    "empty": r"\bempty\b",
    "no rows": r"\bno (usable )?rows\b",
    "locked": r"\bpassword\b",
    "too large": r"\btoo (large|big|many)\b",
    "damaged": r"\b(damaged|cut short|incomplete|cannot be opened)\b",
    "no spreadsheet": r"\bspreadsheet\b",
    "not recognised": r"\bfit no kind\b",
    "hidden": r"\bhidden\b",
    "quotation mark": r"\bquot",
    "two orders": r"\bday first\b.*\bmonth first\b",
    "two columns": r"\bTwo columns\b",
    "no column": r"\bNo column\b",
    "entities": r"\b(spreadsheet|entit)",
    "anything": "",
}
# What a machine says and a school office cannot use.
_MACHINE = re.compile(
    r"Traceback|Error\b|Exception\b|\berror:|\berrno\b|\bpanick|\bat 0x|\\x[0-9a-f]{2}|\{ |\bEOCD\b|\.rels\b"
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd-\uffff]")


@dataclass(frozen=True)
class Read:
    """The file is read: rows counted by hand, below the headings and before any cleaning."""

    used: int
    aside: int = 0
    sheet: str | None = None  # where a file has several tables
    source: str = ""  # where the table is of another kind than the file's first

    @property
    def rows(self) -> int:
        return self.used + self.aside


@dataclass(frozen=True)
class Refused:
    """Nothing of the file is used, and one sentence says why: a cause, and words that must stand in it."""

    cause: str
    words: tuple[str, ...] = ()


Expected = tuple[Read | Refused, ...]


@dataclass(frozen=True)
class Awkward:
    """One file of the corpus.

    Attributes
    ----------
    file
        Its name in the folder.
    kind
        The source that it pretends to be, or "".
    expected
        What a careful reader answers. Several `Read` with a sheet each are several tables; a `Read` or
        `Refused` beside another without a sheet is an answer that would do as well.
    holds
        Column of the tidy table → its values from this file, in the order of the rows.
    orders
        Heading → the order in which the file's dates are reported to be read.
    says
        Words that stand in what is worth checking about the file.
    settings
        What govstats.toml says beside the organisation.
    needs
        "npm", where the file is built with what npm puts into tests/corpus.
    """

    file: str
    what: str
    kind: str
    build: bytes | Callable[[], bytes]
    expected: Expected
    holds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    settings: str = ""
    needs: str = ""

    def __str__(self) -> str:
        return self.file

    @property
    def content(self) -> bytes:
        return self.build if isinstance(self.build, bytes) else self.build()


def staff(file: str, what: str, build: bytes | Callable[[], bytes], *expected: Read | Refused, **more: Any) -> Awkward:
    """A staff list: the four people of `people`, all used, unless something else is said."""
    return Awkward(
        file, what, "staff", build, expected or (Read(len(PEOPLE)),), **({"holds": WHO} if not expected else {}) | more
    )


def answer_to(entry: Awkward, reader: Reader, folder: Path) -> Answer:
    """Build the file in an empty folder, with plain sources around it, and have it read."""
    write_folder(folder, entry.file, entry.content, entry.kind, entry.settings)
    answer = reader.read(folder)
    rmtree(folder)
    return answer


def faults(entry: Awkward, answer: Answer) -> list[str]:
    """Everything that is wrong with an answer, in words; empty where a careful reader gave it."""
    return [*_harm(answer), *_accounts(answer), *_plainness(entry, answer), *_difference(entry, answer)]


def _harm(answer: Answer) -> Iterator[str]:
    if answer.died:
        yield f"the process died: {answer.died}"
    if answer.raised:
        yield f"an exception came out: {answer.raised}"
    if answer.noise:
        yield f"something was printed: {answer.noise}"
    if answer.seconds > LIMIT_SECONDS:
        yield f"it took {answer.seconds:.1f} s"
    if answer.peak_bytes > LIMIT_BYTES:
        yield f"it took {answer.peak_bytes / 1e6:,.0f} MB"


def _accounts(answer: Answer) -> Iterator[str]:
    for source in answer.sources:
        if source["rows_read"] != source["rows_used"] + source["rows_set_aside"] or source["rows_used"] < 0:
            yield f"rows are lost: {source}"


def _plainness(entry: Awkward, answer: Answer) -> Iterator[str]:
    for each in answer.problems_of(entry.file):
        text, found = each["text"], each["found"] or entry.file
        # What stands in the file may stand in the message too, as it is and as a line of the settings writes it.
        if _MACHINE.search(text.replace(in_toml(found), "").replace(found, "")):
            yield f"a machine speaks: {text}"
        if _UNPRINTABLE.search(text):
            yield f"signs that cannot be printed: {text!r}"
        if not each["mend"]:
            yield f"no mend: {text}"
        if len(text) > LIMIT_LETTERS:
            yield f"a message of {len(text):,} letters: {text[:80]}…"
    for each in answer.refusals_of(entry.file):
        if len(each["text"].split()) > LIMIT_WORDS:
            yield f"more than {LIMIT_WORDS} words: {each['text']}"


def _difference(entry: Awkward, answer: Answer) -> Iterator[str]:
    if answer.died or answer.raised:
        return
    wanted = entry.expected
    tables = [each for each in wanted if isinstance(each, Read) and each.sheet is not None]
    if tables:
        missed = [each for each in tables if not _is_read(entry, each, answer)]
        found = len(answer.sources_of(entry.file))
        if missed or found != len(tables):
            yield f"wanted {tables}, got {answer.outcome(entry.file)}"
    elif not any(_fits(entry, each, answer) for each in wanted):
        yield f"wanted {' or '.join(map(str, wanted))}, got {answer.outcome(entry.file)}"
    if answer.sources_of(entry.file) and not answer.refusals_of(entry.file):
        yield from _facts(entry, answer)


def _fits(entry: Awkward, wanted: Read | Refused, answer: Answer) -> bool:
    return _is_read(entry, wanted, answer) if isinstance(wanted, Read) else _is_refused(entry, wanted, answer)


def _is_read(entry: Awkward, wanted: Read, answer: Answer) -> bool:
    tables = [each for each in answer.sources_of(entry.file) if wanted.sheet in (None, each["sheet"])]
    counts = [(each["source"], each["rows_read"], each["rows_used"], each["rows_set_aside"]) for each in tables]
    whole = not answer.refusals_of(entry.file) and answer.loaded
    return whole and counts == [(wanted.source or entry.kind, wanted.rows, wanted.used, wanted.aside)]


def _is_refused(entry: Awkward, wanted: Refused, answer: Answer) -> bool:
    refusals = answer.refusals_of(entry.file)
    # The name of the file may hold the very words.
    text = refusals[0]["text"].replace(entry.file, "") if len(refusals) == 1 else ""
    used = sum(each["rows_used"] for each in answer.sources_of(entry.file))
    says = re.search(CAUSES[wanted.cause], text, re.I | re.S) and all(word in text for word in wanted.words)
    return bool(text and says and not used)


def _facts(entry: Awkward, answer: Answer) -> Iterator[str]:
    for column, values in entry.holds.items():
        found = answer.rows.get(entry.kind, {}).get(column)
        if found != list(values):
            yield f"{column}: wanted {list(values)}, got {found}"
    for heading, order in entry.orders.items():
        found = sorted({each["order"] for each in answer.read_as if each["column"] == heading})
        if found != [order]:
            yield f"{heading}: wanted {order}, got {found}"
    said = " ".join(each["text"] for each in answer.problems_of(entry.file))
    for words in entry.says:
        if words not in said:
            yield f"nothing says {words!r}: {said[:400]}"
