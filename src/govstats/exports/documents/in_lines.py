"""Statements in lines: "Approved: May 2024", labels with their values below, "May 2024 (approved)"."""

import re
from collections.abc import Iterator, Sequence

from govstats.exports.documents.labels import Label, Meaning, labels_in, whole_label
from govstats.exports.documents.statement import Statement
from govstats.exports.documents.values import dates_in, read_value
from govstats.periods import parse_frequency

_LONGEST_LINE = 400  # characters; anything longer is running text
_LONGEST_VALUE = 100
_LONGEST_ANSWER = 6  # words of an answer that ends in a full stop
_MOST_WORDS_AHEAD = 8  # of a date that stands before its label
_FULL_LINE = 40  # characters

# What says so in a whole sentence is read as one, see `in_sentences`.
_SENTENCE = re.compile(
    r"(?:this|the|our|it)\b[^:]*\b(?:was|were|is|are|has|have|had|will|shall|should|must|came|comes|takes|remains"
    r"|approved|adopted|agreed|reviews?)\b[^:]*$",
    re.I,
)
ENTRY_OF_CONTENTS = re.compile(r"(?:\.{3,}|\u2026|\t)\s*\d{1,3}$")
SEPARATOR = re.compile(r"\s+[|\u00b7\u2022\u25aa/]\s+|\s*[\u00b7\u2022|]\s*|;\s+|\n")
_AROUND = " \t,|\u00b7\"'\u2018\u2019\u201c\u201d"


def statements_in_lines(lines: Sequence[str]) -> Iterator[Statement]:
    """Read lines one below the other.

    Examples
    --------
    >>> [said.value for said in statements_in_lines(["Date approved:", "Review date:", "May 2024", "May 2026"])]
    ['May 2024', 'May 2026']
    """
    waiting: list[Label] = []  # labels alone on their lines
    place = 0
    while place < len(lines):
        line = _of_a_person(lines[place])
        place += 1
        if not line:
            continue
        label = whole_label(line)
        if label:
            waiting.append(label)
            continue
        if waiting:
            values = _values_from(lines[place - 1 :], len(waiting))
            yield from _one_to_one(waiting, values)
            waiting = []
            if values:
                place += len(values) - 1
                continue
        if not _is_running_text(line, lines[: place - 1]):
            yield from _in_line(line)
    yield from _one_to_one(waiting, [])


def _of_a_person(line: str) -> str:
    """A line without what only a machine needs: quotes around a value, underscores within a name."""
    if len(line) > _LONGEST_LINE:
        return line
    plain = re.sub(r"(?<=[A-Za-z])_(?=[A-Za-z])", " ", line.strip())
    return re.sub(r"""(?<=: )(["'])(.*)\1$""", r"\2", plain)


def _is_running_text(line: str, before: Sequence[str]) -> bool:
    """Whether a line is a sentence, the rest of one that begins above, an entry of the contents, or too long."""
    above = before[-1].strip() if before else ""
    goes_on = line[0].islower() and len(above) > _FULL_LINE and above[-1] not in ".:;"
    return len(line) > _LONGEST_LINE or goes_on or bool(_SENTENCE.match(line) or ENTRY_OF_CONTENTS.search(line))


def _values_from(lines: Sequence[str], most: int) -> list[str]:
    """The values that follow labels: as many lines as there are labels, or the one below the last of them."""
    values = []
    for line in lines[:most]:
        value = line.strip()
        is_prose = value.endswith(".") and len(value.split()) > _LONGEST_ANSWER
        if not value or len(value) > _LONGEST_VALUE or is_prose or labels_in(value) or not read_value(value).tells:
            break
        values.append(value)
    return values if len(values) == most else values[:1]


def _one_to_one(labels: Sequence[Label], values: Sequence[str]) -> Iterator[Statement]:
    blank = [""] * (len(labels) - len(values))
    for label, value in zip(labels, [*blank, *values], strict=True):
        yield Statement(label.text, label.meaning, value, "label", asked=label.ended)


def _in_line(line: str) -> Iterator[Statement]:
    for segment in SEPARATOR.split(line):
        text = segment.strip(_AROUND)
        labels = labels_in(text)
        if len(labels) < 2 and not (labels and text[labels[0].end :].strip(" )")):
            before = _before_its_label(text)
            if before:
                yield before
                continue
        ends = [label.start for label in labels[1:]] + [len(text)]
        for label, end in zip(labels, ends[: len(labels)], strict=True):
            value = _trimmed(text[label.end : end])
            # Without a colon only a date, a cycle or the want of one makes a label of it.
            if label.ended or label.meaning.fields == ("version",) or read_value(value).tells:
                yield Statement(label.text, label.meaning, value, "label", asked=label.ended)


def _trimmed(value: str) -> str:
    """A value without the marks that lead up to it, or to the next label; a line to write on stays."""
    bare = value.strip(_AROUND).removesuffix("(").strip(" \u2013\u2014-=\u2192")
    return bare or value.strip()


def _before_its_label(text: str) -> Statement | None:
    """Read "September 2018 central review", "12 March 2024 (approved)" and "Annual review"."""
    words = text.split()
    for size in range(1, min(len(words), _MOST_WORDS_AHEAD)):
        value, rest = " ".join(words[:size]), " ".join(words[size:])
        label = whole_label(rest.strip(" ()\u2013\u2014-:,"))
        if label and label.meaning.fields and len(list(dates_in(value))) == 1:
            return Statement(label.text, label.meaning, value, "label")
        if label and label.meaning.bare and parse_frequency(value).kind != "unknown":
            return Statement(label.text, Meaning(("cycle",)), value, "label")
    return None
